"""The origins of a symptom as slides: one for each, all of them in one picture, and how little stands behind some."""

from __future__ import annotations

from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view_builder import view
from refgraph.search import questions


def test_each_origin_has_its_slide_and_all_stand_in_one_picture(toy: KnowledgeGraph, answer: Answer) -> None:
    made = answer_slides.deck(toy, answer, Paint(toy.schema, baked=True))
    origins = [slide for slide in made.slides if slide.kind == "step"]
    whole = next(slide for slide in made.slides if slide.kind == "whole")
    assert len(origins) == len([text for text in whole.texts if text.number])
    assert whole.picture
    assert "source" not in whole.heading


def test_a_single_voice_is_counted_as_it_is_told_and_explained_once(real: KnowledgeGraph) -> None:
    made = answer_slides.deck(real, questions.origins(real, Finding("headache")), Paint(real.schema, baked=True))
    told = [text.text for slide in made.slides if slide.kind == "step" for text in slide.texts]
    single = [text for text in told if "Evidence: single voice" in text]
    explained = "Evidence: single voice (one author says it, and no study here tests it)."
    assert [text.endswith(explained) for text in single] == [True, *[False] * (len(single) - 1)]
    against = next(slide for slide in made.slides if slide.kind == "against")
    assert f"Evidence for {len(single)} of these 8 origins: single voice." in [text.text for text in against.texts]
    assert against.texts[-1].text.startswith("What nobody has spoken against is not proven")


def test_the_answer_in_short_stands_on_the_first_slide(toy: KnowledgeGraph, answer: Answer) -> None:
    made = answer_slides.deck(toy, answer, Paint(toy.schema, baked=True))
    assert view(toy, answer).lead in [text.text for text in made.slides[0].texts]
