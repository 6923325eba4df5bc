"""Slides and handouts in Chromium: by clicker and by button, without script, in print, on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import Page

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.web.embeds.documents.handout import handout
from refgraph.web.embeds.documents.slides import slides


@pytest.fixture(scope="module")
def path_page(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> str:
    made = slides(toy, answer, rank=longest.rank)
    assert isinstance(made, str)
    return made


@pytest.fixture(scope="module")
def pages(toy: KnowledgeGraph, answer: Answer, path_page: str) -> dict[str, str]:
    made = {
        "path": path_page,
        "dark": slides(toy, answer, theme="dark"),
        "answer": slides(toy, answer, whole=True, theme="auto"),
        "entity": slides(toy, toy.entity("upper-trapezius")),
    }
    return {key: str(page) for key, page in made.items()}


def _shown(page: Page) -> list[str]:
    return [one.get_attribute("id") or "" for one in page.locator("main>section").all() if one.is_visible()]


def test_a_clicker_goes_on_and_back(opened: Callable[..., Any], path_page: str) -> None:
    seen = opened(path_page)
    page: Page = seen.page
    assert _shown(page) == ["slide-1"]
    for key, now in (("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2), ("Home", 1)):
        page.keyboard.press(key)
        assert _shown(page) == [f"slide-{now}"]
    page.keyboard.press("End")
    assert page.get_by_role("button", name="Next slide").is_disabled()
    page.get_by_role("button", name="Previous slide").click()
    count = page.locator("main>section").count()
    assert _shown(page) == [f"slide-{count - 1}"]
    page.get_by_role("button", name="All slides").click()
    assert len(_shown(page)) == count
    assert seen.requests == []
    assert seen.complaints == []


def test_notes_are_hidden_until_they_are_asked_for(opened: Callable[..., Any], path_page: str) -> None:
    page: Page = opened(path_page).page
    page.keyboard.press("PageDown")
    notes = page.locator("#slide-2 .notes")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible()
    assert page.get_by_role("button", name="Notes").get_attribute("aria-pressed") == "true"


def test_without_script_all_slides_stand_below_each_other(opened: Callable[..., Any], path_page: str) -> None:
    page: Page = opened(path_page, java_script_enabled=False).page
    assert len(_shown(page)) == page.locator("main>section").count()
    assert not page.locator(".bar").is_visible()


def test_print_gives_one_slide_a_page(opened: Callable[..., Any], pages: dict[str, str], tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    page: Page = opened(pages["answer"]).page
    page.keyboard.press("n")
    file = tmp_path / "slides.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    assert len(pypdf.PdfReader(file).pages) == page.locator("main>section").count()


@pytest.mark.parametrize("kind", ["path", "dark", "answer", "entity"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    opened: Callable[..., Any], pages: dict[str, str], kind: str, width: int
) -> None:
    page: Page = opened(pages[kind], viewport={"width": width, "height": 800}).page
    look = "smallest" if width == 320 else kind
    assert violations(page, look=look) == []
    page.keyboard.press("Escape")
    assert violations(page, look=look) == []
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".slide")].filter((slide) => {
          const rim = slide.getBoundingClientRect();
          return [...slide.querySelectorAll("p,h1,h2,svg.figure")].some((one) => {
            const box = one.getBoundingClientRect();
            return box.right > rim.right + 1 || box.bottom > rim.bottom + 1;
          });
        }).length"""
    )
    assert beyond == 0


@pytest.mark.parametrize("keyed", [False, True])
def test_axe_finds_nothing_on_a_handout(
    opened: Callable[..., Any], toy: KnowledgeGraph, answer: Answer, keyed: bool
) -> None:
    for width in (320, 1000):
        seen = opened(
            str(handout(toy, answer, whole=True, to="html", keyed=keyed)), viewport={"width": width, "height": 800}
        )
        assert violations(seen.page, look="smallest" if width == 320 else "desktop") == []
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert seen.requests == []
