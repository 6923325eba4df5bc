"""Where things lie in words: one part of the body, which claims agree with."""

from __future__ import annotations

from xml.etree import ElementTree

from refgraph.drawing.body.landmarks import definitions, located, numbered, numbered_file
from refgraph.drawing.body.plates import Body
from refgraph.drawing.body.regions import told
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph

SVG = "{http://www.w3.org/2000/svg}"


def test_what_is_clear_lies_where_claims_put_it(founding: KnowledgeGraph) -> None:
    found = located(founding)
    clear = [one for one in found if one.clear]
    assert clear
    for one in clear:
        assert one.region in told(founding, one.entity)
        assert one.region in one.regions
    assert {one.region for one in clear if one.entity == "piriformis"} == {"buttock"}


def test_every_part_that_a_thing_reaches_is_told(founding: KnowledgeGraph) -> None:
    nerve = [one for one in located(founding) if one.entity == "sciatic-nerve"]
    assert nerve
    assert all({"buttock", "thigh", "calf"} <= one.regions for one in nerve)


def test_numbers_that_would_touch_are_one_on_the_midline(founding: KnowledgeGraph) -> None:
    for one in located(founding):
        assert len(one.points) in (1, 2)
        assert len(one.points) == 1 or abs(one.points[0][0]) * 2 > 30


def test_a_numbered_view_is_a_picture_by_itself_and_in_a_page(toy: KnowledgeGraph, body: Body) -> None:
    places = [((0.0, 100.0),), ((50.0, 300.0), (-50.0, 300.0))]
    root = ElementTree.fromstring(numbered_file(body, Paint(toy.schema, baked=True), "back", places))
    assert [one.text for one in root.iter(f"{SVG}text") if (one.text or "").isdigit()] == ["1", "2", "2"]
    known = {one.get("id") for one in root.iter() if one.get("id")}
    used = {one.get("href", "").removeprefix("#") for one in root.iter(f"{SVG}use")}
    assert used <= known
    within = numbered(body, Paint(toy.schema), "back", places)
    assert "<defs" not in within
    assert all(f'id="{key}"' in definitions(body, ["back"]) for key in used)
