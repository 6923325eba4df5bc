"""The best path of a node whose best walk passes an entity twice. Needs numpy.

The layers of a sweep know exactly what a walk still costs from anywhere. With that as the estimate, A* (Hart, Nilsson
and Raphael 1968) from the node towards the start of the sweep opens little else than the best walks themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from refgraph.search.all_origins.sweep import Sweep

_HOPS = 64  # more than a path has; costs and steps are compared as one number


class _Partial(NamedTuple):
    """A path from the node on: its cost and its steps as one number, its edges, the entities it has passed."""

    cost: int
    edges: tuple[int, ...]
    passed: tuple[int, ...]


class _Continuations(NamedTuple):
    """How a partial path may go on, the best first."""

    path: _Partial
    due: list[int]
    spent: list[int]
    edges: list[int]
    rows: list[int]
    entities: list[int]


class Repair:
    """A search for the best path of one origin, which may stand at several places of a sweep.

    Args:
        sweep: its layers.
        places: where the origin stands in the table of the sweep.

    Attributes:
        steps: how many it took.
        complete: False where it gave up.
    """

    def __init__(self, sweep: Sweep, places: Iterable[int]) -> None:
        self.steps, self.complete = 0, True
        self._sweep, self._places = sweep, places
        self._heap: list[tuple[int, int, int, int, _Continuations]] = []
        self._made = 0

    def path(self, limit: int) -> tuple[int, tuple[int, ...]] | None:
        """Find the cheapest path, of equally cheap ones one with the fewest steps.

        Args:
            limit: after how many steps to give up.

        Returns:
            Its cost and its edges, in causal order; None where there is none, or none was found in time.
        """
        groups = self._sweep.groups
        for place in self._places:
            self._open(_Partial(0, (), (place % groups.entities,)), place)
        while self._heap:
            self.steps += 1
            if self.steps > limit:
                self.complete = False
                return None
            *_, at, following = heappop(self._heap)
            self._push(following, at + 1)
            edge, row, entity = following.edges[at], following.rows[at], following.entities[at]
            path = _Partial(following.spent[at], (*following.path.edges, edge), (*following.path.passed, entity))
            if row == groups.rows and self._sweep.tables[0][row, entity] == 0:
                return path.cost // _HOPS, tuple(int(groups.edge[i]) for i in path.edges)
            self._open(path, row * groups.entities + entity)
        return None

    def _push(self, following: _Continuations, at: int) -> None:
        if at < len(following.due):
            self._made += 1
            heappush(self._heap, (following.due[at], -len(following.path.edges), self._made, at, following))

    def _open(self, path: _Partial, place: int) -> None:
        """Find how a path may go on from a place, and what each way costs at the least."""
        sweep, groups = self._sweep, self._sweep.groups
        left = sweep.longest - len(path.edges) - 1
        if left < 0:
            return
        tables = sweep.tables[: left + 1]
        edges, entities, kinds = groups.leading(place, carried=bool(path.edges))
        fresh = sweep.through[entities]
        for passed in path.passed:
            fresh &= entities != passed
        edges, entities, kinds = edges[fresh], entities[fresh], kinds[fresh]
        joints = sweep.joints[kinds].T.copy()
        joints[:, kinds < 0] = -1
        joints[place // groups.entities, kinds < 0] = 0
        rows, which = np.nonzero((joints >= 0) & (tables[-1][:, entities] < sweep.never))
        edges, entities, joined = edges[which], entities[which], joints[rows, which]
        costs = np.array([table[rows, entities] for table in tables], np.int64) >> 1
        spent = path.cost + _HOPS * (groups.cost[edges] + joined) + 1
        due = spent + _HOPS * costs[-1] + np.count_nonzero(costs > costs[-1], axis=0)
        order = np.argsort(due, kind="stable")
        columns = [column[order].tolist() for column in (due, spent, edges, rows, entities)]
        self._push(_Continuations(path, *columns), 0)
