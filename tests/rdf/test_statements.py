"""Claims as statements: all that an article says, told by its source alone, and back again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refgraph.curation.load import read
from refgraph.errors import DataError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import SIDES, Entity
from refgraph.rdf import names as rdf_names
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import statements

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"


def test_a_claim_carries_all_that_its_article_says(toy: KnowledgeGraph) -> None:
    text = rdflib_graphs.serialise(toy, "trig")
    block = text[text.index("<https://w3id.org/refgraph/claim/toy-hip#2> a ") :].split(" .\n\n")[0]
    for line in (
        "dcterms:source source:toy-hip",
        'rg:anchor "hamstrings can tilt the pelvis backward"',
        "rg:subject finding:hamstrings.tight",
        "rg:predicate predicate:tilts",
        "rg:object finding:posterior-pelvic-tilt",
        'rg:polarity "asserts"',
        "rg:modality modality:may",
        "rg:evidence evidence:author-assertion",
        'rg:statement "Hamstrings that are tight may bring the pelvis into a backward tilt."@en',
        "rg:link <https://nowhere-clinic.example/hips-and-heads#:~:text=hamstrings%20can%20tilt%20the%20pelvis%20backward>",
    ):
        assert line in block
    passage = text[text.index("<https://w3id.org/refgraph/claim/toy-hip#2.passage> a ") :].split(" .\n\n")[0]
    assert "rg:paragraph 3" in passage
    assert "rg:repeated 13" in passage


def test_each_source_vouches_for_its_own_plain_triples(toy: KnowledgeGraph) -> None:
    found = rdflib_graphs.dataset(toy)
    for claim in toy.claims():
        s, p, o = (rdflib.URIRef(part) for part in statements.assertion(claim))
        said = {
            other.source
            for other in toy.claims()
            if statements.assertion(other) == statements.assertion(claim) and other.polarity == "asserts"
        }
        there = {source.key for source in toy.sources() if (s, p, o) in found.graph(rdf_names.claims_of(source.key))}
        assert there == said


def test_a_denial_is_never_a_plain_triple(toy: KnowledgeGraph) -> None:
    predicates = {rdf_names.name("predicate", key) for key in toy.schema.predicates}
    denied = [claim for claim in toy.claims() if claim.polarity == "denies"]
    assert denied
    plain = {(s, p, o, graph) for s, p, o, graph in statements.quads(toy) if p in predicates}
    assert not plain & {(*statements.assertion(claim), rdf_names.claims_of(claim.source)) for claim in denied}
    assert all(graph is not None for *_, graph in plain)
    assert not [p for _, p, _ in statements.triples(toy) if p in predicates]


def test_entities_are_concepts_with_their_names(toy: KnowledgeGraph) -> None:
    text = rdflib_graphs.serialise(toy, "turtle")
    block = text[text.index("entity:posterior-pelvic-tilt a ") :].split(" .\n\n")[0]
    assert 'skos:prefLabel "posterior pelvic tilt"@en' in block
    assert 'skos:altLabel "pelvis tilted backward"@en' in block
    assert "rg:category category:posture" in block
    assert "owl:differentFrom entity:pelvis-dragged-forward" in block
    assert 'skos:scopeNote "Not the same as pelvis dragged forward: ' in block


def test_mappings_name_the_terms_of_ontologies(mini: Dataset) -> None:
    mapped = Entity("headache", "symptom", "headache", mappings=(("skos:exactMatch", "HP:0002315"), ("x:y", "A:1")))
    graph = rdflib_graphs.graph(build(replace(mini, entities={**mini.entities, "headache": mapped})))
    named = rdflib.URIRef(rdf_names.name("entity", "headache"))
    assert graph.value(named, rdflib.SKOS.exactMatch) == rdflib.URIRef("http://purl.obolibrary.org/obo/HP_0002315")
    assert graph.value(named, rdflib.RDFS.seeAlso) == rdflib.URIRef("https://bioregistry.io/A:1")


@pytest.mark.parametrize(
    ("date", "datatype"), [("2020-05-13", "date"), ("2020-05", "gYearMonth"), ("2020", "gYear"), ("May 2020", None)]
)
def test_a_date_is_as_exact_as_it_is_known(mini: Dataset, date: str, datatype: str | None) -> None:
    dated = replace(mini.sources["toy-hip"], date=date)
    graph = rdflib_graphs.graph(build(replace(mini, sources={**mini.sources, "toy-hip": dated})))
    issued = graph.value(rdflib.URIRef(rdf_names.name("source", "toy-hip")), rdflib.DCTERMS.issued)
    assert issued == rdflib.Literal(date, datatype=rdflib.XSD[datatype] if datatype else None)


def test_there_are_no_blank_nodes(toy: KnowledgeGraph) -> None:
    assert not [node for triple in rdflib_graphs.graph(toy) for node in triple if isinstance(node, rdflib.BNode)]


_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip())
_ANY = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1)


def _findings(entities: list[str], states: list[str]) -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding, st.sampled_from(entities), st.none() | st.sampled_from(states), st.none() | st.sampled_from(SIDES)
    )


@st.composite
def _datasets(draw: st.DrawFn) -> Dataset:
    """Claims over the toy schema with every part drawn freely, hostile keys and texts included."""
    base = read(MINI).dataset
    schema = base.schema
    entities = draw(st.lists(_WORDS, min_size=1, max_size=4, unique=True))
    keys = draw(st.lists(_WORDS.filter(lambda key: "#" not in key), min_size=1, max_size=3, unique=True))
    ends = _findings(entities, list(schema.states))
    said = st.none() | _ANY
    drawn = draw(
        st.lists(
            st.builds(
                Claim,
                id=st.just(""),
                source=st.sampled_from(keys),
                subject=ends,
                predicate=st.sampled_from([key for key, p in schema.predicates.items() if p.walk != "carry"]),
                object=ends,
                paragraph=st.integers(1, 10**6),
                anchor=_ANY,
                statement=_ANY,
                polarity=st.sampled_from(["asserts", "denies"]),
                modality=st.sampled_from(list(schema.ranking.modality)),
                evidence=st.sampled_from(list(schema.ranking.evidence)),
                speaker=said,
                author=said,
                cites=said,
                condition=said,
                relies_on=st.sets(st.sampled_from(entities)).map(lambda found: tuple(sorted(found))),
                repeated=st.sets(st.integers(1, 99)).map(lambda found: tuple(sorted(found))),
            ),
            max_size=6,
        )
    )
    return replace(
        base,
        entities={key: Entity(key, "muscle", draw(_ANY), draw(st.just("") | _ANY)) for key in entities},
        sources={key: Source(key, title=draw(said), url=draw(said), date=draw(said)) for key in keys},
        claims=tuple(replace(claim, id=f"{claim.source}#{number}") for number, claim in enumerate(drawn, 1)),
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_datasets(), st.sampled_from(rdflib_graphs.FORMS))
def test_claims_come_back_equal(data: Dataset, form: str) -> None:
    """claims → RDF → claims, whatever stands in keys and texts."""
    back = rdflib_graphs.read(rdflib_graphs.serialise(build(data), form), form)
    assert sorted(back, key=lambda claim: claim.id) == sorted(data.claims, key=lambda claim: claim.id)


@pytest.mark.parametrize(
    ("graph", "form"),
    [
        *(("toy", form) for form in rdflib_graphs.FORMS),
        pytest.param("founding", next(iter(rdflib_graphs.FORMS)), marks=pytest.mark.slow),
    ],
)
def test_all_claims_of_a_dataset_come_back(graph: str, form: str, request: pytest.FixtureRequest) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    given = {claim.id: replace(claim, relies_on=tuple(sorted(claim.relies_on))) for claim in kg.claims()}
    assert {claim.id: claim for claim in rdflib_graphs.read(rdflib_graphs.serialise(kg, form), form)} == given


def test_a_claim_that_lacks_a_part_is_not_read(toy: KnowledgeGraph) -> None:
    text = rdflib_graphs.serialise(toy, "turtle").replace('    rg:polarity "asserts" ;\n', "")
    with pytest.raises(DataError, match=r"rg:polarity is missing"):
        rdflib_graphs.read(text, "turtle")
    foreign = rdflib_graphs.serialise(toy, "turtle").replace("refgraph/state/tight", "refgraph/elsewhere/tight")
    with pytest.raises(DataError, match="not the name of state"):
        rdflib_graphs.read(foreign.replace("state:tight", "<http://elsewhere.example/tight>"), "turtle")
