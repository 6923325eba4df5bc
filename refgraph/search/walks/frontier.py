"""What a best-first search has yet to take: a heap of paths that may go on, and the groups of edges that they go on by.

Edges of an entity are not all put on the heap: each group of like edges (one state, one side), sorted by cost, is a
cursor that moves on when its head is taken, so that an entity with a million edges costs what is read of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappush
from typing import Any, NamedTuple

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.joints import CARRY
from refgraph.search.walks.bounds import NEVER, Bounds
from refgraph.search.walks.constraints import Constraints, Node

# What stands on the heap: a path to be extended, the head of a group, a path to be taken up, a path that is whole.
OPEN, CURSOR, PARTIAL, WHOLE = 0, 1, 2, 3
Cursor = tuple["Partial", int, int, int, frozenset[int]]
_NONE: frozenset[int] = frozenset()


class Partial(NamedTuple):
    """A path so far: edges from the queried end on, the node it has reached, and what it has passed."""

    cost: int
    edges: tuple[int, ...]
    node: Node
    passed: frozenset[int]
    sources: frozenset[int] | None  # that tell every step so far; None before the first
    via: frozenset[int]


class Frontier:
    """The heap of a search and what puts groups of edges on it.

    Args:
        kg: the graph.
        back: whether the search goes from effects to causes.
        max_hops: how many steps a path may have.
        least: the least that a step can cost.
        bounds: what is still to come, between two given ends.

    Attributes:
        heap: (due, hops, edges, kind, what), least first; the kind is `OPEN`, `CURSOR`, `PARTIAL` or `WHOLE`.
    """

    def __init__(self, kg: KnowledgeGraph, bounds: Bounds | None, least: int, max_hops: int, *, back: bool) -> None:
        column = kg.index.column
        side = "in" if back else "out"
        near, far = ("obj", "subj") if back else ("subj", "obj")
        self._codes, self._bounds, self._least, self._max_hops = kg.codes, bounds, least, max_hops
        self._places, self._edges = column(f"{side}.off"), column(f"{side}.edge")
        self._states, self._sides = column(f"e.{near[0]}state"), column(f"e.{near[0]}side")
        self._far, self._far_states = column(f"e.{far}"), column(f"e.{far[0]}state")
        self._cost = column("e.cost")
        self.heap: list[tuple[Any, ...]] = []

    def put(self, due: int, edges: tuple[int, ...], kind: int, what: Partial | None) -> None:
        """Put a path on the heap, to be taken up at a cost."""
        heappush(self.heap, (due, len(edges), edges, kind, what))

    def open(self, path: Partial, due: int) -> None:
        """Have a path extended once the cheapest of what may follow it is due."""
        least = path.cost + self._least
        if least > due:
            heappush(self.heap, (least, len(path.edges) + 1, path.edges, OPEN, path))
        else:
            self.expand(path)

    def expand(self, path: Partial) -> None:
        """Open a cursor on each group of like edges that may follow."""
        entity, state, _ = path.node
        places, edges, states, sides = self._places, self._edges, self._states, self._sides
        meets, joints = self._codes.row(state), self._codes.joints
        begin, end = places[entity], places[entity + 1]
        bounds = self._bounds
        while begin < end:
            head, stop = edges[begin], begin + 1
            near = states[head]
            if stop < end and states[edges[stop]] == near and sides[edges[stop]] == sides[head]:
                stop = self._group_end(begin, end, near, sides[head])
            met = meets[near]
            if met and bounds:
                self._by_bounds(bounds, path, begin, stop, joints[met])
            elif met:
                self.cursor(path, begin, stop, joints[met])
            begin = stop

    def _group_end(self, begin: int, end: int, state: int, side: int) -> int:
        """Find where a group of like edges ends, doubling the stride and then halving it."""
        edges, states, sides = self._edges, self._states, self._sides
        stride, low = 1, begin
        while low + stride < end and states[edges[low + stride]] == state and sides[edges[low + stride]] == side:
            low += stride
            stride *= 2
        high = min(low + stride, end)
        while low + 1 < high:
            middle = (low + high) // 2
            like = states[edges[middle]] == state and sides[edges[middle]] == side
            low, high = (middle, high) if like else (low, middle)
        return low + 1

    def _by_bounds(self, bounds: Bounds, path: Partial, begin: int, stop: int, joint: int) -> None:
        """Put each edge of a group on the heap at the least that it and what is still to come can cost.

        Of a large group only those are looked at that come from what has been seen; the others follow as a cursor.
        """
        if stop - begin <= bounds.look_ahead.one_by_one:
            self._try_each(bounds, path, self._edges[begin:stop], joint)
            return
        head = self._edges[begin]
        like = self._states[head], self._sides[head]
        seen = frozenset(e for e in bounds.arrivals(path.node[0]) if (self._states[e], self._sides[e]) == like)
        self._try_each(bounds, path, seen, joint)
        if bounds.rim < NEVER:
            # An edge that has not been seen may come from the rim itself, whose last step is yet to be taken.
            self.cursor(path, begin, stop, joint + bounds.last, seen)

    def _try_each(self, bounds: Bounds, path: Partial, edges: Iterable[int], joint: int) -> None:
        left, carried = self._max_hops - len(path.edges) - 1, path.node[1]
        for edge in edges:
            far, state = self._far[edge], self._far_states[edge]
            if far in path.passed or bounds.hops(far) > left:
                continue
            due = path.cost + joint + self._cost[edge] + bounds.at(far, carried if state == CARRY else state)
            if due < NEVER:
                walked = (*path.edges, edge)
                heappush(self.heap, (due, len(walked), walked, CURSOR, (path, 0, 0, 0, _NONE)))

    def cursor(self, path: Partial, place: int, stop: int, extra: int, seen: frozenset[int] = _NONE) -> None:
        """Put the next edge of a group that has not been `seen` on the heap; `extra` is what any of it must add."""
        edge = self._edges[place]
        while edge in seen:
            place += 1
            if place == stop:
                return
            edge = self._edges[place]
        walked = (*path.edges, edge)
        due = path.cost + extra + self._cost[edge]
        heappush(self.heap, (due, len(walked), walked, CURSOR, (path, place, stop, extra, seen)))


class Dominance:
    """Which partial paths need not be taken up, because better ones end at the same node.

    Args:
        constraints: what the query lets a path do.
        quota: how many better ones it takes.
        kept: how many paths of a node are compared with at the most. Dropping is never owed: this bound keeps a
            crowded node from costing the square of its paths.
    """

    def __init__(self, constraints: Constraints, quota: int, kept: int) -> None:
        self._constraints, self._quota, self._kept = constraints, quota, max(kept, quota)
        self._known: dict[Node, list[Partial]] = {}

    def drops(self, path: Partial) -> bool:
        """Say whether a path need not be taken up; one that must is compared with the next."""
        known = self._known.get(path.node)
        if known is None:
            self._known[path.node] = [path]
            return False
        if sum(1 for other in known if self._better(other, path)) >= self._quota:
            return True
        if len(known) < self._kept:
            known.append(path)
        return False

    def _better(self, other: Partial, path: Partial) -> bool:
        """Say whether all that continues one path continues another, taken up before it, at least as well."""
        if not (other.passed <= path.passed and path.via <= other.via):
            return False
        if self._constraints.carries(other.edges[-1]) and not self._constraints.carries(path.edges[-1]):
            return False
        if path.sources:
            return other.sources is not None and other.sources >= path.sources
        # A path that has paid for being joined is only beaten by one that would still be better once it pays too.
        due = self._constraints.ranking.joined if other.sources else 0
        return (other.cost + due, len(other.edges), other.edges) <= (path.cost, len(path.edges), path.edges)
