"""What is offered as wrong: denied, or told of what lies elsewhere; never without a ground."""

from __future__ import annotations

import re

import pytest
from quizzes import answer_about, places_of, quiz_about
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.teaching.material import Material
from refgraph.teaching.values import ORIGIN
from refgraph.teaching.wrong import opposites, wrong


@pytest.fixture
def denied(mini: Dataset) -> KnowledgeGraph:
    """A graph in which a pain of the buttock is denied to come of one thing and said to come of another."""
    felt = Finding("buttock-pain")
    denial = claim(Finding("sitting-on-clouds"), "causes", felt, polarity="denies")
    other = claim(Finding("piriformis", "tight"), "causes", felt, id="toy-hip#2")
    return build(with_claims(mini, denial, other))


def test_without_places_only_what_is_denied_is_offered(denied: KnowledgeGraph) -> None:
    material = Material(denied, answer_about(denied, "buttock-pain"), 1, {})
    (found,) = wrong(material, Finding("buttock-pain"))
    assert found.finding == Finding("sitting-on-clouds")
    assert found.why == "Those sources here that speak of sitting on clouds deny it, and none says it."
    assert [told.against for told in found.evidence] == [True]


def test_of_a_part_of_the_data_nothing_is_said_to_be_wrong(denied: KnowledgeGraph) -> None:
    denied.whole = False
    material = Material(denied, answer_about(denied, "buttock-pain"), 1, {})
    assert list(wrong(material, Finding("buttock-pain"))) == []


def test_a_near_miss_is_told_of_what_it_leads_to_instead(founding: KnowledgeGraph) -> None:
    asked = (one for seed in (1, 2) for one in quiz_about(founding, "headache", seed).questions)
    told = [choice for one in asked if one.kind == ORIGIN for choice in one.choices if choice.key in one.answer]
    assert told
    for choice in told:
        assert re.fullmatch(
            r"Sources here say that [^;]+; none says that (it leads|they lead) to headache\.", choice.why
        )
        assert choice.evidence


def test_the_opposite_of_what_is_named_is_offered_unless_a_claim_ties_it_too(mini: Dataset) -> None:
    before, sharp, dull, after = (
        Finding("forward-head-posture"),
        Finding("neck-pain", "sharp"),
        Finding("neck-pain", "dull"),
        Finding("headache"),
    )
    told = [
        claim(before, "causes", sharp),
        claim(sharp, "causes", after, id="toy-hip#2"),
        claim(dull, "causes", Finding("buttock-pain"), id="toy-hip#3"),
    ]
    kg = build(with_claims(mini, *told))
    material = Material(kg, answer_about(kg, "headache"), 1, {})
    (chain,) = [one for one in material.chains if len(one.steps) == 2]
    (found,) = opposites(material, chain, 1)
    assert (found.finding, found.opposite) == (dull, sharp)
    assert found.why == (
        "Its opposite, sharp neck pain, is named there; "
        "of this one, sources here say that dull neck pain causes buttock pain."
    )
    for tie in (claim(before, "causes", dull, id="toy-hip#4"), claim(dull, "causes", after, id="toy-hip#4")):
        kg = build(with_claims(mini, *told, tie))
        assert list(opposites(Material(kg, answer_about(kg, "headache"), 1, {}), chain, 1)) == []


def test_things_of_one_category_can_be_asked_for(founding: KnowledgeGraph) -> None:
    marks = {mark.entity: (mark,) for mark in places_of(founding)}
    material = Material(founding, answer_about(founding, "headache"), 1, marks)
    every = list(wrong(material, Finding("headache")))
    category = founding.entity(every[0].finding.entity).category
    alike = list(wrong(material, Finding("headache"), like=category))
    assert {founding.entity(one.finding.entity).category for one in alike} == {category}
