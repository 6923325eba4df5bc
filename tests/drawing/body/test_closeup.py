"""A place seen near: what is lit lies inside the frame, and a thing without a place has no picture."""

from __future__ import annotations

import re

from refgraph.drawing.body.closeup import NOTHING, closeup
from refgraph.drawing.body.plates import Body, box
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph


def test_what_is_lit_lies_in_the_frame(toy: KnowledgeGraph, body: Body) -> None:
    paint = Paint(toy.schema)
    for known in toy.entities():
        drawn = closeup(body, paint, known.key, known.category, known.label)
        if known.key not in body.places:
            assert drawn == NOTHING
            continue
        size = re.search(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"', drawn.near)
        assert size
        left, top, wide, high = map(int, size.groups())
        view, names = next(iter(body.places[known.key].items()))
        for name in names:
            one = box(body.views[view].shapes[name].points)
            assert left - 1 <= one[0]
            assert one[2] <= left + wide + 1
            assert top - 1 <= one[1]
            assert one[3] <= top + high + 1
        assert known.label in drawn.says
