"""What other sites show where the address of a page is pasted."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from serving import text

from refgraph.errors import NoPageError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.io import stamped
from refgraph.web.embeds.verify import verify
from refgraph.web.explorer import Explorer, cards

BASE = "https://a.example/pain/"


def tags(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<meta (?:name="description" )?(?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">', html)
    )


@pytest.mark.parametrize("page", ["symptom/headache", "entity/upper-trapezius"])
def test_without_an_address_there_are_words_and_nothing_absolute(explorer: Explorer, page: str) -> None:
    html = text(explorer, page)
    assert re.search(r'<meta name="description" content="[^"]{20,}">', html)
    assert "og:" not in html
    assert "oembed" not in html
    for ending in (cards.OEMBED, cards.PREVIEW):
        with pytest.raises(NoPageError):
            explorer.file(page + ending)


@pytest.mark.parametrize("frozen", [False, True])
def test_with_an_address_a_card_leads_to_frame_and_picture(toy: KnowledgeGraph, frozen: bool) -> None:
    pytest.importorskip("resvg_py")
    there = Explorer(toy, frozen=frozen, base=BASE.rstrip("/"))
    html, suffix = text(there, "symptom/headache"), ".html" if frozen else ""
    assert {"og:title", "og:description", "og:type", "twitter:card"} <= set(tags(html))
    assert tags(html)["og:url"] == f"{BASE}symptom/headache{suffix}"
    assert tags(html)["og:image"] == f"{BASE}symptom/headache.card.png"
    found = re.search(r'type="application/json\+oembed" href="([^"]*)"', html)
    assert found is not None
    document = _document(there, unescape(found[1]))
    made = json.loads(document)
    assert (made["version"], made["type"], made["provider_url"]) == ("1.0", "rich", BASE)
    source = re.search(r'src="([^"]*)"', made["html"])
    assert source is not None
    assert source[1] == f"{BASE}embed/v1/symptom/headache{suffix}"
    framed = there.file(source[1].removeprefix(BASE).removesuffix(".html"))
    assert framed.abroad
    picture = there.file("symptom/headache.card.png")
    assert picture.body.startswith(b"\x89PNG")
    for body in (framed.body, picture.body, document):
        assert verify(toy, stamped.read(body)).same
    size = [int.from_bytes(picture.body[at : at + 4], "big") for at in (16, 20)]
    assert size == [made["thumbnail_width"], made["thumbnail_height"]] == [1200, 630]


def _document(there: Explorer, address: str) -> bytes:
    """What stands at the address of a discovery link: beside the page on files, else at the endpoint."""
    place, _, question = address.removeprefix(BASE).partition("?")
    return there.oembed(parse_qs(question)).body if question else there.file(place).body


def test_on_files_every_page_with_a_frame_has_its_document_and_a_picture_that_is_there(toy: KnowledgeGraph) -> None:
    pytest.importorskip("resvg_py")
    files = {file.name: file for file in Explorer(toy, frozen=True, base=BASE, forms=False).files()}
    framed = [name.removeprefix("embed/v1/") for name in files if name.startswith("embed/v1/")]
    assert {name.partition("/")[0] for name in framed} == {"symptom", "entity", "path"}
    pages = [
        name for name in files if name.endswith(".html") and name.partition("/")[0] in ("symptom", "entity", "path")
    ]
    assert framed == pages
    for name in framed:
        html = files[name].body.decode()
        document = re.search(r'type="application/json\+oembed" href="([^"]*)"', html)
        assert document is not None
        made = json.loads(files[document[1].removeprefix(BASE)].body)
        assert f'src="{BASE}embed/v1/{name}"' in made["html"]
        assert made["thumbnail_url"] == tags(html)["og:image"]
        assert files[made["thumbnail_url"].removeprefix(BASE)].body.startswith(b"\x89PNG")


def test_on_files_pages_share_pictures_unless_each_is_to_have_its_own(toy: KnowledgeGraph, longest: str) -> None:
    pytest.importorskip("resvg_py")
    usual, every = (Explorer(toy, frozen=True, base=BASE, previews=one) for one in (False, True))
    target = longest.split("/")[2]
    for page, shared in (
        ("entity/upper-trapezius", "index"),
        ("entity/headache", "symptom/headache"),
        (longest, f"symptom/{target}"),
    ):
        assert tags(text(usual, page))["og:image"] == f"{BASE}{shared}.card.png"
        assert tags(text(every, page))["og:image"] == f"{BASE}{page}.card.png"
    assert usual.file("index.card.png").body.startswith(b"\x89PNG")
    assert not text(usual, "names").count("og:image")


def test_a_page_for_a_frame_on_files_is_the_one_that_a_server_gives(toy: KnowledgeGraph) -> None:
    files = {file.name: file.body for file in Explorer(toy, frozen=True, forms=False).files()}
    served = Explorer(toy)
    for page in ("embed/v1/symptom/headache", "embed/v1/entity/upper-trapezius"):
        assert files[f"{page}.html"] == served.file(page).body


@pytest.mark.parametrize("base", ["a.example", "javascript:x", "https://a.example/?x", "ftp://a.example/"])
def test_what_is_no_address_of_a_site_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="no address of a site"):
        cards.read_base(base)


def test_a_long_description_is_cut_at_a_word(toy: KnowledgeGraph) -> None:
    card = cards.Card("x", "word " * 99, "entity/x", toy, toy.entity("headache"))
    assert len(card.summary) <= 162
    assert card.summary.endswith("word …")
