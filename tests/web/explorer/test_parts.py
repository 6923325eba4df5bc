"""What several pages show: articles by number, edges with links at their ends, what is felt with its paths."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.report.view_builder import ViewBuilder, view
from refgraph.web.explorer import Explorer, addresses, parts
from refgraph.web.explorer.state import ExplorerState


@pytest.fixture(scope="module")
def state(toy: KnowledgeGraph) -> ExplorerState:
    return ExplorerState(toy)


def test_each_end_of_an_edge_leads_to_a_page(toy: KnowledgeGraph, state: ExplorerState, explorer: Explorer) -> None:
    for shown in parts.asides(state, ViewBuilder(toy), toy.edges()):
        for address in (shown["subject"], shown["object"]):
            assert explorer.file(address).media.startswith("text/html")
        felt = state.is_felt(shown["told"].edge.subject.entity)
        assert shown["subject"].startswith("symptom/" if felt else "entity/")


def test_articles_lead_to_their_pages_in_the_order_of_their_numbers(toy: KnowledgeGraph, answer: Answer) -> None:
    listed = parts.cited(view(toy, answer))
    assert [one["told"].number for one in listed] == list(range(1, len(listed) + 1))
    assert [one["to"] for one in listed] == [addresses.source(one["told"].key) for one in listed]
    assert parts.references(ViewBuilder(toy)) == []


def test_what_is_felt_is_counted(state: ExplorerState) -> None:
    listed = parts.felt(state, state.felt)
    assert [one["to"] for one in listed] == [addresses.symptom(key) for key in state.felt]
    headache = next(one for one in listed if one["to"] == "symptom/headache")
    direct = {path.steps[-1].subject.entity for path in state.origins("headache", max_hops=1).paths}
    assert headache["causes"] == len(direct)


def test_what_may_be_meant_is_named(state: ExplorerState) -> None:
    assert parts.near(state, "headache") == [("headache", "symptom/headache")]
    assert parts.near(state, None) == []
