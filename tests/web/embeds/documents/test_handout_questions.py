"""Questions on paper: the same for the same seed, no two alike, each with an answer that the graph gives."""

from __future__ import annotations

from refgraph.drawing.entity import view as entity_view
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view_builder import alone, view
from refgraph.search import questions
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


def test_the_key_has_the_boxes_filled_in_and_names_both_sides_of_a_dispute(toy: KnowledgeGraph) -> None:
    answers = [questions.origins(toy, Finding(key)) for key in ("headache", "neck-pain", "forward-head-posture")]
    asked = [one for answer in answers for seed in range(1, 7) for one in asking.ticked(toy, answer, seed)]
    ordered = next(one for one in asked if one.ordered)
    assert sorted(ordered.marks) == [str(number) for number in range(1, len(ordered.choices) + 1)]
    assert all(one.marks.count("×") == 1 for one in asked if not one.ordered)
    disputed = next(one for one in asked if one.answer.startswith("At least one source says so, and at least one"))
    assert "According to" in disputed.answer.partition("Against it: ")[0]
    assert "Against it: According to" in disputed.answer


def test_on_the_sheet_of_a_path_only_the_path_is_asked(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda one: len(one.steps))
    asked = list(asking.of_path(toy, alone(toy, answer, path), 1))
    assert not any(one.prompt.startswith("According to the sources gathered here, three") for one in asked)
    assert 3 <= len(asked) <= 5
