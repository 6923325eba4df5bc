"""Putting a chain in order: only where it has one."""

from __future__ import annotations

from quizzes import answer_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.material import Material
from refgraph.teaching.ordering import questions


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
