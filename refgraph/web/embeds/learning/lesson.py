"""A lesson as one page: a path revealed step by step, with figure and claims; a plain list where no script runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.language.voice import tr
from refgraph.report.view import PathView
from refgraph.teaching import lesson as lessons
from refgraph.web import assets
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.frame import Frame, safe
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.learning.page import around, dressed, framed
from refgraph.web.embeds.presentation import Presentation, in_its_words

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

# Without a script all steps stand below each other, and a frame of them scrolls.
_HEIGHT = 900
_ABOUT = "a path revealed step by step"


@in_its_words
def lesson(kg: KnowledgeGraph, subject: Answer, *, address: str = "", **presentation: Any) -> Frame:
    """Write a path as a lesson, one self-contained page, and the snippet that puts it into another.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query.
        address: where the page will stand; empty to carry it inside the snippet.
        presentation: fields of `Presentation`; its shape is not used.

    Raises:
        UsageError: the answer has no such path, or the path no such steps.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> lesson(kg, questions.origins(kg, Finding("headache"))).page[:15]
        '<!DOCTYPE html>'
    """
    how = Presentation(**presentation)
    view = subjects.path_view(kg, subject, how)
    path = view.paths[0]
    told = lessons.lesson(kg, subject, path.path, title=how.title)
    stamp = subjects.stamp_of(kg, subject, how)
    drawer = RouteDrawer(Paint(kg.schema))
    drawn = [drawer.route(_upto(path, number), brief=True).figure for number in range(1, len(path.steps) + 1)]
    words = {
        "lesson": told,
        "figures": [figure for figure in drawn if figure],
        "definitions": drawer.definitions(),
        "stamp": stamp.text,
        **around(kg, told.evidence, how, tr("answer {hash}", hash=stamp.short)),
        **dressed(drawer.paint, how, ("templates/embed/frame.js", "templates/embed/lesson.js")),
    }
    page = assets.render("embed/lesson.html", words)
    return framed(page, told.title, tr("a lesson, step by step"), safe(address), _HEIGHT)


def _upto(path: PathView, number: int) -> PathView:
    """The beginning of a path as a path of its own, for the figure that shows so much of it."""
    return replace(path, key=f"upto{number}-", findings=path.findings[: number + 1], steps=path.steps[:number])


KINDS: Mapping[str, Embed] = {
    "lesson": Embed(
        lesson, ".html", "text/html; charset=utf-8", "a path revealed step by step", (subjects.PATH,), ("address",)
    ),
}
