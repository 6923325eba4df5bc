"""All origins within 6 hops, side by side with scipy's Dijkstra on the product graph of entities, states and sides.

Run: python benchmarks/reach.py INDEX [--targets N] [--hubs]

INDEX is what `benchmarks/generate.py EDGES FOLDER --index` writes. Needs numpy and scipy. Times are CPU milliseconds;
what is made once for many questions is timed apart. scipy gives the costs of walks, of any length and without paths.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.sides import ANY, side_back
from refgraph.model.statements import Finding
from refgraph.search.all_origins import all_origins

Array = np.ndarray[Any, np.dtype[Any]]
WANTED = (*range(5), *range(9, 13))


def product(kg: KnowledgeGraph) -> tuple[Any, Array]:
    """The product graph, of the nodes that occur, and for each entity the node at which all that asks for it begins."""
    edges = np.asarray(kg.index.column("in.edge"))
    column = {name: np.asarray(kg.index.column(f"e.{name}"))[edges].astype(np.int64) for name in
              ("subj", "obj", "sstate", "ostate", "sside", "oside", "cost")}  # fmt: skip
    entities, states = kg.index.count("ent.key"), np.unique(column["sstate"])
    rows = len(states) * len(WANTED)
    far = column["subj"] * rows + np.searchsorted(states, column["sstate"]) * len(WANTED)
    sides = column["sside"] * 8 + column["oside"]
    arcs = []
    for pair in np.unique(sides).tolist():
        for state in np.unique(column["ostate"]).tolist():
            chosen = np.flatnonzero((sides == pair) & (column["ostate"] == state))
            for need, joint, near in joints(kg, pair, state, states):
                start = entities * rows if near is None else near
                width = 1 if near is None else rows
                into = far[chosen] + WANTED.index(need)
                arcs.append((start + column["obj"][chosen] * width, into, column["cost"][chosen] + joint))
    tail, head, cost = (np.concatenate(part) for part in zip(*arcs, strict=True))
    occurs = np.zeros(entities * (rows + 1), bool)
    occurs[head] = occurs[entities * rows :] = True
    kept, number = occurs[tail], np.cumsum(occurs) - 1
    tail, head, cost = number[tail[kept]], number[head[kept]], cost[kept]
    order = np.lexsort((cost, head, tail))
    tail, head, cost = tail[order], head[order], cost[order]
    first = np.append(True, (tail[1:] != tail[:-1]) | (head[1:] != head[:-1]))
    size = int(number[-1]) + 1
    return csr_matrix((cost[first].astype(float), (tail[first], head[first])), (size, size)), number[entities * rows :]


def joints(kg: KnowledgeGraph, pair: int, state: int, states: Array) -> list[tuple[int, int, int | None]]:
    """Side needed beyond, what it costs, and the row of the near node; None for the node of a question."""
    start = side_back(pair >> 3, pair & 7, ANY)
    assert start is not None
    found: list[tuple[int, int, int | None]] = [(start[1], 0, None)]
    for i, wanted in enumerate(states.tolist()):
        met = kg.codes.meet(state, wanted)
        for j, want in enumerate(WANTED):
            joined = side_back(pair >> 3, pair & 7, want)
            if met and joined is not None:
                cost = kg.codes.joints[met] + (kg.codes.side if joined[0] else 0)
                found.append((joined[1], cost, i * len(WANTED) + j))
    return found


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = process_time()
    found = call()
    return (process_time() - begin) * 1000, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--targets", type=int, default=20)
    parser.add_argument("--hubs", action="store_true", help="what most edges lead to, not what chance picks")
    options = parser.parse_args()
    kg = open_graph(options.index)
    degrees = np.diff(np.asarray(kg.index.column("in.off")).astype(np.int64))
    chosen = np.argsort(-degrees, kind="stable")[: options.targets]
    if not options.hubs:
        chosen = np.random.default_rng(1).choice(np.flatnonzero(degrees > 0), options.targets, replace=False)
    targets = [(int(number), Finding(kg.entity_at(int(number)).key)) for number in chosen]
    made, (graph, starts) = timed(lambda: product(kg))
    first = timed(lambda: all_origins(kg, targets[0][1]))[0]
    ours, theirs, origins, settled = [], [], [], 0
    for number, target in targets:
        spent, found = timed(lambda target=target: all_origins(kg, target))  # type: ignore[misc]
        ours.append(spent)
        origins.append(len(found))
        settled += found.repaired
        theirs.append(timed(lambda number=number: dijkstra(graph, indices=int(starts[number])))[0])  # type: ignore[misc]
    print(f"made once: product graph {made:.0f} ms ({graph.shape[0]:,} nodes, {graph.nnz:,} arcs)")
    print(f"first question of a graph {first:.0f} ms; origins: median {median(origins):,.0f}; repaired: {settled}")
    for name, spent in (("refgraph", ours), ("scipy", theirs)):
        print(f"{name:<9} median {median(spent):7.1f} ms, {min(spent):.1f} to {max(spent):.1f}")


if __name__ == "__main__":
    main()
