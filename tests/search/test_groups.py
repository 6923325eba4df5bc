"""Groups of paths: what they share, their order, and what never stands ahead of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.search.groups import TRIGGERS
from refgraph.search.judging.grade import place

MINI = Path(__file__).parents[1] / "data" / "mini"
ASIDE = ("", "trigger", "generic", "one patient", "weak source")
ASKED = ("headache", "neck-pain", "lower-back-pain", "knee-pain", "shoulder-pain", "sciatica")


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph(None)


@pytest.fixture(scope="module")
def answers(kg: KnowledgeGraph) -> dict[str, Answer]:
    return {key: questions.origins(kg, Finding(key)) for key in ASKED}


@pytest.mark.parametrize("key", ASKED)
def test_a_group_holds_all_states_of_one_thing(answers: dict[str, Answer], key: str) -> None:
    found = answers[key].groups.shown
    assert found
    assert len({group.entity for group in found}) == len(found)
    assert all({edge.subject.entity for edge in group.direct} == {group.entity} for group in found)


@pytest.mark.parametrize("key", ASKED)
def test_groups_stand_in_the_order_of_their_grade_and_some_stand_back(
    kg: KnowledgeGraph, answers: dict[str, Answer], key: str
) -> None:
    ranking = kg.schema.ranking
    order = [
        (ASIDE.index(group.aside), place(ranking, group.grade), -group.independent)
        for group in answers[key].groups.shown
    ]
    assert order == sorted(order)


@pytest.mark.parametrize("key", ASKED)
def test_roots_are_told_whole_by_one_source_and_triggers_stand_apart(
    kg: KnowledgeGraph, answers: dict[str, Answer], key: str
) -> None:
    for group in answers[key].groups.shown:
        assert len(group.chains) == len(group.roots) + len(group.triggers)
        assert all(kg.entity(end.entity).category not in TRIGGERS for end in group.roots)
        assert all(kg.entity(end.entity).category in TRIGGERS for end in group.triggers)
        for chain, end in zip(group.chains, (*group.roots, *group.triggers), strict=True):
            assert chain[0].subject == end
            telling = [step for step in chain if "backbone" not in step.flags]
            assert set.intersection(*({claim.source for claim in step.edge.claims} for step in telling))


def test_what_only_restates_the_place_is_no_origin(answers: dict[str, Answer]) -> None:
    assert "neck-stiffness" not in {group.entity for group in answers["neck-pain"].groups.shown}


@pytest.mark.parametrize("key", ASKED)
def test_ranks_name_paths_of_the_answer_that_pass_the_group(answers: dict[str, Answer], key: str) -> None:
    answer = answers[key]
    paths = {path.rank: path for path in answer.paths}
    for group in answer.groups.shown:
        for rank in group.ranks:
            assert group.entity in {step.subject.entity for step in paths[rank].steps}


def test_effects_are_grouped_by_what_a_finding_leads_to() -> None:
    found = questions.effects(open_graph(MINI), Finding("gluteals")).groups.shown
    assert found
    assert all({edge.object.entity for edge in group.direct} == {group.entity} for group in found)


def test_paths_between_two_ends_have_no_groups() -> None:
    assert not questions.paths(open_graph(MINI), Finding("gluteals"), Finding("headache")).groups.shown


def test_signs_to_heed_are_signs_and_the_most_urgent_come_first(kg: KnowledgeGraph, answers: dict[str, Answer]) -> None:
    claims = answers["headache"].warning
    assert claims
    assert all(kg.schema.predicates[claim.predicate].warns == "subject" for claim in claims)
    assert not answers["headache"].warning[0].unspecified
