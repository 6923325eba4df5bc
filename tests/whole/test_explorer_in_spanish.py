"""The explorer in another language: what an address asks for, what keeps it, and what stays English."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from leftovers import leftovers

from refgraph.errors import MovedError, NoPageError, RefusedError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import ENGLISH, voice
from refgraph.web.explorer import Explorer, pages
from refgraph.web.explorer.page import PageKind
from refgraph.web.site import freeze

SPANISH = {"lang": ["es"]}
TRANSLATED = ("", "symptom/headache", "entity/gluteals", "names")


@pytest.fixture(scope="module")
def explorer(founding: KnowledgeGraph) -> Explorer:
    return Explorer(founding)


@pytest.mark.parametrize("address", TRANSLATED)
def test_a_page_speaks_the_language_that_is_asked_for(explorer: Explorer, address: str) -> None:
    first, english, again = (explorer.file(address, asked).body.decode() for asked in (SPANISH, {}, SPANISH))
    # What is kept of a page is told again with what of it is English.
    assert first == again
    assert '<html lang="es">' in first
    assert '<html lang="en">' in english
    assert "lang=es" in first
    assert 'lang="en"' not in english.partition("<body")[2]
    assert list(leftovers(first)) == []
    assert voice() is ENGLISH


@pytest.fixture(scope="module")
def standing(explorer: Explorer) -> dict[tuple[str, int], list[str]]:
    """The addresses of each kind of page, by its name and how many parts follow that."""
    found: dict[tuple[str, int], list[str]] = {}
    for address in explorer.addresses():
        name, *parts = address.split("/")
        found.setdefault((name, len(parts)), []).append(address)
    return found


@pytest.mark.parametrize("kind", pages.kinds(), ids=lambda kind: f"{kind.name or 'start'}-{kind.parts}")
def test_every_kind_of_page_speaks_the_language(
    explorer: Explorer, standing: dict[tuple[str, int], list[str]], kind: PageKind
) -> None:
    every = standing[kind.name, kind.parts]
    for address in dict.fromkeys((every[0], every[len(every) // 2], every[-1])):
        page, english = (explorer.file(address, asked).body.decode() for asked in (SPANISH, {}))
        assert re.search(r'<html lang="es"', page), address
        assert list(leftovers(page)) == [], address
        assert 'lang="' not in re.sub(r'<html lang="en"|lang="es" hreflang="es"', "", english), address
        # A frame stands in somebody else's page and leads out of it, to where that asks for no language.
        assert kind.name == "embed" or [there for there in _inside(page) if "lang=es" not in there] == [], address


def _inside(page: str) -> list[str]:
    """Where the links and forms of a page lead within the explorer, other than to files and to other languages."""
    links = re.findall(r"<a\b([^>]*)>", page)
    there = (
        unescape(found[1]) for tag in links if "hreflang" not in tag and (found := re.search(r'href="([^"]*)"', tag))
    )
    inside = (one for one in there if not one.startswith(("http", "#")))
    return [one for one in inside if not re.search(r"\.(json|bib|txt)$", one)]


def test_a_form_keeps_the_language(explorer: Explorer) -> None:
    for address in ("names", "paths/headache", "compare/headache"):
        page = explorer.file(address, SPANISH).body.decode()
        forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
        assert len(forms) > (address != "names")
        assert all('name="lang" value="es"' in form for form in forms), address


def test_what_is_refused_is_told_in_the_language(explorer: Explorer) -> None:
    with pytest.raises(RefusedError, match="no es un valor de «category»"):
        explorer.file("paths/headache", {**SPANISH, "category": ["x"]})
    with pytest.raises(RefusedError, match="demasiado larga"):
        explorer.file("x" * 700, SPANISH)
    with pytest.raises(NoPageError, match="Ninguna fuente tiene aquí esta clave"):
        explorer.file("source/nobody", SPANISH)


def test_a_redirect_keeps_the_language(explorer: Explorer) -> None:
    with pytest.raises(MovedError) as moved:
        explorer.file("symptom/headache", {**SPANISH, "category": ["muscle"]})
    assert moved.value.address == "paths/headache?category=muscle&lang=es"
    with pytest.raises(MovedError) as moved:
        explorer.file("names", {**SPANISH, "q": ["Dolor de cabeza"]})
    assert moved.value.address == "symptom/headache?lang=es"


def test_an_error_is_told_in_the_language(explorer: Explorer) -> None:
    with pytest.raises(NoPageError) as missing:
        explorer.file("nothing/at/all", SPANISH)
    page = explorer.error_page(404, str(missing.value), missing.value.near, SPANISH).body.decode()
    assert "<h1>Esta página no existe</h1>" in page
    assert "No hay nada en esta dirección." in page
    assert list(leftovers(page)) == []


def test_a_language_that_there_is_not_is_refused(explorer: Explorer, founding: KnowledgeGraph) -> None:
    with pytest.raises(RefusedError, match="no language “tlh”"):
        explorer.file("", {"lang": ["tlh"]})
    with pytest.raises(UsageError, match="unknown language"):
        Explorer(founding, lang="tlh")
    assert b'lang="en"' in explorer.error_page(400, "x", query={"lang": ["tlh"]}).body


def test_data_stay_english_and_names_are_found_by_both(explorer: Explorer) -> None:
    pair = "compare/hip-pain"
    choice = json.loads(explorer.file(f"{pair}.json").body)["paths"]
    two = "/".join(one["address"].removeprefix("path/") for one in choice[:2])
    for address in (
        "symptom/headache",
        "disputes",
        "evidence",
        "curation",
        "red-flags",
        "sources",
        pair,
        f"compare/{two}",
    ):
        told, same = (explorer.file(f"{address}.json", asked).body for asked in (SPANISH, {}))
        assert told == same, address
    names = {row[0]: row for row in json.loads(explorer.file("names.json", SPANISH).body)["names"]}
    assert names["dolor de cabeza"][3].split("|")[:2] == ["dolor de cabeza", "headache"]


def test_a_site_in_spanish(toy: KnowledgeGraph, tmp_path: Path) -> None:
    freeze(toy, tmp_path / "site", lang="es")
    start = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="es">' in start
    assert "?lang=" not in start
    assert 'hreflang="en"' not in start
    missing = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert "Esta página no existe" in missing
    frame = (tmp_path / "site" / "embed" / "v1" / "symptom" / "headache.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in frame
