"""Questions on paper: the same for the same seed, no two alike, each with an answer that the graph gives."""

from __future__ import annotations

from refgraph.drawing.entity import view as entity_view
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.report.view_builder import alone, view
from refgraph.web.embeds.documents import handout_questions as asking


def test_questions_to_tick_are_of_different_kinds(toy: KnowledgeGraph, answer: Answer) -> None:
    asked = list(asking.ticked(toy, answer, 1))
    assert 1 <= len(asked) <= 3
    assert len({one.prompt for one in asked}) == len(asked)
    assert asked == list(asking.ticked(toy, answer, 1))
    assert all(one.choices for one in asked)


def test_a_path_is_asked_for_its_weakest_step(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda one: len(one.steps))
    asked = list(asking.of_path(toy, alone(toy, answer, path), 1))
    assert any("weakest" in one.prompt and "step" in one.answer for one in asked)


def test_an_answer_is_asked_for_its_best_origin_and_its_warning_signs(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = view(toy, answer)
    *_, best, signs = asking.of_answer(toy, shown, 1)
    assert shown.groups[0].label[1:] in best.answer
    assert signs.answer


def test_of_a_thing_that_nobody_speaks_of_only_that_is_asked(toy: KnowledgeGraph) -> None:
    silent = next(one for one in toy.entities() if not toy.edges(subject=one.key) and not toy.edges(object=one.key))
    asked = list(asking.of_entity(toy, entity_view(toy, silent), 1))
    assert asked[-1].prompt.startswith("What would a source have to say")
