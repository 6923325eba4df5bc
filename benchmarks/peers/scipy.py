"""scipy.sparse.csgraph: Dijkstra and Yen in C++ over compressed rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import scipy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, yen

from peers.arcs import PATHS, TOP, Arcs, nearest, told

VERSION = f"scipy {scipy.__version__}"
FIRST_LIMIT = 16.0


class Peer:
    def __init__(self, folder: Path, variant: str) -> None:
        arcs = Arcs(folder, variant)
        offsets = np.zeros(arcs.nodes + 1, np.int32)
        np.cumsum(np.bincount(arcs.tail, minlength=arcs.nodes), out=offsets[1:])
        self.graph = csr_array((arcs.weight, arcs.head, offsets), shape=(arcs.nodes, arcs.nodes))
        self.node, self.needs = arcs.node, arcs.needs

    def top(self, entity: int, limit: float = np.inf) -> Any:
        source = self.node(entity)
        distances, before = dijkstra(self.graph, indices=source, return_predecessors=True, limit=limit)
        few = nearest(distances, self.needs, source).tolist()
        return [(distances[node], self._path(before, node)) for node in few]

    def early(self, entity: int) -> Any:
        """The same, by a user who tries ever farther limits until 20 origins are found."""
        limit = FIRST_LIMIT
        while len(found := self.top(entity, limit)) < TOP and limit < 1e6:
            limit *= 1.5
        return found

    def all(self, entity: int) -> Any:
        source = self.node(entity)
        distances = dijkstra(self.graph, indices=source)[: self.needs]
        reached = np.isfinite(distances)
        if source < self.needs:
            reached[source] = False
        return distances[reached]

    def pair(self, start: int, end: int) -> Any:
        costs, before = yen(self.graph, end, start, PATHS, return_predecessors=True)
        return [(cost, self._path(row, start)) for cost, row in zip(costs, before, strict=True)]

    def _path(self, before: Any, node: int) -> list[int]:
        path = [node]
        while (node := int(before[node])) >= 0:
            path.append(node)
        return path

    def told(self, task: str, found: Any) -> Any:
        return told(task, found)
