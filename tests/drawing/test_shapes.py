"""One table of shapes: what the chain, the legends and the network page draw."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from refgraph.drawing.shapes import SHAPES, SIZE, icon, known
from refgraph.graph.graph import KnowledgeGraph


def test_each_shape_of_the_bundled_categories_has_a_row(real: KnowledgeGraph) -> None:
    assert {category.shape for category in real.schema.categories.values()} <= set(SHAPES)


@pytest.mark.parametrize("name", [*SHAPES, "no such shape"])
def test_each_icon_is_one_element_about_as_large_as_it_should_be(name: str) -> None:
    drawn = ElementTree.fromstring(icon(name, 0, 0, 10, {"class": "kindmark"}))
    assert len(drawn) == 0
    assert drawn.get("class") == "kindmark"
    if drawn.tag == "path" and drawn.get("transform") is None:
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", drawn.get("d", ""))]
        assert 8 < max(map(abs, numbers)) <= 11


def test_what_has_an_outline_alone_is_drawn_by_it() -> None:
    (name,) = [name for name, shape in SHAPES.items() if shape.icon is None]
    drawn = ElementTree.fromstring(icon(name, 8, 8, 6, {}))
    assert drawn.get("d") == SHAPES[name].outline
    assert drawn.get("transform") == f"translate(2 2) scale({12 / SIZE:g})"


def test_an_unknown_shape_is_drawn_as_a_dot() -> None:
    assert known("<svg>") == "dot"
    assert icon("<svg>", 8, 8, 6, {}) == icon("dot", 8, 8, 6, {})
