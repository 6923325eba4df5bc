"""Places on the body: each in a part of its own, told in words for those who do not see the figure."""

from __future__ import annotations

from quizzes import answer_about, quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.material import Material
from refgraph.teaching.places import questions
from refgraph.teaching.values import PLACE, Landmark


def test_each_number_is_a_part_of_the_body_in_words(founding: KnowledgeGraph) -> None:
    asked = [one for one in quiz_about(founding, "buttock-pain", 1).questions if one.kind == PLACE]
    assert asked
    for one in asked:
        assert [choice.label for choice in one.choices] == [
            f"{number}: {mark.region}" for number, mark in enumerate(one.landmarks, 1)
        ]
        assert f"at number {[choice.key for choice in one.choices].index(one.answer[0]) + 1}" in one.explanation


def test_what_is_not_clear_or_is_held_rather_than_placed_is_not_asked_for(founding: KnowledgeGraph) -> None:
    def mark(entity: str, region: str, *, clear: bool = True) -> Landmark:
        return Landmark(entity, "back", "from behind", region, (region,), ((0.0, 0.0),), clear)

    others = [mark(f"other-{n}", f"part {n}") for n in range(3)]
    unclear, held, called = (
        mark("gluteals", "buttock", clear=False),
        mark("forward-head-posture", "neck"),
        mark("hip", "hip"),
    )
    for one in (unclear, held, called):
        marks = {known.entity: (known,) for known in (one, *others)}
        assert list(questions(Material(founding, answer_about(founding, "headache"), 1, marks))) == []
