"""The chain of a path as boxes from the origin at the top to what is felt at the bottom, with a verb on each arrow.

Every text is measured and wrapped, and every box grows with its text. A colour never stands alone: each category has
its own icon and is named, and a disputed step is dashed, marked and worded. A rival stands above the origin: what is
said to lead to the same end by the opposite way, with a dashed and dotted curve that runs beside the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from refgraph.drawing import shapes
from refgraph.drawing.metrics import wrap
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import msgid, pieces, tr, voice
from refgraph.report.view import FindingView, PathView, RivalView, StepView
from refgraph.report.words import speech

WIDTH = 344.0
_LEFT, _RIGHT = 4.0, 340.0
_TEXT_X = 44.0
_LABEL, _SMALL, _VERB = 15.0, 12.0, 13.5
_LINE, _SMALL_LINE, _VERB_LINE = 19.0, 16.0, 18.0
_PAD = 11.0
_STEM_X = 66.0
_SAYING_X = 88.0
_GAP = 13.0
# Beside the boxes the curve of a rival has a lane of its own.
_LANE, _RIVAL_GAP, _RIVAL_DASHES = 30.0, 16.0, "9 4 1.5 4"
NO_PLACE = msgid("no place on the figure")

Link = Callable[[StepView], dict[str, str] | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text with its look."""

    text: str
    size: float
    height: float
    role: str
    mark: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A drawn chain and its height; its width is always `WIDTH`."""

    picture: Svg
    height: float


def draw(path: PathView, paint: Paint, placed: frozenset[int], link: Link = lambda _: None) -> Chain:
    """Draw the chain of a path.

    Args:
        path: what is drawn.
        paint: how things look.
        placed: numbers of the findings that stand on the figure.
        link: gives the attributes of a link for a step, or None where its arrow is none.
    """
    y, right = 4.0, _RIGHT - _LANE if path.rivals else _RIGHT
    drawing: list[Svg] = []
    starts: list[float] = []
    for rival in path.rivals:
        drawn, height = _rival(paint, rival, y, right)
        drawing.append(drawn)
        starts.append(y + height / 2)
        y += height + _RIVAL_GAP
    for shown in path.findings:
        rows = _box_rows(paint, shown, shown.number in placed, right)
        height = max(2 * _PAD + sum(row.height for row in rows), 50.0)
        drawing.append(_box(paint, shown, rows, y, height, right))
        y += height
        if shown.number <= len(path.steps):
            step = path.steps[shown.number - 1]
            drawn, length = _arrow(paint, step, y, right)
            attributes = link(step)
            drawing.append(element("a", drawn, **attributes) if attributes else drawn)
            y += length
    for start in starts:
        drawing += _curve(paint, start, y - 25, right)
    return Chain(join(*drawing), y + 4)


# ---------------------------------------------------------------- boxes


def _box_rows(paint: Paint, shown: FindingView, placed: bool, right: float) -> list[Row]:
    limit = right - _TEXT_X - _PAD
    category = speech.word(paint.schema, "category", shown.category)
    rows = named(shown.label, limit)
    rest = category if placed else f"{category} · {tr(NO_PLACE)}"
    rows += [Row(line, _SMALL, _SMALL_LINE, "kind") for line in wrap(rest, _SMALL, limit - 18)]
    if shown.read_as:
        rows += [
            Row(line, _SMALL, _SMALL_LINE, "kind")
            for line in wrap(tr("the next step says: {what}", what=shown.read_as), _SMALL, limit)
        ]
    return rows


def _box(paint: Paint, shown: FindingView, rows: Iterable[Row], y: float, height: float, right: float) -> Svg:
    frame = element("rect", x=_LEFT, y=y, width=right - _LEFT, height=height, rx=9, **paint("box", shown.category))
    disc = element("circle", cx=24, cy=y + _PAD + 9, r=12, **paint("badge", shown.category))
    digits = element("text", str(shown.number), x=24, y=y + _PAD + 14, font_size=14, **paint("badge-text"))
    drawn: list[Svg] = []
    line = y + _PAD
    first_small = True
    for row in rows:
        x = _TEXT_X
        if row.role == "kind" and first_small:
            drawn.append(icon(paint, shown.category, _TEXT_X + 6, line + row.height / 2 + 0.5))
            x, first_small = _TEXT_X + 18, False
        drawn.append(_text(paint, row, x, line))
        line += row.height
    return element("g", frame, disc, digits, *drawn)


def named(label: str, limit: float, size: float = _LABEL, height: float = _LINE) -> list[Row]:
    """Break a name into lines; of one that is English in another language each line says so.

    Args:
        label: the name.
        limit: how wide a line may be.
        size: of its letters.
        height: of a line.
    """
    lang = "en" if all(apart for _, apart in pieces(label)) else None
    return [Row(line, size, height, "label", lang=lang) for line in wrap(label, size, limit, bold=True)]


def _text(paint: Paint, row: Row, x: float, top: float) -> Svg:
    return element(
        "text", row.text, x=x, y=top + row.height * 0.74, font_size=row.size, lang=row.lang, **paint(row.role)
    )


# ---------------------------------------------------------------- rivals


def _rival(paint: Paint, rival: RivalView, y: float, right: float) -> tuple[Svg, float]:
    """A box with a broken rim; returns it with its height."""
    limit = right - _TEXT_X - _PAD
    rows = named(rival.label, limit)
    for role, words in (("alert-text", f"{tr('Rival')}: {rival.against}"), ("kind", rival.why)):
        rows += [Row(line, _SMALL, _SMALL_LINE, role) for line in wrap(words, _SMALL, limit)]
    height = 2 * _PAD + sum(row.height for row in rows)
    look = {**paint("box", rival.category), "stroke_dasharray": _RIVAL_DASHES}
    drawn = [element("rect", x=_LEFT, y=y, width=right - _LEFT, height=height, rx=9, **look)]
    drawn.append(mark(paint, "disputed", 24, y + _PAD + 10))
    line = y + _PAD
    for row in rows:
        drawn.append(_text(paint, row, _TEXT_X, line))
        line += row.height
    return element("g", *drawn), height


def _curve(paint: Paint, y: float, end: float, right: float) -> tuple[Svg, Svg]:
    """From the rival's box along its lane down to the last box."""
    lane, bend = right + _LANE - 8, 22.0
    data = (
        f"M{right:g},{y:.1f}C{lane:g},{y:.1f} {lane:g},{y + bend:.1f} {lane:g},{y + 2 * bend:.1f}"
        f"V{end - 2 * bend:.1f}C{lane:g},{end - bend:.1f} {lane:g},{end:.1f} {right + 11:g},{end:.1f}"
    )
    line = element("path", d=data, stroke_dasharray=_RIVAL_DASHES, **paint("arrow"))
    return line, element("path", d=f"M{right + 2:g},{end:.1f}l11,-5.5v11Z", **paint("arrow-tip"))


# ---------------------------------------------------------------- arrows


def _arrow(paint: Paint, step: StepView, y: float, right: float) -> tuple[Svg, float]:
    """An arrow downwards with what is said beside it; returns it with the length it takes."""
    rows = _arrow_rows(step, right)
    length = max(2 * _GAP + sum(row.height for row in rows), 46.0)
    dashes = "6 4" if step.doubt else None
    # An area to point at, and what shows the focus; it has no colour of its own.
    target = element(
        "rect", x=_STEM_X - 14, y=y + 3, width=right - _STEM_X + 14, height=length - 6, rx=6, **paint("target")
    )
    stem = element(
        "path", d=f"M{_STEM_X:g},{y + 2:.1f}V{y + length - 11:.1f}", stroke_dasharray=dashes, **paint("arrow")
    )
    tip = f"M{_STEM_X:g},{y + length - 2:.1f}l5.5,-11h-11Z"
    drawn = [target, stem, element("path", d=tip, **paint("arrow-tip"))]
    line = y + (length - sum(row.height for row in rows)) / 2
    for row in rows:
        x = _SAYING_X
        if row.mark:
            drawn.append(mark(paint, row.mark, _SAYING_X + 5, line + row.height / 2))
            x += 17
        drawn.append(_text(paint, row, x, line))
        line += row.height
    return element("g", *drawn), length


def _arrow_rows(step: StepView, right: float) -> list[Row]:
    limit = right - _SAYING_X - 4
    cites = "".join(f"[{number}]" for number in step.cites)
    verb = f"{step.relation}{f' ({step.hedge})' if step.hedge and voice().usual else ''}"
    said = f"{verb} {cites}".strip()
    rows = [Row(line, _VERB, _VERB_LINE, "verb") for line in wrap(said, _VERB, limit, bold=True)]
    marked = [("disputed", tr(step.doubt))] if step.doubt else []
    marked += [("flag", words) for words, _ in step.flags]
    for sign, words in marked:
        for n, line in enumerate(wrap(words, _SMALL, limit - 17)):
            rows.append(Row(line, _SMALL, _SMALL_LINE, "alert-text", sign if n == 0 else None))
    return rows


def mark(paint: Paint, sign: str, x: float, y: float) -> Svg:
    """A sign for a doubt: a triangle with a stroke for a dispute, a small flag for a weakness of a joint."""
    if sign == "disputed":
        data = f"M{x - 6:.1f},{y + 5:.1f}l6,-11l6,11ZM{x:.1f},{y - 2:.1f}v3.2m0,1.8v.4"
    else:
        data = f"M{x - 4:.1f},{y + 6:.1f}V{y - 6:.1f}L{x + 5:.1f},{y - 3:.1f}L{x - 4:.1f},{y:.1f}"
    return element("path", d=data, **paint("alert-mark"))


# ---------------------------------------------------------------- icons


def icon(paint: Paint, category: str, x: float, y: float, size: float = 6.0) -> Svg:
    """The shape that `categories.yaml` gives to a category.

    Args:
        paint: how things look.
        category: key.
        x: of the middle.
        y: of the middle.
        size: half the width.
    """
    return shapes.icon(paint.schema.categories[category].shape, x, y, size, paint("kindmark", category))
