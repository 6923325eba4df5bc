"""A path as slides: a slide for each step, then the whole of it, what speaks against it, sources and licence."""

from __future__ import annotations

from refgraph.drawing.slides import path as path_slides
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath


def test_each_step_has_its_slide(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    made = path_slides.deck(toy, answer, longest, Paint(toy.schema, baked=True), credit="Course 101")
    steps = [slide for slide in made.slides if slide.kind == "step"]
    assert [slide.heading for slide in steps] == [
        f"Step {n} of {len(longest.steps)}" for n in range(1, len(longest.steps) + 1)
    ]
    assert [slide.kind for slide in made.slides if slide not in steps] == [
        "title",
        "whole",
        "against",
        "sources",
        "licence",
    ]
    assert made.title.startswith("How may ")
    assert made.credit.startswith("Course 101 · ")


def test_the_whole_path_names_every_finding_by_its_number(
    toy: KnowledgeGraph, answer: Answer, longest: FoundPath
) -> None:
    made = path_slides.deck(toy, answer, longest, Paint(toy.schema, baked=True), title="Ours")
    whole = next(slide for slide in made.slides if slide.kind == "whole")
    assert [text.number for text in whole.texts if text.number] == list(range(1, len(longest.steps) + 2))
    assert made.slides[0].heading == "Ours"
