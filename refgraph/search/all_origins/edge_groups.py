"""Edges by how nodes join them: what sweeps over whole columns run on (see `sweep`). Needs numpy.

A node is what a walk needs next: an entity, a state, a side. How nodes join an edge depends on nothing of it but its
states and sides, so the edges into an entity fall into groups that nodes join alike. Joints are judged by
`refgraph.model.joints`, once for each kind of joint.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.sides import ANY, WALKED_SIDES, side_back

Array = np.ndarray[Any, np.dtype[Any]]
WANTED = WALKED_SIDES


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
        into, cost, edge: of each edge, the place in a table that it leads to, what it adds, and its number. Those that
            carry stand behind the others, which are `grouped`.
        mutual: of each edge, whether another one leads back.
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
        pairs = np.sort(self._pairs(links.subject.astype(np.int64), links.object.astype(np.int64)))
        both = pairs[:-1][(pairs[1:] == pairs[:-1] + 1) & (pairs[:-1] & 1 == 0)] >> 1
        entity = np.append(self.entity[self.group], self.carry_from)
        wanted = self._pairs(np.append(self.into[: self.grouped] % self.entities, self.carry_to), entity) >> 1
        found: Array = np.append(both, -1)[np.searchsorted(both, wanted)] == wanted
        return found

    def _pairs(self, subject: Array, obj: Array) -> Array:
        """Number what lies between two entities alike from either end, but for the last bit."""
        found: Array = (np.minimum(subject, obj) * self.entities + np.maximum(subject, obj)) * 2 + (subject > obj)
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
        judged = [side_back(subject, obj, want) for want in WANTED]
        flag = -1 if self._strict else self._codes.side
        return [
            (need, tuple((flag if one[0] else 0) if one and one[1] == need else -1 for one in judged))
            for need in sorted({one[1] for one in judged if one})
        ]

    def _meeting(self, state: int) -> dict[int, int]:
        """Return what it costs to meet an object's state, by the state that is needed, of those that meet it."""
        met = {other: self._codes.meet(state, other) for other in (*range(self._codes.size), ANY)}
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
