"""A lesson as one page: a path revealed step by step, with figure and claims; a plain list where no script runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.report.view import PathView
from refgraph.teaching import lesson as lessons
from refgraph.web import assets
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.presentation import Presentation
from refgraph.web.embeds.quiz import around, style_of

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer


def lesson(kg: KnowledgeGraph, subject: Answer, **presentation: Any) -> str:
    """Write a path as a lesson, one self-contained page.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query.
        presentation: fields of `Presentation`; its shape is not used.

    Raises:
        UsageError: the answer has no such path, or the path no such steps.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> lesson(kg, questions.origins(kg, Finding("headache")))[:15]
        '<!DOCTYPE html>'
    """
    how = Presentation(**presentation)
    view = subjects.path_view(kg, subject, how)
    path = view.paths[0]
    told = lessons.lesson(kg, subject, path.path, title=how.title)
    stamp = subjects.stamp_of(kg, subject, how)
    drawer = RouteDrawer(Paint(kg.schema))
    drawn = [drawer.route(_upto(path, number), brief=True).figure for number in range(1, len(path.steps) + 1)]
    scripts = tuple(assets.script(f"templates/embed/{name}") for name in ("frame.js", "lesson.js"))
    dressed = assets.PageAssets(style_of(drawer.paint, how), scripts, fonts=True)
    return assets.render(
        "embed/lesson.html",
        {
            **around(kg, told.evidence, how, stamp),
            "stamp": stamp.text,
            "lesson": told,
            "figures": [figure for figure in drawn if figure],
            "definitions": drawer.definitions(),
            "style": dressed.style,
            "scripts": scripts,
            "policy": dressed.policy(),
        },
    )


def _upto(path: PathView, number: int) -> PathView:
    """The beginning of a path as a path of its own, for the figure that shows so much of it."""
    return replace(path, key=f"upto{number}-", findings=path.findings[: number + 1], steps=path.steps[:number])


KINDS: Mapping[str, Embed] = {
    "lesson": Embed(lesson, ".html", "text/html; charset=utf-8", "a path revealed step by step", (subjects.PATH,)),
}
