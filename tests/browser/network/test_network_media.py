"""The network page on paper, without script, large, small, from the right, in the dark, in a reader's colours."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.network.conftest import Go, until
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.network.scene import scene, view

COLOURS = "refgraph.picture.colours()"
DRAWN = "document.querySelector('#canvas canvas').toDataURL()"


# ---------------------------------------------------------------- without script


def test_with_script_off_the_picture_is_there_and_leads_to_the_words(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page, "script-off").page
    assert page.is_visible("#still svg")
    assert page.is_hidden("#canvas")
    page.click("text=Legend")
    assert page.is_visible("text=a path may take this arrow")
    link = page.locator("#still .card").first
    place = link.get_attribute("href")
    link.click()
    assert page.url.endswith(place)
    assert page.locator(place).is_visible()


def test_the_picture_without_script_names_every_arrow(toy: KnowledgeGraph, headache_page: Path, visit: Go) -> None:
    tree = visit(headache_page, "script-off").page.locator("#still").aria_snapshot()
    shown = scene(toy)
    begin = view(toy, shown, "headache", 1)
    within = [line for line in shown.lines if line.start in begin.points and line.end in begin.points]
    assert len(within) > 3
    for line in within:
        verb = toy.schema.predicates[line.edge.predicate].forward
        assert verb in tree
        assert shown.boxes[line.start].text in tree


def test_loops_are_listed_with_script_off(toy_page: Path, visit: Go) -> None:
    text = visit(toy_page, "script-off").page.inner_text("#loops")
    assert "headache → tight upper trapezius → headache" in text
    assert "tight upper trapezius is felt as headache" in text


# ---------------------------------------------------------------- on paper


def test_what_is_printed_is_drawn_as_lines_and_letters(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page).page
    page.click("#wider")
    boxes = page.evaluate("refgraph.picture.measure().boxes.length")
    page.emulate_media(media="print")
    until(page, f"document.querySelectorAll('#still .card').length === {boxes}")
    assert page.is_visible("#still svg")
    assert page.is_hidden("#canvas")
    assert page.locator("#still .verb").count() > 0
    assert page.locator("#still svg").bounding_box()["width"] <= 1280


def test_the_script_prints_what_python_draws(headache_page: Path, visit: Go) -> None:
    paths = "[...document.querySelectorAll('#still .way')].map(g => [g.getAttribute('class'), g.children.length])"
    cards = "[...document.querySelectorAll('#still .card rect')].map(r => ['x', 'y'].map(n => r.getAttribute(n)))"
    page = visit(headache_page).page
    before = page.evaluate(f"[{paths}, {cards}]")
    page.emulate_media(media="print")
    until(page, "document.querySelector('#still .card').localName === 'g'")
    assert page.evaluate(f"[{paths}, {cards}]") == before


def test_a_printed_path_is_marked(toy_page: Path, visit: Go) -> None:
    page = visit(toy_page, hash_="#from=posterior-pelvic-tilt&to=headache").page
    page.emulate_media(media="print")
    until(page, "document.querySelectorAll('#still .bright').length === 3")
    assert page.is_visible("#chosen-path")


# ---------------------------------------------------------------- large, small, from the right


@pytest.mark.parametrize("wide", [640, 320])  # what 200 % and 400 % leave of 1280 pixels
@pytest.mark.parametrize("script", [True, False])
def test_zoomed_in_nothing_is_lost(headache_page: Path, visit: Go, wide: int, script: bool) -> None:
    page = visit(headache_page, viewport={"width": wide, "height": 400}, java_script_enabled=script).page
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    beyond = page.locator("main, header, #list, #panel, .bar, .more, .flags").evaluate_all(
        "parts => parts.filter(one => one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.className)"
    )
    assert beyond == []
    assert page.locator("html").evaluate("one => one.scrollWidth") <= wide
    if script:
        assert all(page.is_visible(f"#{name}") for name in ("search", "wider", "everything", "canvas", "panel", "list"))


def test_text_twice_as_large_stays_on_the_page(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page, "phone").page
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_read_from_the_right_nothing_leaves_the_page(toy_page: Path, visit: Go, kind: str) -> None:
    page = visit(toy_page, kind).page
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    edge = page.evaluate("getComputedStyle(document.querySelector('.flags')).borderRightWidth")
    assert edge == "6px"


def test_everything_to_touch_is_large_enough(toy_page: Path, visit: Go) -> None:
    page = visit(toy_page, "phone").page
    page.click("text=Legend")
    page.click("text=Filter")
    page.fill("#search", "a")
    sizes = page.locator("button, summary, fieldset label, input[type=search], #hits a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(r => r.width).map(r => Math.min(r.width, r.height))"
    )
    assert len(sizes) > 25
    assert min(sizes) >= 24


def test_on_a_phone_what_is_chosen_comes_into_sight(toy_page: Path, visit: Go) -> None:
    page = visit(toy_page, "phone").page
    page.locator("#canvas").scroll_into_view_if_needed()
    frame = page.locator("#canvas").bounding_box()
    drawn = page.evaluate("refgraph.picture.measure().boxes")
    _, rect = next(one for one in drawn if one[1][1] > 0 and one[1][3] < frame["height"])
    page.touchscreen.tap(frame["x"] + (rect[0] + rect[2]) / 2, frame["y"] + (rect[1] + rect[3]) / 2)
    until(page, "document.getElementById('panel-title').textContent !== 'Details'")
    top = page.locator("#panel-title").bounding_box()["y"]
    assert 0 <= top < 844


# ---------------------------------------------------------------- colours and motion


def test_the_picture_follows_a_switch_to_dark_at_once(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page).page
    light, before = page.evaluate(COLOURS), page.evaluate(DRAWN)
    page.emulate_media(color_scheme="dark")
    until(page, f"{COLOURS}.card !== '{light['card']}'")
    assert page.evaluate(DRAWN) != before
    page.emulate_media(color_scheme="light")
    until(page, f"{COLOURS}.card === '{light['card']}'")
    assert page.evaluate(DRAWN) == before


def test_the_picture_takes_the_colours_that_a_reader_forces(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page).page
    page.emulate_media(forced_colors="active", color_scheme="dark")
    until(page, f"{COLOURS}.lift === 'system'")
    system = page.evaluate(
        """['Canvas', 'CanvasText', 'Highlight'].map(name => {
            const one = document.body.appendChild(document.createElement('i'));
            one.style.color = name;
            return getComputedStyle(one).color;
        })"""
    )
    found = page.evaluate(COLOURS)
    assert [found[name] for name in ("paper", "ink", "accent")] == system


def test_nothing_moves_by_itself(toy_page: Path, visit: Go) -> None:
    page = visit(toy_page, reduced_motion="reduce").page
    page.click("#list .box h5 a >> nth=0")
    page.click("text=Centre here")
    assert page.evaluate("document.getAnimations().length") == 0
    first = page.evaluate(DRAWN)
    page.wait_for_timeout(120)
    assert page.evaluate(DRAWN) == first
