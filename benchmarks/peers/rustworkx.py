"""rustworkx: Dijkstra with weights as Python floats; all simple paths of a bounded length, sorted by what they cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rustworkx as rx
from rustworkx.visit import DijkstraVisitor, StopSearch

from peers.arcs import MAX_HOPS, PATHS, TOP, Arcs, told

VERSION = f"rustworkx {rx.__version__}"


class Peer:
    def __init__(self, folder: Path, variant: str) -> None:
        arcs = Arcs(folder, variant)
        self.graph = rx.PyDiGraph(multigraph=False)
        self.graph.add_nodes_from(range(arcs.nodes))
        self.graph.extend_from_weighted_edge_list(
            list(zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.weight.tolist(), strict=True))
        )
        self.node, self.needs = arcs.node, arcs.needs

    def top(self, entity: int) -> Any:
        source = self.node(entity)
        costs = rx.digraph_dijkstra_shortest_path_lengths(self.graph, source, float)
        few = sorted((cost, node) for node, cost in costs.items() if node < self.needs and node != source)[:TOP]
        return [(cost, rx.digraph_dijkstra_shortest_paths(self.graph, source, node, float)[node]) for cost, node in few]

    def early(self, entity: int) -> Any:
        """The same, by a user who writes a visitor that stops the search at 20 origins."""
        visitor = _Few(self.node(entity), self.needs)
        rx.digraph_dijkstra_search(self.graph, [visitor.source], float, visitor)
        return [(cost, visitor.path(node)) for cost, node in visitor.found]

    def all(self, entity: int) -> Any:
        source = self.node(entity)
        costs = rx.digraph_dijkstra_shortest_path_lengths(self.graph, source, float)
        return [cost for node, cost in costs.items() if node < self.needs and node != source]

    def pair(self, start: int, end: int) -> Any:
        # The cutoff counts nodes.
        paths = rx.digraph_all_simple_paths(self.graph, end, start, cutoff=MAX_HOPS + 1)
        weigh = self.graph.get_edge_data
        return sorted((sum(map(weigh, path, list(path)[1:])), len(path), list(path)) for path in paths)[:PATHS]

    def told(self, task: str, found: Any) -> Any:
        return told(task, found)


class _Few(DijkstraVisitor):
    def __init__(self, source: int, needs: int) -> None:
        self.source, self.needs = source, needs
        self.found: list[tuple[float, int]] = []
        self.before: dict[int, int] = {}

    def discover_vertex(self, node: int, cost: float) -> None:
        if node < self.needs and node != self.source:
            self.found.append((cost, node))
            if len(self.found) == TOP:
                raise StopSearch

    def edge_relaxed(self, arc: tuple[int, int, float]) -> None:
        self.before[arc[1]] = arc[0]

    def path(self, node: int) -> list[int]:
        path = [node]
        while path[-1] != self.source:
            path.append(self.before[path[-1]])
        return path
