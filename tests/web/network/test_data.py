"""What the script of the network page is told: every box and arrow in place, and the words of the schema."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from refgraph.drawing.shapes import SHAPES, known
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.network.data import HEADS, colour, heads, network, page_data
from refgraph.web.network.outline import Outline
from refgraph.web.network.scene import scene, view


def test_pyvis_holds_every_box_and_every_arrow(toy: KnowledgeGraph) -> None:
    shown = scene(toy)
    net = network(toy, shown, Outline(toy, shown))
    assert net.num_nodes() == len(shown.boxes)
    assert net.num_edges() == len(shown.lines) + len(shown.ties)
    assert net.directed
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in net.nodes)
    shapes = {category.key: category.shape for category in toy.schema.categories.values()}
    assert all(node["shape"] == shapes[node["group"]] for node in net.nodes)


def test_every_shape_of_the_schema_can_be_drawn(toy: KnowledgeGraph) -> None:
    assert {category.shape for category in toy.schema.categories.values()} <= set(SHAPES)
    assert len(toy.schema.families) <= len(HEADS)


def test_what_is_told_can_be_read_back_from_its_numbers(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = scene(toy)
    outline = Outline(toy, shown)
    told = json.loads(json.dumps(page_data(toy, shown, outline, view(toy, shown), answer.paths)))
    assert [entity[0] for entity in told["entities"]] == [entity.key for entity in outline.entities]
    assert [source[0] for source in told["sources"]] == [source.key for source in toy.sources()]
    for path, numbers in zip(answer.paths, told["paths"], strict=True):
        assert [shown.lines[number].edge for number in numbers] == [step.edge for step in path.steps]
    assert set(told["states"]) == {box.finding.state for box in shown.boxes if box.finding.state}


@given(st.text())
def test_only_a_colour_stands_in_a_style_sheet(text: str) -> None:
    assert re.fullmatch(r"#[0-9a-fA-F]{3,6}", colour(text))
    assert known(text) in SHAPES


def test_each_family_has_an_arrow_head_of_its_own(toy: KnowledgeGraph) -> None:
    found = heads(toy.schema)
    assert list(found) == list(toy.schema.families)
    assert len(set(found.values())) == len(found)
