"""The opening view of a network page as an SVG: what is seen without script, and what is printed.

It stands on the same layout as the interactive view. Colours are classes, so that dark mode, forced colours and print
are matters of the style sheet; every box and every verb is a link to its words. `static_view.js` beside this file draws
the same of the views that a reader makes; the cases in `tests/data/vectors/static_view.json` are checked against both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import atan2, degrees
from typing import TYPE_CHECKING

from refgraph.drawing import metrics
from refgraph.drawing.shapes import known
from refgraph.drawing.svg import Svg, element
from refgraph.language.voice import tr
from refgraph.report.words import speech
from refgraph.web.network import data, edge_routing
from refgraph.web.network.edge_routing import Curve, Place, Rect, Verb
from refgraph.web.network.layout import CARD, Point
from refgraph.web.network.outline import STATUS_WORDS, status_word, told
from refgraph.web.network.scene import Box, Line, Scene, View

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LETTERS = 13  # size of all letters
LEADING = 14.5
MOST_LINES = 4
LONG = 30  # a piece of an arrow that has room for a chevron
_WIDE, _HIGH = CARD
_TEXT = _WIDE - 38
_AIR = 6
_CHEVRON = "M-5 4.500L0 0L-5-4.500"
# Where a sign stands, and by how many degrees it is turned.
Sign = tuple[float, float, int]


def draw(kg: KnowledgeGraph, shown: Scene, begin: View, link: Callable[[Box], str] | None = None) -> Svg:
    """Draw a view; nothing where it holds no box.

    Args:
        kg: the graph.
        shown: its scene.
        begin: which boxes, and where they stand.
        link: what a box leads to; its words on the same page where None.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.web.network.scene import scene, view
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> draw(kg, scene(kg), view(kg, scene(kg), "headache", 1)).count('class="card')
        6
    """
    return _StaticView(kg, shown, begin, link or _words).picture if begin.points else Svg()


def _words(box: Box) -> str:
    return f"#n{box.number}"


def verb(kg: KnowledgeGraph, line: Line) -> str:
    """Return what stands on an arrow: its verb, with a sign where it closes a loop and a word where it is doubted."""
    word = status_word(line.edge)
    turn = "↺ " if line.loop else ""
    return turn + told(kg, line.edge)[1] + (f" ({word})" if word else "")


class _StaticView:
    """One drawing: where everything stands, then its parts."""

    def __init__(self, kg: KnowledgeGraph, shown: Scene, begin: View, to: Callable[[Box], str]) -> None:
        self._to = to
        self._kg, self._shown, self._focus, self._points = kg, shown, begin.focus, begin.points
        within = [line for line in shown.lines if line.start in begin.points and line.end in begin.points]
        self._lines = {line.number: line for line in within}
        ties = enumerate(shown.ties, start=len(shown.lines))
        self._ties = {i: tie for i, tie in ties if tie.start in begin.points and tie.end in begin.points}
        arrows = {number: (line.start, line.end) for number, line in self._lines.items()}
        joints = {number: (tie.start, tie.end) for number, tie in self._ties.items()}
        self._drawn = edge_routing.curves_of(arrows | joints, begin.points)
        self._verbs = {number: verb(kg, line) for number, line in self._lines.items()}
        self._placed = place_verbs(self._verbs, self._lines, self._drawn, begin.points)
        self._heads = data.heads(kg.schema)

    @property
    def picture(self) -> Svg:
        left, top, right, bottom = frame(self._points.values(), self._drawn.values(), self._placed.values())
        wide, high = right - left, bottom - top
        return element(
            "svg",
            *(element("path", d=_path(self._drawn[number]), class_="tie") for number in self._ties),
            *(self._arrow(line) for line in self._lines.values()),
            *(self._card(box) for box in self._shown.boxes if box.number in self._points),
            *(self._verb(line) for line in self._lines.values()),
            class_="still",
            viewBox=f"{left:g} {top:g} {wide:g} {high:g}",
            width=wide,
            height=high,
            role="group",
            aria_label=tr("The network drawn as boxes and arrows, cause above, effect below"),
        )

    def _arrow(self, line: Line) -> Svg:
        pieces = self._drawn[line.number]
        family = self._kg.schema.predicates[line.edge.predicate].family
        turned = _turned(head(pieces[-1]))
        drawn = element(
            "g",
            element("path", d=_path(pieces)),
            *_chevrons(pieces),
            element("path", d=data.HEADS[self._heads[family]], class_="head", transform=f"{turned} translate(-58 -6)"),
            class_=" ".join(["way", "walked" if line.walked else "beside", line.edge.status]),
        )
        return drawn if self._placed[line.number] else self._link(line, drawn)

    def _verb(self, line: Line) -> Svg:
        rect = self._placed[line.number]
        if not rect:
            return Svg()
        left, top, right, bottom = rect
        ground = element("rect", x=left, y=top, width=right - left, height=bottom - top, rx=4)
        words = element("text", self._verbs[line.number], x=(left + right) / 2, y=bottom - 4.5)
        doubt = STATUS_WORDS[line.edge.status] and " doubt"
        return self._link(line, element("g", ground, words, class_=f"verb{doubt}"))

    def _link(self, line: Line, inner: Svg) -> Svg:
        boxes = self._shown.boxes
        name = f"{boxes[line.start].text} {self._verbs[line.number]} {boxes[line.end].text}"
        return element("a", inner, href=f"#e{line.number}", aria_label=name)

    def _card(self, box: Box) -> Svg:
        entity = self._kg.entity(box.finding.entity)
        kinds = list(self._kg.schema.categories)
        category = self._kg.schema.categories[entity.category]
        kind = speech.word(self._kg.schema, "category", entity.category)
        x, y = self._points[box.number]
        left, lines = x - _WIDE / 2, card_lines(box.text)
        first = y - (len(lines) + 1) * LEADING / 2 + LETTERS * 0.84
        words = [element("tspan", line, x=left + 36, y=first + i * LEADING) for i, line in enumerate(lines)]
        said = element("tspan", kind, x=left + 36, y=first + len(lines) * LEADING, class_="kind")
        return element(
            "a",
            element("rect", x=left, y=y - _HIGH / 2, width=_WIDE, height=_HIGH, rx=9),
            element(
                "use",
                href=f"#g-{known(category.shape)}",
                x=left + 9,
                y=y - 10,
                width=20,
                height=20,
                class_=f"glyph k{kinds.index(entity.category)}",
            ),
            element("text", *words, said),
            href=self._to(box),
            class_="card focus" if entity.key == self._focus else "card",
            aria_label=f"{box.text}, {kind}",
        )


def card_lines(text: str) -> tuple[str, ...]:
    """Break a label into the lines of its box; what does not fit ends in an ellipsis.

    Example:
        >>> card_lines("tight muscles of the left shoulder")
        ('tight muscles of', 'the left shoulder')
    """
    lines = metrics.wrap(text, LETTERS, _TEXT, bold=True)
    return lines if len(lines) <= MOST_LINES else (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…")


def place_verbs(
    verbs: Mapping[int, str],
    lines: Mapping[int, Line],
    drawn: Mapping[int, Sequence[Curve]],
    points: Mapping[int, Point],
) -> dict[int, Rect | None]:
    """Return where each verb stands; those of doubted edges choose first."""
    told = [Verb(n, metrics.width(text, LETTERS), lines[n].edge.status != "supported") for n, text in verbs.items()]
    return edge_routing.labels(told, {n: drawn[n] for n in verbs}, points)


# ---------------------------------------------------------------- lines


def _path(pieces: Iterable[Curve]) -> str:
    told = [(f"{a[0]:.4g} {a[1]:.4g}", _piece(a, b, c, d)) for a, b, c, d in pieces]
    return "M" + told[0][0] + "".join(piece for _, piece in told)


def _piece(start: Place, one: Place, other: Place, end: Place) -> str:
    if one == start and other == end:
        return f"L{end[0]:.4g} {end[1]:.4g}"
    return "C" + " ".join(f"{x:.4g} {y:.4g}" for x, y in (one, other, end))


def _chevrons(pieces: Sequence[Curve]) -> Iterator[Svg]:
    return (element("path", d=_CHEVRON, class_="up", transform=_turned(sign)) for sign in chevrons(pieces))


def chevrons(pieces: Sequence[Curve]) -> list[Sign]:
    """Return the signs on an arrow that runs up, from effect back to cause; none on any other.

    Args:
        pieces: the curves of the arrow.

    Example:
        >>> chevrons([((0, 100), (0, 50), (0, 50), (0, 0))])
        [(0.0, 50.0, -90)]
    """
    if pieces[-1][3][1] >= pieces[0][0][1]:
        return []
    long = ((a, b, c, d) for a, b, c, d in pieces if abs(d[0] - a[0]) + abs(d[1] - a[1]) > LONG)
    return [
        _sign(edge_routing.on((a, b, c, d), 0.5), d[0] - a[0] + c[0] - b[0], d[1] - a[1] + c[1] - b[1])
        for a, b, c, d in long
    ]


def head(last: Curve) -> Sign:
    """Return where the head of an arrow stands, and which way it points.

    Args:
        last: the last curve of the arrow.

    Example:
        >>> head(((0, 0), (0, 0), (10, 0), (10, 0)))
        (10, 0, 0)
    """
    before = last[2] if last[2] != last[3] else last[0]
    return _sign(last[3], last[3][0] - before[0], last[3][1] - before[1])


def _sign(at: Place, dx: float, dy: float) -> Sign:
    return (*at, round(degrees(atan2(dy, dx))))


def _turned(sign: Sign) -> str:
    x, y, angle = sign
    return f"translate({x:.4g} {y:.4g}) rotate({angle})"


def frame(
    points: Iterable[Point], drawn: Iterable[Sequence[Curve]], placed: Iterable[Rect | None]
) -> tuple[float, float, float, float]:
    """Return the smallest whole frame around everything: left, top, right, bottom.

    Args:
        points: the middles of the boxes.
        drawn: the curves of the arrows.
        placed: where the verbs stand; None where one finds no room.
    """
    corners = [(x + sign * _WIDE / 2, y + sign * _HIGH / 2) for x, y in points for sign in (-1, 1)]
    corners += [place for pieces in drawn for curve in pieces for place in curve]
    corners += [corner for rect in placed if rect for corner in (rect[:2], rect[2:])]
    xs, ys = zip(*corners, strict=True)
    return min(xs) // 1 - _AIR, min(ys) // 1 - _AIR, -(-max(xs) // 1) + _AIR, -(-max(ys) // 1) + _AIR
