"""Slides of a subject: as a page for a clicker, as numbered pictures in a zip, or as PPTX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refgraph.drawing.slides import answer, blank, entity, path
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.svg import Paint
from refgraph.model.answers import Answer
from refgraph.model.vocabulary import Entity
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, one_of
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

FORMS = ("html", "svg", "png", "pptx")
# What a file's ending says of its form.
SUFFIXES: Mapping[str, str] = {".html": "html", ".zip": "svg", ".pptx": "pptx"}


def slides(kg: KnowledgeGraph, subject: Subject, *, to: str = "html", **presentation: Any) -> str | bytes:
    """Tell a subject step by step on slides of 16:9.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        to: one of `FORMS`: a page, a zip of numbered pictures (`svg`, `png`), or PPTX.
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
    paint = Paint(kg.schema, baked=baked, dark=how.dark)
    if isinstance(subject, Entity):
        made = entity.deck(kg, subject, paint, title=how.title, credit=how.credit)
    elif subjects.form_of(subject, how) == subjects.ANSWER:
        shown = subjects.answer_view(kg, subject, how)
        made = answer.deck(kg, shown.answer, paint, title=how.title, credit=how.credit)
    else:
        made = _path(kg, subject, how, paint)
    return made if how.labels == "on" else blank.deck(made)


def _path(kg: KnowledgeGraph, found: Answer, how: Presentation, paint: Paint) -> Deck:
    shown = subjects.path_view(kg, found, how)
    return path.deck(kg, shown.answer, shown.answer.paths[0], paint, title=how.title, credit=how.credit)


def _pictures(made: Deck, to: str) -> bytes:
    from refgraph.drawing.slides import picture
    from refgraph.storage.archive import packed

    drawn = [svg.encode() for svg in picture.svgs(made)] if to == "svg" else list(picture.pngs(made))
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
