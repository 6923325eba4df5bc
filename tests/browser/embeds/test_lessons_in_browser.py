"""Quizzes and lessons in a browser: by mouse, by keyboard alone, without script, on light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from accessibility import violations
from hostile import PAYLOADS, poisoned
from playwright.sync_api import Page
from quizzes import answer_about, quiz_about

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.teaching.values import Question
from refgraph.web.embeds import lesson, quiz

Open = Callable[..., Any]
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "smallest": {"viewport": {"width": 320, "height": 480}},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "without-script": {"java_script_enabled": False},
}
MOST = 5
PAPER, NIGHT = "rgb(255, 255, 255)", "rgb(21, 24, 29)"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def quiz_page(real: KnowledgeGraph) -> str:
    return quiz(real, answer_about(real, "neck-pain"), questions=MOST).page


@pytest.fixture(scope="module")
def lesson_page(founding: KnowledgeGraph) -> str:
    answer = questions.paths(founding, Finding("gluteals"), Finding("headache"))
    return lesson(founding, answer).page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", ["quiz_page", "lesson_page"])
def test_silent_accessible_and_in_its_box(request: pytest.FixtureRequest, opened: Open, page: str, kind: str) -> None:
    seen = opened(request.getfixturevalue(page), **KINDS[kind])
    scripted = KINDS[kind].get("java_script_enabled", True)
    if scripted:
        assert violations(seen.page, look=kind) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize(("theme", "scheme", "ground"), [
    ("light", "dark", PAPER), ("auto", "dark", NIGHT), ("auto", "light", PAPER), ("dark", "light", NIGHT),
])  # fmt: skip
def test_the_theme_is_that_which_was_asked_for(
    real: KnowledgeGraph, opened: Open, theme: str, scheme: str, ground: str
) -> None:
    page = quiz(real, answer_about(real, "neck-pain"), questions=MOST, theme=theme).page
    seen = opened(page, color_scheme=scheme).page
    assert seen.evaluate(GROUND) == ground
    check_rightly(seen, real, 0)
    assert violations(seen, look="dark") == []


def asked_of(kg: KnowledgeGraph) -> tuple[Question, ...]:
    """The questions of the page."""
    return quiz_about(kg, "neck-pain", 1, MOST).questions


def check_rightly(page: Page, kg: KnowledgeGraph, number: int) -> None:
    """Answer the question that is shown by clicks."""
    asked = asked_of(kg)[number]
    shown = page.locator(".question:visible")
    if asked.kind == "order":
        for place, choice in enumerate(asked.right):
            row = shown.locator(".order>li", has_text=choice.label)
            for _ in range(len(asked.choices)):
                at = page.locator(".question:visible .what").all_inner_texts().index(choice.label)
                if at > place:
                    row.locator(".up").click()
    elif asked.landmarks:
        at = [choice.key for choice in asked.choices].index(asked.answer[0])
        shown.locator(".place").nth(at).locator(".badge-text").first.click()
    else:
        shown.get_by_label(asked.right[0].label, exact=True).check()
    shown.get_by_role("button", name="Check").click()


def test_answered_rightly_from_first_to_last(quiz_page: str, opened: Open, real: KnowledgeGraph) -> None:
    page, count = opened(quiz_page).page, len(asked_of(real))
    for number in range(count):
        assert page.locator("#progress").inner_text().startswith(f"Question {number + 1} of {count}")
        check_rightly(page, real, number)
        assert page.locator(".question:visible .verdict-line").inner_text() == "✓ That is right."
        assert page.locator(".question:visible .answer").get_attribute("open") is not None
        page.get_by_role("button", name="See the result" if number + 1 == count else "Next").click()
    assert page.locator("#points").inner_text() == f"{count} of {count} right."
    assert page.evaluate("document.activeElement.id") == "score"
    assert violations(page) == []
    page.get_by_role("button", name="Start again").click()
    page.wait_for_selector("#progress:not([hidden])")
    assert page.locator("#progress").inner_text() == f"Question 1 of {count}"


def test_by_keyboard_alone_and_told_to_a_reader(quiz_page: str, opened: Open) -> None:
    page = opened(quiz_page).page
    first = page.locator(".question:visible .order>li").first.locator(".what").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move down: {first}"
    page.keyboard.press("Enter")
    count = page.locator(".question:visible .order>li").count()
    status = page.locator(".question:visible [role=status]")
    assert status.inner_text() == f"{first}: now 2 of {count}."
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move down: {first}"
    while page.evaluate("document.activeElement.className") != "check":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert status.inner_text() in ("✓ That is right.", "✗ The sources cited below say otherwise.")
    while page.evaluate("document.activeElement.id") != "next":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "q2"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#q2 input:checked").count() == 1


def test_nothing_chosen_is_said_and_costs_nothing(quiz_page: str, opened: Open, real: KnowledgeGraph) -> None:
    page = opened(quiz_page).page
    check_rightly(page, real, 0)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".question:visible [role=status]").inner_text() == "Choose an answer first."
    assert page.locator("#progress").inner_text().endswith("1 of 1 right so far")
    assert not page.locator("#next").is_visible()


def test_without_script_every_question_stands_there_and_its_answer_unfolds(
    quiz_page: str, opened: Open, real: KnowledgeGraph
) -> None:
    page = opened(quiz_page, java_script_enabled=False).page
    assert page.locator(".question:visible").count() == len(asked_of(real))
    assert not page.locator(".check").first.is_visible()
    page.locator(".answer summary").first.click()
    assert page.locator(".answer .body").first.is_visible()


def test_a_lesson_is_revealed_step_by_step(lesson_page: str, opened: Open) -> None:
    page = opened(lesson_page).page
    steps = page.locator(".told-step").count()
    assert steps > 1
    for number in range(1, steps + 1):
        assert page.locator(".told-step:visible").count() == number
        assert page.locator("figure:visible").count() == 1
        assert page.locator("figure:visible .badge-text").count() >= number
        assert page.locator("#progress").inner_text() == f"Step {number} of {steps}"
        if number < steps:
            assert not page.locator("#verdict").is_visible()
            page.get_by_role("button", name="Next step").click()
            assert page.evaluate("document.activeElement.id") == f"step-{number + 1}"
    assert page.locator("#verdict").is_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".told-step:visible").count() == steps
    assert violations(page) == []


def test_a_lesson_without_script_is_a_whole_list(lesson_page: str, opened: Open) -> None:
    page = opened(lesson_page, java_script_enabled=False).page
    assert page.locator(".told-step:visible").count() == page.locator(".told-step").count()
    assert page.locator("figure:visible").count() == 1
    assert page.locator("#verdict").is_visible()


def test_hostile_data_stay_words(mini: Dataset, opened: Open) -> None:
    for payload in PAYLOADS[::3]:
        kg = build(poisoned(mini, payload))
        answer = questions.origins(kg, Finding("headache"))
        for made in (quiz(kg, answer, title=payload, credit=payload), lesson(kg, answer, title=payload)):
            seen = opened(made.page)
            seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert seen.page.evaluate("globalThis.ran") is None, payload
            links = seen.page.evaluate("[...document.links].map(a => a.protocol)")
            assert set(links) <= {"http:", "https:"}, payload
            assert (seen.requests, seen.complaints) == ([], []), payload


def test_in_a_host_a_quiz_is_as_high_as_its_content_and_takes_its_theme(founding: KnowledgeGraph, opened: Open) -> None:
    made = quiz(founding, answer_about(founding, "neck-pain"), questions=MOST)
    host = f'<!DOCTYPE html><html lang="en"><title>c</title><link rel="icon" href="data:,">{made.snippet}'
    page = opened(host).page
    page.wait_for_function("h => document.querySelector('iframe').height != h", arg=str(made.height))
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.evaluate(
        "frames[0].postMessage({refgraph: 'embed/v1', set: 'theme', to: 'dark'}, '*')",
    )
    frame.wait_for_function(f"{GROUND} === '{NIGHT}'")
    assert violations(frame) == []
