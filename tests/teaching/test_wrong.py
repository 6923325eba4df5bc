"""What is offered as wrong: denied, or told of what lies elsewhere; never without a ground."""

from __future__ import annotations

import pytest
from quizzes import answer_about, places_of, quiz_about
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.teaching.material import Material
from refgraph.teaching.values import ORIGIN
from refgraph.teaching.wrong import wrong


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
        assert choice.why.startswith(("What is told of it: ", "Those sources here"))
        assert choice.evidence
        assert "a coherent path exists" not in choice.why


def test_things_of_one_category_can_be_asked_for(founding: KnowledgeGraph) -> None:
    marks = {mark.entity: (mark,) for mark in places_of(founding)}
    material = Material(founding, answer_about(founding, "headache"), 1, marks)
    every = list(wrong(material, Finding("headache")))
    category = founding.entity(every[0].finding.entity).category
    alike = list(wrong(material, Finding("headache"), like=category))
    assert {founding.entity(one.finding.entity).category for one in alike} == {category}
