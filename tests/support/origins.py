"""Origins found one by one, to compare with all at once."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.all_origins import AllOrigins
from refgraph.search.walks.best_first import BestFirst, Limits
from refgraph.search.walks.constraints import Node


def one_by_one(kg: KnowledgeGraph, query: Query) -> dict[Node | None, tuple[int, int]]:
    search = BestFirst(kg, query, Limits(steps=5_000_000))
    found: dict[Node | None, tuple[int, int]] = {}
    for path in search.paths():
        found.setdefault(path.node, (path.cost, len(path.edges)))
    assert search.outcome.complete
    return found


def at_once(found: AllOrigins) -> dict[Node | None, tuple[int, int]]:
    return {found.node(i): (int(found.costs[i]), int(found.hops[i])) for i in range(len(found))}


def claim(number: int, subject: tuple[str, str | None], obj: tuple[str, str | None]) -> Claim:
    ends = Finding(*subject), "causes", Finding(*obj)
    return Claim(f"s1#{number}", "s1", *ends, 1, "some words", "A claim.")
