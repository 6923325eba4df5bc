"""The explorer in Spanish: every page that is translated, links that keep the language, and what a script says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from accessibility import violations
from leftovers import leftovers
from serving import served

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.explorer import addresses

Go = Callable[..., Any]


@pytest.fixture(scope="module")
def whole(real: KnowledgeGraph) -> Iterator[str]:
    """The address of the explorer of the graph that is bundled."""
    with served(real) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def path(real: KnowledgeGraph) -> str:
    """The address of a path of several steps."""
    found = questions.origins(real, Finding("hip-pain"), top=60, per_origin=3, max_hops=6).paths
    return addresses.path(next(one for one in found if len(one.steps) > 2))


@pytest.mark.parametrize(
    "kind", ["phone", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("desktop", "dark"))]
)
@pytest.mark.parametrize("name", ["", "symptom/hip-pain", "path", "entity/piriformis", "names?q=cadera&", "nothing"])
def test_a_page_is_spanish_but_for_what_is_marked(whole: str, path: str, visit: Go, name: str, kind: str) -> None:
    address = path if name == "path" else name
    seen = visit(f"{whole}{address}{'' if address.endswith('&') else '?'}lang=es", kind)
    page = seen.page
    assert page.evaluate("document.documentElement.lang") == "es"
    assert list(leftovers(page.content())) == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_links_keep_the_language_and_one_leads_to_the_other(whole: str, visit: Go) -> None:
    page = visit(f"{whole}symptom/hip-pain?lang=es").page
    page.locator("article.origin a").first.click()
    assert page.evaluate("document.documentElement.lang") == "en"  # an article's page is not translated
    page.get_by_role("link", name="refgraph").first.click()
    assert page.locator("h1").inner_text() == "¿Dónde le duele?"
    page.locator("footer").get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "Where does it hurt?"
    page.locator("footer").get_by_role("link", name="Español").click()
    assert page.locator("h1").inner_text() == "¿Dónde le duele?"


def test_what_is_typed_in_spanish_is_found(whole: str, visit: Go) -> None:
    page = visit(f"{whole}?lang=es").page
    page.locator("#find").press_sequentially("dolor de cad")
    page.wait_for_selector("#hits a")
    assert page.locator("#hits a").first.inner_text().startswith("dolor de cadera")
    page.locator("#find").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/symptom/hip-pain?lang=es")
    page.locator("#find").fill("dolor de cabeza")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/symptom/headache?lang=es")
    assert page.locator("h1").inner_text() == "Dolor de cabeza: ¿de dónde puede venir?"
