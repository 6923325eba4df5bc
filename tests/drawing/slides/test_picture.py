"""Slides as pictures: 16:9, named and described, each by itself, the same bytes every time."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from refgraph.drawing.slides import path as path_slides
from refgraph.drawing.slides import picture
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def deck(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> Deck:
    return path_slides.deck(toy, answer, longest, Paint(toy.schema, baked=True))


def test_each_slide_is_a_picture_of_its_own(deck: Deck) -> None:
    made = picture.svgs(deck)
    assert made == picture.svgs(deck)
    assert len(made) >= len(deck.slides)
    for number, svg in enumerate(made, 1):
        root = ElementTree.fromstring(svg)
        assert root.get("viewBox") == "0 0 960 540"
        assert (root.findtext(f"{SVG}title") or "").endswith(f"slide {number} of {len(made)})")
        ids = {node.get("id") for node in root.iter()}
        used = {(node.get("href") or "#").lstrip("#") for node in root.iter(f"{SVG}use")}
        assert used <= ids


def test_no_text_is_smaller_than_24_points_outside_the_figure(deck: Deck) -> None:
    for svg in picture.svgs(deck):
        texts = ElementTree.fromstring(svg).findall(f"{SVG}text")
        assert min(float(text.get("font-size") or 0) for text in texts) >= 24


def test_a_slide_as_png_has_the_pixels_of_a_screen(deck: Deck) -> None:
    pytest.importorskip("resvg_py")
    first = picture.pngs(deck)[0]
    assert (int.from_bytes(first[16:20]), int.from_bytes(first[20:24])) == (1920, 1080)
