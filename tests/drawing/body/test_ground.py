"""The unlit body: every id that is used is defined, halves are mirrored, dermatomes take the place of the bones."""

from __future__ import annotations

import re

import pytest

from refgraph.drawing.body import ground
from refgraph.drawing.body.plates import Body
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph


def name(*parts: str) -> str:
    return "-".join(("x", *parts))


@pytest.mark.parametrize("key", ["back", "front", "side", "head", "sole", "hand"])
def test_what_is_used_is_defined_once(key: str, toy: KnowledgeGraph, body: Body) -> None:
    view = body.views[key]
    made = ground.definitions(view, name)
    used = "".join(made.values()) + ground.drawn(view, Paint(toy.schema), name)
    defined = re.findall(r'\bid="([^"]+)"', used)
    assert len(set(defined)) == len(defined)
    assert set(re.findall(r'href="#([^"]+)"', used)) <= set(defined)
    assert set(made) <= set(defined)


def test_a_mirrored_view_holds_one_half(body: Body) -> None:
    for view in body.views.values():
        made = ground.definitions(view, name)
        for kind in "ocb":
            assert made[name(kind, view.key)].count("scale(-1 1)") == int(view.mirrored), (view.key, kind)


def test_dermatomes_take_the_place_of_the_bones(toy: KnowledgeGraph, body: Body) -> None:
    paint = Paint(toy.schema, baked=True)
    plain, skin = (ground.drawn(body.views["front"], paint, name, skin=skin) for skin in (False, True))
    assert "#x-b-front" in plain
    assert "#x-b-front" not in skin
    assert {">C6<", ">T10<", ">L5<"} <= set(re.findall(r">[CTLS]\d+<", skin))
    head = body.views["head"]
    assert ground.drawn(head, paint, name, skin=True) == ground.drawn(head, paint, name)
