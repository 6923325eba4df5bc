"""Named questions and questions of one's own: right answers, plain errors, and nothing that gets out or hangs."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import sparql

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"
NAMES = [question.name for question in sparql.catalogue()]


# ---------------------------------------------------------------- the named questions


# ---------------------------------------------------------------- what people type


# ---------------------------------------------------------------- questions of one's own


def test_select_ask_construct_describe(toy: KnowledgeGraph) -> None:
    assert sparql.run_file(toy, "ASK { ?x a rg:Claim }").rows == (("yes",),)
    assert sparql.run_file(toy, "ASK { ?x a rg:Unicorn }") == sparql.Table(("answer",), (("no",),))
    made = sparql.run_file(toy, "CONSTRUCT { ?c dcterms:source ?s } WHERE { ?c a rg:Claim ; dcterms:source ?s }")
    assert made.columns == ("subject", "predicate", "object")
    assert made.rows[0] == ("toy-hip#1", "dcterms:source", "source:toy-hip")
    assert made.rows == tuple(sorted(made.rows))
    assert ("entity:headache", "skos:prefLabel", "headache") in sparql.run_file(toy, "DESCRIBE entity:headache").rows
    assert sparql.run_file(toy, "SELECT ?x ?y { VALUES ?x { 1 } }").rows == (("1", ""),)
    assert sparql.run_file(toy, "SELECT ?x { ?x a rg:Unicorn }").rows == ()


def test_one_article_can_be_asked_alone(toy: KnowledgeGraph) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/refgraph/claim/toy-hip> { ?c a rg:Claim } }"
    assert sparql.run_file(toy, query).rows == (("16",),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "error at line 1, column 1"),
        ("SELECT", "line 1"),
        ("SELECT ?x {\n ?x a rg:Claim .\n FILTER(\n}", r"line \d, column \d"),
        ("SELECT ?x { ?x nope:y ?z }", "line 1, column"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "never written"),
        ("PREFIX a: <a:>\nDELETE WHERE { ?s ?p ?o }", "never written"),
        ("LOAD <http://a.example/>", "never written"),
        ("DROP ALL", "never written"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\U00000053ervice <http://127.0.0.1:9/> {} }", "SERVICE"),
        ("SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{} }", "SERVICE"),
        ("SELECT * { ?s ex:a\\'b SERVICE <http://127.0.0.1:9/> {} }", "SERVICE"),
        ("\\Uffffffff", "error at line 1"),
        ("x" * 20_000, "at most 10000"),
        ("SELECT ?x { ?x a \ud800 }", "cannot be run"),
        ("\0", "error at line 1"),
    ],
)
def test_what_is_refused_is_told_in_one_line(toy: KnowledgeGraph, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        sparql.run_file(toy, text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_from_reads_nothing_from_the_web(toy: KnowledgeGraph) -> None:
    """FROM is passed over: the graph is always the whole graph."""
    found = sparql.run_file(toy, "SELECT (COUNT(?c) AS ?n) FROM <http://127.0.0.1:9/> { ?c a rg:Claim }")
    assert found.rows == (("33",),)


@pytest.mark.parametrize("opening", ["(", "!", "{", "[ ?p ", "((("])
def test_deep_nesting_does_not_break_the_process(toy: KnowledgeGraph, opening: str) -> None:
    closing = {"(": ")", "!": "", "{": "}", "[ ?p ": "]", "(((": ""}[opening]
    times = 9_900 // (len(opening) + len(closing))
    inside = f"{opening * times}1{closing * times}" if opening != "{" else f"{opening * times}{closing * times}"
    text = f"SELECT * {{ FILTER ({inside}) }}" if opening in "(!" else f"SELECT * {{ {inside} }}"
    with contextlib.suppress(UsageError):
        sparql.run_file(toy, text, seconds=1)
    assert sparql.run_file(toy, "ASK {}").rows == (("yes",),)


def test_a_query_that_takes_too_long_is_given_up(toy: KnowledgeGraph) -> None:
    started = time.monotonic()
    with pytest.raises(UsageError, match=r"longer than 0\.3 seconds"):
        sparql.run_file(toy, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", seconds=0.3)
    assert time.monotonic() - started < 5
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "sparql")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_query_that_takes_too_much_memory_is_given_up(toy: KnowledgeGraph) -> None:
    text = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d ?e ?f . } ORDER BY ?c ?d"
    with pytest.raises(UsageError, match="needs more memory than there is, or than 64 MB"):
        sparql.run_file(toy, text, seconds=100, megabytes=64)
    assert sparql.run_file(toy, "ASK {}").rows == (("yes",),)


def test_more_rows_than_asked_for_are_said_to_be_there(toy: KnowledgeGraph) -> None:
    cut = sparql.run_file(toy, "SELECT ?c { ?c a rg:Claim } ORDER BY ?c", rows=5)
    assert (len(cut.rows), cut.complete) == (5, False)
    assert sparql.run_file(toy, "SELECT ?c { ?c a rg:Claim }", rows=33).complete


def test_asking_changes_nothing(toy: KnowledgeGraph) -> None:
    before = rdflib_graphs.serialise(toy, "trig")
    for name in NAMES:
        assert sparql.run(toy, name) == sparql.run(toy, name)
    assert rdflib_graphs.serialise(toy, "trig") == before
