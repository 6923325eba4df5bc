"""igraph: Dijkstra and Yen in C; GPL, so it lives in an environment of its own that is thrown away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import igraph
import numpy as np

from peers.arcs import PATHS, Arcs, nearest, told

VERSION = f"igraph {igraph.__version__}"


class Peer:
    def __init__(self, folder: Path, variant: str) -> None:
        arcs = Arcs(folder, variant)
        ends = np.stack([arcs.tail, arcs.head], axis=1)
        self.graph = igraph.Graph(n=arcs.nodes, edges=ends, directed=True)
        self.weight = arcs.weight.tolist()
        self.graph.es["weight"] = self.weight
        self.node, self.needs = arcs.node, arcs.needs

    def top(self, entity: int) -> Any:
        source = self.node(entity)
        distances = np.array(self.graph.distances(source, weights="weight")[0])
        few = nearest(distances, self.needs, source).tolist()
        paths = self.graph.get_shortest_paths(source, to=few, weights="weight")
        return list(zip(distances[few].tolist(), paths, strict=True))

    def all(self, entity: int) -> Any:
        source = self.node(entity)
        distances = np.array(self.graph.distances(source, weights="weight")[0])[: self.needs]
        reached = np.isfinite(distances)
        if source < self.needs:
            reached[source] = False
        return distances[reached]

    def pair(self, start: int, end: int) -> Any:
        paths = self.graph.get_k_shortest_paths(end, start, k=PATHS, weights="weight", output="epath")
        return [(sum(self.weight[edge] for edge in path), path) for path in paths if path]

    def told(self, task: str, found: Any) -> Any:
        return told(task, found)
