"""Where the findings of a path go: the views that are needed, left where left is seen, numbers that keep apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from refgraph.drawing.body.placement import RADIUS, Spot, between, gap, spots, views_of
from refgraph.drawing.body.plates import Body, View, inside
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView


def stops(*findings: Finding) -> tuple[FindingView, ...]:
    return tuple(FindingView(n + 1, finding, finding.entity, "muscle") for n, finding in enumerate(findings))


def only(body: Body, finding: Finding) -> Spot:
    (spot,) = spots(body, stops(finding))
    return spot


@pytest.mark.parametrize(
    ("side", "view", "viewer"),
    [("left", "back", -1), ("right", "back", 1), ("left", "front", 1), ("right", "front", -1)],
)
def test_a_side_is_drawn_where_the_viewer_sees_it(body: Body, side: str, view: str, viewer: int) -> None:
    entity = {"back": "hamstrings", "front": "quadriceps"}[view]
    spot = only(body, Finding(entity, "tight", side))
    assert spot.view == view
    assert [lit.halves for lit in spot.lit] == [(viewer,)]
    assert spot.anchors[0][0] * viewer > 0
    assert not spot.lit[0].light


def test_a_side_of_a_shape_across_the_middle_is_cut_at_the_middle(body: Body) -> None:
    spot = only(body, Finding("neck-pain", None, "right"))
    assert (spot.view, spot.lit[0].halves) == ("back", (1,))
    assert spot.anchors[0][0] > 0


def test_what_has_no_side_is_never_drawn_on_one(body: Body) -> None:
    spot = only(body, Finding("hamstrings", "tight"))
    assert spot.lit[0].halves == (1, -1)
    assert spot.lit[0].light
    assert spot.badges[0][0] == pytest.approx(0, abs=1e-6)
    both = only(body, Finding("hamstrings", "tight", "bilateral"))
    assert both.lit[0].halves == (1, -1)
    assert not both.lit[0].light


def test_every_entity_without_a_side_stands_in_the_middle_or_on_both_sides(body: Body) -> None:
    for entity in body.places:
        spot = only(body, Finding(entity))
        for lit in spot.lit:
            assert not lit.shape.paired or set(lit.halves) == {1, -1}
            assert lit.light == lit.shape.paired


def test_what_has_no_place_is_left_out(body: Body) -> None:
    assert spots(body, stops(Finding("sitting"), Finding("nowhere"))) == ()
    assert [spot.stop.number for spot in spots(body, stops(Finding("sitting"), Finding("neck")))] == [2]


def test_a_posture_brings_the_view_that_shows_its_direction(body: Body) -> None:
    route = stops(Finding("hamstrings", "tight", "left"), Finding("posterior-pelvic-tilt"), Finding("neck-pain"))
    assert [spot.view for spot in spots(body, route)] == ["back", "side", "side"]


def test_numbers_keep_apart_and_leaders_cross_neither_arms_nor_numbers(body: Body) -> None:
    crowd = [
        "gluteals",
        "piriformis",
        "hip-external-rotators",
        "sciatic-nerve",
        "sacroiliac-joint",
        "sacrum",
        "buttock-pain",
    ]
    for side in (None, "left", "right"):
        placed = spots(body, stops(*(Finding(entity, None, side) for entity in crowd)))
        for view in views_of(placed):
            here = [spot for spot in placed if spot.view == view]
            badges = [badge for spot in here for badge in spot.badges]
            assert all(gap(a, b) >= 2 * RADIUS for n, a in enumerate(badges) for b in badges[n + 1 :])
            for spot in here:
                assert not crosses_an_arm(body.views[view], spot)


def test_no_leader_of_any_single_entity_crosses_an_arm(body: Body) -> None:
    for entity in body.places:
        for side in (None, "left", "right"):
            spot = only(body, Finding(entity, None, side))
            assert not crosses_an_arm(body.views[spot.view], spot), (entity, side)


def crosses_an_arm(view: View, spot: Spot) -> bool:
    leaders = [between(badge, anchor) for badge in spot.badges for anchor in spot.anchors if len(spot.badges) == 1]
    return any(
        inside(point, arm)
        for leader in leaders
        for arm in view.arms
        if not inside(leader[-1], arm)
        for point in leader
        if view.left
    )


def test_views_follow_the_route(body: Body) -> None:
    route = stops(Finding("quadriceps", "tight", "left"), Finding("hamstrings", "weak", "left"))
    placed = spots(body, route)
    assert views_of(placed) == ("front", "back")
    assert all(one.stop.number < other.stop.number for one, other in pairwise(placed))
