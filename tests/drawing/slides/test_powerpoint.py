"""Slides as PPTX, read back by python-pptx: titles, real text, pictures with words, notes, links; the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from refgraph.drawing.slides import path as path_slides
from refgraph.drawing.slides import powerpoint
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath

pptx = pytest.importorskip("pptx")
pytest.importorskip("resvg_py")


@pytest.fixture(scope="module")
def deck(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> Deck:
    return path_slides.deck(toy, answer, longest, Paint(toy.schema, baked=True))


@pytest.fixture(scope="module")
def written(deck: Deck) -> bytes:
    return powerpoint.pptx(deck)


@pytest.fixture
def opened(written: bytes) -> Any:
    return pptx.Presentation(BytesIO(written))


def test_the_same_deck_gives_the_same_bytes(deck: Deck, written: bytes) -> None:
    assert powerpoint.pptx(deck) == written


def test_it_is_wide_and_every_slide_has_a_title_and_text(deck: Deck, opened: Any) -> None:
    assert opened.slide_width * 9 == opened.slide_height * 16
    headings = [slide.shapes.title.text_frame.text for slide in opened.slides]
    assert list(dict.fromkeys(headings)) == [slide.heading for slide in deck.slides]
    for slide in opened.slides:
        runs = [
            run for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs for run in p.runs
        ]
        assert all(run.font.size.pt >= 24 for run in runs)


def test_pictures_have_a_text_alternative_and_notes_their_citations(deck: Deck, opened: Any) -> None:
    pictures = [shape for slide in opened.slides for shape in slide.shapes if shape.shape_type == 13]
    assert pictures
    assert all(shape._element._nvXxPr.cNvPr.get("descr") for shape in pictures)
    notes = {slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text for slide in opened.slides}
    for told in deck.slides:
        assert notes[told.heading] == "\n".join(told.notes)


def test_sources_lead_to_their_articles(opened: Any) -> None:
    slide = next(slide for slide in opened.slides if slide.shapes.title.text_frame.text == "Sources")
    links = [
        run.hyperlink.address
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert any(link and link.startswith("http") for link in links)
