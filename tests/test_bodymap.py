"""The body to point at: every place has a link and a name, names keep apart, and each line ends in its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refgraph import bodymap
from refgraph.body import Body, inside, load
from refgraph.drawing import Paint
from refgraph.graph import KnowledgeGraph
from refgraph.store import open_graph

REAL = Path(__file__).parent.parent / "graph_data"


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return open_graph(REAL)


@pytest.fixture(scope="module")
def body() -> Body:
    return load()


@pytest.fixture(scope="module")
def places(real: KnowledgeGraph, body: Body) -> tuple[bodymap.Place, ...]:
    return bodymap.places(body, bodymap.felt(real, body))


def test_every_place_is_a_link_with_its_name_beside_the_figure(
    real: KnowledgeGraph, body: Body, places: tuple[bodymap.Place, ...]
) -> None:
    drawn = bodymap.picture(body, Paint(real.schema), places, lambda place: {"href": f"#{place.key}"})
    assert len(places) > 10
    for place in places:
        links = re.findall(rf'<a href="#{place.key}".*?</a>', drawn)
        assert links
        for link in links:
            words = re.findall(r"<text[^>]*>([^<]*)</text>", link)
            assert " ".join(words) == place.label


def test_names_keep_apart_and_their_lines_end_in_their_own_place(body: Body, places: tuple[bodymap.Place, ...]) -> None:
    for view, outward in ((body.views["back"], -1), (body.views["front"], 1)):
        here = [(place, view.shapes[place.key]) for place in places if place.key in view.shapes]
        here.sort(key=lambda pair: (pair[1].kind != "area", -bodymap._extent(pair[1])))
        rows = []
        for n, (place, shape) in enumerate(here):
            x, y = bodymap._mark(shape, [other for _, other in here[n + 1 :] if other.kind == "area"], outward)
            if shape.kind == "area":
                assert inside((abs(x) if shape.paired else x, y), shape.points), place.key
            assert x * outward >= 0 or not shape.paired, place.key
        for drawn in bodymap._names(here, outward).values():
            rows += [float(y) for y in re.findall(r'<text[^>]*\by="([\d.]+)"', drawn)]
        gaps = [later - earlier for earlier, later in zip(sorted(rows), sorted(rows)[1:], strict=False)]
        assert min(gaps) >= bodymap._LINE - 0.2


def test_the_largest_place_does_not_cover_what_lies_in_it(
    real: KnowledgeGraph, body: Body, places: tuple[bodymap.Place, ...]
) -> None:
    drawn = bodymap.picture(body, Paint(real.schema), places, lambda place: {"href": f"#{place.key}"})
    assert drawn.index('href="#back"') < drawn.index('href="#lower-back"')
    assert drawn.index('href="#leg"') < drawn.index('href="#knee"')
