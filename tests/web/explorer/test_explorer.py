"""The pages of the explorer as text: whole, safe, cited, the same every time, served and frozen alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import PAYLOADS, poisoned
from serving import one_of_each

from refgraph.errors import MovedError, NoPageError, RefusedError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import json as report_json
from refgraph.report import wording
from refgraph.search import questions
from refgraph.web.explorer import Explorer, addresses
from refgraph.web.explorer.downloads import installed

REAL = Path(__file__).parents[3] / "graph_data"
NOTICE = "Information, not a diagnosis."


@pytest.fixture(scope="module")
def explorer(toy: KnowledgeGraph) -> Explorer:
    return Explorer(toy)


@pytest.fixture(scope="module")
def longest(toy: KnowledgeGraph) -> str:
    return addresses.path(max(questions.origins(toy, Finding("headache")).paths, key=lambda path: len(path.steps)))


def text(explorer: Explorer, address: str, **query: list[str]) -> str:
    return explorer.file(address, query).body.decode()


# ---------------------------------------------------------------- every page


def test_every_kind_of_page_is_there(explorer: Explorer) -> None:
    kinds = {
        "",
        "names",
        "sources",
        "disputes",
        "evidence",
        "network",
        "symptom",
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


def test_red_flags_come_before_any_route(explorer: Explorer) -> None:
    for address in ("symptom/headache", one_of_each(explorer)["path"], one_of_each(explorer)["compare"]):
        html = text(explorer, address)
        assert html.index('id="red-flags"') < html.index(NOTICE) < html.index('class="meta"', html.index(NOTICE))


def test_json_stands_beside_every_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    for address in explorer.addresses():
        assert json.loads(explorer.file(f"{address or 'index'}.json").body), address
    answer = json.loads(explorer.file("symptom/headache.json").body)
    assert answer["paths"][0]["steps"][0]["claims"][0]["id"]
    assert json.loads(explorer.file("entity/piriformis.json").body) == report_json.show(toy, "piriformis")


def test_every_route_of_a_symptom_is_listed_and_leads_to_its_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    found = questions.origins(toy, Finding("headache"))
    html = text(explorer, "symptom/headache")
    for path in found.paths:
        address = addresses.path(path)
        assert addresses.relative("symptom/headache", address) in html
        told = json.loads(explorer.file(f"{address}.json").body)
        assert told["paths"][0]["steps"] == report_json.path(toy, path)["steps"]


def test_a_path_names_its_rivals_by_their_numbers_on_the_page_of_its_symptom(mini: Dataset) -> None:
    opposite = replace(mini.schema.states["tight"], opposite={"trigger-point": "These two exclude each other."})
    schema = replace(mini.schema, states={**mini.schema.states, "tight": opposite})
    kg = build(replace(mini, schema=schema))
    explorer, listed = Explorer(kg), questions.origins(kg, Finding("headache")).paths
    assert wording.RIVALS in text(explorer, "symptom/headache")
    for path in (one for one in listed if one.rivals):
        told = json.loads(explorer.file(f"{addresses.path(path)}.json").body)["paths"][0]
        assert (told["rank"], told["rivals"], told["verdict"]["abstains"]) == (path.rank, list(path.rivals), True)
        assert "No verdict: " in text(explorer, addresses.path(path))


def test_every_claim_of_an_article_stands_on_its_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    for source in toy.sources():
        html = text(explorer, addresses.source(source.key))
        for claim in toy.claims():
            if claim.source == source.key:
                assert f'id="claim-{claim.id.rpartition("#")[2]}"' in html


def test_every_flag_and_every_kind_of_evidence_is_explained(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "evidence")
    for flag in toy.schema.ranking.flags.values():
        assert flag.meaning in html
    for kind in toy.schema.ranking.evidence:
        assert kind.replace("-", " ") in html


# ---------------------------------------------------------------- filters and search


def test_filters_narrow_the_question(explorer: Explorer, toy: KnowledgeGraph) -> None:
    whole = json.loads(explorer.file("symptom/headache.json").body)["paths"]
    short = json.loads(explorer.file("symptom/headache.json", {"steps": ["2"]}).body)["paths"]
    assert 0 < len(short) < len(whole)
    assert all(path["hops"] <= 2 for path in short)
    html = text(explorer, "symptom/headache", steps=["2"])
    assert '<option value="2" selected>' in html
    assert 'href="headache.json?steps=2"' in html


@pytest.mark.parametrize(
    "query",
    [{"steps": ["9"]}, {"category": ["<b>"]}, {"source": ["none"]}, {"evidence": ["x"]}, {"side": ["left", "right"]}],
)
def test_a_filter_that_cannot_be_is_refused(explorer: Explorer, query: dict[str, list[str]]) -> None:
    with pytest.raises(RefusedError):
        explorer.file("symptom/headache", query)


def test_search(explorer: Explorer) -> None:
    assert 'href="symptom/headache"' in text(explorer, "names", q=["pain in the head"])
    assert "entity/upper-trapezius" in text(explorer, "names", q=["trapez"])
    assert "Nothing is called so" in text(explorer, "names", q=["zzzz qqqq"])


# ---------------------------------------------------------------- what is not there


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


def test_a_name_that_is_nearly_right_is_offered(explorer: Explorer) -> None:
    with pytest.raises(NoPageError) as caught:
        explorer.file("entity/piriform")
    assert ("piriformis", "entity/piriformis") in caught.value.near
    assert 'href="entity/piriformis"' in explorer.trouble(404, "x", caught.value.near).body.decode()


def test_too_much_is_refused(explorer: Explorer) -> None:
    for address, query in (("names/" + "a" * 700, {}), ("names", {"q": ["a" * 201]}), ("names", {"q": ["a"] * 61})):
        with pytest.raises(RefusedError):
            explorer.file(address, query)


def test_a_path_is_not_compared_with_itself_or_with_one_to_elsewhere(explorer: Explorer, longest: str) -> None:
    route = longest.removeprefix("path/")
    elsewhere = next(a for a in explorer.addresses() if a.startswith("path/") and "/headache/" not in a)
    for other in (route, elsewhere.removeprefix("path/")):
        with pytest.raises(RefusedError):
            explorer.file(f"compare/{route}/{other}")


def test_two_chosen_routes_have_an_address_of_their_own(explorer: Explorer, toy: KnowledgeGraph) -> None:
    one, other = (addresses.path_key(path) for path in questions.origins(toy, Finding("headache")).paths[1:3])
    with pytest.raises(MovedError) as moved:
        explorer.file("compare/headache", {"one": [one], "other": [other]})
    assert moved.value.address == f"compare/{one}/{other}"
    assert explorer.file(moved.value.address).body
    for chosen in ({"one": [one], "other": [one]}, {"one": [one]}, {"one": [one], "other": ["../../etc/passwd"]}):
        with pytest.raises(RefusedError):
            explorer.file("compare/headache", chosen)


def test_every_route_can_be_chosen_for_comparison(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "compare/headache")
    for path in questions.origins(toy, Finding("headache")).paths:
        assert html.count(f'<option value="{addresses.path_key(path)}"') == 2


# ---------------------------------------------------------------- to take along


def test_a_path_is_cited_with_its_articles(explorer: Explorer, longest: str) -> None:
    bibtex = explorer.file(f"{longest}.bib").body.decode()
    assert bibtex.startswith("@misc{refgraph-")
    assert "@misc{toy-hip," in bibtex
    items = json.loads(explorer.file(f"{longest}.csl.json").body)
    assert {item["id"] for item in items} >= {"toy-hip", f"refgraph-{longest.rpartition('/')[2]}"}
    assert "It rests on:" in explorer.file(f"{longest}.txt").body.decode()


def test_a_path_as_picture_table_and_diagram(explorer: Explorer, longest: str) -> None:
    assert explorer.file(f"{longest}.svg").body.startswith(b"<svg")
    assert explorer.file(f"{longest}.png").body.startswith(b"\x89PNG")
    assert explorer.file(f"{longest}.pdf").body.startswith(b"%PDF")
    assert b"," in explorer.file(f"{longest}.csv").body
    assert b"flowchart TD" in explorer.file(f"{longest}.mmd").body


def test_everything_beside_a_path_is_offered_on_its_page(explorer: Explorer, toy: KnowledgeGraph, longest: str) -> None:
    html, name = text(explorer, longest), longest.rpartition("/")[2]
    for ending in (".svg", ".png", ".pdf", ".csv", ".mmd", ".bib", ".csl.json", ".txt"):
        assert f'href="{name}{ending}" download' in html
    bare = Explorer(toy, pictures=())
    for ending in (".png", ".pdf"):
        assert f'href="{name}{ending}"' not in text(bare, longest)
        with pytest.raises(NoPageError):
            bare.file(longest + ending)


def test_no_picture_is_offered_of_letters_that_cannot_be_drawn(mini: Dataset) -> None:
    kg = build(poisoned(mini, "頭痛"))
    path = addresses.path(questions.origins(kg, Finding("headache")).paths[0])
    assert ".png" not in text(Explorer(kg), path)


# ---------------------------------------------------------------- addresses


def test_a_finding_comes_back_out_of_its_address(toy: KnowledgeGraph) -> None:
    for edge in toy.edges():
        for end in (edge.subject, edge.object):
            assert addresses.read_finding(toy, addresses.finding(end)) == end


def test_slugs_are_safe_anywhere() -> None:
    for key in (*PAYLOADS, "..", ".", "", "CON", "con", "nul", "a/b", "a.b", "x--0", "-a", "Ä", "a" * 300, "\ud800"):
        slug = addresses.slug(key)
        assert re.fullmatch(r"[a-z0-9-]{1,80}", slug), key
        assert addresses.unslug(slug, [key]) == key


# ---------------------------------------------------------------- served and frozen, hostile, the same


def test_served_and_frozen_pages_differ_in_links_alone(explorer: Explorer, toy: KnowledgeGraph) -> None:
    frozen = Explorer(toy, frozen=True, pictures=installed())
    for address in explorer.addresses():
        assert _bare(text(explorer, address)) == _bare(text(frozen, address)), address


def _bare(html: str) -> str:
    """A page without what is meant to differ: endings of links, the policy in a meta element, who answers a form."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", html)
    html = re.sub(r' data-suffix="[^"]*"| data-here hidden(?=>)', "", html)
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
        if address != "network":
            yield address, text(explorer, address)
    yield "trouble", explorer.trouble(404, PAYLOADS[0], [(PAYLOADS[1], "")]).body.decode()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_payload_becomes_markup(mini: Dataset, number: int) -> None:
    for address, html in pages(Explorer(build(poisoned(mini, PAYLOADS[number])), frozen=True)):
        tags = _Tags()
        tags.feed(html)
        assert tags.found.count("script") == 1, address
        assert tags.found.count("meta") <= 5, address
        assert not _STRANGE & set(tags.found), address
        assert not [tag for tag in tags.found if " " in tag], address
        strange = [link for link in tags.links if not re.match(r"https?://|#|[\w./-]*(?:[?#]|$)|data:,$", link)]
        assert not strange, address


def test_the_network_leads_back_to_the_start(toy: KnowledgeGraph, explorer: Explorer) -> None:
    assert '<a href="./">Back to the explorer</a>' in text(explorer, "network")
    assert '<a href="index.html">Back to the explorer</a>' in text(Explorer(toy, frozen=True), "network")


def test_two_explorers_write_the_same_bytes(toy: KnowledgeGraph) -> None:
    one, other = Explorer(toy), Explorer(toy)
    for address in one_of_each(one).values():
        assert one.file(address) == other.file(address)


FONT = re.compile(rb"data:font/[^)\"']*")


def test_path_pages_stay_small() -> None:
    """Without fonts; those of the founding articles, as a site has them, the longest and the best told first."""
    explorer = Explorer(open_graph(REAL), frozen=True)
    listed = [address for address in explorer.addresses() if address.startswith("path/")]
    sizes = {address: len(FONT.sub(b"", explorer.file(address).body)) for address in listed}
    assert len(sizes) > 200
    assert max(sizes.values()) <= 60_000, max(sizes, key=lambda address: sizes[address])
