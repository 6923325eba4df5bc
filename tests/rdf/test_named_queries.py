"""The named questions: each file says what it is for, runs as it stands, and takes words that never become query."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import DataError, UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.rdf import named_queries, sparql
from refgraph.rdf import rdflib as rdflib_graphs

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"
NAMES = [question.name for question in sparql.catalogue()]


def test_what_causes(toy: KnowledgeGraph) -> None:
    found = sparql.run(toy, "what-causes", finding="neck pain")
    assert found.columns == ("cause", "relation", "effect", "status", "polarity", "claim", "statement")
    assert [(row[0], row[3], row[4], row[5]) for row in found.rows] == [
        ("forward head posture", "contested", "asserts", "toy-hip#12"),
        ("forward head posture", "contested", "denies", "toy-neck#4"),
    ]
    assert found.given == (("finding", "neck pain"),)


def test_treatments_for_a_thing_in_any_state_or_in_one(toy: KnowledgeGraph) -> None:
    for asked in ("tight hamstrings", "hamstrings"):
        assert [row[0] for row in sparql.run(toy, "treatments-for", finding=asked).rows] == ["ribbon stretch"]
    assert sparql.run(toy, "treatments-for", finding="weak hamstrings").rows == ()


def test_contested_edges_list_both_sides(toy: KnowledgeGraph) -> None:
    found = sparql.run(toy, "contested-edges")
    contested = [edge for edge in toy.edges() if edge.status == "contested"]
    assert {row[4] for row in found.rows if row[3] == "against"} == {c.id for e in contested for c in e.disputed_by}
    assert {row[4] for row in found.rows if row[3] == "for"} == {
        c.id for e in contested for c in e.claims if c.polarity == "asserts"
    }
    assert sparql.run(toy, "contested-edges", family="treatment").rows == ()


def test_single_source_edges_are_those_of_the_graph(toy: KnowledgeGraph) -> None:
    asserted = {
        edge.id: {claim.source for claim in edge.claims if claim.polarity == "asserts"}
        for edge in toy.edges(family="causal")
    }
    found = sparql.run(toy, "single-source-edges")
    assert len(found.rows) == sum(len(sources) == 1 for sources in asserted.values())
    assert {row[0] for row in sparql.run(toy, "single-source-edges", source="toy-neck").rows} == {"toy-neck"}


def test_opposite_states(toy: KnowledgeGraph) -> None:
    found = sparql.run(toy, "opposite-states", one="tightness", other="weak")
    assert {(row[0], row[1]) for row in found.rows} == {
        (thing, state) for thing in ("gluteus medius", "hamstrings") for state in ("tight", "weak")
    }
    assert sparql.run(toy, "opposite-states", one="tight", other="tight").rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_runs_as_it_stands_in_another_engine_too(toy: KnowledgeGraph, name: str) -> None:
    question = named_queries.question(name)
    graph = rdflib.Graph().parse(data=rdflib_graphs.serialise(toy, "turtle"), format="turtle")
    rows = [tuple("" if value is None else str(value) for value in row) for row in graph.query(question.text)]
    assert rows == list(sparql.run(toy, name).rows)
    assert rows


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_what_it_is_for(name: str) -> None:
    text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    found = named_queries.read(name, text)
    assert found.summary.endswith(".")
    assert text.startswith("#+ summary:")
    assert all(pair.partition("=")[0] in {p.name for p in found.parameters} for pair in found.example.split(" ")[:1])


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_every_file_works(founding: KnowledgeGraph, name: str) -> None:
    import shlex

    pairs = dict(word.split("=", 1) for word in shlex.split(named_queries.question(name).example))
    assert sparql.run(founding, name, **pairs).rows


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


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("what-cause", {}, "unknown query 'what-cause'. Did you mean: what-causes"),
        ("xyz", {}, "Did you mean: contested-edges, opposite-states"),
        ("what-causes", {"findings": "headache"}, "unknown what-causes parameter 'findings'. Did you mean: finding"),
        ("what-causes", {"finding": "hedache"}, "Did you mean: headache"),
        ("what-causes", {"finding": ""}, "unknown name ''"),
        ("what-causes", {"seconds": "1"}, "unknown what-causes parameter 'seconds'"),
        ("what-causes", {"toy": "1"}, "unknown what-causes parameter 'toy'"),
        ("opposite-states", {"one": "tigt"}, "Did you mean: tight"),
        ("contested-edges", {"family": "casual"}, "Did you mean: causal"),
        ("single-source-edges", {"source": "toy-hop"}, "Did you mean: toy-hip"),
        ("what-causes", {"finding": "x" * 10_000}, "unknown name"),
    ],
)
def test_unknown_words_are_told_with_the_nearest(
    toy: KnowledgeGraph, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        sparql.run(toy, name, **values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


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
