"""What the data lack, what matters most first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.curator.gaps import CHARTED, COLUMNS, FELT, KINDS, counts, lacks, record, rows
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.reuse import has_term, uses
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity


def _keys(kg: KnowledgeGraph, kind: str) -> set[str]:
    return {lack.key for lack in lacks(kg, kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_matters_most_comes_first_and_categories_are_kept_to(toy: KnowledgeGraph, kind: str) -> None:
    found = lacks(toy, kind)
    assert [lack.weight for lack in found] == sorted((lack.weight for lack in found), reverse=True)
    some = lacks(toy, kind, ["muscle"])
    assert some == tuple(lack for lack in found if lack.category == "muscle")
    assert all(len(row) == len(COLUMNS) for row in rows(found))
    assert all(record(lack)["kind"] == kind for lack in found)


def test_names_without_term_definition_or_claim(mini: Dataset) -> None:
    mapped = Entity("mapped", "joint", "mapped", "A joint.", mappings=(("skos:exactMatch", "UBERON:1"),))
    entities = {**mini.entities, "mapped": mapped, "bare": Entity("bare", "joint", "bare")}
    kg = build(replace(mini, entities=entities))
    assert "bare" in _keys(kg, "mapping")
    assert "mapped" not in _keys(kg, "mapping")
    assert all(not has_term(kg.entity(key)) for key in _keys(kg, "mapping"))
    assert _keys(kg, "definition") == {"bare"} | {
        e.key for e in mini.entities.values() if not e.definition and not e.composite
    }
    assert {"bare", "mapped"} <= _keys(kg, "claim")
    assert not any(uses(kg.claims())[key] for key in _keys(kg, "claim"))


def test_symptoms_without_origin_and_structures_without_referral(mini: Dataset, toy: KnowledgeGraph) -> None:
    assert "headache" not in _keys(toy, "origin")
    assert {toy.entity(key).category for key in _keys(toy, "origin")} <= {FELT}
    assert {toy.entity(key).category for key in _keys(toy, "referral")} <= set(CHARTED)
    assert "calf-muscles" in _keys(toy, "referral")
    said = Claim("toy-neck#90", "toy-neck", Finding("calf-muscles"), "causes", Finding("headache"), 2, "x", "X.")
    assert "calf-muscles" not in _keys(build(replace(mini, claims=(*mini.claims, said))), "referral")
    denied = replace(said, polarity="denies")
    assert "calf-muscles" in _keys(build(replace(mini, claims=(*mini.claims, denied))), "referral")


def test_a_second_source_takes_a_claim_off_the_list(mini: Dataset, toy: KnowledgeGraph) -> None:
    (first, *_) = lacks(toy, "next")
    claim = toy.claim(first.key)
    other = next(key for key in mini.sources if key != claim.source)
    again = replace(claim, id=f"{other}#90", source=other)
    assert first.key not in _keys(build(replace(mini, claims=(*mini.claims, again))), "next")


def test_referral_that_rests_on_the_word_of_a_clinic_alone(mini: Dataset) -> None:
    said = Claim("toy-neck#90", "toy-neck", Finding("calf-muscles"), "causes", Finding("headache"), 2, "x", "X.")
    assert "calf-muscles" in _keys(build(replace(mini, claims=(*mini.claims, said))), "better")
    better = replace(said, id="toy-hip#90", source="toy-hip", evidence="experiment")
    assert "calf-muscles" not in _keys(build(replace(mini, claims=(*mini.claims, said, better))), "better")
    denied = replace(better, polarity="denies")
    assert "calf-muscles" in _keys(build(replace(mini, claims=(*mini.claims, said, denied))), "better")


def test_counts_are_those_of_what_is_listed(toy: KnowledgeGraph) -> None:
    assert counts(toy) == {kind: len(lacks(toy, kind)) for kind in KINDS}
    assert counts(toy)["next"] > 0
