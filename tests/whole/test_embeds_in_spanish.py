"""Whatever a teacher takes along speaks Spanish, and marks as English what nobody has translated."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from leftovers import english_in, leftovers

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import ENGLISH, pieces, speaking, voice
from refgraph.model.statements import Finding
from refgraph.report.words.languages import voice_of
from refgraph.report.words.warning.line import parts
from refgraph.report.words.warning.signs import signs_of
from refgraph.search import questions
from refgraph.teaching.values import LINK, ORIGIN
from refgraph.web.embeds import EMBEDS
from refgraph.web.embeds.learning.quiz import made as quiz_made
from refgraph.web.embeds.presentation import Presentation

HEADACHE = Finding("headache")


def _made(kg: KnowledgeGraph, kind: str, form: str, **options: Any) -> Any:
    if form == "entity":
        return EMBEDS[kind].make(kg, kg.entity("piriformis"), lang="es", **options)
    if form == "path":
        found = questions.paths(kg, Finding("hamstrings", "tight"), Finding("neck-pain"))
        return EMBEDS[kind].make(kg, found, lang="es", **options)
    whole = {} if kind in ("quiz", "moodle", "anki", "scorm") else {"whole": True}
    return EMBEDS[kind].make(kg, questions.origins(kg, HEADACHE), lang="es", **whole, **options)


def _page(made: Any) -> str:
    return str(getattr(made, "page", None) or getattr(made, "text", None) or made)


@pytest.mark.parametrize("form", ["answer", "path", "entity"])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("iframe", {"address": "x.html"}),
        ("slides", {}),
        ("handout", {"to": "html"}),
        ("handout", {"to": "html", "keyed": True, "labels": "numbers"}),
        ("slides", {"labels": "numbers"}),
    ],
)
def test_a_page_is_spanish_but_for_what_is_marked(
    real: KnowledgeGraph, kind: str, options: dict[str, Any], form: str
) -> None:
    page = _page(_made(real, kind, form, **options))
    assert '<html lang="es"' in page
    assert list(leftovers(page)) == []
    # A sheet to be labelled names nothing and cites nobody.
    assert ' lang="en"' in page or "labels" in options
    assert voice() is ENGLISH


@pytest.mark.parametrize("key", ["headache", "neck-pain", "hip-pain"])
def test_a_quiz_is_spanish_but_for_what_is_marked(real: KnowledgeGraph, key: str) -> None:
    page = EMBEDS["quiz"].make(real, questions.origins(real, Finding(key)), lang="es").page
    assert list(leftovers(page)) == []
    kinds = set(re.findall(r'data-kind="([\w-]+)"', page))
    assert len(kinds) >= 3, kinds


@pytest.mark.parametrize("key", ["headache", "hip-pain", "neck-pain"])
def test_no_choice_of_a_quiz_is_english(real: KnowledgeGraph, key: str) -> None:
    page = EMBEDS["quiz"].make(real, questions.origins(real, Finding(key)), lang="es").page
    choices = re.findall(r"<label\b[^>]*>.*?</label>", page, re.DOTALL)
    assert len(choices) > 10
    assert [choice for choice in choices if 'lang="en"' in choice] == []


def test_a_quiz_asks_the_same_in_spanish(founding: KnowledgeGraph) -> None:
    asked = [
        re.findall(r'data-kind="([\w-]+)"', EMBEDS["quiz"].make(founding, found, lang=lang).page)
        for found in [questions.origins(founding, HEADACHE)]
        for lang in ("en", "es")
    ]
    assert asked[0] == asked[1] != []


def test_a_lesson_is_spanish_but_for_what_is_marked(real: KnowledgeGraph) -> None:
    assert list(leftovers(_page(_made(real, "lesson", "path")))) == []


@pytest.mark.parametrize("form", ["answer", "path", "entity"])
@pytest.mark.parametrize("kind", ["quarto", "myst"])
def test_a_block_is_spanish_but_for_what_is_marked(real: KnowledgeGraph, kind: str, form: str) -> None:
    text = re.sub(r"<!--.*?-->", "", _made(real, kind, form, address="x.svg").text, flags=re.DOTALL)
    # A text alternative cannot be marked in parts; the names of directives are English.
    text = re.sub(r'(fig-alt="[^"]*"|^:(alt|name):.*$|unless-format|when-format)', "", text, flags=re.MULTILINE)
    assert [said for said in leftovers(text) if "content-visible" not in said] == []


@pytest.mark.parametrize("form", ["answer", "path", "entity"])
def test_a_notebook_is_spanish_but_for_what_is_marked(real: KnowledgeGraph, form: str) -> None:
    cells = json.loads(_made(real, "jupyter", form))["cells"]
    told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    shown = "".join(cells[1]["outputs"][0]["data"]["text/html"])
    assert '<div class="refgraph" lang="es">' in shown
    told = [re.sub(r' alt="[^"]*"', "", shown), told[1]]
    assert [said for text in told for said in leftovers(text)] == []


def test_a_question_bank_is_spanish_but_for_what_is_marked(real: KnowledgeGraph) -> None:
    bank = _made(real, "moodle", "answer")
    held = [re.sub(r' alt="[^"]*"', "", html) for html in re.findall(r"<!\[CDATA\[(.*?)\]\]>", bank, re.DOTALL)]
    assert held
    assert all(html.startswith('<div lang="es">') for html in held)
    assert [said for html in held for said in leftovers(html)] == []


def test_a_deck_is_spanish_but_for_what_is_marked(real: KnowledgeGraph, tmp_path: Path) -> None:
    notes = list(_notes(_made(real, "anki", "answer"), tmp_path))
    assert notes
    assert [said for note in notes for field in note.split("\x1f") for said in leftovers(field)] == []
    assert all(note.startswith('<div lang="es">') for note in notes)


def _notes(deck: bytes, folder: Path) -> Iterator[str]:
    held = folder / "collection.anki2"
    with ZipFile(BytesIO(deck)) as package:
        held.write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(held)) as database:
        yield from (fields for (fields,) in database.execute("select flds from notes"))


def test_a_package_holds_the_spanish_page(founding: KnowledgeGraph) -> None:
    with ZipFile(BytesIO(_made(founding, "scorm", "answer"))) as package:
        page = package.read("index.html").decode()
        assert "<title>Cuestionario: dolor de cabeza</title>" in package.read("imsmanifest.xml").decode()
    assert '<html lang="es"' in page
    assert list(leftovers(page)) == []


def test_each_run_of_a_presentation_says_its_language(real: KnowledgeGraph) -> None:
    from pptx import Presentation as Slides

    shown = Slides(BytesIO(_made(real, "slides", "path", to="pptx")))
    runs = [
        (run._r.rPr.get("lang"), run.text)
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {lang for lang, _ in runs} == {"es-MX", "en-GB"}
    assert [text for lang, text in runs if lang != "en-GB" and english_in(text)] == []
    assert shown.core_properties.language == "es"


def test_a_card_names_its_frame_in_spanish(founding: KnowledgeGraph) -> None:
    made = json.loads(_made(founding, "oembed", "path", address="https://a.example/x.html"))
    assert made["title"].endswith(" → dolor de cuello")
    assert english_in(made["html"].partition('title="')[2].partition('"')[0]) == []


def test_a_handout_says_its_language_in_the_pdf(founding: KnowledgeGraph) -> None:
    pytest.importorskip("typst")
    assert re.search(rb"/Lang ?\(es\)", _made(founding, "handout", "path"))


def test_a_warning_is_told_in_spanish(real: KnowledgeGraph) -> None:
    felt = [entity.key for entity in real.entities("symptom")][:60]
    with speaking(voice_of("es")):
        for key in felt:
            answer = questions.origins(real, Finding(key), top=1)
            told, _ = parts(real, answer, signs_of(real, answer.warning))
            spanish = " ".join(part for part, apart in pieces(told) if not apart)
            assert english_in(spanish) == [], told


@pytest.mark.parametrize("key", ["headache", "neck-pain", "hip-pain", "lower-back-pain", "sciatica"])
def test_no_answer_is_told_by_its_language(real: KnowledgeGraph, key: str) -> None:
    with speaking(voice_of("es")):
        asked = quiz_made(real, questions.origins(real, Finding(key)), Presentation(lang="es"), 1, 12).questions
        for one in asked:
            if one.kind in (LINK, ORIGIN):
                english = {choice.key: all(apart for _, apart in pieces(choice.label)) for choice in one.choices}
                right = english[one.answer[0]]
                assert list(english.values()).count(right) > 1, [choice.label for choice in one.choices]
