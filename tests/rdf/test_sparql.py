"""Named questions and questions of one's own: right answers, plain errors, and nothing that gets out or hangs."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.errors import DataError, UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.rdf import named_queries, sparql
from refgraph.rdf import rdflib as rdflib_graphs

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"
NAMES = [question.name for question in sparql.catalogue()]


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph(MINI)


# ---------------------------------------------------------------- the named questions


def test_what_causes(kg: KnowledgeGraph) -> None:
    found = sparql.run(kg, "what-causes", finding="neck pain")
    assert found.columns == ("cause", "relation", "effect", "status", "polarity", "claim", "statement")
    assert [(row[0], row[3], row[4], row[5]) for row in found.rows] == [
        ("forward head posture", "contested", "asserts", "toy-hip#12"),
        ("forward head posture", "contested", "denies", "toy-neck#4"),
    ]
    assert found.given == (("finding", "neck pain"),)


def test_treatments_for_a_thing_in_any_state_or_in_one(kg: KnowledgeGraph) -> None:
    for asked in ("tight hamstrings", "hamstrings"):
        assert [row[0] for row in sparql.run(kg, "treatments-for", finding=asked).rows] == ["ribbon stretch"]
    assert sparql.run(kg, "treatments-for", finding="weak hamstrings").rows == ()


def test_contested_edges_list_both_sides(kg: KnowledgeGraph) -> None:
    found = sparql.run(kg, "contested-edges")
    contested = [edge for edge in kg.edges() if edge.status == "contested"]
    assert {row[4] for row in found.rows if row[3] == "against"} == {c.id for e in contested for c in e.disputed_by}
    assert {row[4] for row in found.rows if row[3] == "for"} == {
        c.id for e in contested for c in e.claims if c.polarity == "asserts"
    }
    assert sparql.run(kg, "contested-edges", family="treatment").rows == ()


def test_single_source_edges_are_those_of_the_graph(kg: KnowledgeGraph) -> None:
    asserted = {
        edge.id: {claim.source for claim in edge.claims if claim.polarity == "asserts"}
        for edge in kg.edges(family="causal")
    }
    found = sparql.run(kg, "single-source-edges")
    assert len(found.rows) == sum(len(sources) == 1 for sources in asserted.values())
    assert {row[0] for row in sparql.run(kg, "single-source-edges", source="toy-neck").rows} == {"toy-neck"}


def test_opposite_states(kg: KnowledgeGraph) -> None:
    found = sparql.run(kg, "opposite-states", one="tightness", other="weak")
    assert {(row[0], row[1]) for row in found.rows} == {
        (thing, state) for thing in ("gluteus medius", "hamstrings") for state in ("tight", "weak")
    }
    assert sparql.run(kg, "opposite-states", one="tight", other="tight").rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_runs_as_it_stands_in_another_engine_too(kg: KnowledgeGraph, name: str) -> None:
    question = named_queries.question(name)
    graph = rdflib.Graph().parse(data=rdflib_graphs.serialise(kg, "turtle"), format="turtle")
    rows = [tuple("" if value is None else str(value) for value in row) for row in graph.query(question.text)]
    assert rows == list(sparql.run(kg, name).rows)
    assert rows


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_what_it_is_for(name: str) -> None:
    text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    found = named_queries.read(name, text)
    assert found.summary.endswith(".")
    assert text.startswith("#+ summary:")
    assert all(pair.partition("=")[0] in {p.name for p in found.parameters} for pair in found.example.split(" ")[:1])


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_every_file_works(name: str) -> None:
    import shlex

    pairs = dict(word.split("=", 1) for word in shlex.split(named_queries.question(name).example))
    assert sparql.run(open_graph(), name, **pairs).rows


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "queries.md").read_text(encoding="utf-8") == named_queries.page(), (
        "run: python -c \"from refgraph.rdf.named_queries import page; print(page(), end='')\" > docs/queries.md"
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "#+ summary: A.\nSELECT * { ?s ?p ?o }",
        "#+ summary: A.\n#+ example: x=1\n#+ parameter: x finding y\nSELECT * { ?s ?p ?o }",
        "#+ summary: A.\n#+ example: x=1\nSELECT * { VALUES ?_x { 1 } ?s ?p ?_x }",
        "#+ summary: A.\n#+ example: x=1\n#+ parameter: x number y\nSELECT * { VALUES ?_x { 1 } ?s ?p ?_x }",
        "#+ summary: A.\n#+ example: x=1\n#+ parameter: x\nSELECT * { VALUES ?_x { 1 } ?s ?p ?_x }",
    ],
)
def test_a_header_that_does_not_fit_its_query_is_a_fault(text: str) -> None:
    with pytest.raises(DataError, match=r"bad\.rq"):
        named_queries.read("bad", text)


# ---------------------------------------------------------------- what people type


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("what-cause", {}, "unknown query 'what-cause'. Did you mean: what-causes"),
        ("xyz", {}, "Did you mean: contested-edges, opposite-states"),
        ("what-causes", {"findings": "headache"}, "unknown what-causes parameter 'findings'. Did you mean: finding"),
        ("what-causes", {"finding": "hedache"}, "Did you mean: headache"),
        ("what-causes", {"finding": ""}, "unknown name ''"),
        ("what-causes", {"seconds": "1"}, "unknown what-causes parameter 'seconds'"),
        ("what-causes", {"kg": "1"}, "unknown what-causes parameter 'kg'"),
        ("opposite-states", {"one": "tigt"}, "Did you mean: tight"),
        ("contested-edges", {"family": "casual"}, "Did you mean: causal"),
        ("single-source-edges", {"source": "toy-hop"}, "Did you mean: toy-hip"),
        ("what-causes", {"finding": "x" * 10_000}, "unknown name"),
    ],
)
def test_unknown_words_are_told_with_the_nearest(
    kg: KnowledgeGraph, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        sparql.run(kg, name, **values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40) | st.sampled_from(['headache> } DROP ALL #"', "} UNION {?a ?b ?c", '"', "\\u007d", "{}"]))
def test_what_is_typed_never_becomes_query(text: str) -> None:
    """Either it names something, or it is an error that says so; it never makes a query that cannot be run."""
    kg = open_graph(MINI)
    for name, parameter in (("what-causes", "finding"), ("contested-edges", "family"), ("opposite-states", "one")):
        try:
            assert sparql.run(kg, name, **{parameter: text}).columns == sparql.run(kg, name).columns
        except UsageError as error:
            told = str(error).partition("'")[0]
            assert told.startswith("unknown") or "query" not in told


@given(st.text())
def test_a_text_is_written_as_one_literal(text: str) -> None:
    import pyoxigraph

    try:
        text.encode()
    except UnicodeEncodeError:
        return
    found = pyoxigraph.Store().query(f"SELECT ?x {{ VALUES ?x {{ {named_queries.text(text)} }} }}")
    assert [row["x"].value for row in found] == [text]  # type: ignore[union-attr, index]


def test_an_iri_that_would_end_early_is_refused() -> None:
    assert named_queries.iri("http://a.example/") == "<http://a.example/>"
    with pytest.raises(UsageError):
        named_queries.iri("http://a.example/> ?p ?o . <x")


# ---------------------------------------------------------------- questions of one's own


def test_select_ask_construct_describe(kg: KnowledgeGraph) -> None:
    assert sparql.run_file(kg, "ASK { ?x a rg:Claim }").rows == (("yes",),)
    assert sparql.run_file(kg, "ASK { ?x a rg:Unicorn }") == sparql.Table(("answer",), (("no",),))
    made = sparql.run_file(kg, "CONSTRUCT { ?c dcterms:source ?s } WHERE { ?c a rg:Claim ; dcterms:source ?s }")
    assert made.columns == ("subject", "predicate", "object")
    assert made.rows[0] == ("toy-hip#1", "dcterms:source", "source:toy-hip")
    assert made.rows == tuple(sorted(made.rows))
    assert ("entity:headache", "skos:prefLabel", "headache") in sparql.run_file(kg, "DESCRIBE entity:headache").rows
    assert sparql.run_file(kg, "SELECT ?x ?y { VALUES ?x { 1 } }").rows == (("1", ""),)
    assert sparql.run_file(kg, "SELECT ?x { ?x a rg:Unicorn }").rows == ()


def test_one_article_can_be_asked_alone(kg: KnowledgeGraph) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/refgraph/claim/toy-hip> { ?c a rg:Claim } }"
    assert sparql.run_file(kg, query).rows == (("16",),)


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
def test_what_is_refused_is_told_in_one_line(kg: KnowledgeGraph, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        sparql.run_file(kg, text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_from_reads_nothing_from_the_web(kg: KnowledgeGraph) -> None:
    """FROM is passed over: the graph is always the whole graph."""
    found = sparql.run_file(kg, "SELECT (COUNT(?c) AS ?n) FROM <http://127.0.0.1:9/> { ?c a rg:Claim }")
    assert found.rows == (("33",),)


@pytest.mark.parametrize("opening", ["(", "!", "{", "[ ?p ", "((("])
def test_deep_nesting_does_not_break_the_process(kg: KnowledgeGraph, opening: str) -> None:
    closing = {"(": ")", "!": "", "{": "}", "[ ?p ": "]", "(((": ""}[opening]
    times = 9_900 // (len(opening) + len(closing))
    inside = f"{opening * times}1{closing * times}" if opening != "{" else f"{opening * times}{closing * times}"
    text = f"SELECT * {{ FILTER ({inside}) }}" if opening in "(!" else f"SELECT * {{ {inside} }}"
    with contextlib.suppress(UsageError):
        sparql.run_file(kg, text, seconds=1)
    assert sparql.run_file(kg, "ASK {}").rows == (("yes",),)


def test_a_query_that_takes_too_long_is_given_up(kg: KnowledgeGraph) -> None:
    started = time.monotonic()
    with pytest.raises(UsageError, match=r"longer than 0\.3 seconds"):
        sparql.run_file(kg, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", seconds=0.3)
    assert time.monotonic() - started < 5
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "sparql")


def test_more_rows_than_asked_for_are_said_to_be_there(kg: KnowledgeGraph) -> None:
    cut = sparql.run_file(kg, "SELECT ?c { ?c a rg:Claim } ORDER BY ?c", rows=5)
    assert (len(cut.rows), cut.complete) == (5, False)
    assert sparql.run_file(kg, "SELECT ?c { ?c a rg:Claim }", rows=33).complete


def test_asking_changes_nothing(kg: KnowledgeGraph) -> None:
    before = rdflib_graphs.serialise(kg, "trig")
    for name in NAMES:
        assert sparql.run(kg, name) == sparql.run(kg, name)
    assert rdflib_graphs.serialise(kg, "trig") == before
