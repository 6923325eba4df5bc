"""The page of a comparison: one file, no script, nothing to load; two paths are drawn beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint, Svg
from refgraph.report.view_builder import view
from refgraph.report.words.comparing import Comparison
from refgraph.web import assets
from refgraph.web.answer_page import STYLE

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_PAIR = "templates/explorer/styles/pair.css"


def compare_page(kg: KnowledgeGraph, made: Comparison) -> str:
    """Write the page of a comparison; the same comparison gives the same bytes.

    Args:
        kg: the graph that it comes from.
        made: of `refgraph.report.words.comparing`.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> compare_page(kg, made).splitlines()[0]
        '<!DOCTYPE html>'
    """
    drawer = RouteDrawer(Paint(kg.schema))
    sheet = assets.style(STYLE, _PAIR, colours=assets.category_colours(drawer.paint))
    page = assets.PageAssets(Svg(assets.typefaces() + sheet), fonts=True)
    sides = zip(made.heads, made.told, _drawn(kg, made, drawer), strict=True)
    words = {
        "made": made,
        "sides": [{"head": head, "told": told, "figure": figure} for head, told, figure in sides],
        "definitions": drawer.definitions(),
        "data_version": kg.data_version,
        "style": page.style,
        "policy": page.policy(),
        "mark": drawer.mark,
        "kind": drawer.paint.name,
    }
    return assets.render("compare.html", words)


def _drawn(kg: KnowledgeGraph, made: Comparison, drawer: RouteDrawer) -> list[Svg | None]:
    """The figure of each path; what symptoms come from is told by the table alone."""
    if made.kind != "paths":
        return [None, None]
    one, other = made.answers
    # What stands beside a path would hide what is compared.
    bare = tuple(replace(answer.paths[0], beside={}) for answer in (one, other))
    shown = view(kg, replace(one, paths=bare, members=()))
    return [drawer.route(path, brief=True).figure for path in shown.paths]
