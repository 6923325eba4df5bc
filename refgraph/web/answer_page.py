"""The page of a path query: one file, no script, nothing to load, and a policy that forbids both.

What was asked comes first, then red flags, then the best path with figure, chain and steps, then the others.
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

# The look of a path, on this page, in frames and in the explorer.
STYLE = "templates/answer.css"


def path_page(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write the page of an answer; the same answer gives the same bytes.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        remarks: what else is to be said of all its paths.

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
    drawn = {path.key: art.route(path, brief=bool(path.key)) for path in (*shown.routes, *shown.members)}
    sheet = assets.style(STYLE, colours=assets.category_colours(art.paint))
    page = assets.PageAssets(Svg(assets.typefaces() + sheet), fonts=True)
    words = {
        "page": shown,
        "here": art.here,
        "tab": False,
        "quote_is_link": True,
        "drawn": drawn,
        "definitions": art.definitions(),
        "style": page.style,
        "policy": page.policy(),
        "mark": art.mark,
        "kind": art.paint.name,
        "headings": {"members": wording.MEMBERS, "rivals": wording.RIVALS, "loops": wording.LOOPS},
    }
    return assets.render("answer.html", words)
