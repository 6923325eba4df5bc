"""The oEmbed endpoint answers for pages of its own explorer, within the limits that are asked for."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from serving import ask, served

from refgraph.errors import NoPageError, NoSuchFormError, RefusedError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer

BASE = "https://a.example/pain/"
SYMPTOM = f"{BASE}symptom/headache"


@pytest.fixture(scope="module")
def there(toy: KnowledgeGraph) -> Explorer:
    return Explorer(toy, base=BASE)


def told(there: Explorer, url: str, **asked: str) -> Any:
    return json.loads(there.oembed({"url": [url], **{name: [value] for name, value in asked.items()}}).body)


def source(made: Any) -> str:
    found = re.search(r'src="([^"]*)"', made["html"])
    assert found is not None
    return found[1]


@pytest.mark.parametrize("address", [SYMPTOM, f"{SYMPTOM}.html", f"{SYMPTOM}/", f"{SYMPTOM}#main"])
def test_a_page_is_told_by_each_of_its_addresses(there: Explorer, address: str) -> None:
    made = told(there, address, format="json")
    assert (made["version"], made["type"], made["provider_url"]) == ("1.0", "rich", BASE)
    assert source(made) == f"{BASE}embed/v1/symptom/headache"
    assert there.file(source(made).removeprefix(BASE)).abroad


def test_every_kind_of_page_with_a_frame_has_a_document(there: Explorer, longest: str) -> None:
    for page in ("symptom/headache", "entity/upper-trapezius", longest):
        assert source(told(there, BASE + page)) == f"{BASE}embed/v1/{page}"


def test_a_page_for_a_frame_keeps_what_it_was_asked(there: Explorer) -> None:
    made = told(there, f"{BASE}embed/v1/symptom/headache?theme=dark&title=Week+3&width=500")
    assert source(made) == f"{BASE}embed/v1/symptom/headache?theme=dark&amp;title=Week+3&amp;width=500"
    assert (made["title"], made["width"]) == ("Week 3", 500)
    assert told(there, f"{BASE}embed/v1/symptom/headache?rank=1")["title"] != told(there, SYMPTOM)["title"]


def test_limits_are_kept(there: Explorer) -> None:
    usual = told(there, SYMPTOM)
    narrow = told(there, SYMPTOM, maxwidth="300")
    assert narrow["width"] == 300
    assert narrow["height"] > usual["height"]
    assert 'width="300"' in narrow["html"]
    assert "thumbnail_url" not in narrow
    low = told(there, SYMPTOM, maxwidth="9999", maxheight="200")
    assert (low["width"], low["height"]) == (usual["width"], 200)
    assert told(there, SYMPTOM, maxwidth="100")["width"] == 100


def test_a_picture_that_is_small_enough_is_told(there: Explorer) -> None:
    pytest.importorskip("resvg_py")
    made = told(there, SYMPTOM, maxwidth="1200", maxheight="630")
    assert made["thumbnail_url"] == f"{SYMPTOM}.card.png"
    assert "thumbnail_url" not in told(there, SYMPTOM, maxheight="629")


@pytest.mark.parametrize(
    "url",
    [
        "https://b.example/pain/symptom/headache",
        "http://a.example/pain/symptom/headache",
        "https://a.example/symptom/headache",
        "https://a.example@b.example/pain/symptom/headache",
        "https://a.example:8/pain/symptom/headache",
        "//a.example/pain/symptom/headache",
        f"{BASE}symptom/nobody",
        f"{BASE}embed/v2/symptom/headache",
        f"{BASE}names",
        BASE,
        f"{BASE}symptom/headache?side=left",
        f"{BASE}../symptom/headache",
        "javascript:alert(1)",
        "symptom/headache",
    ],
)
def test_an_address_that_is_none_of_ours_is_not_there(there: Explorer, url: str) -> None:
    with pytest.raises(NoPageError):
        told(there, url)


@pytest.mark.parametrize(
    "asked", [{"maxwidth": "wide"}, {"maxheight": "0"}, {"maxwidth": "-1"}, {"maxwidth": "9" * 30}, {"url": ""}]
)
def test_what_is_asked_wrongly_is_refused(there: Explorer, asked: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        told(there, **{"url": SYMPTOM, **asked})
    with pytest.raises(RefusedError):
        told(there, f"{BASE}embed/v1/symptom/headache?theme=blue")


def test_another_form_than_json_is_not_there(there: Explorer) -> None:
    with pytest.raises(NoSuchFormError):
        told(there, SYMPTOM, format="xml")


def test_a_server_answers_as_the_standard_says(toy: KnowledgeGraph) -> None:
    with served(toy) as port:
        here = f"http://127.0.0.1:{port}/"
        found = ask(port, f"/oembed?url={quote(here + 'symptom/headache', safe='')}&format=json")
        assert (found.status, found.headers["content-type"]) == (200, "application/json")
        assert found.headers["cross-origin-resource-policy"] == "cross-origin"
        frame = source(json.loads(found.body))
        assert frame == f"{here}embed/v1/symptom/headache"
        assert ask(port, "/" + frame.removeprefix(here)).status == 200
        xml = ask(port, f"/oembed?url={quote(here + 'symptom/headache', safe='')}&format=xml")
        statuses = [ask(port, f"/oembed?url={there}").status for there in (f"{here}nothing", "https://a.example/", "")]
        assert [xml.status, *statuses] == [501, 404, 404, 400]
