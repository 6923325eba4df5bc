"""The artwork is sound, every position names a shape that exists, and left is left."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from refgraph.curation.load import read
from refgraph.drawing.body.plates import Body, shorter
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
