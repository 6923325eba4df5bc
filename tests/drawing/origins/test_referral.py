"""The map of where a thing is said to be felt."""

from __future__ import annotations

from xml.etree import ElementTree

from refgraph.drawing.body.plates import Body
from refgraph.drawing.origins.referral import NOTHING, Zone, referral
from refgraph.drawing.svg import Paint, element
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView

MUSCLE = FindingView(1, Finding("infraspinatus"), "infraspinatus", "muscle")


def _zone(key: str, spilt: bool = False) -> Zone:
    return Zone(FindingView(1, Finding(key), key, "symptom"), spilt)


def test_zones_are_dotted_on_each_view_that_shows_them(body: Body, toy: KnowledgeGraph) -> None:
    zones = [_zone("anterior-shoulder-pain"), _zone("hand-pain", spilt=True)]
    drawn = referral(body, Paint(toy.schema), MUSCLE, zones)
    assert {zone.felt.label for zone in drawn.seen} == {"anterior-shoulder-pain", "hand-pain"}
    picture = str(drawn.picture)
    assert "from behind" in picture
    assert "from the front" in picture
    assert 'fill="url(#zone-dense-front)"' in picture
    assert 'fill="url(#zone-thin-back)"' in picture
    assert "stroke-dasharray" in picture
    ElementTree.fromstring(element("svg", drawn.picture))


def test_each_part_of_the_map_says_what_it_is(body: Body, toy: KnowledgeGraph) -> None:
    picture = str(referral(body, Paint(toy.schema), MUSCLE, [_zone("shoulder-pain")]).picture)
    assert "<title>infraspinatus</title>" in picture
    assert "<title>shoulder-pain</title>" in picture


def test_where_no_zone_has_a_place_there_is_no_map(body: Body, toy: KnowledgeGraph) -> None:
    paint = Paint(toy.schema)
    assert referral(body, paint, MUSCLE, []) == NOTHING
    assert referral(body, paint, MUSCLE, [_zone("nowhere")]) == NOTHING


def test_a_thing_without_a_place_still_has_its_zones(body: Body, toy: KnowledgeGraph) -> None:
    thing = FindingView(1, Finding("stress"), "stress", "condition")
    assert referral(body, Paint(toy.schema), thing, [_zone("neck-pain")]).width
