"""The network page in a browser: silent, accessible, the same every time, and usable by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import vectors
from accessibility import violations
from screenshots import screenshot

from browser.network import generated, payloads
from browser.network.conftest import KINDS, Go, steady, until, written
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import citations
from refgraph.model.statements import Finding
from refgraph.report.words.wording import in_words
from refgraph.search.questions import origins
from refgraph.web.explorer import addresses
from refgraph.web.network.page import network_page
from refgraph.web.network.scene import START, scene, view

MEASURE = "refgraph.picture.measure()"


# ---------------------------------------------------------------- silent and accessible


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_for_nothing_and_complains_of_nothing(toy_page: Path, visit: Go, kind: str) -> None:
    seen = visit(toy_page, kind)
    seen.page.wait_for_timeout(300)
    seen.clean()


FOCUSED = "#focus=headache&steps=1&edge=forward-head-posture~causes~neck-pain"
LISTED = "#list=all&node=hamstrings.tight"
ON_A_PATH = "#from=posterior-pelvic-tilt&to=headache&around=1"


@pytest.mark.parametrize(
    ("kind", "hash_"),
    [
        *(("desktop", hash_) for hash_ in ("", FOCUSED, LISTED, ON_A_PATH)),
        *(("phone", hash_) for hash_ in ("", ON_A_PATH)),
        *(("dark", hash_) for hash_ in (FOCUSED, ON_A_PATH)),
    ],
)
def test_axe_finds_no_violation(toy_page: Path, visit: Go, kind: str, hash_: str) -> None:
    seen = visit(toy_page, kind, hash_)
    for summary in seen.page.query_selector_all("summary"):
        if summary.is_visible() and not summary.evaluate("one => one.parentElement.open"):
            summary.click()
    assert violations(seen.page, look=kind) == []


def test_axe_finds_no_violation_with_script_off(toy_page: Path, files: Path, visit: Go) -> None:
    # axe itself is a script, so the page is shown as it is without its own.
    html = toy_page.read_text(encoding="utf-8")
    bare = html[: html.index('<script type="application/json"')] + "</body></html>"
    seen = visit(written(files, "bare", bare))
    assert seen.page.is_hidden("#canvas")
    assert violations(seen.page) == []


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_nothing_is_wider_than_the_screen(toy_page: Path, visit: Go, kind: str) -> None:
    seen = visit(toy_page, kind)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", ["desktop", "phone", "dark"])
def test_two_loads_look_the_same(headache_page: Path, visit: Go, kind: str) -> None:
    first, second = (steady(visit(headache_page, kind).page) for _ in range(2))
    assert first == second


def test_reload_keeps_what_was_shown(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page, hash_="#focus=neck-pain&steps=2&node=neck-pain")
    before = screenshot(seen.page, full_page=True)
    seen.page.reload()
    assert screenshot(seen.page, full_page=True) == before


# ---------------------------------------------------------------- the text is whole


def test_everything_is_there_with_script_off(toy: KnowledgeGraph, toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, "script-off")
    shown = scene(toy)
    for box in shown.boxes:
        assert seen.page.inner_text(f"#list :is(h4, h5) a[href='#n{box.number}']") == box.text
    for line in shown.lines:
        text = seen.page.inner_text(f"#e{line.number}")
        assert toy.schema.predicates[line.edge.predicate].forward in text
        for claim in line.edge.claims:
            assert claim.statement in text
            assert citations.locator(claim) in text
        for claim in line.edge.disputed_by:
            assert claim.statement in text
    assert seen.page.is_hidden("#canvas")
    assert seen.page.is_hidden("#search")
    assert "Information, not a diagnosis" in seen.page.inner_text("body")[:80]


def test_red_flags_come_before_everything_else(toy_page: Path, visit: Go) -> None:
    text = visit(toy_page).page.inner_text("main")
    assert text.startswith("Red flags")
    assert "moon fever" in text[:250]


def test_the_accessibility_tree_names_every_arrow(toy: KnowledgeGraph, toy_page: Path, visit: Go) -> None:
    tree = visit(toy_page, hash_="#list=all").page.locator("#list").aria_snapshot()
    for line in scene(toy).lines:
        assert " ".join(in_words(toy, line.edge.subject, line.edge.predicate, line.edge.object)) in tree


# ---------------------------------------------------------------- picture and text in step


def test_the_list_shows_what_the_picture_shows(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    for step in ("", "#wider", "#everything"):
        if step:
            seen.page.click(step)
        drawn = seen.page.evaluate(MEASURE)
        listed = "[...document.querySelectorAll('#list .%s')].filter(b => b.checkVisibility()).map(b => b.id)"
        assert sorted(seen.page.evaluate(listed % "box.in")) == sorted(f"n{number}" for number, _ in drawn["boxes"])
        assert sorted(seen.page.evaluate(listed % "out > li")) == sorted(f"e{number}" for number, *_ in drawn["verbs"])
        assert seen.page.evaluate(listed % "box:not(.in)") == []


def middle(rect: list[float], frame: dict[str, float]) -> tuple[float, float]:
    return frame["x"] + (rect[0] + rect[2]) / 2, frame["y"] + (rect[1] + rect[3]) / 2


def test_choosing_in_the_picture_chooses_in_the_text_and_back(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    drawn = seen.page.evaluate(MEASURE)
    seen.page.locator("#canvas").scroll_into_view_if_needed()
    frame = seen.page.locator("#canvas").bounding_box()
    number, rect = drawn["boxes"][0]
    seen.page.mouse.click(*middle(rect, frame))
    heading = f"#list :is(h4, h5) a[href='#n{number}']"
    assert seen.page.inner_text("#panel-title") == seen.page.inner_text(heading)
    assert seen.page.get_attribute(heading, "aria-current") == "true"
    line, _, rect = next(verb for verb in drawn["verbs"] if verb[1])
    frame = seen.page.locator("#canvas").bounding_box()
    seen.page.mouse.click(*middle(rect, frame))
    assert seen.page.get_attribute(f"#e{line} a", "aria-current") == "true"
    assert seen.page.inner_text(f"#e{line} .said") in seen.page.inner_text("#panel-body")
    other = drawn["boxes"][1][0]
    heading = f"#list :is(h4, h5) a[href='#n{other}']"
    seen.page.click(heading)
    assert seen.page.inner_text("#panel-title") == seen.page.inner_text(heading)
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    seen.clean()


def test_a_claim_is_shown_with_what_speaks_against_it(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, hash_="#edge=forward-head-posture~causes~neck-pain")
    text = seen.page.inner_text("#panel")
    for words in (
        "disputed",
        "Neck pain often comes of",
        "paragraph 14",
        "Denied:",
        "is said not to be",
        "paragraph 5",
    ):
        assert words in text
    link = seen.page.get_attribute("#panel .said a[href^='https']", "href")
    assert link.startswith("https://nowhere-clinic.example/hips-and-heads#:~:text=")


def test_what_is_doubted_carries_its_doubt(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, hash_="#edge=upper-trapezius.trigger-point~refers-to~headache")
    text = seen.page.inner_text("#panel")
    assert "leans on: goblin theory" in text
    assert "A survey met with no goblins" in text


def test_loops_are_marked(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, hash_="#edge=headache~tightens~upper-trapezius.tight")
    assert "part of a loop" in seen.page.inner_text("#panel")


# ---------------------------------------------------------------- by keyboard alone


def press_until(page: Any, key: str, there: str, most: int = 60) -> None:
    for _ in range(most):
        if page.evaluate(f"document.activeElement.matches({there!r})"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{there} is out of reach")


def test_search_box_arrow_citation_by_keyboard(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page)
    press_until(seen.page, "Tab", "#search")
    seen.page.keyboard.type("trapez")
    press_until(seen.page, "Tab", "#hits a")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    assert "upper trapezius" in seen.page.inner_text("#panel-title")
    press_until(seen.page, "Tab", "#panel-body .back a, #panel-body .out a")
    seen.page.keyboard.press("Enter")
    assert "edge=" in seen.page.url
    press_until(seen.page, "Tab", "#panel-body .said a")
    assert seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seen.clean()


def test_skip_link_leads_to_the_list(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page)
    seen.page.keyboard.press("Tab")
    assert seen.page.inner_text(":focus") == "Skip to the list"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "list"


def test_keys_move_and_zoom_the_picture(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    seen.page.focus("#canvas")
    before = seen.page.evaluate(MEASURE)
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("+")
    after = seen.page.evaluate(MEASURE)
    assert after["scale"] > before["scale"]
    assert after["boxes"] != before["boxes"]
    seen.page.keyboard.press("0")
    assert seen.page.evaluate(MEASURE)["scale"] != after["scale"]


def test_keyboard_alone_widens_the_network(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    sizes = [len(seen.page.evaluate(MEASURE)["boxes"])]
    press_until(seen.page, "Tab", "#wider")
    for _ in range(2):
        seen.page.keyboard.press("Enter")
        sizes.append(len(seen.page.evaluate(MEASURE)["boxes"]))
    assert sizes[0] < sizes[1] < sizes[2]
    assert seen.page.evaluate("document.activeElement.id") == "wider"
    press_until(seen.page, "Shift+Tab", "#narrower")
    seen.page.keyboard.press("Space")
    assert len(seen.page.evaluate(MEASURE)["boxes"]) == sizes[1]
    seen.clean()


def test_every_filter_is_set_by_keyboard_and_taken_back(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page)
    press_until(seen.page, "Tab", "summary:has(+ .hint)")
    seen.page.keyboard.press("Enter")
    said = []
    for name in ("category", "state", "family", "evidence", "source", "status"):
        said.append((seen.status, seen.page.evaluate("location.href")))
        press_until(seen.page, "Tab", f"input[name={name}]")
        seen.page.keyboard.press("Space")
        assert f"{name}=" in seen.page.evaluate("location.hash")
    while said:
        status, url = said.pop()
        seen.page.go_back()
        until(seen.page, f"location.href === {json.dumps(url)}")
        assert seen.status == status
    assert seen.page.locator("#filters input:checked").count() == 0


# ---------------------------------------------------------------- address and history


def what_is_shown(page: Any) -> list[Any]:
    parts = ("status", "panel", "chosen-path")
    words = [page.evaluate(f"document.getElementById('{part}').textContent") for part in parts]
    return [page.evaluate("location.href"), *words, page.evaluate(f"{MEASURE}.boxes.map(one => one[0])")]


def test_every_kind_of_change_can_be_taken_back(headache_page: Path, visit: Go) -> None:
    page = visit(headache_page).page
    seen = [what_is_shown(page)]
    page.click("text=Filter")
    for act in (
        lambda: page.click("#wider"),
        lambda: page.check("input[name=evidence][value='author assertion']"),
        lambda: page.click("#clear"),
        lambda: page.click("#in-all"),
        lambda: page.click("#list .out > li > a >> nth=0"),
        lambda: page.click("#list h5 a:text-is('posterior pelvic tilt'), #list h4 a:text-is('posterior pelvic tilt')"),
        lambda: page.click("#panel button:text-is('Path from here')"),
        lambda: page.click("#list h4 a:text-is('headache')"),
        lambda: page.click("#panel button:text-is('Path to here')"),
        lambda: page.click("#wider"),
        lambda: page.click("text=Clear the path"),
        lambda: page.click("#turn0 button"),
        lambda: page.click("#everything"),
    ):
        act()
        seen.append(what_is_shown(page))
        assert seen[-1] != seen[-2]
    for before in seen[-2::-1]:
        page.go_back()
        until(page, f"location.href === {json.dumps(before[0])}")
        assert what_is_shown(page) == before
    for after in seen[1:]:
        page.go_forward()
        until(page, f"location.href === {json.dumps(after[0])}")
        assert what_is_shown(page) == after


def test_back_and_forward_walk_through_what_was_shown(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    said = [seen.status]
    for step in ("#wider", "#everything"):
        seen.page.click(step)
        said.append(seen.status)
    assert len(set(said)) == 3
    for back in (1, 0):
        seen.page.go_back()
        until(seen.page, f"document.getElementById('status').textContent === {json.dumps(said[back])}")
    seen.page.go_forward()
    until(seen.page, f"document.getElementById('status').textContent === {json.dumps(said[1])}")


def test_an_address_brings_back_a_view(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    seen.page.click("#wider")
    seen.page.click("#list .box.in h5 a >> nth=1")
    again = visit(headache_page, hash_="#" + seen.page.url.partition("#")[2])
    assert again.status == seen.status
    assert again.page.inner_text("#panel") == seen.page.inner_text("#panel")


@pytest.mark.parametrize(
    "hash_", ["#%ZZ", "#focus=nobody&node=x&edge=~&steps=-1&limit=x", "#__proto__=1", "#n99999", "#=&=&", "#path=99"]
)
def test_a_broken_address_does_no_harm(headache_page: Path, visit: Go, hash_: str) -> None:
    seen = visit(headache_page, hash_=hash_)
    assert seen.status
    assert seen.complaints == []


def test_a_plain_anchor_opens_its_entry(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page, hash_="#e3")
    assert seen.page.get_attribute("#e3 a", "aria-current") == "true"


# ---------------------------------------------------------------- filters, paths, wheel


def test_filters_narrow_picture_and_list(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page)
    seen.page.click("text=Filter")
    seen.page.check("input[name=family][value=treatment]")
    assert "(filtered)" in seen.status
    assert {verb[0] for verb in seen.page.evaluate(MEASURE)["verbs"]} < set(range(100))
    words = seen.page.inner_text("#list")
    assert "releases" in words
    assert "weakens" not in words
    seen.page.click("#clear")
    assert "(filtered)" not in seen.status


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "muscle"),
        ("state", "tight"),
        ("evidence", "experiment"),
        ("source", "toy-neck"),
        ("status", "denied"),
    ],
)
def test_every_filter_filters(toy_page: Path, visit: Go, name: str, value: str) -> None:
    whole, part = visit(toy_page), visit(toy_page, hash_=f"#{name}={value}")
    assert len(part.page.evaluate(MEASURE)["verbs"]) < len(whole.page.evaluate(MEASURE)["verbs"])


def test_a_path_is_highlighted_and_listed(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, hash_="#from=posterior-pelvic-tilt&to=headache")
    assert seen.status == "One path: 4 findings, 4 arrows."
    steps = seen.page.locator("#chosen-path li").all_inner_texts()
    assert steps == [
        "posterior pelvic tilt causes forward head posture",
        "forward head posture tightens upper trapezius",
        "tight upper trapezius is felt as headache",
    ]


def test_a_path_of_another_page_is_highlighted_and_widened(toy: KnowledgeGraph, toy_page: Path, visit: Go) -> None:
    found = max(origins(toy, Finding("headache")).paths, key=lambda path: len(path.steps))
    ends = addresses.finding
    told = [("step", f"{ends(s.edge.subject)}~{s.edge.predicate}~{ends(s.edge.object)}") for s in found.steps]
    seen = visit(
        toy_page, hash_="#" + urlencode([("focus", found.origin.entity), ("steps", "1"), *told, ("around", "1")])
    )
    assert seen.status.startswith("One path and 1 step around it")
    wide = len(seen.page.evaluate(MEASURE)["boxes"])
    steps = seen.page.locator("#chosen-path li").all_inner_texts()
    assert len(steps) == len(found.steps)
    for text, step in zip(steps, found.steps, strict=True):
        assert toy.schema.predicates[step.edge.predicate].forward in text
    seen.page.click("#narrower")
    assert seen.status.startswith("One path: ")
    assert len(seen.page.evaluate(MEASURE)["boxes"]) < wide
    seen.page.click("text=Clear the path")
    assert seen.status.startswith(f"Around {toy.entity(found.origin.entity).label}, 1 step away")
    seen.clean()


def test_of_a_path_with_an_unknown_step_nothing_is_shown(toy_page: Path, visit: Go) -> None:
    known = "headache~tightens~upper-trapezius.tight"
    assert visit(toy_page, hash_=f"#step={known}").status.startswith("One path")
    seen = visit(toy_page, hash_=f"#step={known}&step=upper-trapezius.tight~causes~gout")
    assert seen.status.startswith("Everything")
    assert seen.page.is_hidden("#chosen-path")


def test_a_feedback_loop_is_shown_when_asked_for(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page)
    seen.page.click("#turn0 button")
    assert seen.status == "One path: 2 findings, 2 arrows."
    assert seen.page.inner_text("#chosen-path strong") == "Loop through headache"
    assert seen.page.locator("#chosen-path li").count() == 2


def test_no_path_runs_through_another_state_or_a_denial(toy_page: Path, visit: Go) -> None:
    # weak hamstrings lead to a pelvis dragged forward; cloud sitting is only denied to weaken them.
    seen = visit(toy_page, hash_="#from=sitting-on-clouds&to=pelvis-dragged-forward")
    assert "No path of arrows" in seen.page.inner_text("#chosen-path")


def test_given_paths_are_offered(toy: KnowledgeGraph, files: Path, visit: Go) -> None:
    answer = origins(toy, Finding("headache"))
    seen = visit(written(files, "paths", network_page(toy, "headache")))
    seen.page.click("text=Paths to follow")
    seen.page.click("#given button >> nth=0")
    assert len(seen.page.locator("#chosen-path li").all()) == len(answer.paths[0].steps)
    seen.clean()


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(headache_page: Path, visit: Go) -> None:
    seen = visit(headache_page)
    frame = seen.page.locator("#canvas").bounding_box()
    seen.page.mouse.move(frame["x"] + 100, frame["y"] + 50)
    scale = seen.page.evaluate(MEASURE)["scale"]
    seen.page.mouse.wheel(0, 200)
    until(seen.page, "scrollY > 100")
    assert seen.page.evaluate(MEASURE)["scale"] == scale
    seen.page.keyboard.down("Control")
    seen.page.mouse.wheel(0, -200)
    seen.page.keyboard.up("Control")
    until(seen.page, f"{MEASURE}.scale > {scale}")


# ---------------------------------------------------------------- readable


def overlapping(rects: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    return [
        (a, b)
        for i, a in enumerate(rects)
        for b in rects[:i]
        if a[0] < b[2] - 0.5 and a[2] > b[0] + 0.5 and a[1] < b[3] - 0.5 and a[3] > b[1] + 0.5
    ]


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_the_opening_view_can_be_read(toy_page: Path, headache_page: Path, visit: Go, kind: str) -> None:
    for file in (toy_page, headache_page):
        drawn = visit(file, kind).page.evaluate(MEASURE)
        assert drawn["smallest"] >= 12
        shown = [rect for _, shown, rect in drawn["verbs"] if shown]
        assert len(shown) >= 0.9 * len(drawn["verbs"])
        assert overlapping([rect for _, rect in drawn["boxes"]] + shown) == []


def test_doubt_is_worded_in_the_picture(toy_page: Path, visit: Go) -> None:
    # What is disputed or denied gets its place before any other verb does.
    drawn = visit(toy_page).page.evaluate(MEASURE)
    doubtful = set(visit(toy_page).page.evaluate("refgraph.lines.filter(line => line.status).map(line => line.id)"))
    assert doubtful
    assert all(shown for number, shown, _ in drawn["verbs"] if number in doubtful)


def test_print_shows_the_text_and_no_controls(toy_page: Path, visit: Go) -> None:
    seen = visit(toy_page, hash_="#focus=headache&steps=1")
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.is_hidden("#canvas")
    assert seen.page.is_hidden("#in-all")
    assert seen.page.is_visible("#list >> text=Tightness of the upper trapezius makes itself felt")
    assert seen.page.is_visible("#scope >> text=Around headache, 1 step away: 6 findings")
    assert seen.page.is_hidden("#list >> text=In a healthy step the gluteals contract first")
    seen.page.emulate_media(media="screen")
    seen.page.click("#in-all")
    seen.page.emulate_media(media="print")
    assert seen.page.is_visible("#list >> text=In a healthy step the gluteals contract first")


# ---------------------------------------------------------------- hostile data, large data


def test_no_payload_runs_anywhere(files: Path, visit: Go) -> None:
    seen = visit(written(files, "hostile", network_page(payloads.graph())))
    page = seen.page
    page.click("#everything")
    page.click("#in-all")
    for name in ("legend", "filter"):
        page.click(f"summary:text-is('{name.title()}')")
    for field_ in ("script", "<img", "javascript", "_"):
        page.fill("#search", field_)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for link in page.evaluate("[...document.querySelectorAll('#list a[href^=\"#\"]')].map((a, i) => i)")[::31]:
        page.evaluate(f"document.querySelectorAll('#list a[href^=\"#\"]')[{link}].click()")
    page.evaluate("document.querySelectorAll('#filters fieldset').forEach(set => set.querySelector('input').click())")
    page.evaluate("document.querySelectorAll('button').forEach(one => one.click())")
    assert page.evaluate("globalThis.ran") is None
    assert page.evaluate("Object.prototype.ran") is None
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => /^(#|https?:)/.test(a.getAttribute('href')))")
    assert page.evaluate("document.querySelectorAll('img,iframe,object,base,embed,template,form[action]').length") == 0
    seen.clean()


@pytest.mark.parametrize("kind", ["script-off"])
def test_payloads_are_only_text_with_script_off(files: Path, visit: Go, kind: str) -> None:
    seen = visit(written(files, "hostile-off", network_page(payloads.graph())), kind)
    assert payloads.PAYLOADS[0] in seen.page.inner_text("#list")
    seen.clean()


def test_over_sixty_findings_never_open_at_once(files: Path, visit: Go) -> None:
    kg = generated.graph(200)
    seen = visit(written(files, "many", network_page(kg)))
    drawn = seen.page.evaluate(MEASURE)
    assert len(drawn["boxes"]) <= START
    assert seen.status.startswith(f"Around {kg.entity(view(kg, scene(kg)).focus or '').label}")
    assert drawn["smallest"] >= 12


def test_two_thousand_findings_open_at_once(files: Path, visit: Go) -> None:
    seen = visit(written(files, "two-thousand", network_page(generated.graph(2000))))
    after = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
    drawn = seen.page.evaluate(after)
    assert len(seen.page.evaluate(MEASURE)["boxes"]) <= START
    # Twice the limit of 2 s, so that a busy machine does not fail; benchmarks/network_page.py has the figure.
    assert drawn < 4000
    seen.clean()


# ---------------------------------------------------------------- what is written in Python and in JavaScript

_SHARED = """
        const points = new Map(given.points.map((at, i) => [i, at]));
        const lines = given.lines.map(([from, to], id) => ({ id, from, to }));
        const drawn = refgraph.curvesOf(lines, points);
        const verbs = given.verbs.map(([wide, first], id) => ({ id, wide, first }));
        const placed = refgraph.labels(verbs, drawn, points);"""
SCRIPTS = {
    "layout": """
        const nodes = given.unit.map((_, i) => i), unit = new Map(given.unit.map((one, i) => [i, one]));
        const points = refgraph.arrange(nodes, given.arrows, unit, given.per_row);
        const near = refgraph.neighbourhood(given.arrows, given.seeds, given.steps, given.limit, given.rank);
        return { points: nodes.map((node) => points.get(node)), near };""",
    "edge_routing": f"""{_SHARED}
        const led = refgraph.waypoints(lines, points), of = (map) => lines.map((line) => map.get(line.id) ?? null);
        return {{ waypoints: of(led), curves: of(drawn), labels: of(placed) }};""",
    "static_view": f"""{_SHARED}
        const pieces = lines.map((line) => drawn.get(line.id));
        return {{
            frame: refgraph.frame([...points.values()], pieces, [...placed.values()]),
            heads: pieces.map((one) => refgraph.head(one.at(-1))),
            chevrons: pieces.map(refgraph.chevrons),
        }};""",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_answers_as_the_python_module_beside_it(name: str, toy_page: Path, visit: Go) -> None:
    page = visit(toy_page).page
    for case in vectors.load(name):
        assert page.evaluate(f"(given) => {{ {SCRIPTS[name]} }}", case["given"]) == case["expected"], case["given"]
