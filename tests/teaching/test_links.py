"""The missing link: what is told between two findings, among things that lead on nowhere near."""

from __future__ import annotations

from quizzes import quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.values import LINK


def test_the_gap_stands_where_the_right_answer_belongs(founding: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(founding, "headache", 1).questions if one.kind == LINK]
    assert asked
    for one in asked:
        assert one.prompt.count("(?)") == 2
        (right,) = one.right
        assert right.label not in one.prompt
        assert sum(choice.right for choice in one.choices) == 1
        assert len(one.choices) == 4


def test_no_link_is_asked_for_twice(founding: KnowledgeGraph) -> None:
    asked = [one.answer for one in quiz_about(founding, "headache", 1).questions if one.kind == LINK]
    assert len(set(asked)) == len(asked)
