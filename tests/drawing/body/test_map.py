"""The body to point at: every part has a link and a name, and bare parts look bare."""

from __future__ import annotations

import re

from refgraph.drawing.body import map as body_map
from refgraph.drawing.body import regions
from refgraph.drawing.body.plates import Body
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph


def test_every_part_is_a_link_and_has_its_name(toy: KnowledgeGraph, body: Body) -> None:
    shown = regions.places(toy, body, body_map.felt(toy, body))
    drawn = body_map.picture(body, Paint(toy.schema), shown, lambda place: {"href": f"#{place.key}"})
    for place in shown:
        links = re.findall(rf'<a [^>]*href="#{place.key}".*?</a>', drawn)
        names = re.findall(rf'<g data-place="{place.key}">(.*?)</g>', drawn)
        assert len(links) == len(names) == len(place.region.tiles)
        for name in names:
            assert " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", name)) == place.label
        assert all(("bare" in link.split(">")[0]) == (not place.entities) for link in links)
