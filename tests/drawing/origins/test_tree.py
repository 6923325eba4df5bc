"""The tree of origins as a picture: nothing overlaps, every text is in its box, every arrow leads upwards."""

from __future__ import annotations

import re

import pytest
from trees import made_tree, toy_tree

from refgraph.drawing.metrics import width
from refgraph.drawing.origins import tree as origins_tree
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.report.tree import Tree

BOX = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"[^>]*>(.*?)</g>')
TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"([^>]*)>([^<]+)</text>')
WAY = re.compile(r'd="M([\d.]+),([\d.]+)H([\d.]+)q-7,0 -7,-7V([\d.]+)"')
SHAPES = {
    "one": (1, {}),
    "eight": (8, {}),
    "deep": (3, {"1.1": ("1",), "1.2": ("1.1",), "1.3": ("1.2",)}),
    "shared": (6, {"1.1": ("1", "4"), "2.1": ("2", "5"), "2.2": ("2.1",)}),
    "a group behind another": (5, {"1": ("3",), "4": ("2",), "1.1": ("1", "3")}),
}


def tree_of(kg: KnowledgeGraph, name: str) -> Tree:
    count, behind = SHAPES[name]
    return made_tree(kg, count, behind, "a muscle with a rather long name, tight or with trigger points in it:")


@pytest.mark.parametrize("name", SHAPES)
def test_boxes_do_not_overlap_and_hold_their_texts(toy: KnowledgeGraph, name: str) -> None:
    made = tree_of(toy, name)
    columns = origins_tree.draw(made, Paint(toy.schema, baked=True))
    found = 0
    for column in columns:
        boxes = [tuple(map(float, box[:4])) for box in BOX.findall(column.picture)]
        found += len(boxes)
        for n, (x, y, w, h) in enumerate(boxes):
            assert x >= 0
            assert x + w <= origins_tree.COLUMN
            assert y + h <= column.height
            for a, b, c, d in boxes[n + 1 :]:
                assert x + w <= a or a + c <= x or y + h <= b or b + d <= y
        for x, y, w, h, inner in BOX.findall(column.picture):
            for left, base, size, look, words in TEXT.findall(inner):
                long = width(words, float(size), bold="700" in look)
                start = float(left) - (long / 2 if "middle" in look else 0)
                assert float(x) <= start
                assert start + long <= float(x) + float(w)
                assert float(y) < float(base) < float(y) + float(h)
    assert found == len(made.nodes) - 1


@pytest.mark.parametrize("name", SHAPES)
def test_every_arrow_leads_upwards_in_a_lane_of_its_own(toy: KnowledgeGraph, name: str) -> None:
    made = tree_of(toy, name)
    for column in origins_tree.draw(made, Paint(toy.schema, baked=True)):
        ways = [tuple(map(float, way)) for way in WAY.findall(column.picture)]
        boxes = [tuple(map(float, box[:4])) for box in BOX.findall(column.picture)]
        lanes = [(turn - 7, top, y) for _, y, turn, top in ways]
        assert all(top < y for _, top, y in lanes)
        for n, (x, top, y) in enumerate(lanes):
            assert not any(a < x < a + w and b < y and top < b + h for a, b, w, h in boxes)
            assert not any(x == other and top < below and above < y for other, above, below in lanes[n + 1 :])


def test_a_dispute_is_dashed_and_told_and_the_grade_is_seen(toy: KnowledgeGraph) -> None:
    drawn = origins_tree.draw(toy_tree(toy, "neck-pain"), Paint(toy.schema, baked=True))
    whole = "".join(column.picture for column in drawn)
    assert ("stroke-dasharray" in whole) == (">disputed</text>" in whole)
    widths = {link.grade for link in toy_tree(toy, "neck-pain").links}
    assert all(grade in whole for grade in widths)


def test_columns_stand_beside_or_below_each_other(toy: KnowledgeGraph) -> None:
    made = tree_of(toy, "eight")
    (_, wide, low), (_, narrow, high) = (
        origins_tree.whole(made, Paint(toy.schema, baked=True), narrow=narrow) for narrow in (False, True)
    )
    assert wide > 2 * narrow - 1
    assert high > low
    through = origins_tree.draw(made, Paint(toy.schema, baked=True))
    assert through[0].through
    assert not through[1].through
    assert not through[0].joints
    assert through[1].joints


def test_each_box_and_arrow_is_a_link_if_that_is_asked_for(toy: KnowledgeGraph) -> None:
    made = tree_of(toy, "shared")
    drawn = origins_tree.draw(made, Paint(toy.schema), lambda _: {"href": "#there"})
    links = sum(column.picture.count('<a href="#there">') for column in drawn)
    assert links == len(made.nodes) - 1 + len(made.links)
