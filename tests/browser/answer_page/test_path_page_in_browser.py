"""The path page as a browser shows it: silent, self-contained, accessible, and nothing out of its box."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from accessibility import violations
from hostile import PAYLOADS, poisoned
from pictures import picture
from screenshots import screenshot
from toys import opposed

from refgraph import embed
from refgraph.drawing.metrics import width
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.names import say
from refgraph.model.answers import Answer, Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.search import questions

Open = Callable[..., Any]
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "zoomed": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "smallest": {"viewport": {"width": 320, "height": 480}},
}
OUT_OF_BOX = """() => {
  const bad = [];
  for (const svg of document.querySelectorAll('svg.chain, svg.figure')) {
    for (const text of svg.querySelectorAll('text')) {
      const t = text.getBoundingClientRect(), frame = text.parentNode.querySelector(':scope > rect.box');
      const room = (frame || svg).getBoundingClientRect();
      const inside = t.left >= room.left && t.right <= room.right + 0.5 && t.top >= room.top - 1
        && t.bottom <= room.bottom + 1;
      if (!inside && t.width) bad.push(text.textContent);
    }
  }
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || e.matches('.far, .skip')) continue;
    const right = e.getBoundingClientRect().right;
    if (right > document.documentElement.clientWidth + 0.5) bad.push(e.tagName + ' ' + e.className);
  }
  return bad;
}"""

# Text, size, boldness and width of everything that is drawn, and whether its face is there.
WIDTHS = """async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll('.chain text, .figure text')].map(t => {
    const look = getComputedStyle(t), bold = look.fontWeight >= 600;
    const face = [...document.fonts].find(f => f.family === 'refgraph-sans' && (f.weight >= 600) === bold);
    return [t.textContent, parseFloat(look.fontSize), bold, t.getComputedTextLength(), face.status];
  });
}"""
OUT_OF_SHEET = """() => {
  const sheet = document.querySelector('svg'), frame = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll('text')].filter(t => {
    const b = t.getBoundingClientRect(), box = t.parentNode.querySelector(':scope > rect[rx="9"]');
    const room = box ? box.getBoundingClientRect() : frame;
    return b.left < room.left || b.right > room.right + 0.5 || b.top < room.top - 1 || b.bottom > room.bottom + 1;
  }).map(t => t.textContent);
}"""
A4 = {"viewport": {"width": 718, "height": 1016}}


@pytest.fixture(scope="module")
def answers(toy: KnowledgeGraph) -> dict[str, Answer]:
    headache = questions.origins(toy, Finding("headache"))
    longest = max(headache.paths, key=lambda path: len(path.steps))
    return {
        "many": headache,
        "longest": Answer(
            headache.query, headache.data_version, True, True, headache.red_flags, (longest,), (longest,)
        ),
        "disputed": questions.origins(toy, Finding("neck-pain")),
        "none": Answer(Query("origins", end=Finding("moon-fever")), "sha256:0", True, False, (), ()),
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [("longest", kind) for kind in KINDS]
    + [(name, kind) for name in ("many", "disputed", "none") for kind in ("phone", "dark")],
)
def test_silent_accessible_and_in_its_box(
    toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open, name: str, kind: str
) -> None:
    seen = opened(render(toy, answers[name], "html"), **KINDS[kind])
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations(page, look=kind) == []
    assert page.evaluate(OUT_OF_BOX) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("kind", ["desktop", "phone", "print"])
def test_texts_are_as_wide_as_they_were_measured(
    mini: Dataset, answers: dict[str, Answer], opened: Open, kind: str
) -> None:
    kg = build(opposed(mini, "posterior-pelvic-tilt", "slump"))
    answer = questions.origins(kg, Finding("headache"))
    rival = next(path for path in reversed(answer.paths) if path.rivals)
    page = opened(render(kg, replace(answer, paths=(rival,)), "html"), **KINDS.get(kind, A4)).page
    page.emulate_media(media="print" if kind == "print" else "screen")
    drawn = page.evaluate(WIDTHS)
    assert len(drawn) > 20
    assert {face for *_, face in drawn} == {"loaded"}
    for text, size, bold, wide, _ in drawn:
        assert abs(wide - width(text, size, bold=bold)) < 0.5, text
    assert page.evaluate(OUT_OF_BOX) == []


@pytest.mark.parametrize("shape", embed.SHAPES)
def test_sheets_keep_their_texts_inside(
    toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open, shape: str
) -> None:
    for name in ("longest", "disputed"):
        html = f"<!DOCTYPE html><title>x</title><body>{embed.svg(toy, answers[name], shape=shape)}"
        for font in ("DejaVu Sans", "Liberation Sans"):
            page = opened(html.replace('font-family="', f"font-family=\"'{font}',"), name="sheet.html").page
            assert page.evaluate(OUT_OF_SHEET) == [], (name, font)


def test_script_off_changes_nothing(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    html = render(toy, answers["longest"], "html")
    on, off = opened(html), opened(html, java_script_enabled=False)
    assert on.page.content() == off.page.content()
    assert screenshot(on.page, full_page=True) == screenshot(off.page, full_page=True)
    assert (off.requests, off.complaints) == ([], [])


@pytest.mark.parametrize("kind", ["desktop", "phone", "dark"])
def test_two_loads_look_the_same(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open, kind: str) -> None:
    html = render(toy, answers["longest"], "html")
    one, other = (screenshot(opened(html, **KINDS[kind]).page, full_page=True) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs(mini: Dataset, opened: Open, payload: str) -> None:
    kg = build(poisoned(mini, payload))
    seen = opened(render(kg, questions.origins(kg, Finding("headache"), top=2), "html"))
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.wait_for_timeout(60)
    assert page.evaluate("globalThis.ran") is None
    assert (seen.requests, seen.complaints) == ([], [])
    assert page.evaluate("[...document.links].every(a => /^(https?|file):/.test(a.href))")


def test_labels_of_any_length_stay_in_their_box(mini: Dataset, opened: Open) -> None:
    names = [
        "W" * 90,
        "頭痛の原因となる筋肉 " * 6,
        "a very long name of a muscle group " * 4,
        "Übergröße-Nackenmuskulatur " * 5,
        "i" * 300,
    ]
    entities = {
        key: replace(entity, label=names[n % len(names)]) for n, (key, entity) in enumerate(mini.entities.items())
    }
    kg = build(replace(mini, entities=entities))
    longest = questions.origins(kg, Finding("headache")).paths[-1]
    for font in ("DejaVu Sans", "Liberation Sans"):
        html = picture(kg, longest).replace('font-family="', f"font-family=\"'{font}',")
        page = opened(f"<!DOCTYPE html><title>x</title><body>{html}", name="sheet.html").page
        outside = page.evaluate(
            """() => [...document.querySelectorAll('text')].filter(t => {
              const box = t.parentNode.querySelector(':scope > rect[rx="9"]'), b = t.getBoundingClientRect();
              const room = (box || t.ownerSVGElement).getBoundingClientRect();
              return b.left < room.left || b.right > room.right + 0.5;
            }).map(t => t.textContent)"""
        )
        assert outside == []


def test_keyboard_from_the_chain_to_a_citation(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    page = opened(render(toy, answers["longest"], "html")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        if name.startswith("Step 2:"):
            break
        names.append(name)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#step-2"
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    assert page.evaluate("document.getElementById('step-2').closest('details').open")
    assert page.get_by_text("Hamstrings that are tight may bring the pelvis").first.is_visible()


def test_the_accessibility_tree_names_every_step(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    page = opened(render(toy, answers["longest"], "html")).page
    for n, step in enumerate(answers["longest"].paths[0].steps):
        verb = toy.schema.predicates[step.edge.predicate].forward
        link = page.get_by_role("link", name=f"Step {n + 1}:")
        assert link.count() >= 1
        said = link.first.get_attribute("aria-label") or ""
        assert all(word in said for word in (say(toy, step.subject), verb, toy.entity(step.object.entity).label))
        assert re.search(r"\. Source \d", said)
    assert page.get_by_role("img", name="The path from").count() >= 1
    assert page.get_by_role("heading", level=1).inner_text() == "Where may headache come from?"


def test_print_unfolds_the_steps(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    page = opened(render(toy, answers["longest"], "html")).page
    last = page.locator(".steps details").nth(4).locator(".passages p").first
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_reduced_motion_keeps_still(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    page = opened(render(toy, answers["none"], "html"), reduced_motion="reduce").page
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
