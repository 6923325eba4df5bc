"""The column of boxes: each is as large as its words, arrows say what is disputed, cited and left out."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pictures import SVG, picture, texts
from toys import opposed

from refgraph.drawing import chain
from refgraph.drawing.body.figure import Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.metrics import width
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Path
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.view_builder import ViewBuilder
from refgraph.search import questions

OPPOSED = ("posterior-pelvic-tilt", "slump")


def test_every_source_is_cited_and_listed(toy: KnowledgeGraph, longest: Path) -> None:
    said = texts(picture(toy, longest))
    assert [text for text in said if text.startswith("[1] ")]
    assert any(text.endswith("[1]") for text in said)
    assert len([text for text in said if re.match(r"\[\d\] ", text)]) == len(longest.verdict.sources)


def test_disputed_steps_are_dashed_marked_and_worded(toy: KnowledgeGraph) -> None:
    disputed = next(path for path in questions.origins(toy, Finding("neck-pain")).paths if path.verdict.contested)
    drawn = picture(toy, disputed)
    assert "disputed" in texts(drawn)
    assert 'stroke-dasharray="6 4"' in drawn
    assert 'stroke-dasharray="7 5"' in drawn


def test_what_has_no_place_is_said_to_have_none(toy: KnowledgeGraph) -> None:
    route = questions.effects(toy, Finding("sitting-on-clouds")).paths[0]
    assert f"activity · {chain.NO_PLACE}" in texts(picture(toy, route))


def test_the_next_step_that_starts_elsewhere_is_shown(toy: KnowledgeGraph, longest: Path) -> None:
    assert "the next step says: tight hamstrings" in texts(picture(toy, longest))


@pytest.mark.parametrize("label", ["x", "a long name " * 12, "unbroken" * 40, "頭痛" * 30, "W" * 300, "🦴 bone " * 9])
def test_boxes_grow_with_their_text(mini: Dataset, label: str) -> None:
    entities = {key: replace(entity, label=label) for key, entity in mini.entities.items()}
    kg = build(opposed(replace(mini, entities=entities), *OPPOSED))
    answer = questions.origins(kg, Finding("headache"))
    route = ViewBuilder(kg).path(answer.paths[-1], rivalries=answer.rivals)
    assert route.rivals
    paint = Paint(kg.schema, baked=True)
    drawn = chain.draw(route, paint, Plates(load(), paint).draw(route).placed)
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn.picture}</svg>')
    for group in root.iter(f"{SVG}g"):
        frame = group.find(f"{SVG}rect")
        if frame is None or frame.get("rx") != "9":
            continue
        top, height = float(frame.get("y", 0)), float(frame.get("height", 0))
        for node in group.findall(f"{SVG}text"):
            size, x, y = (float(node.get(key, 0)) for key in ("font-size", "x", "y"))
            bold = node.get("font-weight") == "700"
            assert node.get("text-anchor") or x + width(node.text or "", size, bold=bold) <= chain.WIDTH - 4
            assert top + size * 0.7 <= y <= top + height - size * 0.2
