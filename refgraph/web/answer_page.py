"""The page of a path query: one file, no script, nothing to load, and a policy that forbids both.

What was asked comes first, then red flags, then all origins in one picture, then the best path with figure, chain and
steps, then the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from refgraph.drawing.origins import picture
from refgraph.drawing.origins import tree as origins_tree
from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint, Svg
from refgraph.report.tree import Link, Node, Tree, tree
from refgraph.report.view import AnswerView
from refgraph.report.view_builder import ViewBuilder
from refgraph.web import assets

# The look of a path, on this page, in frames and in the explorer.
STYLE = "templates/answer.css"
# The look of a tree of origins, on this page and in the explorer.
TREE_STYLE = "templates/tree.css"


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
    grown = _tree(shown)
    sheet = assets.style(STYLE, *([TREE_STYLE] if grown else []), colours=assets.category_colours(drawer.paint))
    page = assets.PageAssets(Svg(assets.typefaces() + sheet), fonts=True)
    words = {
        "page": shown,
        "here": drawer.here,
        "tab": False,
        "quote_is_link": True,
        "drawn": drawn,
        "tree": grown,
        "columns": origins_tree.pictures(grown, drawer.paint, partial(_linked, shown)) if grown else (),
        "ends": ("altered", "indefinite"),
        "definitions": drawer.definitions(),
        "style": page.style,
        "policy": page.policy(),
        "mark": drawer.mark,
        "kind": drawer.paint.name,
    }
    return assets.render("answer.html", words)


def _tree(shown: AnswerView) -> Tree | None:
    """The tree of the origins of an answer, where it tells of several."""
    return tree(ViewBuilder(shown.kg), shown.answer, shown.groups) if picture.has_tree(shown) else None


def _linked(shown: AnswerView, what: Node | Link) -> Mapping[str, str] | None:
    """An arrow leads to the step of a path on the page that says the same."""
    if isinstance(what, Node):
        return None
    steps = (step for path in shown.paths for step in path.steps)
    wanted = {edge.edge.id for edge in what.edges}
    found = next((step for step in steps if step.edge.id in wanted), None)
    said = f"{what.edges[0].sentence}: {what.grade}"
    return {"href": f"#{found.see or found.anchor}", "aria-label": said} if found else None
