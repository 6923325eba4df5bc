"""Rows that are not refgraph's, or not whole, are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.engines.http import Client
from refgraph.engines.protocol import Link
from refgraph.engines.sparql import Endpoint
from refgraph.engines.sparql_rows import finding_of, link_of
from refgraph.errors import EngineError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.rdf import names as rdf_names

FINDING = rdf_names.PREFIXES["finding"]


def test_claims_that_are_not_whole_are_refused(toy: KnowledgeGraph) -> None:
    class Told(Client):
        rows: list[dict[str, str]] = []  # noqa: RUF012

        def select(self, query: str) -> list[dict[str, str]]:
            if "?version" in query:
                return [{"plain": "true"}]
            return [] if "rg:family" in query else self.rows

    client = Told("http://a.example/")
    store = Endpoint("http://a.example/", toy.schema, client=client)
    start = "https://w3id.org/refgraph/"
    for row in (
        {"claim": f"{start}claim/s#1"},
        {"claim": f"{start}claim/s#1", "source": "http://b.example/"},
        {"claim": f"{start}claim/s#1", "source": f"{start}source/s", "subject": f"{start}finding/a.b.c.d"},
    ):
        client.rows = [row]
        with pytest.raises(EngineError, match="endpoint's"):
            store.in_edges(["a"], 10)


@pytest.mark.parametrize("name", ["http://a.example/x", "", f"{FINDING}", f"{FINDING}a.b.c.d"])
def test_what_names_no_finding_is_refused(name: str) -> None:
    with pytest.raises(EngineError, match="not the name of finding"):
        finding_of(name)


@given(st.text(min_size=1), st.sampled_from([None, "tight"]), st.sampled_from([None, "left", "contralateral"]))
def test_a_finding_is_read_as_it_was_named(entity: str, state: str | None, side: str | None) -> None:
    meant = Finding(entity, state, side)
    try:
        name = rdf_names.finding(meant)
    except UnicodeEncodeError:
        return
    assert finding_of(name) == meant


def test_a_claim_has_a_row_for_each_theory_that_it_leans_on() -> None:
    start = "https://w3id.org/refgraph/"
    row = {"predicate": f"{start}predicate/causes", "polarity": "denies", "claim": f"{start}claim/s#1"}
    ends = {"subject": rdf_names.finding(Finding("a", "tight")), "object": rdf_names.finding(Finding("b"))}
    link = link_of({**row, **ends, "source": f"{start}source/s"})
    assert link == Link(Finding("a", "tight"), "causes", Finding("b"), "s", "s#1", False)
