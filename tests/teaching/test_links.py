"""The missing link: what is told between two findings, among things that lead on nowhere near."""

from __future__ import annotations

import re

import pytest
from quizzes import answer_about, finding_of, places_of, quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report.words import wording
from refgraph.teaching.links import questions
from refgraph.teaching.material import Material
from refgraph.teaching.support import Support
from refgraph.teaching.values import LINK, Landmark


def test_the_gap_stands_where_the_right_answer_belongs(real: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(real, "headache", 1).questions if one.kind == LINK]
    assert asked
    for one in asked:
        assert one.prompt.count("(?)") == 2
        (right,) = one.right
        assert right.label not in one.prompt
        assert sum(choice.right for choice in one.choices) == 1
        assert len(one.choices) == 4


def test_no_link_is_asked_for_twice(real: KnowledgeGraph) -> None:
    asked = [one.answer for one in quiz_about(real, "headache", 1).questions if one.kind == LINK]
    assert len(set(asked)) == len(asked)


def test_what_is_offered_is_of_the_kind_of_what_is_missing(real: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(real, "headache", 1).questions if one.kind == LINK]
    for one in asked:
        assert len({real.entity(finding_of(choice.key).entity).category for choice in one.choices}) == 1


@pytest.mark.parametrize("key", ["headache", "jaw-pain", "hip-pain"])
def test_the_words_around_the_gap_do_not_give_it_away(real: KnowledgeGraph, key: str) -> None:
    asked = [one for seed in (1, 2) for one in quiz_about(real, key, seed).questions if one.kind == LINK]
    assert asked
    for one in asked:
        assert len({wording.noun(real, finding_of(choice.key))[1] for choice in one.choices}) == 1


def test_what_comes_of_a_load_or_a_posture_is_never_said_not_to(real: KnowledgeGraph) -> None:
    marks: dict[str, tuple[Landmark, ...]] = {}
    for mark in places_of(real):
        marks[mark.entity] = (*marks.get(mark.entity, ()), mark)
    seen = 0
    for key in ("headache", "jaw-pain", "shoulder-pain", "hip-pain"):
        for one in questions(Material(real, answer_about(real, key), 1, marks)):
            (right,) = one.right
            stateful = real.schema.categories[real.entity(finding_of(right.key).entity).category].stateful
            ends = [real.edge(edge) for edge in one.edges]
            into = [edge.subject.entity for edge in ends if edge.object.entity == finding_of(right.key).entity]
            for choice in one.choices:
                if re.search("none says that (it comes|they come) of", choice.why):
                    seen += 1
                    support = [Support(real, before) for before in into]
                    assert not any(held.holds(finding_of(choice.key)) for held in support)
                    placed = [real.schema.categories[real.entity(before).category].stateful for before in into]
                    assert any(placed) or not stateful
    assert seen
