"""Which does not explain it: three that a source leads from, and one that none does."""

from __future__ import annotations

import re

from quizzes import answer_about, quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.material import Material
from refgraph.teaching.origins import questions
from refgraph.teaching.support import near
from refgraph.teaching.values import ORIGIN


def test_it_is_said_that_silence_is_no_proof(founding: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(founding, "neck-pain", 1).questions if one.kind == ORIGIN]
    assert asked
    for one in asked:
        assert re.fullmatch(
            r"Sources gathered here \([a-z, ]+\), alone or read together, say of three of these that they lead, "
            r"or may lead, to neck pain\. Of which one do they NOT say so\?",
            one.prompt,
        )
        assert one.explanation.endswith("This is what the sources here say, not proof that it cannot be.")
        assert sum(choice.right for choice in one.choices) == 3
        assert len({choice.key.split("/")[0] for choice in one.choices}) == 4


def test_between_two_ends_it_is_not_asked(toy: KnowledgeGraph) -> None:
    from refgraph.model.statements import Finding
    from refgraph.search.questions import paths

    answer = paths(toy, Finding("gluteals"), Finding("forward-head-posture"))
    assert list(questions(Material(toy, answer, 1, {}))) == []
    assert list(questions(Material(toy, answer_about(toy, "headache"), 1, {}))) == []


def test_what_a_quiz_has_offered_comes_last_in_the_next_question(real: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(real, "headache", 1).questions if one.kind == ORIGIN]
    assert len(asked) > 1
    told = [{choice.key for choice in one.choices if choice.right} for one in asked]
    assert told[0].isdisjoint(told[1])


def test_no_two_questions_are_about_one_thing_under_two_names(real: KnowledgeGraph) -> None:
    for key in ("headache", "knee-pain", "sciatica"):
        wrong = [one.answer[0].split("/")[0] for one in quiz_about(real, key, 1).questions if one.kind == ORIGIN]
        for place, one in enumerate(wrong):
            assert all(near(real, one).isdisjoint(near(real, other)) for other in wrong[:place])
