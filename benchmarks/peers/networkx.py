"""networkx: pure Python over dictionaries."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

from peers.arcs import PATHS, TOP, Arcs, told

VERSION = f"networkx {nx.__version__}"


class Peer:
    def __init__(self, folder: Path, variant: str) -> None:
        arcs = Arcs(folder, variant)
        self.graph = nx.DiGraph()
        self.graph.add_nodes_from(range(arcs.nodes))
        columns = arcs.tail.tolist(), arcs.head.tolist(), arcs.weight.tolist()
        self.graph.add_weighted_edges_from(zip(*columns, strict=True))
        self.node, self.needs = arcs.node, arcs.needs

    def top(self, entity: int) -> Any:
        source = self.node(entity)
        before, costs = nx.dijkstra_predecessor_and_distance(self.graph, source)
        # Distances come in the order in which they were settled.
        few = islice((node for node in costs if node < self.needs and node != source), TOP)
        return [(costs[node], _path(before, node)) for node in few]

    def all(self, entity: int) -> Any:
        source = self.node(entity)
        costs = nx.single_source_dijkstra_path_length(self.graph, source)
        return [cost for node, cost in costs.items() if node < self.needs and node != source]

    def pair(self, start: int, end: int) -> Any:
        try:
            paths = islice(nx.shortest_simple_paths(self.graph, end, start, weight="weight"), PATHS)
            return [(nx.path_weight(self.graph, path, "weight"), path) for path in paths]
        except nx.NetworkXNoPath:
            return []

    def told(self, task: str, found: Any) -> Any:
        return told(task, found)


def _path(before: dict[int, list[int]], node: int) -> list[int]:
    path = [node]
    while before[path[-1]]:
        path.append(before[path[-1]][0])
    return path
