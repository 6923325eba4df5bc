"""The picture of a network page without script: whole, readable by measure, safe, linked to its words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import vectors
from browser.network import generated, payloads

from refgraph.drawing import metrics
from refgraph.drawing.svg import Svg
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.network.layout import CARD
from refgraph.web.network.scene import HAIRBALL, Scene, View, scene, view
from refgraph.web.network.static_view import LETTERS, card_lines, draw

REAL = Path(__file__).parents[3] / "graph_data"
SHOWN_WIDE = 800  # what a screen of 1280 pixels leaves for the picture
Rect = tuple[float, float, float, float]


def parsed(picture: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(picture)  # our own output


def of(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def box(rect: ElementTree.Element | None) -> Rect:
    assert rect is not None
    x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


@pytest.fixture(scope="module", params=["headache", "two steps", "20 findings", "100 findings", "toy"])
def opening(request: pytest.FixtureRequest, toy: KnowledgeGraph) -> tuple[KnowledgeGraph, Scene, View]:
    if request.param in ("headache", "two steps"):
        kg = request.getfixturevalue("real")
    else:
        kg = toy if request.param == "toy" else generated.graph(int(request.param.split()[0]))
    shown = scene(kg)
    steps = 2 if request.param == "two steps" else None
    return kg, shown, view(kg, shown, "headache" if kg is not toy and len(shown.boxes) > HAIRBALL else None, steps)


def test_letters_are_large_enough_and_nothing_overlaps(opening: tuple[KnowledgeGraph, Scene, View]) -> None:
    root = parsed(draw(*opening))
    assert LETTERS * min(1, SHOWN_WIDE / float(root.get("width", ""))) >= 11
    rects = [box(group.find("rect")) for name in ("card", "verb") for group in of(root, name)]
    for i, a in enumerate(rects):
        assert not [b for b in rects[:i] if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]]


def test_every_box_and_every_arrow_is_named_and_leads_to_its_words(
    opening: tuple[KnowledgeGraph, Scene, View],
) -> None:
    _, shown, begin = opening
    links = {a.get("href"): a.get("aria-label") for a in parsed(draw(*opening)).iter("a")}
    expected = {f"#n{number}": shown.boxes[number].text for number in begin.points}
    within = [line for line in shown.lines if line.start in begin.points and line.end in begin.points]
    expected |= {f"#e{line.number}": shown.boxes[line.end].text for line in within}
    assert set(links) == set(expected)
    assert all(words in (links[place] or "") for place, words in expected.items())


def test_words_stay_in_their_boxes(real: KnowledgeGraph) -> None:
    for shown_box in scene(real).boxes:
        lines = card_lines(shown_box.text)
        assert (len(lines) + 1) * 14.5 <= CARD[1]
        assert all(metrics.width(line, LETTERS, bold=True) <= CARD[0] - 38 + LETTERS for line in lines)


def test_a_label_that_is_too_long_ends_in_an_ellipsis() -> None:
    lines = card_lines("very " * 60)
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_what_runs_back_up_is_drawn_with_chevrons(toy: KnowledgeGraph) -> None:
    shown = scene(toy)
    begin = view(toy, shown)
    up = [line for line in shown.lines if begin.points[line.end][1] < begin.points[line.start][1]]
    assert any(line.loop for line in up)
    root = parsed(draw(toy, shown, begin))
    marked = [group for group in of(root, "way") if of(group, "up")]
    assert len(marked) == len(up)
    signs = [text.text for text in root.iter("text") if (text.text or "").startswith("↺")]
    assert len(signs) == sum(line.loop for line in shown.lines) == 2


def test_doubt_is_said_in_words_and_by_the_stroke(toy: KnowledgeGraph) -> None:
    shown = scene(toy)
    root = parsed(draw(toy, shown, view(toy, shown)))
    for status, word in (("contested", "(disputed)"), ("denied", "(denied)")):
        lines = [line for line in shown.lines if line.edge.status == status]
        assert len(of(root, status)) == len(lines) > 0
        assert sum(word in (text.text or "") for text in root.iter("text")) == len(lines)


def test_no_payload_becomes_markup() -> None:
    kg = payloads.graph()
    shown = scene(kg)
    root = parsed(draw(kg, shown, view(kg, shown, payloads.PAYLOADS[0] + "a", 3)))
    assert {one.tag for one in root.iter()} <= {"svg", "g", "a", "path", "rect", "use", "text", "tspan"}
    for one in root.iter():
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"]
        assert re.fullmatch(r"#(?:[ne]\d+|g-[a-zA-Z]+)", one.get("href", "#n0"))


def test_the_cases_shared_with_the_script_hold() -> None:
    vectors.check("static_view")


def test_nothing_to_show_is_nothing(toy: KnowledgeGraph) -> None:
    assert draw(toy, scene(toy), View(None, 0, {})) == ""
