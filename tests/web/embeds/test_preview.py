"""The picture of a link preview: of its size, with its words inside it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from refgraph.drawing.metrics import width
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds import preview
from refgraph.web.embeds.presentation import Presentation


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("title", ["", "A title of one's own that goes on and on " * 6])
def test_its_words_stay_inside(toy: KnowledgeGraph, answer: Answer, whole: bool, title: str) -> None:
    made = preview.preview_svg(toy, answer, Presentation(whole=whole, title=title))
    root = ElementTree.fromstring(made)
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    lines = [one for one in root if one.tag.endswith("text")]
    for line in lines:
        size = float(line.get("font-size", "0"))
        reach = float(line.get("x", "0")) + width(line.text or "", size, bold=line.get("font-weight") == "700")
        assert reach < 760
        assert float(line.get("y", "0")) < 620
    if title:
        assert any((line.text or "").endswith(" …") for line in lines)


def test_what_has_no_place_has_room_for_words(toy: KnowledgeGraph) -> None:
    nowhere = next(one for one in toy.entities() if "card-" not in preview.preview_svg(toy, one, Presentation()))
    assert nowhere.label
