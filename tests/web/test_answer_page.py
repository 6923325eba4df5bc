"""The page of an answer: order, citations, policy, and nothing of the data ever becomes markup."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from golden import compare
from hostile import PAYLOADS, poisoned
from pictures import picture
from trees import several

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer, NearMiss, Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.report.words import wording
from refgraph.search import questions


class Outline(HTMLParser):
    """The elements of a page in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page(toy: KnowledgeGraph, answer: Answer) -> str:
    return render(toy, answer, "html")


def without_fonts(page: str) -> str:
    """A page without the letters' shapes, which are the same in all of them."""
    return re.sub(r"(?<=base64,)[A-Za-z0-9+/=]+", "", page)


def test_golden(page: str) -> None:
    compare("pages/mini.html", without_fonts(page))


def test_several_origins_stand_in_one_picture_whose_arrows_lead_to_their_steps(mini: Dataset) -> None:
    kg = several(mini)
    made = str(render(kg, questions.origins(kg, Finding("headache")), "html"))
    assert made.count('class="tree"') == 2
    ids = set(re.findall(r' id="([^"]+)"', made))
    arrows = [
        link for tree in re.findall(r'<svg[^>]*class="tree".*?</svg>', made) for link in re.findall('#([^"]+)', tree)
    ]
    assert len(arrows) >= 4
    assert set(arrows) <= ids
    assert 'class="tree"' not in page_of_one(kg)


def page_of_one(kg: KnowledgeGraph) -> str:
    """The page of paths between two ends."""
    return str(render(kg, questions.paths(kg, Finding("piriformis", "tight"), Finding("headache")), "html"))


def test_same_answer_same_bytes(toy: KnowledgeGraph, mini: Dataset, page: str) -> None:
    again = build(mini)
    assert render(again, questions.origins(again, Finding("headache")), "html") == page


def test_question_then_red_flags_then_notice_then_route(page: str) -> None:
    order = [
        "<h1>Where may headache come from?",
        "Red flags first",
        "not a diagnosis.",
        "How far it can be trusted",
        "Sources",
    ]
    places = [page.index(text, page.index("<body>")) for text in order]
    assert places == sorted(places)
    assert page.count("<h1") == 1


def test_policy_allows_the_one_style_sheet_and_nothing_else(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = next(a["content"] or "" for a in Outline(page).all("meta") if a.get("http-equiv"))
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "@import" not in style
    loaded = re.findall(r"url\((.{20})", style)
    assert loaded == ["data:font/woff2;base"] * 2


def test_structure(page: str) -> None:
    outline = Outline(page)
    tags = [tag for tag, _ in outline.found]
    assert not {"script", "iframe", "img", "object", "embed", "form", "base"} & set(tags)
    assert [tags.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert not [key for _, attributes in outline.found for key in attributes if key == "style" or key.startswith("on")]
    ids = Counter(attributes["id"] for _, attributes in outline.found if "id" in attributes)
    assert max(ids.values()) == 1
    local = {(a.get("href") or "")[1:] for tag, a in outline.found if (a.get("href") or "").startswith("#")}
    assert local <= set(ids)


def test_every_step_shows_its_claims(page: str, answer: Answer) -> None:
    for step in answer.paths[0].steps:
        for claim in step.edge.claims:
            assert claim.anchor in page
            assert f"paragraph {claim.paragraph}" in page


def test_arrows_are_links_that_say_the_whole_step(page: str) -> None:
    named = [a["aria-label"] for a in Outline(page).all("a") if (a.get("aria-label") or "").startswith("Step ")]
    assert named == ["Step 1: tight upper trapezius is felt as headache. Source 1."]


def test_counter_evidence_stands_with_the_step(toy: KnowledgeGraph) -> None:
    page = render(toy, questions.origins(toy, Finding("neck-pain")), "html")
    assert "Said against it" in page
    assert "A forward head is said not to be what makes a neck hurt." in page


def test_a_step_that_routes_share_is_told_once(page: str) -> None:
    assert page.count("Tightness of the upper trapezius makes itself felt as a headache.") == 1
    assert "where it is first told" in page


def test_nothing_found_shows_the_nearest_misses(toy: KnowledgeGraph) -> None:
    query = Query("paths", start=Finding("hamstrings", "weak"), end=Finding("posterior-pelvic-tilt"))
    miss = NearMiss("weak is not tight", ("weak hamstrings", "tight hamstrings tilts into posterior pelvic tilt"))
    page = render(toy, Answer(query, "sha256:0", True, False, (), (), (), (miss,)), "html")
    assert "No path found." in page
    assert "weak is not tight" in page
    assert "that is not reassurance" in page


def test_members_and_an_unfinished_search_are_said(toy: KnowledgeGraph, answer: Answer) -> None:
    page = render(toy, replace(answer, members=answer.paths[:1], complete=False, more=True), "html")
    assert wording.APART in page
    assert "stopped before it had seen everything" in page


def test_a_page_of_one_route_is_small(toy: KnowledgeGraph, answer: Answer) -> None:
    for path in answer.paths:
        page = render(toy, replace(answer, paths=(path,)), "html")
        assert len(without_fonts(page).encode()) <= 64_000
        assert len(page.encode()) <= 94_000


@pytest.mark.parametrize("symptom", ["headache", "neck-stiffness", "buttock-pain"])
def test_pages_of_the_founding_articles_stay_small(founding: KnowledgeGraph, symptom: str) -> None:
    kg = founding
    answer = questions.origins(kg, Finding(symptom))
    sizes = [
        len(without_fonts(render(kg, replace(answer, paths=(path,), members=()), "html")).encode())
        for path in answer.paths
    ]
    assert max(sizes) <= 64_000
    assert len(without_fonts(render(kg, answer, "html")).encode()) <= 9_000 * len(sizes) + 30_000


# ---------------------------------------------------------------- hostile data


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_becomes_markup(mini: Dataset, toy: KnowledgeGraph, page: str, payload: str) -> None:
    kg = build(poisoned(mini, payload))
    answer = questions.origins(kg, Finding("headache"))
    hostile, tame = Outline(render(kg, answer, "html")), Outline(page)
    assert {tag for tag, _ in hostile.found} <= {tag for tag, _ in tame.found} | {"a"}
    names = {key for _, attributes in tame.found for key in attributes}
    assert {key for _, attributes in hostile.found for key in attributes} <= names
    hrefs = [attributes["href"] or "" for _, attributes in hostile.found if "href" in attributes]
    assert all(href.startswith(("#", "https://", "http://", "data:,")) for href in hrefs)
    assert len(hostile.all("style")) == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_breaks_out_of_a_picture(mini: Dataset, payload: str) -> None:
    from xml.etree import ElementTree

    kg = build(poisoned(mini, payload))
    answer = questions.origins(kg, Finding("headache"))
    root = ElementTree.fromstring(picture(kg, answer.paths[-1], red_flags=answer.red_flags))
    names = {node.tag.partition("}")[2] for node in root.iter()}
    allowed = "svg title desc defs rect text g use path circle ellipse clipPath pattern"
    assert names <= set(allowed.split(" "))
