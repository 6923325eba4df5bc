"""Which picture an answer gets, with its words: all origins of a symptom as one tree, or else its first path.

The tree stands beside the body with the same numbers. Every arrow names its sources; they are listed below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from refgraph.drawing import sheet, unlabelled
from refgraph.drawing.body.figure import Figure
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import Caption, caption, cited, credited
from refgraph.drawing.origins import body as origins_body
from refgraph.drawing.origins import tree as origins_tree
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.drawing.typeface import missing
from refgraph.errors import UsageError
from refgraph.language import grammar
from refgraph.language.voice import tr, trn
from refgraph.report.tree import Tree, tree
from refgraph.report.view import AnswerView, ClaimView, EdgeView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import answer_wording, wording
from refgraph.report.words.warning.line import SIGNS

_PREFIX = "origins"
_BETWEEN, _FIGURE, _FIGURE_WIDTH = 30.0, 560.0, 340.0
# Beside the body the columns of a tree stand one below the other, as long as they are no higher than this.
_MOST_HIGH, _PHONE_FIGURE, _PHONE_GAP = 780.0, 420.0, 16.0


def svg(shown: AnswerView) -> str:
    """Draw an answer as a picture that stands by itself.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Raises:
        UsageError: the answer has no path.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.view_builder import view
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> svg(view(kg, questions.origins(kg, Finding("headache"))))[:42]
        '<svg xmlns="http://www.w3.org/2000/svg" vi'
    """
    return sheet.sheet(*drawn(shown))


def drawn(shown: AnswerView) -> tuple[sheet.Picture, Caption]:
    """Draw an answer: the tree of its origins where it has several, else its first path.

    Raises:
        UsageError: the answer has no path.
    """
    if has_tree(shown):
        return origins(shown)
    only = sheet.first(shown)
    return sheet.picture(only.kg.schema, only.paths[0]), caption(only)


def undrawable(shown: AnswerView) -> str:
    """Give the letters of an answer's picture that the bundled face lacks.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.view_builder import view
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> undrawable(view(kg, questions.origins(kg, Finding("headache"))))
        ''
    """
    return missing(drawn(shown)[1].lettering)


def has_tree(shown: AnswerView) -> bool:
    """Say whether an answer is about the origins of one thing, and tells of several by several paths."""
    query = shown.answer.query
    return query.kind == "origins" and not query.also and min(len(shown.groups), len(shown.answer.paths)) > 1


def origins(
    shown: AnswerView, shape: str = "page", *, note: str = "", credit: str = "", dark: bool = False, labels: str = "on"
) -> tuple[sheet.Picture, Caption]:
    """Draw the tree of origins of an answer beside the body, with its words.

    Args:
        shown: the view of an answer about origins.
        shape: one of `sheet.SHAPES`.
        note: a caption of the reader's own, said before ours.
        credit: whom the reader wants named, said before ours.
        dark: whether it is for a dark ground.
        labels: `on`; `numbers` leaves the boxes blank, `off` leaves them out.

    Raises:
        UsageError: the answer tells of no origin.
    """
    grown, words = told(shown, note=note, credit=credit)
    if labels != "on":
        places = len(grown.nodes if labels == "numbers" else grown.groups)
        grown, words = unlabelled.tree(grown), unlabelled.words(words, places)
    drawing = _picture(grown, Paint(shown.kg.schema, baked=True, dark=dark), shape, boxed=labels != "off")
    return replace(drawing, dark=dark), words


def told(
    shown: AnswerView, *, note: str = "", credit: str = "", builder: ViewBuilder | None = None
) -> tuple[Tree, Caption]:
    """Give the tree of origins of an answer with its words.

    Args:
        shown: the view of an answer about origins.
        note: a caption of the reader's own, said before ours.
        credit: whom the reader wants named, said before ours.
        builder: numbers the sources, for whoever cites more of them; one of its own where there is none.

    Raises:
        UsageError: the answer tells of no origin.
    """
    if shown.answer.query.kind != "origins" or not shown.groups:
        raise UsageError("there is no tree to draw: this answer tells of no origins")
    builder = builder or ViewBuilder(shown.kg)
    grown = tree(builder, shown.answer, shown.groups)
    return grown, _words(shown, builder, grown, note, credit)


# ---------------------------------------------------------------- the picture


def _picture(grown: Tree, paint: Paint, shape: str, *, boxed: bool) -> sheet.Picture:
    body = origins_body.figure(load(), paint, grown, lines=False, prefix=_PREFIX)
    if body.width and not boxed:
        figure = Figure(Svg(), body.picture, body.width, body.height, frozenset())
        return sheet.beside(figure, sheet.Column(Svg(), 0.0, 0.0), _PREFIX, shape)
    boxes, width, height = origins_tree.whole(grown, paint, narrow=shape != "slide")
    if shape == "page" and height > _MOST_HIGH:
        boxes, width, height = origins_tree.whole(grown, paint)
    if not body.width:
        return sheet.Picture(Svg(), boxes, width, height, _PREFIX)
    if shape == "phone":
        scale = min(width / body.width, _PHONE_FIGURE / body.height)
        across, down = (width - body.width * scale) / 2, body.height * scale + _PHONE_GAP
        parts = _placed(body.picture, across, 0, scale), _placed(boxes, 0, down)
        return _fitted(sheet.Picture(Svg(), join(*parts), width, down + height, _PREFIX))
    scale = min(min(_FIGURE, max(height, _FIGURE * 0.7)) / body.height, _FIGURE_WIDTH / body.width)
    right = body.width * scale + _BETWEEN
    parts = _placed(body.picture, 0, 0, scale), _placed(boxes, right, 0)
    return sheet.Picture(Svg(), join(*parts), right + width, max(height, body.height * scale), _PREFIX)


def _placed(picture: Svg, x: float, y: float, scale: float = 1.0) -> Svg:
    return element("g", picture, transform=f"translate({x:.1f} {y:.1f}) scale({scale:.4f})")


def _fitted(drawn: sheet.Picture) -> sheet.Picture:
    """Make a picture as wide as a phone has room."""
    scale = sheet.PHONE_ROOM / drawn.width
    return replace(drawn, body=_placed(drawn.body, 0, 0, scale), width=sheet.PHONE_ROOM, height=drawn.height * scale)


# ---------------------------------------------------------------- its words


def _words(shown: AnswerView, builder: ViewBuilder, grown: Tree, note: str, credit: str) -> Caption:
    edges = [edge for link in grown.links for edge in link.edges]
    against = {claim.id: claim for edge in edges for claim in edge.disputes}
    signs = shown.summary.signs
    warned = (
        tr("See a doctor first if there is {signs}.", signs=grammar.listed(signs[:SIGNS], tr("or"))) if signs else ""
    )
    used = [*_asserting(edges), *against.values()]
    more = trn(grown.others, "{count} more direct cause not drawn.", "{count} more direct causes not drawn.")
    return Caption(
        title=shown.question,
        alerts=(warned or answer_wording.no_red_flag(shown.kg, shown.answer.query),),
        flagged=bool(signs),
        told=" ".join(filter(None, [wording.clean(note), shown.lead, more if grown.others else ""])),
        disputes=tuple(f"{tr('Against it')}: {told.alone} [{told.source}]" for told in against.values()),
        sources=tuple(cited(source, used) for source in builder.sources if any(c.cited_from == source for c in used)),
        credit=credited(shown, credit),
        described=grown.described,
        named=tr("All origins of {what} in one picture", what=grown.end.label),
    )


def _asserting(edges: Iterable[EdgeView]) -> list[ClaimView]:
    return [claim for edge in edges for claim in edge.asserting]
