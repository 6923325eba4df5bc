"""The body to point at: every place has a link and a name, names keep apart, and each line ends in its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refgraph.drawing.body import map as body_map
from refgraph.drawing.body.plates import Body, inside
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph

REAL = Path(__file__).parents[3] / "graph_data"


@pytest.fixture(scope="module")
def places(real: KnowledgeGraph, body: Body) -> tuple[body_map.Place, ...]:
    return body_map.places(body, body_map.felt(real, body))


def test_every_place_is_a_link_with_its_name_beside_the_figure(
    real: KnowledgeGraph, body: Body, places: tuple[body_map.Place, ...]
) -> None:
    drawn = body_map.picture(body, Paint(real.schema), places, lambda place: {"href": f"#{place.key}"})
    assert len(places) > 10
    for place in places:
        links = re.findall(rf'<a href="#{place.key}".*?</a>', drawn)
        assert links
        for link in links:
            words = re.findall(r"<text[^>]*>([^<]*)</text>", link)
            assert " ".join(words) == place.label


def test_names_keep_apart_and_their_lines_end_in_their_own_place(
    body: Body, places: tuple[body_map.Place, ...]
) -> None:
    for view, outward in ((body.views["back"], -1), (body.views["front"], 1)):
        here = [(place, view.shapes[place.key]) for place in places if place.key in view.shapes]
        here.sort(key=lambda pair: (pair[1].kind != "area", -body_map._extent(pair[1])))
        rows = []
        for n, (place, shape) in enumerate(here):
            x, y = body_map._mark(shape, [other for _, other in here[n + 1 :] if other.kind == "area"], outward)
            if shape.kind == "area":
                assert inside((abs(x) if shape.paired else x, y), shape.points), place.key
            assert x * outward >= 0 or not shape.paired, place.key
        for drawn in body_map._names(here, outward).values():
            rows += [float(y) for y in re.findall(r'<text[^>]*\by="([\d.]+)"', drawn)]
        gaps = [later - earlier for earlier, later in zip(sorted(rows), sorted(rows)[1:], strict=False)]
        assert min(gaps) >= body_map._LINE - 0.2


def test_the_largest_place_does_not_cover_what_lies_in_it(
    real: KnowledgeGraph, body: Body, places: tuple[body_map.Place, ...]
) -> None:
    drawn = body_map.picture(body, Paint(real.schema), places, lambda place: {"href": f"#{place.key}"})
    assert drawn.index('href="#back"') < drawn.index('href="#lower-back"')
    assert drawn.index('href="#leg"') < drawn.index('href="#knee"')
