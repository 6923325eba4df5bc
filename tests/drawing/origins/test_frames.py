"""How much of each view is shown, and how large."""

from __future__ import annotations

from itertools import pairwise

import pytest

from refgraph.drawing.body.placement import RADIUS, placements
from refgraph.drawing.body.plates import BOTTOM, TOP, Body, Point, flatten
from refgraph.drawing.origins import frames
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView


def _framed(body: Body, points: dict[str, list[Point]], *entities: str) -> tuple[dict[str, frames.Frame], float, float]:
    views = {view: body.views[view] for view in points}
    shown = frames.parts(views, points)
    scaled = frames.scaled(body, {view: part.scale for view, part in shown.items()})
    findings = [FindingView(n, Finding(entity), entity, "muscle") for n, entity in enumerate(entities, 1)]
    return frames.frames(views, shown, placements(scaled, findings))


def test_a_small_part_is_shown_near_and_what_spans_the_body_whole(body: Body) -> None:
    views = {"back": body.views["back"]}
    near = frames.parts(views, {"back": [(0, 300), (0, 380)]})["back"]
    whole = frames.parts(views, {"back": [(0, 20), (0, 780)]})["back"]
    assert near.scale > 1 > whole.scale
    assert (whole.top, whole.bottom) == (TOP, BOTTOM)
    assert near.top < 300 < 380 < near.bottom


def test_a_head_is_shown_whole_or_not_at_all(body: Body) -> None:
    for y in range(20, 800, 20):
        part = frames.parts({"front": body.views["front"]}, {"front": [(0, y)]})["front"]
        assert part.top == TOP or part.top > 130
        assert TOP <= part.top < part.bottom <= BOTTOM
        assert part.bottom - part.top >= 289


@pytest.mark.parametrize("points", [{"back": [(0.0, 200.0)], "front": [(0.0, 790.0), (0.0, 0.0)]}, {"head": []}])
def test_views_stand_beside_each_other_as_wide_as_what_is_seen(body: Body, points: dict[str, list[Point]]) -> None:
    made, width, height = _framed(body, points)
    ends = [(frame.left, frame.right) for frame in made.values()]
    assert ends[0][0] == 0
    assert ends[-1][1] == width
    assert all(one[1] < other[0] for one, other in pairwise(ends))
    assert 300 < height <= frames.WHOLE + 10


def test_no_number_is_cut_off(body: Body) -> None:
    crowd = ["piriformis", "gluteus-medius", "sacroiliac-joint", "lumbar-facet-joint", "l4-l5-disc", "nerve-root"]
    made, width, height = _framed(body, {"back": [(0, 340), (0, 380)]}, *crowd)
    scaled = frames.scaled(body, {"back": made["back"].scale})
    findings = [FindingView(n, Finding(entity), entity, "muscle") for n, entity in enumerate(crowd, 1)]
    for placement in placements(scaled, findings):
        for badge in placement.badges:
            x, y = made["back"].at(badge)
            assert RADIUS <= x <= width - RADIUS
            assert RADIUS <= y <= height - RADIUS


def test_shapes_of_a_scaled_view_are_made_when_asked_for(body: Body) -> None:
    shapes = frames.scaled(body, {"back": 0.5}).views["back"].shapes
    assert len(shapes) == len(body.views["back"].shapes)
    x, y = body.views["back"].shapes["piriformis"].anchor()
    assert shapes["piriformis"].anchor() == pytest.approx((x / 2, y / 2), abs=0.2)


def test_the_contour_beyond_the_part_is_straight_and_within_it_the_same(body: Body) -> None:
    made, _, height = _framed(body, {"back": [(0, 340), (0, 380)]})
    frame, whole = made["back"], body.views["back"]
    cut = frames.within(frame, height)
    assert len(cut.half) < len(whole.half)
    top, bottom = frame.top / frame.scale, (frame.top + height) / frame.scale

    def seen(data: str) -> set[Point]:
        return {(round(x, 3), round(y, 3)) for x, y in flatten(data) if top <= y <= bottom}

    assert seen(cut.half) == seen(whole.half)
    assert seen(cut.outline) == seen(whole.outline)
