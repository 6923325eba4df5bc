"""What was asked and how far its paths can be trusted, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.report.words import answer_wording

ONE, OTHER, THIRD = Finding("headache"), Finding("neck-pain"), Finding("buttock-pain")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query("origins", end=ONE), "Where may headache come from?"),
        (Query("effects", start=ONE), "What may headache lead to?"),
        (Query("paths", start=OTHER, end=ONE), "How may neck pain lead to headache?"),
        (Query("origins", end=ONE, also=(OTHER,)), "Where may headache and neck pain both come from?"),
        (
            Query("origins", end=ONE, also=(OTHER, THIRD)),
            "Where may headache, neck pain and buttock pain all come from?",
        ),
    ],
)
def test_each_kind_of_question_is_asked_in_a_sentence(toy: KnowledgeGraph, query: Query, said: str) -> None:
    assert answer_wording.question(toy, query) == said


def test_a_title_names_both_ends_and_the_verdict_whoever_tells_the_path(toy: KnowledgeGraph, answer: Answer) -> None:
    for path in answer.paths:
        title, verdict = answer_wording.title(toy, path), answer_wording.verdict(toy, path)
        assert title.endswith("headache")
        assert all(source in verdict for source in path.verdict.single_point_of_failure)
        assert "\n" not in title + verdict


def test_a_loop_is_named_once_with_all_the_paths_that_pass_it(toy: KnowledgeGraph, answer: Answer) -> None:
    (path, *_) = answer.paths
    ring = (Finding("headache"), Finding("upper-trapezius", "tight"))
    touched = [replace(path, rank=rank, looping=lambda: (ring,)) for rank in (1, 2)]
    (said,) = answer_wording.loops(toy, touched)
    assert answer_wording.loop(toy, ring) in said
    assert "1" in said
    assert "2" in said
    assert answer_wording.turning(toy, replace(path, looping=tuple)) == ""
    assert answer_wording.loop(toy, ring) in answer_wording.turning(toy, touched[0])
