"""The artwork is sound, every position names a shape that exists, and left is left."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from refgraph.drawing.body.plates import Body, box, inside, shorter
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset

REAL = Path(__file__).parents[3] / "graph_data"


def test_every_position_names_shapes_that_exist(body: Body) -> None:
    missing = [
        (entity, view, shape)
        for entity, place in body.places.items()
        for view, shapes in place.items()
        for shape in shapes
        if shape not in body.views[view].shapes
    ]
    assert missing == []


def test_every_position_is_of_a_known_entity(body: Body, real: KnowledgeGraph, mini: Dataset) -> None:
    known = {*(entity.key for entity in real.entities()), *mini.entities}
    assert sorted(set(body.places) - known) == []


@pytest.mark.parametrize("key", ["back", "front", "side", "head", "sole", "hand"])
def test_the_artwork_holds_plain_paths_only(key: str) -> None:
    root = ElementTree.parse(REAL / "body" / f"{key}.svg").getroot()
    names = {node.tag.partition("}")[2] for node in root.iter()}
    assert names <= {"svg", "title", "style", "g", "path"}
    bones = {node for group in root if group.get("id") == "skeleton" for node in group}
    for node in root.iter():
        assert set(node.get("d", "M")) <= set("MCZ0123456789.,- ") | ({"L"} if node in bones else set())


def test_paired_shapes_lie_on_one_half_and_all_shapes_on_the_body(body: Body) -> None:
    for view in body.views.values():
        for shape in view.shapes.values():
            xs = [x for x, _ in shape.points]
            assert not shape.paired or min(xs) >= -1, (view.key, shape.key)
            assert -175 <= min(xs) <= max(xs) <= 175
            assert all(-2 <= y <= 818 for _, y in shape.points), (view.key, shape.key)


def test_muscles_joints_nerves_organs_and_regions_have_a_place(body: Body) -> None:
    """Names that stand for any of their kind have none."""
    kinds = ("muscle", "joint", "nerve", "organ", "region", "bone")
    general = {"muscle", "joint", "nerve", "bone"}
    named = {
        key
        for kind in kinds
        for key in yaml.safe_load((REAL / "entities" / f"{kind}.yaml").read_text(encoding="utf-8"))
    }
    assert named - set(body.places) == general


def test_a_view_of_half_a_contour_has_the_whole_one(body: Body) -> None:
    for view in body.views.values():
        assert view.outline.startswith(view.half)
        assert view.mirrored == (view.left != 0)
        whole = {(round(x, 1), y) for x, y in points(view.outline)}
        assert not view.mirrored or {(round(-x, 1), y) for x, y in points(view.half)[:-1]} <= whole
        # A contour that is in one piece is drawn in one go: a seam in the middle would be seen.
        assert view.outline.count("M") == (2 if view.key in ("sole", "hand") else 1)


def test_views_of_a_part_lie_within_its_height(body: Body) -> None:
    assert [key for key, view in body.views.items() if view.part] == ["head", "sole", "hand"]
    for view in body.views.values():
        heights = [y for shape in view.shapes.values() for _, y in shape.points]
        assert view.top <= min(heights) < max(heights) <= view.bottom + 8, view.key


def test_fibres_run_in_their_muscle(body: Body) -> None:
    for view in body.views.values():
        for shape in view.shapes.values():
            if shape.fibres:
                left, top, right, bottom = box(shape.points)
                for x, y in points(shape.fibres):
                    assert left - 3 <= x <= right + 3, (view.key, shape.key)
                    assert top - 3 <= y <= bottom + 3, (view.key, shape.key)


def points(data: str) -> list[tuple[float, float]]:
    """Every point of a path as it stands in the file."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", data)]


def test_the_real_graph_has_a_place_for_every_muscle_that_is_named(body: Body, toy: KnowledgeGraph) -> None:
    placeless = {entity.key for entity in toy.entities() if entity.category in ("muscle", "nerve", "symptom")}
    assert placeless - set(body.places) == set()


def test_the_shorter_way_to_write_a_path_draws_the_same(body: Body) -> None:
    def ends(data: str) -> list[tuple[float, float]]:
        """Every point of a path, whichever way it is written."""
        at = start = (0.0, 0.0)
        found: list[tuple[float, float]] = []
        for command, given in re.findall(r"([MCLmclz])([^MCLZmclz]*)", data.replace("Z", "z")):
            numbers = [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", given)]
            base = at
            for n in range(0, len(numbers), 2):
                x, y = (base[0], base[1]) if command in "cl" else (0.0, 0.0)
                found.append((round(numbers[n] + x, 1), round(numbers[n + 1] + y, 1)))
                if command in "MmLl" or n % 6 == 4:
                    base = at = found[-1]
            start = at if command in "Mm" else start
            at = start if command == "z" else at
        return found

    for view in body.views.values():
        shapes = (data for shape in view.shapes.values() for data in (shape.data, shape.fibres) if data)
        for data in (view.half, *view.bones, *view.ribs, *view.detail, *shapes):
            assert ends(shorter(data)) == ends(data), data[:40]
            assert len(shorter(data)) < len(data)


def test_the_number_of_an_area_stands_in_it(body: Body) -> None:
    """Also of one that is crooked, or whose edges cross."""
    for view in body.views.values():
        for shape in view.shapes.values():
            if shape.kind == "area":
                assert inside(shape.anchor(), shape.points), f"{view.key}: {shape.key}"


def test_conditions_of_one_part_of_the_spine_do_not_light_another(body: Body) -> None:
    for entity in filter(lambda entity: entity.startswith("lumbar-"), body.places):
        for view, keys in body.places[entity].items():
            highest = min(y for key in keys for _, y in body.views[view].shapes[key].points)
            assert highest > 280, f"{entity}: {view}"
