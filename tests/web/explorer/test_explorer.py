"""The pages of the explorer as text: whole, safe, cited, the same every time, served and frozen alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hostile import PAYLOADS, poisoned
from serving import one_of_each, text

from refgraph.errors import NoPageError, RefusedError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.report.records import entity_json
from refgraph.web.explorer import Explorer
from refgraph.web.explorer.downloads import installed

NOTICE = "Information, not a diagnosis."


def test_every_kind_of_page_is_there(explorer: Explorer) -> None:
    kinds = {
        "",
        "red-flags",
        "signs",
        "names",
        "sources",
        "disputes",
        "evidence",
        "curation",
        "embed",
        "network",
        "interactive",
        "symptom",
        "paths",
        "entity",
        "source",
        "path",
        "choose",
        "compare",
    }
    assert set(one_of_each(explorer)) == kinds


def test_every_page_says_that_it_is_no_diagnosis_and_has_one_heading(explorer: Explorer) -> None:
    for address in explorer.addresses():
        html = text(explorer, address)
        assert NOTICE in html, address
        assert html.count("<h1") == 1, address


def test_red_flags_come_before_any_path(explorer: Explorer) -> None:
    for address in (one_of_each(explorer)["path"], one_of_each(explorer)["compare"]):
        html = text(explorer, address)
        assert html.index("All warning signs") < html.index('class="steps walked"')


def test_json_stands_beside_every_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    for address in explorer.addresses():
        assert json.loads(explorer.file(f"{address or 'index'}.json").body), address
    answer = json.loads(explorer.file("symptom/headache.json").body)
    assert answer["paths"][0]["steps"][0]["claims"][0]["id"]
    assert json.loads(explorer.file("entity/piriformis.json").body) == entity_json.show(toy, "piriformis")


@pytest.mark.parametrize(
    "address",
    [
        "nothing",
        "symptom",
        "symptom/nothing",
        "symptom/piriformis",
        "symptom/headache/more",
        "entity/../etc/passwd",
        "entity/%00",
        "source/none",
        "path/a/b/c",
        "path/piriformis/headache/0000000000",
        "symptom/headache.svg",
        "entity/x--000000000000",
        "names/",
        "//",
    ],
)
def test_nothing_stands_there(explorer: Explorer, address: str) -> None:
    with pytest.raises(NoPageError):
        explorer.file(address)


def test_too_much_is_refused(explorer: Explorer) -> None:
    for address, query in (("names/" + "a" * 700, {}), ("names", {"q": ["a" * 201]}), ("names", {"q": ["a"] * 61})):
        with pytest.raises(RefusedError):
            explorer.file(address, query)


def test_served_and_frozen_pages_differ_in_links_alone(explorer: Explorer, toy: KnowledgeGraph) -> None:
    frozen = Explorer(toy, frozen=True, pictures=installed())
    for address in explorer.addresses():
        assert _bare(text(explorer, address)) == _bare(text(frozen, address)), address


def _bare(html: str) -> str:
    """A page without what differs: where links lead, the policy in a meta element, who answers, what is left out."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", html)
    html = re.sub(r' data-suffix="[^"]*"| data-here hidden(?=>)| data-other="[^"]*"', "", html)
    html = re.sub(
        r"<script>.*?</script>\n?", "", html, flags=re.DOTALL
    )  # the server reads what a frozen page reads itself
    html = re.sub(r' · <a href="[^"]*">Move around in it</a>', "", html)
    html = re.sub(r' <a href="[^"]*">For a frame</a>| <a href="[^"]*" lang="es" hreflang="es">Español</a>', "", html)
    html = re.sub(r'href="[^"]*/[0-9a-f]{10}[^"]*"|(?<=<h[34]><a )href="[^"]*"', "", html)
    html = re.sub(r'(href|action)="((?:\.\./)*)(?:\./|index\.html)"', r'\1="\2"', html)
    return re.sub(r'((?:href|action)="(?!https?:)[^"#]*?)\.html(?=["#])', r"\1", html)


class _Tags(HTMLParser):
    """Everything in a page that could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "style", "autofocus"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action"):
                self.links.append(value or "")


_STRANGE = {"iframe", "object", "embed", "base", "img", "math", "form-x", "animate", "template", "textarea"}


def pages(explorer: Explorer) -> Iterator[tuple[str, str]]:
    for address in one_of_each(explorer).values():
        if not address.endswith("/interactive"):
            yield address, text(explorer, address)
    yield "error", explorer.error_page(404, PAYLOADS[0], [(PAYLOADS[1], "")]).body.decode()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_payload_becomes_markup(mini: Dataset, number: int) -> None:
    for address, html in pages(Explorer(build(poisoned(mini, PAYLOADS[number])), frozen=True)):
        tags = _Tags()
        tags.feed(html)
        assert tags.found.count("script") == 1, address
        assert tags.found.count("meta") <= 6, address
        assert not _STRANGE & set(tags.found), address
        assert not [tag for tag in tags.found if " " in tag], address
        strange = [link for link in tags.links if not re.match(r"https?://|#|[\w./-]*(?:[?#]|$)|data:,$", link)]
        assert not strange, address


def test_two_explorers_write_the_same_bytes(toy: KnowledgeGraph) -> None:
    one, other = Explorer(toy), Explorer(toy)
    for address in one_of_each(one).values():
        assert one.file(address) == other.file(address)


FONT = re.compile(rb"data:font/[^)\"']*")


def test_path_pages_stay_small(founding: KnowledgeGraph) -> None:
    """Without fonts; those of the founding articles, as a site has them, the longest and the best told first."""
    explorer = Explorer(founding, frozen=True)
    listed = [address for address in explorer.addresses() if address.startswith("path/")]
    sizes = {address: len(FONT.sub(b"", explorer.file(address).body)) for address in listed}
    assert len(sizes) > 100
    assert max(sizes.values()) <= 67_000, max(sizes, key=lambda address: sizes[address])
