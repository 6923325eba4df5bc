"""A Spanish quiz and Spanish slides in a browser: whatever a script says is Spanish, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from accessibility import violations
from leftovers import leftovers
from playwright.sync_api import Page
from quizzes import answer_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.embeds import quiz, slides

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def quiz_page(real: KnowledgeGraph) -> str:
    return quiz(real, answer_about(real, "hip-pain"), questions=5, lang="es").page


def _clean(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "es"
    assert list(leftovers(page.content())) == []
    assert violations(page) == []


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 390, "height": 844}},
        *(pytest.param(o, marks=pytest.mark.slow) for o in ({}, {"color_scheme": "dark"})),
    ],
)
def test_a_quiz_from_the_first_question_to_the_result(quiz_page: str, opened: Open, options: dict[str, Any]) -> None:
    seen = opened(quiz_page, **options)
    page = seen.page
    _clean(page)
    count = page.locator(".question").count()
    for number in range(count):
        assert page.locator("#progress").inner_text().startswith(f"Pregunta {number + 1} de {count}")
        # Nothing is chosen yet; an order may be checked as it stands.
        page.get_by_role("button", name="Comprobar").click()
        if page.locator(".question:visible input").count():
            assert page.locator(".question:visible .verdict-line").inner_text() == "Elija primero una respuesta."
            page.locator(".question:visible input").first.check()
            page.get_by_role("button", name="Comprobar").click()
        line = page.locator(".question:visible .verdict-line").inner_text()
        assert line in ("✓ Correcto.", "✗ Las fuentes que se citan abajo dicen otra cosa.")
        page.get_by_role("button", name="Ver el resultado" if number + 1 == count else "Siguiente").click()
    assert page.locator("#points").inner_text().endswith(f" de {count} correctas.")
    _clean(page)
    assert seen.requests == []


def test_slides_say_where_one_is(real: KnowledgeGraph, opened: Open) -> None:
    page = opened(slides(real, answer_about(real, "hip-pain"), lang="es")).page
    _clean(page)
    count = page.locator("main>section").count()
    assert page.locator("#at").inner_text() == f"1 de {count}"
    page.get_by_role("button", name="Diapositiva siguiente").click()
    assert page.locator("#at").inner_text() == f"2 de {count}"
    assert list(leftovers(page.content())) == []
