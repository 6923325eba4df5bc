"""Comparisons: the same names on both sides, what is shared stands on both, and what is alone on one."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.words import comparing, telling, wording
from refgraph.search import questions, shared_origins

HEAD, NECK, SLUMP = Finding("headache"), Finding("neck-pain"), Finding("slump")


def symptoms(kg: KnowledgeGraph) -> comparing.Comparison:
    both = shared_origins.origins(kg, [HEAD, NECK])
    return comparing.origins(kg, questions.origins(kg, HEAD), questions.origins(kg, NECK), both)


def test_rows_of_paths_are_their_facts_and_steps_stand_once(toy: KnowledgeGraph, answer: Answer) -> None:
    for one in answer.paths:
        for other in answer.paths:
            sides = (replace(answer, paths=(path,)) for path in (one, other))
            made = comparing.paths(toy, *sides)
            assert [(row.name, row.one) for row in made.rows] == list(telling.facts(toy, one))
            assert [row.other for row in made.rows] == [value for _, value in telling.facts(toy, other)]
            for path, only in zip((one, other), made.only, strict=True):
                told = [telling.step_sentence(toy, step) for step in path.steps]
                assert sorted([*made.shared, *only]) == sorted(told)


def test_paths_from_one_place_are_told_apart_by_what_they_pass(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda path: len(path.steps))
    # The same beginning, and its last step at once: as a source might say it outright.
    short = replace(path, steps=(replace(path.steps[-1], subject=path.origin),))
    one, other = (replace(answer, paths=(found,)) for found in (path, short))
    passed = wording.said(toy, path.steps[0].object)
    assert comparing.paths(toy, one, other).heads == (
        f"from {wording.said(toy, path.origin)} by way of {passed}",
        f"from {wording.said(toy, path.origin)} directly",
    )


def test_symptoms_share_origins_that_the_search_for_shared_ones_finds(toy: KnowledgeGraph) -> None:
    made = symptoms(toy)
    assert made.heads == ("headache", "neck pain")
    assert [row.name for row in made.rows][:2] == ["Begins with", "Passes"]
    assert made.shared
    assert not set(made.only[0]) & set(made.only[1])
    assert len(made.warnings) == 2


def test_nothing_told_is_said_on_its_side_alone(toy: KnowledgeGraph) -> None:
    both = shared_origins.origins(toy, [HEAD, SLUMP])
    made = comparing.origins(toy, questions.origins(toy, HEAD), questions.origins(toy, SLUMP), both)
    assert made.rows[0].other == "nothing is told of it here"
    assert made.none_shared
    assert [head for head, _ in made.alone] == ["Direct causes of headache alone"]
