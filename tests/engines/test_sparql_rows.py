"""Rows that are not refgraph's, or not whole, are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat

from refgraph.engines.gathering.gather import ask
from refgraph.engines.http import Client, Row, _rows
from refgraph.engines.protocol import Link
from refgraph.engines.sparql import Endpoint
from refgraph.engines.sparql_rows import finding_of, link_of
from refgraph.errors import EngineError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.rdf import names as rdf_names
from refgraph.rdf.sparql import store

FINDING = rdf_names.PREFIXES["finding"]
HEADACHE = Query("origins", end=Finding("headache"))


def test_claims_that_are_not_whole_are_refused(toy: KnowledgeGraph) -> None:
    class Told(Client):
        rows: list[dict[str, str]] = []  # noqa: RUF012

        def select(self, query: str) -> list[dict[str, str]]:
            if "?version" in query:
                return [{"plain": "true"}]
            return [] if "rg:family" in query else self.rows

    client = Told("http://a.example/")
    endpoint = Endpoint("http://a.example/", toy.schema, client=client)
    start = "https://w3id.org/refgraph/"
    for row in (
        {"claim": f"{start}claim/s#1"},
        {"claim": f"{start}claim/s#1", "source": "http://b.example/"},
        {"claim": f"{start}claim/s#1", "source": f"{start}source/s", "subject": f"{start}finding/a.b.c.d"},
    ):
        client.rows = [row]
        with pytest.raises(EngineError, match="endpoint's"):
            endpoint.in_edges(["a"], 10)


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


class _Altered(Client):
    """Answers as an endpoint with the toy graph does, but for what is altered in its rows."""

    def __init__(self, kg: KnowledgeGraph, alter: Callable[[str, list[Row]], list[Row]]) -> None:
        super().__init__("http://a.example/")
        self._store, self._alter = store(kg), alter

    def select(self, query: str) -> list[Row]:
        found: Any = self._store.query(query, use_default_graph_as_union=True)
        return self._alter(query, _rows(bytes(found.serialize(format=QueryResultsFormat.JSON))))


def _measured(_: str, rows: list[Row]) -> list[Row]:
    return [Row(row | ({"measure_value": "16"} if "statement" in row else {})) for row in rows]


def _counted(query: str, rows: list[Row]) -> list[Row]:
    return [Row(count="many")] if "COUNT" in query else rows


def _another(query: str, rows: list[Row]) -> list[Row]:
    return [Row(row | ({"thing": f"{row['thing']}-x"} if "thing" in row else {})) for row in rows]


@pytest.mark.parametrize(
    ("alter", "said"), [(_measured, "not whole"), (_counted, "counts its claims"), (_another, "not asked for")]
)
def test_what_an_endpoint_alters_is_refused_in_words(
    toy: KnowledgeGraph, alter: Callable[[str, list[Row]], list[Row]], said: str
) -> None:
    with pytest.raises(EngineError, match=said):
        ask(Endpoint("http://a.example/", toy.schema, client=_Altered(toy, alter)), HEADACHE)
