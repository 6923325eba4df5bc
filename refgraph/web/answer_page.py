"""The page of a path query: one file, no script, nothing to load, and a policy that forbids both.

What was asked comes first, then red flags, then the best path with figure, chain and steps, then the others.
"""

from __future__ import annotations

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint, Svg
from refgraph.report.view import AnswerView
from refgraph.web import assets

# The look of a path, on this page, in frames and in the explorer.
STYLE = "templates/answer.css"


def answer_page(shown: AnswerView) -> str:
    """Write the page of an answer; the same answer gives the same bytes.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.report.view_builder import view
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> answer_page(view(kg, questions.origins(kg, Finding("headache")))).splitlines()[0]
        '<!DOCTYPE html>'
    """
    drawer = RouteDrawer(Paint(shown.kg.schema))
    # Only the best path gets a drawn chain: further paths are told by their lists of steps, which keeps the page small.
    drawn = {path.key: drawer.route(path, brief=bool(path.key)) for path in (*shown.paths, *shown.members)}
    sheet = assets.style(STYLE, colours=assets.category_colours(drawer.paint))
    page = assets.PageAssets(Svg(assets.typefaces() + sheet), fonts=True)
    words = {
        "page": shown,
        "here": drawer.here,
        "tab": False,
        "quote_is_link": True,
        "drawn": drawn,
        "ends": ("altered", "indefinite"),
        "definitions": drawer.definitions(),
        "style": page.style,
        "policy": page.policy(),
        "mark": drawer.mark,
        "kind": drawer.paint.name,
    }
    return assets.render("answer.html", words)
