"""The page of slides: a strict policy, real text in order, ids that stand once, notes folded."""

from __future__ import annotations

import re

from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds.documents.slides_page import page


def _page(kg: KnowledgeGraph, answer: Answer, theme: str = "light") -> str:
    return page(answer_slides.deck(kg, answer, Paint(kg.schema)), theme)


def test_only_its_own_script_and_style_are_allowed(toy: KnowledgeGraph, answer: Answer) -> None:
    made = _page(toy, answer)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy
    assert "unsafe" not in policy[1]
    assert " style=" not in made
    assert not re.search(r"(?:src|href)=\"https?://[^\"]+\"[^>]*(?:script|stylesheet)", made)


def test_every_id_stands_once_and_every_use_finds_its_own(toy: KnowledgeGraph, answer: Answer) -> None:
    made = _page(toy, answer)
    ids = re.findall(r'[ ]id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<use href="#([^"]+)"', made)) <= set(ids)


def test_notes_are_folded_and_one_heading_is_the_first(toy: KnowledgeGraph, answer: Answer) -> None:
    made = _page(toy, answer)
    assert made.count("<h1 ") == 1
    assert '<details class="notes">' in made
    assert 'media="not all"' in made
    assert "prefers-color-scheme: dark" in _page(toy, answer, "auto")
