"""The origins of a symptom as slides: one for each, all of them in one picture, and how little stands behind some."""

from __future__ import annotations

from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer


def test_each_origin_has_its_slide_and_all_stand_in_one_picture(toy: KnowledgeGraph, answer: Answer) -> None:
    made = answer_slides.deck(toy, answer, Paint(toy.schema, baked=True))
    origins = [slide for slide in made.slides if slide.kind == "step"]
    whole = next(slide for slide in made.slides if slide.kind == "whole")
    assert len(origins) == len([text for text in whole.texts if text.number])
    assert whole.picture
    assert "source" not in whole.heading


def test_what_one_source_alone_says_is_counted(toy: KnowledgeGraph, answer: Answer) -> None:
    made = answer_slides.deck(toy, answer, Paint(toy.schema, baked=True))
    against = next(slide for slide in made.slides if slide.kind == "against")
    assert "single source" in " ".join(text.text for text in against.texts)
    assert against.texts[-1].text.startswith("What nobody has spoken against is not proven")
