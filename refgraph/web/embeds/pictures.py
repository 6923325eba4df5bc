"""A path, all origins of a symptom, or an entity as a picture: SVG, PNG and PDF, with caption, sources and credit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from refgraph.drawing import entity as entities
from refgraph.drawing import sheet, unlabelled
from refgraph.drawing.caption import Caption
from refgraph.drawing.origins import picture as origins_picture
from refgraph.drawing.typeface import missing
from refgraph.errors import UsageError
from refgraph.io import stamped
from refgraph.report import FORMATS
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer
    from refgraph.model.vocabulary import Entity


@in_its_words
def svg(kg: KnowledgeGraph, subject: Subject, **presentation: Any) -> str:
    """Draw a subject as one SVG with its caption, sources and credit; attributes only, nothing to load.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer has no such path, or a field has no such value.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> picture = svg(kg, questions.origins(kg, Finding("headache")), credit="Course 101")
        >>> "Course 101 · Drawn by refgraph" in picture
        True
    """
    how = Presentation(**presentation)
    return stamped.svg(sheet.sheet(*drawn(kg, subject, how), how.shape), _stamp(kg, subject, how))


@in_its_words
def png(
    kg: KnowledgeGraph, subject: Subject, *, scale: float = 2.0, fonts: Sequence[str | File] = (), **presentation: Any
) -> bytes:
    """Draw a subject as PNG, without a browser; the same bytes on every machine.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        scale: pixels for one unit of the picture.
        fonts: files for letters that the bundled face lacks (see `undrawable`).
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the extra `pictures` is not installed, or the call does not make sense.
    """
    from refgraph.drawing.png import png as draw

    made = draw(svg(kg, subject, **presentation), scale, fonts)
    return stamped.png(made, _stamp(kg, subject, Presentation(**presentation)))


@in_its_words
def pdf(kg: KnowledgeGraph, subject: Subject, *, fonts: Sequence[str | File] = (), **presentation: Any) -> bytes:
    """Write a subject as a PDF of one page: searchable text, tags for screen readers, no time stamp.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        fonts: files for letters that the bundled face lacks (see `undrawable`).
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the extra `pdf` is not installed, or the call does not make sense.
    """
    from refgraph.drawing.pdf import pdf as write

    how = Presentation(**presentation)
    if how.shape == "phone":
        raise UsageError(f"a PDF is no picture for a phone. Choose one of: {', '.join(sheet.PRINTED)}")
    return write(*drawn(kg, subject, how), how.shape, fonts, _stamp(kg, subject, how))


def drawn(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> tuple[sheet.Picture, Caption]:
    """Draw a subject, and put into words what belongs beside it.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.

    Raises:
        UsageError: the answer has no such path, or cannot be shown so.
    """
    picture, said = _DRAWERS[subjects.form_of(subject, how)](kg, subject, how)
    said = subjects.stamped(said, subjects.stamp_of(kg, subject, how))
    return picture if how.labels == "on" else unlabelled.picture(picture), said


@in_its_words
def key(kg: KnowledgeGraph, subject: Subject, **presentation: Any) -> str:
    """Write the answer key of a figure without labels: what each number stands for, the steps, and who says them.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer has no such path, or a field has no such value.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> key(kg, questions.origins(kg, Finding("headache"))).splitlines()[2]
        '1. tight upper trapezius'
    """
    how = Presentation(**presentation)
    return _KEYS[subjects.form_of(subject, how)](kg, subject, how)


@in_its_words
def undrawable(kg: KnowledgeGraph, subject: Subject, **presentation: Any) -> str:
    """Give the letters of a subject that the bundled face lacks; PNG and PDF show them as boxes unless a font is given.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> undrawable(kg, questions.origins(kg, Finding("headache")), note="頭痛")
        '痛頭'
    """
    return missing(drawn(kg, subject, Presentation(**presentation))[1].lettering)


def _stamp(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> str:
    """The text of a stamp; a figure to be labelled does not carry its answer in plain sight."""
    made = subjects.stamp_of(kg, subject, how)
    return made.text if how.labels == "on" else made.folded


# ---------------------------------------------------------------- each kind of subject


def _path(kg: KnowledgeGraph, answer: Answer, how: Presentation) -> tuple[sheet.Picture, Caption]:
    shown = subjects.path_view(kg, answer, how)
    said, path = subjects.path_words(shown, answer, how), shown.paths[0]
    if how.labels != "on":
        said, path = unlabelled.words(said, len(path.findings), how.title), unlabelled.path(path)
    picture = sheet.picture(
        kg.schema, path, how.shape, dermatomes=how.dermatomes, dark=how.dark, bare=how.labels == "off"
    )
    return picture, said


def _answer(kg: KnowledgeGraph, answer: Answer, how: Presentation) -> tuple[sheet.Picture, Caption]:
    shown = subjects.answer_view(kg, answer, how)
    picture, said = origins_picture.origins(
        shown, how.shape, note=how.note, credit=how.credit, dark=how.dark, labels=how.labels
    )
    return picture, subjects.titled(said, how)


def _entity(kg: KnowledgeGraph, entity: Entity, how: Presentation) -> tuple[sheet.Picture, Caption]:
    shown = subjects.entity_view(kg, entity)
    said = subjects.entity_words(kg, shown, how)
    if how.labels != "on":
        said = unlabelled.words(said, 1, how.title)
    return entities.picture(kg, shown, how.shape, dark=how.dark, bare=how.labels != "on"), said


def _key_of_path(kg: KnowledgeGraph, answer: Answer, how: Presentation) -> str:
    shown = subjects.path_view(kg, answer, how)
    return unlabelled.key_of_path(shown.paths[0], subjects.path_words(shown, answer, how))


def _key_of_answer(kg: KnowledgeGraph, answer: Answer, how: Presentation) -> str:
    shown = subjects.answer_view(kg, answer, how)
    return unlabelled.key_of_tree(*origins_picture.told(shown, note=how.note, credit=how.credit))


def _key_of_entity(kg: KnowledgeGraph, entity: Entity, how: Presentation) -> str:
    shown = subjects.entity_view(kg, entity)
    return unlabelled.key_of_entity(shown.label, subjects.entity_words(kg, shown, how))


_DRAWERS: Mapping[str, Callable[..., tuple[sheet.Picture, Caption]]] = {
    subjects.PATH: _path,
    subjects.ANSWER: _answer,
    subjects.ENTITY: _entity,
}
_KEYS: Mapping[str, Callable[..., str]] = {
    subjects.PATH: _key_of_path,
    subjects.ANSWER: _key_of_answer,
    subjects.ENTITY: _key_of_entity,
}


# ---------------------------------------------------------------- the kinds


def _kind(name: str, make: Callable[..., str | bytes], about: str, *options: str, lettered: bool = False) -> Embed:
    form = FORMATS[name]
    return Embed(make, f".{form.suffix}", form.media, about, EVERY, options, form.title, form.extra, lettered)


KINDS: Mapping[str, Embed] = {
    "svg": _kind("svg", svg, "a picture that can be scaled"),
    "png": _kind("png", png, "a picture of pixels", "scale", "fonts", lettered=True),
    "pdf": _kind("pdf", pdf, "a sheet to print", "fonts", lettered=True),
}
