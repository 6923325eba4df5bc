"""Slides to be labelled: nothing on them or in their pictures names a thing; the notes do."""

from __future__ import annotations

from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.slides import blank, picture
from refgraph.drawing.slides import entity as entity_slides
from refgraph.drawing.slides import path as path_slides
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath


def _decks(kg: KnowledgeGraph, answer: Answer, path: FoundPath) -> list[Deck]:
    paint = Paint(kg.schema, baked=True)
    return [
        path_slides.deck(kg, answer, path, paint),
        answer_slides.deck(kg, answer, paint),
        entity_slides.deck(kg, kg.entity("upper-trapezius"), paint),
    ]


def test_nothing_is_named_but_in_the_notes(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    for told in _decks(toy, answer, longest):
        asked = blank.deck(told)
        drawn = "".join(picture.svgs(asked))
        for name in ("trapezius", "gluteal", "headache"):
            assert name not in drawn.lower()
        assert any("trapezius" in note for slide in asked.slides for note in slide.notes)
        assert asked.slides[-1] == told.slides[-1]
