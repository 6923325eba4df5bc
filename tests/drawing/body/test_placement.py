"""Where the findings of a path go: the views that are needed, left where left is seen, numbers that keep apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from refgraph.drawing.body.placement import RADIUS, Placement, between, gap, placements, views_of
from refgraph.drawing.body.plates import Body, View, inside
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView


def views(*findings: Finding) -> tuple[FindingView, ...]:
    return tuple(FindingView(n + 1, finding, finding.entity, "muscle") for n, finding in enumerate(findings))


def only(body: Body, finding: Finding) -> Placement:
    (placement,) = placements(body, views(finding))
    return placement


@pytest.mark.parametrize(
    ("side", "view", "viewer"),
    [("left", "back", -1), ("right", "back", 1), ("left", "front", 1), ("right", "front", -1)],
)
def test_a_side_is_drawn_where_the_viewer_sees_it(body: Body, side: str, view: str, viewer: int) -> None:
    entity = {"back": "hamstrings", "front": "quadriceps"}[view]
    placement = only(body, Finding(entity, "tight", side))
    assert placement.view == view
    assert {lit.halves for lit in placement.lit} == {(viewer,)}
    assert placement.anchors[0][0] * viewer > 0
    assert not placement.lit[0].light


def test_a_side_of_a_shape_across_the_middle_is_cut_at_the_middle(body: Body) -> None:
    placement = only(body, Finding("neck-pain", None, "right"))
    assert (placement.view, placement.lit[0].halves) == ("back", (1,))
    assert placement.anchors[0][0] > 0


def test_what_has_no_side_is_never_drawn_on_one(body: Body) -> None:
    placement = only(body, Finding("hamstrings", "tight"))
    assert placement.lit[0].halves == (1, -1)
    assert placement.lit[0].light
    (right, level), (left, same) = placement.badges
    assert (left, same) == (-right, level)
    both = only(body, Finding("hamstrings", "tight", "bilateral"))
    assert both.lit[0].halves == (1, -1)
    assert not both.lit[0].light


def test_every_entity_without_a_side_stands_in_the_middle_or_on_both_sides(body: Body) -> None:
    for entity in body.places:
        placement = only(body, Finding(entity))
        for lit in placement.lit:
            assert not lit.shape.paired or set(lit.halves) == {1, -1}
            assert lit.light == lit.shape.paired


def test_no_number_stands_between_the_legs(body: Body) -> None:
    for entity in body.places:
        placement = only(body, Finding(entity))
        view = body.views[placement.view]
        if view.part or not view.left:
            continue
        assert not [at for at in placement.badges if abs(at[0]) < 12 and 446 < at[1] < 770], entity


def test_a_number_does_not_cover_the_small_thing_it_stands_for(body: Body) -> None:
    for entity in ("c5-6-facet-joint", "gallbladder", "temporomandibular-joint", "sacroiliac-joint"):
        placement = only(body, Finding(entity))
        for badge, anchor in zip(placement.badges, placement.anchors, strict=True):
            assert gap(badge, anchor) > RADIUS, entity


def test_the_numbers_of_one_line_keep_apart_along_it(body: Body) -> None:
    nerve, pain = placements(body, views(Finding("sciatic-nerve"), Finding("sciatic-neuropathy")))
    assert nerve.lit[0].shape == pain.lit[0].shape
    assert all(gap(one, other) > 2 * RADIUS + 30 for one, other in zip(nerve.badges, pain.badges, strict=True))


def test_a_part_seen_near_is_shown_where_it_shows_the_whole_path(body: Body) -> None:
    def seen(*entities: str) -> tuple[str, ...]:
        return views_of(placements(body, views(*map(Finding, entities))))

    assert seen("sternocleidomastoid", "headache") == ("head",)
    assert seen("intrinsic-foot-muscles", "plantar-pain") == ("sole",)
    assert seen("carpal-tunnel", "thumb-pain") == ("hand",)
    assert seen("gluteals", "headache") == ("back",)


def test_what_has_no_place_is_left_out(body: Body) -> None:
    assert placements(body, views(Finding("sitting"), Finding("nowhere"))) == ()
    assert [placement.shown.number for placement in placements(body, views(Finding("sitting"), Finding("neck")))] == [2]


def test_a_posture_brings_the_view_that_shows_its_direction(body: Body) -> None:
    route = views(Finding("hamstrings", "tight", "left"), Finding("posterior-pelvic-tilt"), Finding("neck-pain"))
    assert [placement.view for placement in placements(body, route)] == ["back", "side", "side"]


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
        placed = placements(body, views(*(Finding(entity, None, side) for entity in crowd)))
        for view in views_of(placed):
            here = [placement for placement in placed if placement.view == view]
            badges = [badge for placement in here for badge in placement.badges]
            assert all(gap(a, b) >= 2 * RADIUS for n, a in enumerate(badges) for b in badges[n + 1 :])
            for placement in here:
                assert not crosses_an_arm(body.views[view], placement)


def test_no_leader_of_any_single_entity_crosses_an_arm(body: Body) -> None:
    for entity in body.places:
        for side in (None, "left", "right"):
            placement = only(body, Finding(entity, None, side))
            assert not crosses_an_arm(body.views[placement.view], placement), (entity, side)


def crosses_an_arm(view: View, placement: Placement) -> bool:
    leaders = [
        between(badge, anchor)
        for badge in placement.badges
        for anchor in placement.anchors
        if len(placement.badges) == 1
    ]
    return any(
        inside(point, arm)
        for leader in leaders
        for arm in view.arms
        if not inside(leader[-1], arm)
        for point in leader
        if view.left
    )


def test_views_follow_the_route(body: Body) -> None:
    route = views(Finding("quadriceps", "tight", "left"), Finding("hamstrings", "weak", "left"))
    placed = placements(body, route)
    assert views_of(placed) == ("front", "back")
    assert all(one.shown.number < other.shown.number for one, other in pairwise(placed))
