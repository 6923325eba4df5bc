"""The explorer in Spanish: every kind of page, links that keep the language, and what a script says."""

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
def standing(real: KnowledgeGraph) -> dict[str, str]:
    """The addresses of what is not named by a thing: a path of several steps, and two paths side by side."""
    found = questions.origins(real, Finding("hip-pain"), top=60, per_origin=3, max_hops=6).paths
    path = next(one for one in found if len(one.steps) > 2)
    return {"path": addresses.path(path), "pair": addresses.compare(found[0], path)}


PAGES = (
    *("", "symptom/hip-pain", "path", "entity/piriformis", "names?q=cadera&", "nothing"),
    *("sources", "source/sather-hip-headache", "disputes", "disputes/denied-1", "evidence", "curation"),
    *("red-flags", "red-flags/neck", "signs/headache", "paths/hip-pain", "compare/hip-pain", "pair"),
    *("network", "network/coccygeus", "network/lower-back-pain/interactive"),
)


@pytest.mark.parametrize(
    "kind", ["phone", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("desktop", "dark"))]
)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_spanish_but_for_what_is_marked(
    whole: str, standing: dict[str, str], visit: Go, name: str, kind: str
) -> None:
    address = standing.get(name, name)
    seen = visit(f"{whole}{address}{'' if address.endswith('&') else '?'}lang=es", kind)
    page = seen.page
    assert page.evaluate("document.documentElement.lang") == "es"
    assert list(leftovers(page.content())) == []
    assert violations(page, look="translated") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_the_network_says_when_it_is_used_is_spanish(whole: str, visit: Go) -> None:
    page = visit(f"{whole}network/lower-back-pain/interactive?lang=es").page
    page.locator("#search").fill("glúteo")
    assert page.locator("#found").inner_text().endswith("nombres encontrados")
    page.locator("#hits a").first.click()
    page.get_by_role("button", name="Camino desde aquí").click()
    page.locator("#list .out a").first.evaluate("link => link.click()")
    assert page.locator("#status").inner_text().startswith("En torno a «")
    assert list(leftovers(page.content())) == []
    page.locator(".brand").click()
    assert page.locator("h1").inner_text() == "¿Dónde le duele?"


def test_links_keep_the_language_and_one_leads_to_the_other(whole: str, visit: Go) -> None:
    page = visit(f"{whole}symptom/hip-pain?lang=es").page
    page.locator("article.origin a").first.click()
    assert page.evaluate("document.documentElement.lang") == "es"
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
