"""The page of a path query: one file, no script, nothing to load, and a policy that forbids both.

What was asked comes first, then red flags, then the best route with figure, chain and steps, then the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from refgraph.drawing.route import Art
from refgraph.drawing.svg import Paint, Svg
from refgraph.report import wording
from refgraph.report.path_view import view
from refgraph.web import assets

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

_POLICY = "default-src 'none'; style-src '{style}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"


def path_page(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write the page of an answer; the same answer gives the same bytes.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        remarks: what else is to be said of all its routes.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> path_page(kg, questions.origins(kg, Finding("headache"))).splitlines()[0]
        '<!DOCTYPE html>'
    """
    shown, art = view(kg, answer, remarks), Art(Paint(kg.schema))
    # Further down the list of steps is the chain: twenty drawn chains would make a page heavy.
    drawn = {route.key: art.route(route, brief=bool(route.key)) for route in (*shown.routes, *shown.members)}
    style = assets.faces() + assets.style(art.paint, "path_page.css")
    return (
        assets.environment()
        .get_template("path_page.html")
        .render(
            page=shown,
            here=art.here,
            tab=False,
            drawn=drawn,
            definitions=art.definitions(),
            style=Svg(style),
            policy=_POLICY.format(style=assets.digest(style)),
            mark=art.mark,
            kind=art.paint.name,
            headings={"members": wording.MEMBERS, "rivals": wording.RIVALS, "loops": wording.LOOPS},
        )
    )
