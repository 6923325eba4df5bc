"""Slides of a subject: as a page for a clicker, as numbered pictures in a zip, or as PPTX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing.slides import answer, blank, entity, path
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.slides.parts import licence
from refgraph.drawing.svg import Paint
from refgraph.io import stamped
from refgraph.language.voice import tr
from refgraph.model.vocabulary import Entity
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words, one_of
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

FORMS = ("html", "svg", "png", "pptx")
# What a file's ending says of its form.
SUFFIXES: Mapping[str, str] = {".html": "html", ".zip": "svg", ".pptx": "pptx"}


@in_its_words
def slides(kg: KnowledgeGraph, subject: Subject, *, to: str = "", **presentation: Any) -> str | bytes:
    """Tell a subject step by step on slides of 16:9.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        to: one of `FORMS`: a page if empty, a zip of numbered pictures (`svg`, `png`), or PPTX.
        presentation: fields of `Presentation`; its shape is not used.

    Returns:
        The page as text, anything else as bytes.

    Raises:
        UsageError: the answer has no such path, there is no such form, or the extra that it needs is not installed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> made = slides(kg, questions.origins(kg, Finding("headache")))
        >>> made.splitlines()[0], made.count("<section ")
        ('<!DOCTYPE html>', 6)
    """
    how = Presentation(**presentation)
    to = to or FORMS[0]
    one_of(to, "form of slides", FORMS)
    made = deck(kg, subject, how, baked=to != "html")
    if to == "html":
        from refgraph.web.embeds.documents.slides_page import page

        return page(made, how.theme, how.lang)
    if to == "pptx":
        from refgraph.drawing.slides.powerpoint import pptx

        return pptx(made)
    return _pictures(made, to)


def deck(kg: KnowledgeGraph, subject: Subject, how: Presentation, *, baked: bool = True) -> Deck:
    """Tell a subject as a deck of slides.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.
        baked: whether colours stand in attributes; otherwise a style sheet gives them.

    Raises:
        UsageError: the answer has no such path.
    """
    told, stamp = _told(kg, subject, how, baked=baked), subjects.stamp_of(kg, subject, how)
    credit = f"{told.credit} · {tr('answer {hash}', hash=stamp.short)}"
    named = replace(told, credit=credit, slides=(*told.slides[:-1], licence(credit)))
    # Slides to be labelled do not carry their answers in plain sight.
    return replace(named, stamp=stamp.text) if how.labels == "on" else replace(blank.deck(named), stamp=stamp.folded)


def _told(kg: KnowledgeGraph, subject: Subject, how: Presentation, *, baked: bool) -> Deck:
    paint = Paint(kg.schema, baked=baked, dark=how.dark)
    if isinstance(subject, Entity):
        return entity.deck(kg, subject, paint, title=how.title, note=how.note, credit=how.credit)
    if subjects.form_of(subject, how) == subjects.ANSWER:
        shown = subjects.answer_view(kg, subject, how)
        return answer.deck(kg, shown.answer, paint, title=how.title, note=how.note, credit=how.credit)
    shown = subjects.path_view(kg, subject, how)
    note = " ".join(filter(None, [how.note, subjects.part_note(shown, subject, how)]))
    return path.deck(kg, shown.answer, shown.answer.paths[0], paint, title=how.title, note=note, credit=how.credit)


def _pictures(made: Deck, to: str) -> bytes:
    from refgraph.drawing.slides import picture
    from refgraph.storage.archive import packed

    if to == "svg":
        drawn = [stamped.svg(svg, made.stamp).encode() for svg in picture.svgs(made)]
    else:
        drawn = [stamped.png(png, made.stamp) for png in picture.pngs(made)]
    return packed({f"slide-{number:02}.{to}": one for number, one in enumerate(drawn, 1)})


KINDS: Mapping[str, Embed] = {
    "slides": Embed(
        slides,
        ".html",
        "text/html; charset=utf-8",
        "step by step for a projector: a page, SVG, PNG or PPTX",
        EVERY,
        ("to",),
    ),
}
