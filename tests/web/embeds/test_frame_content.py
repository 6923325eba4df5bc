"""What a page for a frame holds: nothing empty, everything cited, nothing named where it is to be named."""

from __future__ import annotations

from typing import Any

import pytest

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.web.embeds.frame_content import Content, content, page_height
from refgraph.web.embeds.presentation import Presentation


def held(kg: KnowledgeGraph, subject: Any, **how: Any) -> Content:
    return content(kg, subject, Presentation(**how), RouteDrawer(Paint(kg.schema)))


def test_a_path_is_told_by_names_and_not_by_keys(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    made = held(toy, answer, rank=longest.rank)
    for key in longest.verdict.sources:
        assert key not in made.text
    assert [line.told.sentence for line in made.lists[0].lines]
    assert "Only step 2 of" in held(toy, answer, rank=longest.rank, steps="2").text


def test_warning_signs_are_one_line_and_none_is_no_box(toy: KnowledgeGraph, answer: Answer) -> None:
    made = held(toy, answer)
    assert bool(made.signs) != bool(made.quiet) or made.flags
    assert not held(toy, toy.entity("upper-trapezius")).signs


@pytest.mark.parametrize("whole", [False, True])
def test_every_number_that_is_cited_is_among_the_sources(toy: KnowledgeGraph, answer: Answer, whole: bool) -> None:
    made = held(toy, answer, whole=whole)
    cited = {
        told.source for listed in made.lists for line in listed.lines for edge in line.edges for told in edge.claims
    }
    assert cited | {flag.source for flag in made.flags} <= {source.number for source in made.sources}
    anchors = [line.anchor for listed in made.lists for line in listed.lines if line.anchor]
    assert len(anchors) == len(set(anchors))


def test_what_is_to_be_named_is_folded_into_the_key(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    made = held(toy, answer, rank=longest.rank, labels="numbers")
    assert made.key
    assert "trapezius" not in str(made.drawing["chain"])
    assert "trapezius" not in made.words.title
    assert not held(toy, answer, whole=True, labels="off").drawing["columns"]


def test_a_narrow_page_is_higher(toy: KnowledgeGraph, answer: Answer) -> None:
    made = held(toy, answer, whole=True)
    assert page_height(made, 360) > page_height(made, 900)
