"""Whether the answers that are timed are right: against networkx on a small graph, and against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
from graphs import Made
from rounds import Row

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.sides import ANY, side_back
from refgraph.model.statements import Finding
from refgraph.search.all_origins import all_origins
from refgraph.search.walks.best_first import BestFirst, Limits

MAX_HOPS = 6
JOINED = -1
Node = tuple[int, int, int]
Walk = tuple[Node, int, int]  # what is needed, the one source so far or JOINED, steps


def coherent(made: Made, questions: int) -> dict[str, int]:
    """Compare what each origin costs with the cheapest walk of at most 6 steps that Dijkstra finds in networkx.

    Nodes of that graph tell what is needed, the source that tells every step so far, and the number of steps. The
    cheapest walk may pass an entity twice; refgraph's paths do not and may cost more then, but never less.
    """
    kg = open_graph(made.index)
    counts = {"origins": 0, "equal": 0, "walks": 0, "wrong": 0, "reached": 0, "reached wrong": 0}
    for (entity,) in made.questions()["origins"][:questions]:
        mine, theirs = _searched(kg, entity), _walked(kg, entity)
        found = all_origins(kg, _finding(kg, entity), MAX_HOPS)
        swept = {found.node(i): int(found.costs[i]) for i in range(len(found))}
        counts["reached"] += len(swept)
        counts["reached wrong"] += sum(mine.get(node) != cost for node, cost in swept.items())
        counts["reached wrong"] += len(mine.keys() - swept.keys()) if found.complete else 0
        for node in mine.keys() | theirs.keys():
            counts["origins"] += 1
            counts[_verdict(mine.get(node), *theirs.get(node, (0, True)))] += 1
    return counts


def _verdict(cost: int | None, least: int, simple: bool) -> str:
    if cost == least:
        return "equal"
    return "walks" if not simple and (cost is None or cost > least) else "wrong"


def _finding(kg: KnowledgeGraph, entity: int) -> Finding:
    return Finding(kg.index.text("ent.key", entity).decode())


def _searched(kg: KnowledgeGraph, entity: int) -> dict[Node, int]:
    search = BestFirst(
        kg, Query("origins", end=_finding(kg, entity), max_hops=MAX_HOPS, per_origin=1), Limits(steps=10**9)
    )
    return {path.node: path.cost for path in search.paths() if path.node is not None}


def _walked(kg: KnowledgeGraph, entity: int) -> dict[Node, tuple[int, bool]]:
    """The least cost of each origin and whether the walk found is simple."""
    graph: nx.DiGraph[Walk] = nx.DiGraph()
    start = (entity, ANY, ANY), 0, 0
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for there, cost in _steps(kg, here):
            old = graph.get_edge_data(here, there)
            graph.add_edge(here, there, weight=min(cost, old["weight"]) if old else cost)
            if there not in seen:
                seen.add(there)
                todo.append(there)
    if not graph:
        return {}
    before, costs = nx.dijkstra_predecessor_and_distance(graph, start)
    found: dict[Node, tuple[int, bool]] = {}
    for walk, cost in costs.items():
        if walk[0][0] != entity and walk[0] not in found:
            found[walk[0]] = cost, _simple(before, walk)
    return found


def _steps(kg: KnowledgeGraph, walk: Walk) -> Iterator[tuple[Walk, int]]:
    (entity, state, side), source, hops = walk
    column, codes = kg.index.column, kg.codes
    places = column("in.off")
    for edge in column("in.edge")[places[entity] : places[entity + 1]] if hops < MAX_HOPS else ():
        met = codes.meet(column("e.ostate")[edge], state)
        joined = side_back(column("e.sside")[edge], column("e.oside")[edge], side)
        if not met or joined is None:
            continue
        cost = column("e.cost")[edge] + codes.joints[met] + (codes.side if joined[0] else 0)
        first, count = column("e.claim")[edge], column("e.claims")[edge]
        told = {column("c.src")[claim] + 1 for claim in range(first, first + count)}
        node = column("e.subj")[edge], column("e.sstate")[edge], joined[1]
        # A walk may hold on to any of the sources of its first step.
        for kept in told if hops == 0 else {source if source in told else JOINED}:
            due = kg.schema.ranking.joined if kept == JOINED and source != JOINED else 0
            yield (node, kept, hops + 1), cost + due


def _simple(before: Mapping[Walk, Sequence[Walk]], walk: Walk) -> bool:
    passed = [walk[0][0]]
    while before[walk]:
        walk = before[walk][0]
        passed.append(walk[0][0])
    return len(set(passed)) == len(passed)


def agreement(rows: Sequence[Row]) -> dict[str, list[int]]:
    """How many answers of peers that solve the same problem were compared, and how many differed."""
    found: dict[str, list[int]] = {}
    firsts: dict[tuple[str, str, str, int], Any] = {}
    for row in rows:
        variant, task = row.seat.partition(", ")[2], {"early": "top"}.get(row.task, row.task)
        # Paths of at most 6 steps are another problem than paths of any length.
        if variant not in ("stateless", "product") or (task, row.seat) == ("pair", "rustworkx, stateless"):
            continue
        for number, answer in zip(row.asked, row.answers, strict=True):
            if answer is None:
                continue
            first = firsts.setdefault((variant, task, row.kind, number), answer)
            counts = found.setdefault(f"{task}, {variant}", [0, 0])
            if first is not answer:
                counts[0] += 1
                counts[1] += first != answer
    return found
