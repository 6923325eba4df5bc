"""Layers of least costs back from a finding, every edge of a layer at once, over whole columns. Needs numpy.

A node is what a walk needs next: an entity, a state, a side. How nodes join an edge depends on nothing of it but its
states and sides, so the edges into an entity fall into groups that nodes join alike. A layer folds the costs of an
entity's nodes into those of its groups, and takes the edges of the groups that have become cheaper. Joints are judged
by `refgraph.chain`, once for each kind of joint.

A cost is held as twice itself, and one more where its walk may pass an entity twice: of two walks that cost the same,
the smaller number is surely simple.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from refgraph import chain
from refgraph.graph import KnowledgeGraph

Array = np.ndarray[Any, np.dtype[Any]]
WANTED = (*range(5), *range(chain.DERIVED + 1, chain.DERIVED + 5), chain.ANY)
_SHARE = 4  # where a layer touches one entity in so many, it costs less to fold them all than to choose
_NARROW, _WIDE = (np.uint16, 30_000), (np.uint32, 1 << 30)


@dataclass(frozen=True, slots=True)
class Links:
    """Edges of an index as columns; `subject` and `object` may number entities anew, below `entities`."""

    edge: Array
    subject: Array
    object: Array
    entities: int


class Groups:
    """Edges by how nodes join them; made once for many sweeps.

    Args:
        kg: the graph.
        links: edges that a walk may take.
        strict: leave out whatever carries a flag.

    Attributes:
        states, sides: codes of the nodes; row `i * len(sides) + j` of a table holds those of one state and side.
        entity, kind, off: of each group, the entity its edges lead into, the kind of joint, and where its edges begin.
        into, cost, edge: of each edge, the place in a table that it leads to, what it adds, and its number.
    """

    def __init__(self, kg: KnowledgeGraph, links: Links, *, strict: bool = False) -> None:
        self._codes, self._strict, self.entities = kg.codes, strict, links.entities

        def column(name: str) -> Array:
            return np.asarray(kg.index.column(name))[links.edge]

        predicate = column("e.pred")
        cost = column("e.cost").astype(np.int64) + np.array(kg.codes.own, np.int64)[predicate]
        usable = ~np.array(kg.codes.flagged, bool)[predicate] if strict else np.ones(len(predicate), bool)
        carries = np.array(kg.codes.carries, bool)[predicate]
        self.dearest = int(cost.max(initial=0)) + max(kg.codes.joints) + kg.codes.side
        sides = column("e.sside").astype(np.int64) * 8 + column("e.oside")
        self._group(links, np.flatnonzero(usable & ~carries), cost, (column("e.sstate"), column("e.ostate"), sides))
        self._carry(links, np.flatnonzero(usable & carries), cost)
        self.mutual = self._mutual(links)

    def _group(self, links: Links, kept: Array, cost: Array, columns: tuple[Array, Array, Array]) -> None:
        """Sort edges by group; an edge whose subject takes its side from what follows leads to several places."""
        subject_state, object_state, sides = (column[kept] for column in columns)
        which, wanted, side = self._outcomes(sides)
        self.states, state_row = np.unique(subject_state, return_inverse=True)
        objects, met = np.unique(object_state, return_inverse=True)
        self.sides, side_row = np.unique(side, return_inverse=True)
        self.rows = len(self.states) * len(self.sides)
        self.meets = [self._meeting(int(state)) for state in objects]
        self.kinds = len(objects) * len(self.wants)
        row = state_row[which] * len(self.sides) + side_row
        kind = met[which] * len(self.wants) + wanted
        kept = kept[which]
        place = links.object[kept].astype(np.int64) * max(self.kinds, 1) + kind
        order = np.argsort(place, kind="stable")
        kept, place = kept[order], place[order]
        first = np.flatnonzero(np.diff(place, prepend=-1))
        self.off = np.append(first, len(place))
        self.entity, self.kind = np.divmod(place[first], max(self.kinds, 1))
        self.group = np.repeat(np.arange(len(first), dtype=np.int32), np.diff(self.off))
        self.by_entity = np.searchsorted(self.entity, np.arange(self.entities + 1))
        self.into = row[order] * self.entities + links.subject[kept]
        self.cost, self.edge = cost[kept], links.edge[kept]

    def _carry(self, links: Links, kept: Array, cost: Array) -> None:
        """Note the edges that pass a state and a side on; they stand behind the others."""
        self.carry_from, self.carry_to = links.object[kept].astype(np.int64), links.subject[kept].astype(np.int64)
        self.grouped = len(self.cost)
        self.cost, self.edge = np.append(self.cost, cost[kept]), np.append(self.edge, links.edge[kept])

    def _mutual(self, links: Links) -> Array:
        """Say of each edge whether another one leads back."""
        there = links.subject.astype(np.int64) * self.entities + links.object
        back = links.object.astype(np.int64) * self.entities + links.subject
        ends = np.append(self.entity[self.group], self.carry_from), np.append(self.into % self.entities, self.carry_to)
        both = np.intersect1d(there, back)
        found: Array = np.isin(ends[1] * self.entities + ends[0], both)
        return found

    def _outcomes(self, sides: Array) -> tuple[Array, Array, Array]:
        """Return for each edge, as often as it has outcomes: its place, the number in `wants`, the side it needs."""
        present, which = np.unique(sides, return_inverse=True)
        self.wants: list[tuple[int, ...]] = []
        found = [(np.zeros(0, np.int64),) * 3]
        for number, pair in enumerate(present.tolist()):
            edges = np.flatnonzero(which == number)
            for side, costs in self._joining(pair >> 3, pair & 7):
                if costs not in self.wants:
                    self.wants.append(costs)
                found.append((edges, np.full(len(edges), self.wants.index(costs)), np.full(len(edges), side)))
        places, wanted, needed = (np.concatenate(column) for column in zip(*found, strict=True))
        return places, wanted, needed

    def _joining(self, subject: int, obj: int) -> list[tuple[int, tuple[int, ...]]]:
        """Return the sides that an edge may need, each with what joining it costs by wanted side; -1: not at all."""
        judged = [chain.side_back(subject, obj, want) for want in WANTED]
        flag = -1 if self._strict else self._codes.side
        return [
            (need, tuple((flag if one[0] else 0) if one and one[1] == need else -1 for one in judged))
            for need in sorted({one[1] for one in judged if one})
        ]

    def _meeting(self, state: int) -> dict[int, int]:
        """Return what it costs to meet an object's state, by the state that is needed; what does not meet is left out."""
        met = {other: self._codes.meet(state, other) for other in (*range(self._codes.size), chain.ANY)}
        return {other: self._codes.joints[how] for other, how in met.items() if how and not (self._strict and how > 1)}

    def node(self, row: int) -> tuple[int, int]:
        """Return the codes of state and side of the nodes in a row."""
        state, side = divmod(row, len(self.sides))
        return int(self.states[state]), int(self.sides[side])

    @cached_property
    def _sorted(self) -> tuple[Array, Array, Array]:
        order = np.argsort(self.into, kind="stable")
        return order, self.into[order], np.argsort(self.carry_to, kind="stable")

    def leading(self, place: int, *, carried: bool) -> tuple[Array, Array, Array]:
        """Return the edges that lead to a place of a table: their places here, entities they come from, kinds of joint.

        Those that carry, where they are wanted, stand last; their kind is -1.
        """
        order, into, carries = self._sorted
        edges = order[slice(*np.searchsorted(into, [place, place + 1]))]
        group = self.group[edges]
        entity, kind = self.entity[group], self.kind[group]
        if not (carried and len(carries)):
            return edges, entity, kind
        to = place % self.entities
        more = carries[slice(*np.searchsorted(self.carry_to[carries], [to, to + 1]))]
        return (
            np.append(edges, self.grouped + more),
            np.append(entity, self.carry_from[more]),
            np.append(kind, np.full(len(more), -1)),
        )

    def joints(self, pattern: tuple[int, int]) -> Array:
        """Return what each kind of joint costs by row; -1: no joint. The last row is that of the nodes of a start."""
        nodes = [(int(state), int(side)) for state in self.states for side in self.sides]
        found = np.full((self.kinds, self.rows + 1), -1, np.int64)
        for row, (state, side) in enumerate([*nodes, pattern]):
            want = WANTED.index(side)
            for i, meets in enumerate(self.meets):
                for j, wants in enumerate(self.wants):
                    if state in meets and wants[want] >= 0:
                        found[i * len(self.wants) + j, row] = meets[state] + wants[want]
        return found


class Sweep:
    """The least costs of walks that lead to a start, layer by layer; no walk comes back to where it started.

    Args:
        groups: the edges.
        starts: entities at which walks end, all in one state and on one side.
        pattern: that state and that side.
        hops: the longest walk.
        least: the least that a step can cost.

    Attributes:
        costs: least cost of each node (twice itself, see above) by a walk whose first step carries nothing through.
        hops: least steps of such a walk.
        longest: how many steps a walk may have. never: a cost that nothing has.
        tables: after each layer, the least cost of each node; the last row is that of what the starts carry.
        joints: what each kind of joint costs, by row; -1 where there is none.
    """

    def __init__(self, groups: Groups, starts: Array, pattern: tuple[int, int], hops: int, least: int) -> None:
        self.groups, self.starts, self.longest, self._least = groups, starts, hops, least
        self._type, self.never = _NARROW if 2 * hops * groups.dearest < _NARROW[1] else _WIDE
        self._step = (2 * groups.cost).astype(self._type)
        self.joints = groups.joints(pattern)
        self._best = np.full(len(groups.entity), self.never, self._type)
        self.tables = [np.full((groups.rows + 1, groups.entities), self.never, self._type)]
        self.tables[0][-1, starts] = 0
        self.costs = np.full((groups.rows, groups.entities), self.never, self._type)
        self.hops = np.zeros(self.costs.shape, np.uint8)
        self._arrived: list[tuple[Array, Array]] = []
        self._passed: list[tuple[Array, Array]] = []
        self._scratch = np.empty(self.tables[0].size, np.int64)
        touched = starts
        while len(touched) and len(self._passed) < hops:
            touched = self._advance(touched)

    def _advance(self, touched: Array) -> Array:
        """Add a layer; return the entities that have a cheaper node in it."""
        before = self.tables[-1]
        after = before.copy()
        taken = self._take(before, touched)
        steps = self._improve(after, *taken)
        if len(self.groups.carry_to):
            arrived = self._improve(self.costs, *taken)
            more = self._improve(after, *self._carried(before, touched))
            # What was carried in may have beaten what had just arrived; the later one stands.
            steps = np.append(steps[0], more[0]), np.append(steps[1], more[1])
            self._suspect(self.costs, *arrived)
        else:
            arrived, self.costs = steps, after[:-1]
        self.hops.reshape(-1)[arrived[0]] = len(self._passed) + 1
        self._suspect(after, *steps)
        self.tables.append(after)
        self._arrived.append(arrived)
        self._passed.append(steps)
        flags = np.zeros(self.groups.entities, bool)
        flags[steps[0] % self.groups.entities] = True
        return np.flatnonzero(flags)

    # ------------------------------------------------------------ one layer

    def _take(self, table: Array, touched: Array) -> tuple[Array, Array, Array]:
        """Return where the edges of the groups that became cheaper lead, at what cost, and which edges they are."""
        groups = self.groups
        if len(touched) * _SHARE > groups.entities:
            folded = self._fold(table)
            costs = folded.reshape(-1)[groups.kind * groups.entities + groups.entity]
            cheaper = np.flatnonzero(costs < self._best)
            costs = costs[cheaper]
        else:
            begin = groups.by_entity[touched]
            counts = groups.by_entity[touched + 1] - begin
            among = ranges(begin, counts)
            costs = self._fold(table[:, touched])[groups.kind[among], np.repeat(np.arange(len(touched)), counts)]
            kept = costs < self._best[among]
            cheaper, costs = among[kept], costs[kept]
        self._best[cheaper] = costs
        begin, counts = groups.off[cheaper], groups.off[cheaper + 1] - groups.off[cheaper]
        edges = ranges(begin, counts)
        return groups.into[edges], np.repeat(costs, counts) + self._step[edges], edges

    def _fold(self, table: Array) -> Array:
        """Return the least cost of joining each kind of group, by the columns of a table."""
        groups, width = self.groups, table.shape[1]
        found = np.full((len(groups.meets), len(groups.wants), width), self.never, self._type)
        live = table.min(axis=1, initial=self.never) < self.never
        sided = np.empty((len(groups.wants), width), self._type)
        for i, state in enumerate(groups.states.tolist()):
            rows = [(i * len(groups.sides) + j, WANTED.index(side)) for j, side in enumerate(groups.sides.tolist())]
            rows = [(row, want) for row, want in rows if live[row]]
            if not rows:
                continue
            sided.fill(self.never)
            for j, wants in enumerate(groups.wants):
                for row, want in rows:
                    self._lower(sided[j], table[row], wants[want])
            for j, meets in enumerate(groups.meets):
                self._lower(found[j], sided, meets.get(state, -1))
        flat = found.reshape(groups.kinds, width)
        if live[-1]:
            for kind in range(groups.kinds):
                self._lower(flat[kind], table[-1], int(self.joints[kind, -1]))
        return flat

    def _lower(self, costs: Array, others: Array, extra: int) -> None:
        if extra >= 0:
            np.minimum(costs, others + self._type(2 * extra) if extra else others, out=costs)

    def _carried(self, table: Array, touched: Array) -> tuple[Array, Array, Array]:
        """The same as `_take` for the edges that pass on any node."""
        groups = self.groups
        flags = np.zeros(groups.entities, bool)
        flags[touched] = True
        edges = np.flatnonzero(flags[groups.carry_from])
        rows, columns = np.nonzero(table[:, groups.carry_from[edges]] < self.never)
        edges = edges[columns]
        costs = table[rows, groups.carry_from[edges]] + self._step[groups.grouped + edges]
        return rows * groups.entities + groups.carry_to[edges], costs, groups.grouped + edges

    def _improve(self, table: Array, into: Array, costs: Array, edges: Array) -> tuple[Array, Array]:
        """Lower the costs of a table; return the places that became cheaper, each once, and the edges that did it.

        A walk that costs the same as another one, but is longer, does not count, even if only it is surely simple.
        """
        flat = table.reshape(-1)
        there = flat[into]
        kept = np.flatnonzero(costs < there - (there & 1))
        into, costs, edges = into[kept], costs[kept], edges[kept]
        home = ~np.isin(into % self.groups.entities, self.starts)
        into, costs, edges = into[home], costs[home], edges[home]
        np.minimum.at(flat, into, costs)
        won = costs == flat[into]
        into, edges = into[won], edges[won]
        self._scratch[into] = edges
        once = self._scratch[into] == edges
        return into[once], edges[once]

    def _suspect(self, table: Array, places: Array, edges: Array) -> None:
        """Mark the costs of walks that may have passed the entity they arrive at.

        To come back takes two steps, by edges that lead to and fro, or three; and a walk that has been there is dearer
        by them than the cheapest that was there so many layers ago.
        """
        flat = table.reshape(-1)
        costs, entities = flat[places] >> 1, places % self.groups.entities
        late = np.zeros(len(places), bool)
        for steps, may in ((2, self.groups.mutual[edges]), (3, True)):
            if len(self.tables) >= steps:
                first = self.tables[-steps].min(axis=0).astype(np.int64) >> 1
                late |= may & (costs >= first[entities] + steps * self._least)
        flat[places[late]] |= 1

    # ------------------------------------------------------------ the walks themselves

    def trails(self, places: Array) -> tuple[Array, Array]:
        """Rebuild the walks of some nodes.

        Returns:
            Their edges in causal order and the entities at which those begin, one row a walk; -1 behind the last.
        """
        entities, walk = self.groups.entities, np.arange(len(places))
        edges = np.full((len(places), len(self._passed)), -1, np.int64)
        passed = edges.copy()
        costs, layers = self.costs.reshape(-1)[places].astype(np.int64), self.hops.reshape(-1)[places].astype(np.int64)
        logs = self._arrived
        for step in range(len(self._passed)):
            via = self._looked_up(logs, places, layers)
            edges[walk, step], passed[walk, step] = self.groups.edge[via], places % entities
            places, costs = self._before(via, places, costs, layers)
            layers = self._layer(places, costs)
            going = layers > 0
            walk, places, costs, layers = walk[going], places[going], costs[going], layers[going]
            logs = self._passed
            if not len(walk):
                break
        return edges, passed

    def _looked_up(self, logs: list[tuple[Array, Array]], places: Array, layers: Array) -> Array:
        """Return the edges by which places became cheaper in layers."""
        found = np.empty(len(places), np.int64)
        for layer in np.unique(layers).tolist():
            chosen = np.flatnonzero(layers == layer)
            into, edges = logs[layer - 1]
            self._scratch[into] = edges
            found[chosen] = self._scratch[places[chosen]]
        return found

    def _before(self, via: Array, places: Array, costs: Array, layers: Array) -> tuple[Array, Array]:
        """Return the places from which edges were taken, and their costs then."""
        groups = self.groups
        left, doubt = costs - 2 * groups.cost[via], costs & 1
        found, then = np.full(len(via), -1, np.int64), np.zeros(len(via), np.int64)
        carried = via >= groups.grouped
        entity, kind = np.empty_like(via), np.zeros_like(via)
        entity[carried] = groups.carry_from[via[carried] - groups.grouped]
        group = groups.group[via[~carried]]
        entity[~carried], kind[~carried] = groups.entity[group], groups.kind[group]
        for layer in np.unique(layers).tolist():
            table = self.tables[layer - 1]
            open_ = np.flatnonzero(layers == layer)
            for row in range(groups.rows + 1):
                joint = self.joints[kind[open_], row]
                if carried.any():
                    same = np.where(places[open_] // groups.entities == row, 0, -1)
                    joint = np.where(carried[open_], same, joint)
                there = table[row, entity[open_]].astype(np.int64)
                fits = (joint >= 0) & (there | doubt[open_] == left[open_] - 2 * joint)
                met = open_[fits]
                found[met], then[met] = row * groups.entities + entity[met], there[fits]
                open_ = open_[~fits]
        return found, then

    def _layer(self, places: Array, costs: Array) -> Array:
        """Return the layers in which places came to cost what they do."""
        found = np.full(len(places), -1, np.int64)
        for layer, table in enumerate(self.tables):
            found[(found < 0) & (table.reshape(-1)[places] == costs)] = layer
        return found


def ranges(begin: Array, counts: Array) -> Array:
    """Return the members of ranges on end."""
    ends = np.cumsum(counts)
    found: Array = np.repeat(begin - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
    return found
