"""What other sites show where the address of a page is pasted."""

from __future__ import annotations

import json
import re

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
    assert f'type="application/json+oembed" href="{BASE}symptom/headache.oembed.json"' in html
    made = json.loads(there.file("symptom/headache.oembed.json").body)
    assert (made["version"], made["type"], made["provider_url"]) == ("1.0", "rich", BASE)
    source = re.search(r'src="([^"]*)"', made["html"])
    assert source is not None
    assert source[1] == f"{BASE}embed/v1/symptom/headache{suffix}"
    framed = there.file(source[1].removeprefix(BASE).removesuffix(".html"))
    assert framed.abroad
    picture = there.file("symptom/headache.card.png")
    assert picture.body.startswith(b"\x89PNG")
    for file in (framed, picture, there.file("symptom/headache.oembed.json")):
        assert verify(toy, stamped.read(file.body)).same
    size = [int.from_bytes(picture.body[at : at + 4], "big") for at in (16, 20)]
    assert size == [made["thumbnail_width"], made["thumbnail_height"]] == [1200, 630]


def test_on_files_entities_have_pictures_only_where_they_are_asked_for(toy: KnowledgeGraph) -> None:
    pytest.importorskip("resvg_py")
    usual, every = (Explorer(toy, frozen=True, base=BASE, previews=one) for one in (False, True))
    assert "og:image" not in tags(text(usual, "entity/upper-trapezius"))
    assert "og:image" in tags(text(every, "entity/upper-trapezius"))
    assert "oembed" not in text(every, "entity/upper-trapezius")


@pytest.mark.parametrize("base", ["a.example", "javascript:x", "https://a.example/?x", "ftp://a.example/"])
def test_what_is_no_address_of_a_site_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="no address of a site"):
        cards.read_base(base)


def test_a_long_description_is_cut_at_a_word(toy: KnowledgeGraph) -> None:
    card = cards.Card("x", "word " * 99, "entity/x", toy, toy.entity("headache"))
    assert len(card.summary) <= 162
    assert card.summary.endswith("word …")
