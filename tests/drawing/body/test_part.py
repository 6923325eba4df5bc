"""Only the part of the body that is spoken of is shown, with something around it; a head never in pieces."""

from __future__ import annotations

from refgraph.drawing.body.part import part
from refgraph.drawing.body.placement import placements
from refgraph.drawing.body.plates import Body
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView


def _part(body: Body, *keys: str, above: float = 0.0) -> tuple[float, float]:
    placed = placements(body, [FindingView(n, Finding(key), key, "muscle") for n, key in enumerate(keys, 1)])
    return part(placed, [body.views[one] for one in dict.fromkeys(p.view for p in placed)], above)


def test_what_lies_together_is_shown_near_and_what_lies_apart_whole(body: Body) -> None:
    top, bottom = _part(body, "gluteals")
    assert 400 <= bottom - top <= 600
    assert _part(body, "gluteals", "upper-trapezius", "calf-muscles") == (0.0, 822.0)


def test_the_head_is_whole_or_not_there(body: Body) -> None:
    for key, place in sorted(body.places.items()):
        top, _ = _part(body, key)
        assert top <= 0 or top > 130 or body.views[next(iter(place))].part, key


def test_heights_count_from_the_room_above(body: Body) -> None:
    assert _part(body, "gluteals", above=18)[0] >= _part(body, "gluteals")[0]
