"""Only the part of the body that is spoken of is shown, with something around it; a head never in pieces."""

from __future__ import annotations

from refgraph.drawing.body.part import part
from refgraph.drawing.body.placement import placements
from refgraph.drawing.body.plates import TOP, Body, Point
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView


def _part(body: Body, *keys: str) -> Point | None:
    return part(placements(body, [FindingView(n, Finding(key), key, "muscle") for n, key in enumerate(keys, 1)]))


def test_what_lies_together_is_shown_near_and_what_lies_apart_whole(body: Body) -> None:
    near = _part(body, "gluteals")
    assert near
    assert 320 <= near[1] - near[0] <= 620
    assert _part(body, "gluteals", "upper-trapezius", "calf-muscles") is None


def test_the_head_is_whole_or_not_there(body: Body) -> None:
    for key in sorted(body.places):
        found = _part(body, key)
        assert found is None or found[0] == TOP or found[0] >= 130, key
