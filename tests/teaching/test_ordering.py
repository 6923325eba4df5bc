"""Putting a chain in order: only where it has one."""

from __future__ import annotations

import re

import pytest
from quizzes import answer_about
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search.questions import origins
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.ordering import questions

COMMON = ("headache", "knee-pain", "hip-pain", "shoulder-pain")


def test_a_chain_is_asked_for_in_its_order_and_shown_in_another(toy: KnowledgeGraph) -> None:
    asked = list(questions(Material(toy, answer_about(toy, "forward-head-posture"), 1, {})))
    longest = max(asked, key=lambda one: len(one.choices))
    assert longest.answer == (
        "gluteals/weak/left",
        "hamstrings/tight/left",
        "posterior-pelvic-tilt",
        "forward-head-posture",
    )
    assert tuple(choice.key for choice in longest.choices) != longest.answer
    assert "According to Quill Q. Nobody 2001" in longest.prompt
    assert longest.explanation.startswith("The order that is told: weak gluteal muscles (left) → ")


def test_what_leads_back_to_itself_has_no_order(toy: KnowledgeGraph) -> None:
    # A headache and a tight upper trapezius lead to each other here.
    for asked in questions(Material(toy, answer_about(toy, "headache"), 1, {})):
        assert not {"upper-trapezius/tight", "headache"} <= set(asked.answer)


def test_of_three_findings_the_order_is_asked_for_where_one_source_tells_it_and_the_end_is_not_told(
    real: KnowledgeGraph,
) -> None:
    asked = [one for key in COMMON for one in questions(Material(real, answer_about(real, key), 1, {}))]
    short = [one for one in asked if len(one.choices) == 3]
    assert short
    for one in short:
        assert "read together" not in one.prompt
        assert re.search("one thing (leads|may lead) to the next\\. ", one.prompt)
        told = [{claim.source for claim in real.edge(edge).claims} for edge in one.edges]
        assert set.intersection(*told)


def test_an_order_is_told_by_one_source_or_by_two_that_meet_in_what_is_not_felt(real: KnowledgeGraph) -> None:
    joined = 0
    for key in COMMON:
        for chain in Material(real, answer_about(real, key), 1, {}).chains:
            if not well_joined(real, chain):
                continue
            told = [{claim.source for claim in step.edge.asserting} for step in chain.steps]
            apart = [at for at in range(1, len(told)) if not told[at - 1] & told[at]]
            assert len(apart) <= 1
            for at in apart:
                met = chain.steps[at].subject.entity
                assert not real.edges(subject=met, predicate="felt-in")
                assert set.intersection(*told[:at])
                assert set.intersection(*told[at:])
                joined += 1
    assert joined


@pytest.mark.parametrize(
    ("condition", "fits"),
    [("", True), ("commonly", True), ("in some patients", True), ("in runners", False), ("functional", False)],
)
def test_two_sources_meet_in_what_both_speak_of_without_a_condition(mini: Dataset, condition: str, fits: bool) -> None:
    slump, head, ache = Finding("posterior-pelvic-tilt"), Finding("forward-head-posture"), Finding("headache")
    one = claim(slump, "causes", head, condition=condition or None)
    other = claim(head, "causes", ache, id="toy-neck#1", source="toy-neck")
    kg = build(with_claims(mini, one, other))
    (path,) = [path for path in origins(kg, ache).paths if len(path.steps) == 2]
    assert well_joined(kg, Chain(path.steps, None)) is fits


def test_sources_that_take_turns_twice_are_not_asked_for(mini: Dataset) -> None:
    ends = [Finding("gluteals", "weak"), Finding("posterior-pelvic-tilt"), Finding("forward-head-posture")]
    ends.append(Finding("headache"))
    told = [
        claim(one, "causes", other, id=f"{source}#{number}", source=source)
        for number, (one, other, source) in enumerate(
            zip(ends, ends[1:], ("toy-hip", "toy-neck", "toy-hip"), strict=False), 1
        )
    ]
    kg = build(with_claims(mini, *told))
    material = Material(kg, origins(kg, ends[-1]), 1, {})
    assert [len(chain.steps) for chain in material.chains if len(chain.steps) == 3] == [3]
    assert list(questions(material)) == []
