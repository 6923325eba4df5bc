"""The parts of the figure: a tiling that covers it, large enough for a finger, and what is felt in each."""

from __future__ import annotations

from refgraph.drawing.body import map as body_map
from refgraph.drawing.body import regions
from refgraph.drawing.body.plates import Body, flatten, inside
from refgraph.graph.graph import KnowledgeGraph

# 24 pixels on a phone of 390, where the picture is 358 wide.
LEAST = 24 * body_map.WIDTH / 358


def test_parts_cover_the_figure_and_never_overlap(body: Body) -> None:
    for view in (body.views["back"], body.views["front"]):
        tiles = [region.tiles[view.key] for region in regions.load() if view.key in region.tiles]
        outline = flatten(view.outline)
        for x in range(-171, 172, 6):
            for y in range(1, 816, 6):
                held = sum(tile.holds((x + 0.5, y + 0.5)) for tile in tiles)
                assert held <= 1, (view.key, x, y)
                assert held or not inside((x + 0.5, y + 0.5), outline), (view.key, x, y)


def test_every_part_is_large_enough_for_a_finger() -> None:
    for region in regions.load():
        for tile in region.tiles.values():
            xs, ys = zip(*tile.ring, strict=True)
            assert min(max(xs) - min(xs), max(ys) - min(ys)) >= LEAST, region.key


def test_what_is_felt_stands_in_the_part_of_its_place(real: KnowledgeGraph, body: Body) -> None:
    found = regions.places(real, body, body_map.felt(real, body))
    where = {key: {place.key for place in found if key in place.entities} for place in found for key in place.entities}
    assert where["headache"] == {"head"}
    assert where["l4-5-facet-joint-pain"] == {"lower-back"}
    assert where["leg-pain"] == {"thigh", "calf", "shin"}
    assert where["thumb-pain"] == {"hand"}
    assert "weight-loss" not in where
    assert all(place.entities for place in found)
