"""Sweeps between two ends: all that a path can take is found, and that there is none is proven."""

from __future__ import annotations

from refgraph.engines.gathering.bidirectional import BidirectionalSearch, Linked, advance
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import OUT
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions


def test_a_sweep_finds_all_that_lies_between_two_ends_and_nothing_else(founding: KnowledgeGraph) -> None:
    near, linked = Mapped(founding), Linked(founding.schema)
    search = BidirectionalSearch(linked.node("gluteals", None), linked.node("headache", None), 4)

    def fetch(way: str, keys: list[str]) -> bool:
        linked.add(way, keys, near.links(keys, way, 10_000))
        return True

    while not search.done:
        assert advance([search], linked, fetch)
    region = set(search.region(linked))
    found = questions.paths(founding, Finding("gluteals"), Finding("headache"), max_hops=4, top=500).paths
    assert found
    for path in found:
        for step in path.steps:
            assert (step.subject.entity, step.object.entity) in region
    assert all(pair in linked.claims for pair in region)


def test_a_side_that_cannot_grow_proves_that_there_is_no_route(toy: KnowledgeGraph) -> None:
    near, linked, asked = Mapped(toy), Linked(toy.schema), []

    def fetch(way: str, keys: list[str]) -> bool:
        asked.append(way)
        linked.add(way, keys, near.links(keys, way, 10_000))
        return True

    search = BidirectionalSearch(linked.node("head-rolls", None), linked.node("headache", None), 6)
    while not search.done:
        advance([search], linked, fetch)
    assert search.exhausted
    assert not list(search.region(linked))
    assert asked == [OUT]
