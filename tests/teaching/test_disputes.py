"""Disputed or not: counted again over all claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quizzes import answer_about, every_edge
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.teaching.disputes import DENIED, DISPUTED, SAID, questions, standing
from refgraph.teaching.material import Material, is_felt
from refgraph.teaching.support import near


@pytest.mark.parametrize("graph", ["toy", "founding"])
def test_how_sources_stand_is_counted_over_all_claims(graph: str, request: pytest.FixtureRequest) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    walked = {key for key, p in kg.schema.predicates.items() if p.family in kg.schema.of_role("walked")}
    for edge in (edge for edge in every_edge(kg) if edge.predicate in walked):
        found = standing(kg, edge)
        says = {claim.polarity for claim in edge.claims}
        if found == SAID:
            assert says == {"asserts"}
            one, other = near(kg, edge.subject.entity), near(kg, edge.object.entity)
            for rival in every_edge(kg):
                ends = rival.subject.entity, rival.object.entity
                if (ends[0] in one and ends[1] in other) or (ends[0] in other and ends[1] in one):
                    assert rival.status == "supported"
                    assert not rival.disputed_by
        elif found == DISPUTED:
            assert "asserts" in says
            assert "denies" in says or edge.disputed_by
        elif found == DENIED:
            assert says == {"denies"}


def test_what_is_disputed_takes_turns_with_what_is_not(toy: KnowledgeGraph) -> None:
    asked = list(questions(Material(toy, answer_about(toy, "headache"), 1, {})))
    assert len(asked) >= 2
    assert [one.answer[0] == SAID for one in asked] == [False, True] * (len(asked) // 2)
    assert all(any(told.against for told in one.evidence) == (one.answer[0] != SAID) for one in asked)


def test_what_leads_to_a_thing_that_is_only_passed_is_not_asked(real: KnowledgeGraph) -> None:
    material = Material(real, answer_about(real, "neck-pain"), 1, {})
    prompts = [one.prompt for one in questions(material)]
    assert prompts
    assert not any("supination" in prompt for prompt in prompts)


def test_where_nothing_is_disputed_nothing_is_asked(founding: KnowledgeGraph) -> None:
    assert list(questions(Material(founding, answer_about(founding, "headache"), 1, {}))) == []


def test_a_denial_that_is_hedged_is_no_denial(real: KnowledgeGraph) -> None:
    edges = real.edges(subject="cervical-spondylosis", object="neck-pain")
    assert edges
    assert all(standing(real, edge) != DENIED for edge in edges)


def test_what_one_study_finds_in_patients_alone_is_no_dispute(real: KnowledgeGraph) -> None:
    edges = real.edges(subject="upper-trapezius", object="temple-pain")
    assert any(edge.counter_evidence for edge in edges)
    assert all(standing(real, edge) != DISPUTED for edge in edges)


def test_a_dispute_needs_a_second_voice(mini: Dataset) -> None:
    said = claim(Finding("piriformis", "tight"), "causes", Finding("buttock-pain"), population="patients")
    controls = replace(said, id="toy-hip#2", polarity="denies", population="people without pain")
    another = replace(controls, id="toy-neck#9", source="toy-neck")
    alone, two = (build(with_claims(mini, said, denial)) for denial in (controls, another))
    assert [standing(kg, kg.edges(subject="piriformis")[0]) for kg in (alone, two)] == [None, DISPUTED]


def test_what_is_only_hedged_is_not_asked(mini: Dataset) -> None:
    said = claim(Finding("piriformis", "tight"), "causes", Finding("buttock-pain"), modality="may")
    kg = build(with_claims(mini, said))
    assert standing(kg, kg.edges(subject="piriformis")[0]) is None


def test_about_a_path_only_its_own_steps_are_asked(toy: KnowledgeGraph) -> None:
    answer = answer_about(toy, "headache")
    steps = {step.edge.id for step in answer.paths[0].steps}
    asked = questions(Material(toy, answer, 1, {}, answer.paths[0]))
    assert all(one.edges <= steps for one in asked)


def test_nobody_is_taught_that_what_signs_warn_of_does_no_harm(real: KnowledgeGraph) -> None:
    edges = real.edges(subject="cauda-equina-syndrome")
    assert any(edge.status == "denied" for edge in edges)
    assert all(standing(real, edge) != DENIED for edge in edges)


def test_what_is_felt_elsewhere_and_sides_that_cannot_be_are_not_asked_about(real: KnowledgeGraph) -> None:
    for key in ("headache", "knee-pain", "neck-pain"):
        here = near(real, key)
        for asked in questions(Material(real, answer_about(real, key), 1, {})):
            edge = real.edge(*asked.edges)
            assert edge.object.entity in here or not is_felt(real, edge.object.entity)
            assert not (edge.subject.side == "bilateral" and edge.object.side == "contralateral")
