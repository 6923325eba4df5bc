"""Layers of least costs back from a finding, every edge of a layer at once, over whole columns. Needs numpy.

A layer folds the costs of an entity's nodes into those of its groups (see `edge_groups`), and takes the edges of the
groups that have become cheaper.
A cost is held as twice itself, and one more where its walk may pass an entity twice: of two walks that cost the same,
the smaller number is surely simple.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from refgraph.search.all_origins.edge_groups import WANTED, Array, Groups

_SHARE = 4  # where a layer touches one entity in so many, it costs less to fold them all than to choose
_NARROW, _WIDE = (np.uint16, 30_000), (np.uint32, 1 << 30)


class Sweep:
    """The least costs of walks that lead to a start, layer by layer; no walk comes back to where it started.

    Args:
        groups: the edges.
        starts: entities at which walks end, all in one state and on one side.
        pattern: that state and that side.
        hops: the longest walk.
        least: the least that a step can cost.
        dead_ends: entities that a walk may begin or end in, but not pass through.

    Attributes:
        costs: least cost of each node (twice itself, see above) by a walk whose first step carries nothing through.
        hops: least steps of such a walk.
        through: of each entity, whether a walk may go on from it.
        longest: how many steps a walk may have. never: a cost that nothing has.
        tables: after each layer, the least cost of each node; the last row is that of what the starts carry.
        joints: what each kind of joint costs, by row; -1 where there is none.
    """

    def __init__(
        self,
        groups: Groups,
        starts: Array,
        pattern: tuple[int, int],
        hops: int,
        least: int,
        dead_ends: Sequence[int] = (),
    ) -> None:
        self.groups, self.starts, self.longest, self._least = groups, starts, hops, least
        self.through = np.ones(groups.entities, bool)
        self.through[list(dead_ends)] = False
        self.through[starts] = True
        self._type: Any
        self._type, self.never = _NARROW if 2 * hops * groups.dearest < _NARROW[1] else _WIDE
        self._step = (2 * groups.cost).astype(self._type)
        self.joints = groups.joints(pattern)
        self._best = np.full(len(groups.entity), self.never, self._type)
        self._best[~self.through[groups.entity]] = 0  # Nothing is cheaper, so that these groups are never taken.
        self.tables = [np.full((groups.rows + 1, groups.entities), self.never, self._type)]
        self.tables[0][-1, starts] = 0
        self.costs = np.full((groups.rows, groups.entities), self.never, self._type)
        self.hops = np.zeros(self.costs.shape, np.uint8)
        self.arrived: list[tuple[Array, Array]] = []
        self.passed: list[tuple[Array, Array]] = []
        self.scratch = np.empty(self.tables[0].size, np.int64)
        touched = starts
        while len(touched) and len(self.passed) < hops:
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
        self.hops.reshape(-1)[arrived[0]] = len(self.passed) + 1
        self._suspect(after, *steps)
        self.tables.append(after)
        self.arrived.append(arrived)
        self.passed.append(steps)
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
                    _lower(sided[j], table[row], wants[want])
            for j, meets in enumerate(groups.meets):
                _lower(found[j], sided, meets.get(state, -1))
        flat = found.reshape(groups.kinds, width)
        if live[-1]:
            for kind in range(groups.kinds):
                _lower(flat[kind], table[-1], int(self.joints[kind, -1]))
        return flat

    def _carried(self, table: Array, touched: Array) -> tuple[Array, Array, Array]:
        """The same as `_take` for the edges that pass on any node."""
        groups = self.groups
        flags = np.zeros(groups.entities, bool)
        flags[touched] = True
        flags &= self.through
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
        self.scratch[into] = edges
        once = self.scratch[into] == edges
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


def walks(swept: Sweep, places: Array) -> tuple[Array, Array]:
    """Rebuild the walks of some nodes.

    Args:
        swept: the layers.
        places: nodes that a walk reaches, as places in the flat table of its `costs`.

    Returns:
        Their edges in causal order and the entities at which those begin, one row a walk; -1 behind the last.

    Example:
        >>> from refgraph.api import open_graph
        >>> from refgraph.search.all_origins.edge_groups import Links
        >>> kg = open_graph("tests/data/mini")
        >>> edge = np.arange(3)
        >>> ends = (np.asarray(kg.index.column(name))[edge] for name in ("e.subj", "e.obj"))
        >>> groups = Groups(kg, Links(edge, *ends, len(kg.entities())))
        >>> swept = Sweep(groups, np.array([groups.into[0] % groups.entities]), (0, 0), 2, 1)
        >>> edges, _ = walks(swept, np.flatnonzero(swept.costs.reshape(-1) < swept.never))
        >>> edges.shape[1] <= 2
        True
    """
    entities, walk = swept.groups.entities, np.arange(len(places))
    edges = np.full((len(places), len(swept.passed)), -1, np.int64)
    passed = edges.copy()
    costs, layers = swept.costs.reshape(-1)[places].astype(np.int64), swept.hops.reshape(-1)[places].astype(np.int64)
    logs = swept.arrived
    for step in range(len(swept.passed)):
        via = _looked_up(swept, logs, places, layers)
        edges[walk, step], passed[walk, step] = swept.groups.edge[via], places % entities
        places, costs = _before(swept, via, places, costs, layers)
        layers = _layer(swept.tables, places, costs)
        going = layers > 0
        walk, places, costs, layers = walk[going], places[going], costs[going], layers[going]
        logs = swept.passed
        if not len(walk):
            break
    return edges, passed


def _looked_up(swept: Sweep, logs: list[tuple[Array, Array]], places: Array, layers: Array) -> Array:
    """Return the edges by which places became cheaper in layers."""
    found = np.empty(len(places), np.int64)
    for layer in np.unique(layers).tolist():
        chosen = np.flatnonzero(layers == layer)
        into, edges = logs[layer - 1]
        swept.scratch[into] = edges
        found[chosen] = swept.scratch[places[chosen]]
    return found


def _before(swept: Sweep, via: Array, places: Array, costs: Array, layers: Array) -> tuple[Array, Array]:
    """Return the places from which edges were taken, and their costs then."""
    groups = swept.groups
    left, doubt = costs - 2 * groups.cost[via], costs & 1
    found, then = np.full(len(via), -1, np.int64), np.zeros(len(via), np.int64)
    carried = via >= groups.grouped
    entity, kind = np.empty_like(via), np.zeros_like(via)
    entity[carried] = groups.carry_from[via[carried] - groups.grouped]
    group = groups.group[via[~carried]]
    entity[~carried], kind[~carried] = groups.entity[group], groups.kind[group]
    for layer in np.unique(layers).tolist():
        table = swept.tables[layer - 1]
        open_ = np.flatnonzero(layers == layer)
        for row in range(groups.rows + 1):
            joint = swept.joints[kind[open_], row]
            if carried.any():
                same = np.where(places[open_] // groups.entities == row, 0, -1)
                joint = np.where(carried[open_], same, joint)
            there = table[row, entity[open_]].astype(np.int64)
            fits = (joint >= 0) & (there | doubt[open_] == left[open_] - 2 * joint)
            met = open_[fits]
            found[met], then[met] = row * groups.entities + entity[met], there[fits]
            open_ = open_[~fits]
    return found, then


def ranges(begin: Array, counts: Array) -> Array:
    """Return the members of ranges on end.

    Args:
        begin: the first member of each range.
        counts: how many members each has; of the same length.

    Returns:
        One column with the members of all ranges, one range after the other.

    Example:
        >>> import numpy as np
        >>> ranges(np.array([5, 9]), np.array([2, 3])).tolist()
        [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(counts)
    found: Array = np.repeat(begin - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
    return found


def _lower(costs: Array, others: Array, extra: int) -> None:
    """Lower costs to those of others and what joining them costs; a negative cost joins nothing."""
    if extra >= 0:
        np.minimum(costs, others + costs.dtype.type(2 * extra) if extra else others, out=costs)


def _layer(tables: list[Array], places: Array, costs: Array) -> Array:
    """Return the layers in which places came to cost what they do."""
    found = np.full(len(places), -1, np.int64)
    for layer, table in enumerate(tables):
        found[(found < 0) & (table.reshape(-1)[places] == costs)] = layer
    return found
