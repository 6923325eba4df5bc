"""What pages for learners share: the theme, the policy, the snippet."""

from __future__ import annotations

import pytest

from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.values import Evidence
from refgraph.web.embeds.learning.page import around, dressed, framed
from refgraph.web.embeds.presentation import Presentation


@pytest.mark.parametrize(("theme", "media"), [("light", "not all"), ("dark", "screen")])
def test_a_theme_is_a_second_style_sheet(toy: KnowledgeGraph, theme: str, media: str) -> None:
    look = dressed(Paint(toy.schema), Presentation(theme=theme), ["templates/embed/quiz.js"])
    assert look["media"] == media
    assert "prefers-color-scheme" not in look["style"]
    assert "frame-ancestors" not in look["policy"]


def test_each_source_is_listed_once_by_name(toy: KnowledgeGraph) -> None:
    said = [Evidence("s", "w", "", "", name, None) for name in ("b", "A", "b")]
    told = around(toy, said, Presentation(credit="Course 101"), "quiz 1")
    assert [name for name, _ in told["sources"]] == ["A", "b"]
    assert told["credit"].startswith("Course 101 · Drawn by refgraph")
    assert told["credit"].endswith("own artwork, CC BY 4.0 · quiz 1")


def test_a_frame_says_what_it_holds() -> None:
    made = framed("<p>a</p>", "Neck & pain", "a lesson", "", 500)
    assert 'title="Neck &amp; pain: a lesson"' in made.snippet
    assert 'height="500"' in made.snippet
