"""The explorer in another language: what an address asks for, what keeps it, and what stays English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from leftovers import leftovers

from refgraph.errors import MovedError, NoPageError, RefusedError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import ENGLISH, voice
from refgraph.web.explorer import Explorer, pages
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


def test_a_page_that_is_not_translated_is_english_and_its_links_keep_the_language(explorer: Explorer) -> None:
    page = explorer.file("red-flags", SPANISH).body.decode()
    assert '<html lang="en">' in page
    assert 'href="names?lang=es"' in page


def test_pages_that_were_promised_are_translated() -> None:
    assert {kind.name for kind in pages.kinds() if kind.translated} == {"", "symptom", "path", "entity", "names"}


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
    with pytest.raises(RefusedError, match="no language 'tlh'"):
        explorer.file("", {"lang": ["tlh"]})
    with pytest.raises(UsageError, match="unknown language"):
        Explorer(founding, lang="tlh")
    assert b'lang="en"' in explorer.error_page(400, "x", query={"lang": ["tlh"]}).body


def test_data_stay_english_and_names_are_found_by_both(explorer: Explorer) -> None:
    told, same = (explorer.file("symptom/headache.json", asked).body for asked in (SPANISH, {}))
    assert told == same
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
