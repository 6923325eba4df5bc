"""The place of an entity as a sheet: what it is, what is said of it, who says it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from refgraph.drawing import entity, sheet
from refgraph.graph.graph import KnowledgeGraph


def test_an_entity_is_told_with_its_claims_and_their_sources(toy: KnowledgeGraph) -> None:
    shown = entity.view(toy, toy.entity("upper-trapezius"))
    said = entity.words(toy, shown, note="Week three.", credit="Course 101")
    assert shown.place.endswith("from behind")
    assert said.told.startswith("Week three.")
    assert said.credit.startswith("Course 101 · Drawn by refgraph")
    cited = {number for section in shown.sections for edge in section.edges for number in edge.cites}
    assert cited <= {source.number for source in said.sources}
    assert all(edge.sentence in said.described for section in shown.sections for edge in section.edges)


@pytest.mark.parametrize("shape", sheet.SHAPES)
@pytest.mark.parametrize("dark", [False, True])
def test_its_picture_stands_alone(toy: KnowledgeGraph, shape: str, dark: bool) -> None:
    shown = entity.view(toy, toy.entity("upper-trapezius"))
    drawn = entity.picture(toy, shown, shape, dark=dark)
    made = sheet.sheet(drawn, entity.words(toy, shown), shape)
    root = ElementTree.fromstring(made)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert "class=" not in made.replace('class="near"', "").replace('class="whole"', "")
    assert f'fill="{drawn.palette["paper"]}"' in made


def test_what_has_no_place_is_told_in_words(toy: KnowledgeGraph) -> None:
    nowhere = next(one for one in toy.entities() if not entity.view(toy, one).place)
    drawn = entity.picture(toy, entity.view(toy, nowhere))
    assert drawn.width > 0
    assert "<text" in drawn.body
