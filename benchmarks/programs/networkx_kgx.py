"""Load KGX files into networkx, every column kept: python networkx_kgx.py NODES EDGES BYTES."""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]), int(sys.argv[3])))


def rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


graph = nx.MultiDiGraph()
nodes = rows(Path(sys.argv[1]))
header = next(nodes)[1:]
graph.add_nodes_from((key, dict(zip(header, rest, strict=True))) for key, *rest in nodes)
edges = rows(Path(sys.argv[2]))
header = ["predicate", *next(edges)[4:]]
graph.add_edges_from(
    (subject, obj, key, {name: cell for name, cell in zip(header, (predicate, *rest), strict=True) if cell})
    for key, subject, predicate, obj, *rest in edges
)
print(graph.number_of_edges())
