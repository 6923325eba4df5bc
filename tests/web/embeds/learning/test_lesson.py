"""The page of a lesson: every step with its claims, a figure for each stage."""

from __future__ import annotations

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.report import stamp
from refgraph.web.embeds import lesson


def test_each_step_has_its_claims_and_each_stage_its_figure(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda one: len(one.steps))
    page = lesson(toy, answer, rank=path.rank).page
    assert page.count('class="told-step"') == page.count('class="at"') == len(path.steps)
    for step in path.steps:
        assert any(claim.anchor.split()[0] for claim in step.edge.claims)
    assert page.count(" hidden>") >= len(path.steps) - 1
    made = stamp.found_in(page)
    assert made is not None
    assert (made.shows, made.rank) == ("path", path.rank)


def test_what_is_disputed_is_shown_with_what_is_against_it(toy: KnowledgeGraph, disputed: Answer) -> None:
    assert "Against it: " in lesson(toy, disputed).page


def test_a_part_of_a_path_is_a_lesson_too(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda one: len(one.steps))
    assert lesson(toy, answer, rank=path.rank, steps="1-2").page.count('class="told-step"') == 2
    with pytest.raises(UsageError, match="there is no path number 999"):
        lesson(toy, answer, rank=999)
