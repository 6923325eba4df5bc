"""The artwork is sound, every position names a shape that exists, and left is left."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from refgraph.curation.load import read
from refgraph.drawing.body.placement import RADIUS, Spot, between, gap, spots, views_of
from refgraph.drawing.body.plates import Body, View, inside, load, shorter
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView

REAL = Path(__file__).parents[3] / "graph_data"


@pytest.fixture(scope="module")
def body() -> Body:
    return load()


def stops(*findings: Finding) -> tuple[FindingView, ...]:
    return tuple(FindingView(n + 1, finding, finding.entity, "muscle") for n, finding in enumerate(findings))


def only(body: Body, finding: Finding) -> Spot:
    (spot,) = spots(body, stops(finding))
    return spot


def test_every_position_names_shapes_that_exist(body: Body) -> None:
    missing = [
        (entity, view, shape)
        for entity, place in body.places.items()
        for view, shapes in place.items()
        for shape in shapes
        if shape not in body.views[view].shapes
    ]
    assert missing == []


def test_every_position_is_of_a_known_entity(body: Body, mini: Dataset) -> None:
    known = {*read(REAL).dataset.entities, *mini.entities}
    assert sorted(set(body.places) - known) == []


@pytest.mark.parametrize("key", ["back", "front", "side"])
def test_the_artwork_holds_plain_paths_only(key: str) -> None:
    root = ElementTree.parse(REAL / "body" / f"{key}.svg").getroot()
    names = {node.tag.partition("}")[2] for node in root.iter()}
    assert names <= {"svg", "title", "style", "g", "path"}
    assert all(set(node.get("d", "M")) <= set("MCZ0123456789.,- ") for node in root.iter())


def test_paired_shapes_lie_on_one_half_and_all_shapes_on_the_body(body: Body) -> None:
    for view in body.views.values():
        for shape in view.shapes.values():
            xs = [x for x, _ in shape.points]
            assert not shape.paired or min(xs) >= -1, (view.key, shape.key)
            assert -175 <= min(xs) <= max(xs) <= 175
            assert all(-2 <= y <= 818 for _, y in shape.points), (view.key, shape.key)


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


def test_the_real_graph_has_a_place_for_every_muscle_that_is_named(body: Body, toy: KnowledgeGraph) -> None:
    placeless = {entity.key for entity in toy.entities() if entity.category in ("muscle", "nerve", "symptom")}
    assert placeless - set(body.places) == set()


def test_the_shorter_way_to_write_a_path_draws_the_same(body: Body) -> None:
    def ends(data: str) -> list[tuple[float, float]]:
        """Every point of a path, whichever way it is written."""
        at = start = (0.0, 0.0)
        found: list[tuple[float, float]] = []
        for command, given in re.findall(r"([MCmcz])([^MCZmcz]*)", data.replace("Z", "z")):
            numbers = [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", given)]
            base = at
            for n in range(0, len(numbers), 2):
                x, y = (base[0], base[1]) if command == "c" else (0.0, 0.0)
                found.append((round(numbers[n] + x, 1), round(numbers[n + 1] + y, 1)))
                if command in "Mm" or n % 6 == 4:
                    base = at = found[-1]
            start = at if command in "Mm" else start
            at = start if command == "z" else at
        return found

    for view in body.views.values():
        for data in (view.outline, *view.detail, *(shape.data for shape in view.shapes.values())):
            assert ends(shorter(data)) == ends(data), data[:40]
            assert len(shorter(data)) < len(data)
