"""Claims become edges, and look-ups give them back."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graphs import claims, dataset_of
from toys import MINI

from refgraph.errors import UnknownNameError
from refgraph.graph import lookup
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.io.networkx import to_networkx
from refgraph.model.statements import Claim, Finding
from refgraph.storage.compiler import assemble


def claim(key: str, predicate: str = "causes", polarity: str = "asserts", **ends: Finding) -> Claim:
    subject, obj = ends.get("subject", Finding("a", "tight")), ends.get("object", Finding("b"))
    return Claim(key, key.partition("#")[0], subject, predicate, obj, 1, "two words", "A claim.", polarity=polarity)


@settings(max_examples=100, deadline=None)
@given(claims())
def test_every_claim_comes_back_whole(told: tuple[Claim, ...]) -> None:
    dataset = dataset_of(told)
    kg = build(dataset)
    assert set(kg.claims()) == set(told)
    assert {c for edge in kg.edges() for c in edge.claims} == set(told)
    assert kg.schema == dataset.schema
    assert kg.entities() == tuple(dataset.entities[key] for key in sorted(dataset.entities))
    assert kg.sources() == tuple(dataset.sources[key] for key in sorted(dataset.sources))


@settings(max_examples=50, deadline=None)
@given(claims())
def test_same_claims_same_bytes_in_whatever_order(told: tuple[Claim, ...]) -> None:
    there, back = assemble(dataset_of(told)), assemble(dataset_of(told))
    assert there == back


@settings(max_examples=50, deadline=None)
@given(claims())
def test_look_ups_agree_with_a_scan(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    for key in "abc":
        scan = tuple(edge for edge in kg.edges() if edge.subject.entity == key)
        assert kg.edges(subject=key) == scan
        both = tuple(e for e in scan if e.object.entity == "d" and e.predicate == "causes")
        assert kg.edges(subject=key, predicate="causes", object="d") == both
        for family in kg.schema.families:
            near = tuple(edge for edge in kg.edges() if kg.schema.predicates[edge.predicate].family == family)
            assert kg.edges(family=family) == near
            assert kg.edges(object=key, family=family) == tuple(e for e in near if e.object.entity == key)
            assert kg.edges(subject="d", object=key, family=family) == tuple(
                e for e in near if (e.subject.entity, e.object.entity) == ("d", key)
            )


@pytest.mark.parametrize("key", ["s1#1", "s1#", "s1", "s2#1", "", "s1#a#b", "s1#a\nb", "s1#\n", 's1#"é'])
def test_a_claim_keeps_its_id_whatever_it_is(key: str) -> None:
    told = Claim(key, "s1", Finding("a"), "causes", Finding("b"), 0, "", "", speaker="somebody", repeated=(2, 3))
    assert build(dataset_of((told,))).claims() == (told,)


def test_few_entities_are_looked_through_for_what_few_have() -> None:
    kg = open_graph(MINI)
    assert kg.told_apart() == tuple(entity for entity in kg.entities() if entity.distinct_from)
    assert kg.defined() == tuple(entity for entity in kg.entities() if entity.definition)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("achp ei"), min_size=1, max_size=5), st.integers(1, 40), st.integers(1, 9))
def test_names_that_hold_a_text_are_found_across_the_parts_that_are_read(text: str, chunk: int, most: int) -> None:
    kg = open_graph(MINI)
    scan = tuple(number for number, (name, _) in enumerate(kg.names()) if text in name)
    assert lookup.names_with(kg.index, text, chunk=chunk) == scan
    assert lookup.names_with(kg.index, text, most, chunk) == scan[:most]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ((claim("s1#1"),), "supported"),
        ((claim("s1#1", polarity="denies"),), "denied"),
        ((claim("s1#1"), claim("s2#1", polarity="denies")), "contested"),
        # A denial in general contests the particular; one of the particular leaves the general alone.
        ((claim("s1#1"), claim("s2#1", polarity="denies", subject=Finding("a"))), "contested"),
        ((claim("s1#1", subject=Finding("a")), claim("s2#1", polarity="denies")), "supported"),
    ],
)
def test_status_is_derived(told: tuple[Claim, ...], status: str) -> None:
    kg = build(dataset_of(told))
    edge = next(edge for edge in kg.edges() if edge.claims[0].id == "s1#1")
    assert edge.status == status


def test_a_theory_that_is_disputed_contests_what_leans_on_it(toy: KnowledgeGraph) -> None:
    leaning = [edge for edge in toy.edges() if any(claim.relies_on for claim in edge.claims)]
    assert leaning
    for edge in leaning:
        assert edge.status == "contested"
        assert any(toy.schema.predicates[claim.predicate].contests for claim in edge.disputed_by)


def test_unknown_keys_are_named(toy: KnowledgeGraph) -> None:
    for look in (toy.entity, toy.source, toy.claim):
        with pytest.raises(UnknownNameError, match="nonsense"):
            look("nonsense")


def test_networkx_holds_every_edge_and_is_frozen(toy: KnowledgeGraph) -> None:
    drawn = to_networkx(toy)
    assert drawn.number_of_nodes() == len(toy.entities())
    assert drawn.number_of_edges() == len(toy.edges())
    assert nx.is_frozen(drawn)
