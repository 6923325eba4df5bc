"""What is yet to be taken: like edges stand as one cursor, and a path is dropped only for better ones."""

from __future__ import annotations

from small_graphs import graph

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.walks.constraints import Constraints
from refgraph.search.walks.frontier import CURSOR, OPEN, Dominance, Frontier, Partial


def partial(kg: KnowledgeGraph, cost: int = 0, edges: tuple[int, ...] = (), **more: object) -> Partial:
    held = {"passed": frozenset(), "sources": None, "via": frozenset(), **more}
    return Partial(cost, edges, (kg.number("a"), 0, 0), **held)  # type: ignore[arg-type]


def frontier(kg: KnowledgeGraph) -> Frontier:
    constraints = Constraints(kg, Query("origins", end=Finding("a")))
    return Frontier(kg, None, constraints.least, 6, back=True)


def test_a_thousand_like_edges_are_one_entry_of_the_heap() -> None:
    kg = graph([(f"n{number}", "a") for number in range(1_000)])
    waiting = frontier(kg)
    waiting.expand(partial(kg))
    assert [entry[3] for entry in waiting.heap] == [CURSOR]
    (_, hops, edges, _, (path, place, stop, _, _)) = waiting.heap[0]
    assert (hops, len(edges), path.edges, stop - place) == (1, 1, (), 1_000)


def test_a_cursor_passes_over_what_has_been_seen() -> None:
    kg = graph([(f"n{number}", "a") for number in range(5)])
    waiting = frontier(kg)
    start = kg.index.column("in.off")[kg.number("a")]
    row = list(kg.index.column("in.edge")[start : start + 5])
    waiting.cursor(partial(kg), start, start + 5, 0, frozenset(row[:3]))
    assert waiting.heap[0][2] == (row[3],)
    waiting.heap.clear()
    waiting.cursor(partial(kg), start, start + 5, 0, frozenset(row))
    assert waiting.heap == []


def test_a_path_waits_until_what_may_follow_it_is_due() -> None:
    kg = graph([("b", "a")])
    waiting = frontier(kg)
    waiting.open(partial(kg, cost=10), due=0)
    assert [entry[3] for entry in waiting.heap] == [OPEN]
    waiting.heap.clear()
    waiting.open(partial(kg), due=1_000)
    assert [entry[3] for entry in waiting.heap] == [CURSOR]


def test_only_better_paths_to_the_same_node_drop_one() -> None:
    kg = graph([("b", "a"), ("c", "a"), ("d", "a")])
    edges = [kg.edge(number).id for number in kg.index.column("in.edge")[:3]]
    told = Dominance(Constraints(kg, Query("origins", end=Finding("a"))), quota=1, kept=8)
    one = {"sources": frozenset({0})}
    assert not told.drops(partial(kg, 5, (edges[0],), **one))
    assert not told.drops(partial(kg, 5, (edges[1],), sources=frozenset({1}))), "another source tells it"
    assert told.drops(partial(kg, 6, (edges[2],), **one))
    passed = frozenset({kg.number("b")})
    again = Dominance(Constraints(kg, Query("origins", end=Finding("a"))), quota=1, kept=8)
    assert not again.drops(partial(kg, 5, (edges[0],), passed=passed, **one))
    assert not again.drops(partial(kg, 6, (edges[1],), **one)), "it has passed less, so it may go on where none could"
