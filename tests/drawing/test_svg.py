"""Elements that nothing breaks out of, and colours that can be read."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from pictures import picture

from refgraph.drawing.svg import Paint, clean, contrast, element, join, legible, number
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions


def test_every_colour_can_be_read(toy: KnowledgeGraph) -> None:
    paint = Paint(toy.schema, baked=True)
    for key in toy.schema.categories:
        for ground in ("#ffffff", "#15181d"):
            colour, tint = paint.colours(key, ground)
            assert contrast(colour, ground) >= 4.5
            assert contrast(colour, tint) >= 4.5
    assert legible("red;}</style><script>", "#ffffff") == "#555555"


def test_unknown_shapes_of_a_category_are_drawn_all_the_same(mini: Dataset) -> None:
    categories = {key: replace(c, shape="blob", colour="papaya") for key, c in mini.schema.categories.items()}
    kg = build(replace(mini, schema=replace(mini.schema, categories=categories)))
    ElementTree.fromstring(picture(kg, questions.origins(kg, Finding("headache")).paths[0]))


@given(st.text(), st.text())
def test_no_text_breaks_out_of_an_element(child: str, value: str) -> None:
    made = element("text", child, aria_label=value)
    root = ElementTree.fromstring(made)
    assert (len(root), set(root.attrib)) == (0, {"aria-label"})
    assert (root.text or "").replace("\r", "\n") == clean(child).replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(max_size=30))
def test_what_is_joined_is_markup_only_where_it_was_made_as_such(text: str) -> None:
    root = ElementTree.fromstring(element("g", join(element("path"), text)))
    assert [node.tag for node in root] == ["path"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_short_and_near(value: float) -> None:
    said = number(value)
    assert len(said) <= 8
    assert abs(value) >= 1e5 or abs(float(said) - value) <= 0.051
