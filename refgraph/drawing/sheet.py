"""A path as a sheet: figure and chain with every word that belongs to them, on a page, a slide or a phone.

A sheet is one SVG with plain attributes: no style sheet, no variables, no script, nothing to load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from refgraph.drawing import chain as chains
from refgraph.drawing.body.figure import Figure, Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import NOTICE, Caption
from refgraph.drawing.metrics import wrap
from refgraph.drawing.svg import DARK, FONT, LIGHT, Paint, Svg, element, join
from refgraph.errors import UsageError
from refgraph.language.voice import tr
from refgraph.model.vocabulary import Schema
from refgraph.report.view import AnswerView, PathView
from refgraph.report.view_builder import alone

SHAPES = ("page", "slide", "phone")
# Shapes that a PDF can have: those of a fixed size.
PRINTED = ("page", "slide")
SLIDE = (1600.0, 900.0)
_MARGIN, _BETWEEN, _SLIDE_MARGIN = 30.0, 28.0, 56.0
_LEAST_WIDTH = 640.0
_PHONE, _PHONE_MARGIN, _PHONE_FIGURE = 390.0, 16.0, 500.0
PHONE_ROOM = _PHONE - 2 * _PHONE_MARGIN
_LEAST_FIGURE, _MOST_FIGURE = 560.0, 900.0
# Text on a slide is tried at these sizes until it fits.
_SIZES = (1.7, 1.55, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Picture:
    """Figure and chain side by side, without words around them; `dark`: painted for a dark ground."""

    defs: Svg
    body: Svg
    width: float
    height: float
    prefix: str
    dark: bool = False

    @property
    def palette(self) -> Mapping[str, str]:
        """The colours of what stands around it."""
        return DARK if self.dark else LIGHT


@dataclass(frozen=True, slots=True)
class Column:
    """What stands beside a figure, with its size."""

    picture: Svg
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its look: a colour by its name in a palette; `gap` is the room above it."""

    text: str
    size: float
    colour: str = "muted"
    bold: bool = False
    gap: float = 0.0


def first(shown: AnswerView) -> AnswerView:
    """Take the first path of an answer by itself.

    Raises:
        UsageError: the answer has no path.
    """
    paths = (*shown.answer.paths, *shown.answer.members)
    if not paths:
        raise UsageError("there is no path to draw; refgraph why-not tells what comes nearest")
    return alone(shown.kg, shown.answer, paths[0])


def picture(
    schema: Schema,
    path: PathView,
    shape: str = "page",
    *,
    dermatomes: bool = False,
    dark: bool = False,
    bare: bool = False,
) -> Picture:
    """Draw figure and chain of a path, side by side; on a phone the one above the other.

    Args:
        schema: names the categories and their colours.
        path: what is drawn.
        shape: one of `SHAPES`.
        dermatomes: whether the areas of skin of single roots are drawn.
        dark: whether it is for a dark ground.
        bare: whether the figure stands without its chain, where anything has a place on it.
    """
    paint = Paint(schema, baked=True, dark=dark)
    prefix = (
        "e"
        + sha256(repr([(s.step.subject, (s.subject, s.verb, s.object)) for s in path.steps]).encode()).hexdigest()[:6]
    )
    figure = Plates(load(), paint, prefix, dermatomes=dermatomes).draw(path)
    chain = chains.draw(path, paint, figure.placed)
    column = Column(chain.picture, chains.WIDTH, chain.height)
    if bare and figure.width:
        column = Column(Svg(), 0.0, 0.0)
    return beside(figure, column, prefix, shape, dark=dark)


def beside(
    figure: Figure,
    column: Column,
    prefix: str,
    shape: str,
    *,
    dark: bool = False,
) -> Picture:
    """Put what is told beside the figure that shows it; on a phone below it.

    Args:
        figure: the body; without a width nothing of it is drawn.
        column: what is told; without a height the figure stands alone.
        prefix: of the ids of the picture.
        shape: one of `SHAPES`.
        dark: whether both are painted for a dark ground.
    """
    if not figure.width:
        return Picture(Svg(), column.picture, column.width, column.height, prefix, dark)
    if shape == "phone":
        room = PHONE_ROOM
        scale = min(_PHONE_FIGURE / figure.height, room / figure.width)
        across, down = (room - figure.width * scale) / 2, figure.height * scale + _PHONE_MARGIN * bool(column.height)
        body = element("g", figure.picture, transform=f"translate({across:.1f} 0) scale({scale:.4f})")
        boxes = element("g", column.picture, transform=f"translate({(room - column.width) / 2:.1f} {down:.1f})")
        return Picture(figure.defs, join(body, boxes), room, down + column.height, prefix, dark)
    # A long chain gets a tall figure: side by side they fill the sheet.
    scale = min(max(column.height * 0.85, _LEAST_FIGURE), _MOST_FIGURE) / figure.height
    height = max(figure.height * scale, column.height)
    down, right = (height - figure.height * scale) / 2, figure.width * scale + _BETWEEN * bool(column.height)
    body = element("g", figure.picture, transform=f"translate(0 {down:.1f}) scale({scale:.4f})")
    boxes = element("g", column.picture, transform=f"translate({right:.1f} {(height - column.height) / 2:.1f})")
    return Picture(figure.defs, join(body, boxes), right + column.width, height, prefix, dark)


def bare(drawn: Picture, family: str = FONT) -> str:
    """Give a picture as a file of its own, without words around it.

    Args:
        drawn: the picture.
        family: the font to ask for.
    """
    return _file(drawn, drawn.body, drawn.width, drawn.height, None, family)


def sheet(drawn: Picture, words: Caption, shape: str = "page") -> str:
    """Lay out a picture with its words.

    Args:
        drawn: the picture.
        words: what belongs to it.
        shape: `page` grows with its content, `slide` is 16:9, `phone` is 390 wide and grows.
    """
    if shape == "slide":
        body, width, height = _slide(drawn, words)
    elif shape == "phone":
        body, width, height = _page(drawn, words, PHONE_ROOM, _PHONE_MARGIN)
    else:
        body, width, height = _page(drawn, words, max(drawn.width, _LEAST_WIDTH), _MARGIN)
    return _file(drawn, body, width, height, words, FONT)


def _file(drawn: Picture, body: Svg, width: float, height: float, words: Caption | None, family: str) -> str:
    title, says = f"{drawn.prefix}-title", f"{drawn.prefix}-desc"
    named = [element("title", words.name, id=title), element("desc", words.description, id=says)] if words else []
    return element(
        "svg",
        *named,
        element("defs", drawn.defs) if drawn.defs else Svg(),
        element("rect", width=width, height=height, fill=drawn.palette["paper"]),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        font_family=family,
        role="img",
        aria_labelledby=f"{title} {says}" if words else None,
    )


def _page(drawn: Picture, words: Caption, inner: float, margin: float) -> tuple[Svg, float, float]:
    """Title above, picture in the middle, caption and sources below."""
    head, top = lettered(_head(words), (margin, margin), inner, drawn.palette)
    top += 14
    x = margin + (inner - drawn.width) / 2
    plate = element("g", drawn.body, transform=f"translate({x:.1f} {top:.1f})")
    foot, end = lettered(_foot(words), (margin, top + drawn.height + 16), inner, drawn.palette)
    return join(head, plate, foot), inner + 2 * margin, end + margin


def _slide(drawn: Picture, words: Caption) -> tuple[Svg, float, float]:
    """Picture at the left, words at the right, as large as they fit."""
    width, height = SLIDE
    room = height - 2 * _SLIDE_MARGIN
    scale = min(room / drawn.height, (width * 0.56) / drawn.width)
    down = _SLIDE_MARGIN + (room - drawn.height * scale) / 2
    plate = element("g", drawn.body, transform=f"translate({_SLIDE_MARGIN:g} {down:.1f}) scale({scale:.4f})")
    x = _SLIDE_MARGIN + drawn.width * scale + 56
    lines = [*_head(words), *_foot(words)]
    for size in _SIZES:
        column, end = lettered(lines, (x, _SLIDE_MARGIN), width - _SLIDE_MARGIN - x, drawn.palette, size)
        if end <= height - _SLIDE_MARGIN:
            break
    return join(plate, column), width, height


def _head(words: Caption) -> list[Line]:
    alerts = [
        Line(alert, 13, "alert" if words.flagged else "muted", gap=2 * bool(n)) for n, alert in enumerate(words.alerts)
    ]
    return [*alerts, Line(words.title, 20, "ink", bold=True, gap=6), Line(tr(NOTICE), 12, gap=3)]


def _foot(words: Caption) -> list[Line]:
    told = [Line(words.told, 12.5, "ink", gap=4)]
    told += [Line(dispute, 12, "alert", gap=5) for dispute in words.disputes]
    told += [Line(source.line, 11.5, gap=10 if n == 0 else 3) for n, source in enumerate(words.sources)]
    return [*told, Line(words.credit, 11, gap=10)]


def lettered(
    lines: Sequence[Line], at: tuple[float, float], room: float, palette: Mapping[str, str], factor: float = 1.0
) -> tuple[Svg, float]:
    """Write lines of text one below the other.

    Args:
        lines: what is written; what is longer than the room is broken.
        at: left edge, and the height above the first line.
        room: width.
        palette: the colours by name.
        factor: by which all sizes are multiplied.

    Returns:
        The text, and the height where it ends.
    """
    x, y = at
    drawn: list[Svg] = []
    for line in lines:
        size = line.size * factor
        y += line.gap * factor
        for text in wrap(line.text, size, room, bold=line.bold):
            weight = "700" if line.bold else None
            drawn.append(
                element("text", text, x=x, y=y + size, font_size=size, fill=palette[line.colour], font_weight=weight)
            )
            y += size * 1.38
    return join(*drawn), y
