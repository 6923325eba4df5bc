"""Which points the arrows of a drawn graph pass, and where their verbs stand.

No arrow runs behind a box, and no two meet a box at one point: arrows go down through the gaps between the boxes, each
from a place of its own on the rim. `edge_routing.js` beside this file does the same in the browser, for views that a
reader makes; the cases in `tests/data/vectors/edge_routing.json` are checked against both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise

from refgraph.web.network.layout import CARD, CELL, Arrow, Point

Place = tuple[float, float]
Rect = tuple[float, float, float, float]
Curve = tuple[Place, Place, Place, Place]

AIR = 5  # kept free above and below a row that an arrow passes
_ASIDE = 4  # kept free between a box and an arrow that passes it
_ROOM, _NEAR = 12, 6  # better so much, where it is to be had within so many lanes
LANE = 5  # between arrows in one gap
SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_WIDE, _HIGH = CARD
_ARC = 0.185  # how high a level arrow that goes far rises, in its length


def waypoints(lines: Mapping[int, Arrow], points: Mapping[int, Point]) -> dict[int, tuple[Place, ...]]:
    """Return the points that each arrow passes, its ends included; an arrow from a box to itself has none.

    Args:
        lines: number of an arrow → the boxes it joins.
        points: box → its middle.

    Example:
        >>> waypoints({7: (0, 1)}, {0: (0, 0), 1: (0, 150)})
        {7: ((0.0, 38.0), (0.0, 112.0))}
    """
    rows = _rows(points)
    used: dict[int, list[float]] = defaultdict(list)
    between: dict[int, list[Place]] = {}
    ports: dict[tuple[int, str], list[tuple[float, int, int]]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (_span(points, lines[line]), line)):
        start, end = lines[line]
        if start == end:
            continue
        (ax, ay), (bx, by) = points[start], points[end]
        passed = between[line] = _passages(rows, used, (ax, ay), (bx, by))
        leave, arrive = _sides((ax, ay), (bx, by))
        ports[start, leave].append((passed[0][0] if passed else bx, line, 0))
        ports[end, arrive].append((passed[-1][0] if passed else ax, line, 1))
    ends = {key: at for (box, side), met in ports.items() for key, at in _spread(points[box], side, met)}
    return {line: (ends[line, 0], *passed, ends[line, 1]) for line, passed in between.items()}


def _span(points: Mapping[int, Point], arrow: Arrow) -> int:
    return abs(points[arrow[0]][1] - points[arrow[1]][1])


def _rows(points: Mapping[int, Point]) -> dict[int, list[int]]:
    """Return the rows of boxes from the top: height → the middles of its boxes from left to right."""
    rows: dict[int, list[int]] = defaultdict(list)
    for x, y in points.values():
        rows[y].append(x)
    return {y: sorted(rows[y]) for y in sorted(rows)}


def _passages(
    rows: Mapping[int, Sequence[int]], used: Mapping[int, list[float]], start: Place, end: Place
) -> list[Place]:
    """Return two points for each row that lies between: where the arrow enters a gap, and where it leaves it."""
    down = end[1] > start[1]
    between = [y for y in rows if min(start[1], end[1]) < y < max(start[1], end[1])]
    passed: list[Place] = []
    x, last = start
    for y in between if down else reversed(between):
        x = _gap(rows[y], x + (end[0] - x) * (y - last) / (end[1] - last), used[y])
        last = y
        rim = (_HIGH / 2 + AIR) * (1 if down else -1)
        passed += [(x, y - rim), (x, y + rim)]
    return passed


def _gap(xs: Sequence[int], wish: float, used: list[float]) -> float:
    """Return the place of a row nearest to the straight line of an arrow, clear of boxes and of other arrows."""
    for step, air in chain(((step, _ROOM) for step in range(_NEAR)), ((step, _ASIDE) for step in count())):
        for x in (wish + step * LANE, wish - step * LANE):
            if all(abs(x - box) > _WIDE / 2 + air for box in xs) and all(abs(x - other) >= LANE for other in used):
                used.append(x)
                return x
    raise AssertionError("beside a row there is always room")


def _sides(start: Place, end: Place) -> tuple[str, str]:
    """From which side of its box an arrow leaves, and on which it arrives."""
    if start[1] != end[1]:
        return ("bottom", "top") if start[1] < end[1] else ("top", "bottom")
    if abs(start[0] - end[0]) > CELL:
        return "top", "top"
    return ("right", "left") if start[0] < end[0] else ("left", "right")


def _spread(middle: Point, side: str, met: Iterable[tuple[float, int, int]]) -> Iterable[tuple[tuple[int, int], Place]]:
    """Give each arrow at one side of a box a place of its own, in the order of where they come from."""
    (x, y), flat = middle, side in ("top", "bottom")
    ends = sorted(met)
    step = min(22 if flat else 14, (_WIDE - 28 if flat else _HIGH - 20) / max(1, len(ends) - 1))
    rim = -1 if side in ("top", "left") else 1
    for i, (_, line, end) in enumerate(ends):
        off = (i - (len(ends) - 1) / 2) * step
        yield (line, end), ((x + off, y + rim * _HIGH / 2) if flat else (x + rim * _WIDE / 2, y + off))


# ---------------------------------------------------------------- curves


def curves(passed: Sequence[Place]) -> list[Curve]:
    """Return the pieces of an arrow as cubic curves: straight in a gap, an arc along a row, a gentle bend elsewhere.

    Example:
        >>> curves([(0, 0), (10, 40)])
        [((0, 0), (0, 20.0), (10, 20.0), (10, 40))]
    """
    return [_curve(start, end) for start, end in pairwise(passed)]


def _curve(start: Place, end: Place) -> Curve:
    (ax, ay), (bx, by) = start, end
    if ay == by and abs(ax - bx) > CELL:
        top = ay - _ARC * abs(ax - bx) * 2 / 3
        return start, (ax + (bx - ax) / 3, top), (bx - (bx - ax) / 3, top), end
    if ax == bx or ay == by:
        return start, start, end, end
    return start, (ax, (ay + by) / 2), (bx, (ay + by) / 2), end


def curves_of(arrows: Mapping[int, Arrow], points: Mapping[int, Point]) -> dict[int, list[Curve]]:
    """Return the curves of each arrow, those from a box to itself included.

    Args:
        arrows: number of an arrow → the boxes it joins.
        points: box → its middle.
    """
    led = waypoints(arrows, points)
    return {n: curves(led[n]) if n in led else [own(points[start])] for n, (start, _) in arrows.items()}


def own(middle: Point) -> Curve:
    """Return the curve of an arrow from a box to itself, around its upper right corner."""
    x, y = middle[0] + _WIDE / 2, middle[1] - _HIGH / 2
    return (x - 30, y), (x - 30, y - 70), (x + 70, y + 26), (x, y + 26)


def on(curve: Curve, t: float) -> Place:
    """Return a point of a curve, from its start at 0 to its end at 1.

    Example:
        >>> on(((0, 0), (0, 20), (10, 20), (10, 40)), 0.5)
        (5.0, 20.0)
    """
    s = 1 - t
    share = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        share[0] * curve[0][0] + share[1] * curve[1][0] + share[2] * curve[2][0] + share[3] * curve[3][0],
        share[0] * curve[0][1] + share[1] * curve[1][1] + share[2] * curve[2][1] + share[3] * curve[3][1],
    )


# ---------------------------------------------------------------- verbs


@dataclass(frozen=True, slots=True)
class Verb:
    """What stands on an arrow, how wide it is, and whether it must find its place before others do."""

    line: int
    wide: float
    first: bool = False


def labels(
    verbs: Iterable[Verb], drawn: Mapping[int, Sequence[Curve]], points: Mapping[int, Point]
) -> dict[int, Rect | None]:
    """Return where each verb stands: on its arrow or close beside it, over no box and no other verb.

    Best over no head of an arrow, and not beyond the edge of the drawing.

    Args:
        verbs: what is to be placed.
        drawn: line → its curves.
        points: box → its middle.

    Example:
        >>> labels([Verb(7, 40)], {7: curves([(0, 38), (0, 112)])}, {0: (0, 0), 1: (0, 150)})
        {7: (-23.0, 66.0, 23.0, 84.0)}
    """
    w, h = _WIDE / 2 + 2, _HIGH / 2 + 2
    taken: list[Rect] = [(x - w, y - h, x + w, y + h) for x, y in points.values()]
    ends = [curve[-1] for pieces in drawn.values() for curve in pieces]
    left = min([rect[0] for rect in taken] + [x for x, _ in ends], default=0)
    right = max([rect[2] for rect in taken] + [x for x, _ in ends], default=0)
    heads: list[Rect] = [(x - 5, y - 13, x + 5, y + 13) for x, y in (pieces[-1][-1] for pieces in drawn.values())]
    found: dict[int, Rect | None] = {}
    for verb in sorted(verbs, key=lambda verb: (not verb.first, verb.line)):
        half = verb.wide / 2 + 3
        spots = [on(curve, t) for curve in _by_choice(drawn[verb.line]) for t in SPOTS]
        asides = (0.0, half + 3, -half - 3)
        rects = ((x + aside - half, y - 9, x + aside + half, y + 9) for aside in asides for x, y in spots)
        free = [rect for rect in rects if not any(_clash(rect, other) for other in taken)]
        inside = [one for one in free if left <= one[0] and one[2] <= right] or free
        best = [one for one in inside if not any(_clash(one, head) for head in heads)] or inside
        rect = best[0] if best else None
        found[verb.line] = rect
        if rect:
            taken.append(rect)
    return found


def _by_choice(pieces: Sequence[Curve]) -> list[Curve]:
    """The first piece, the last one, then those between."""
    order = dict.fromkeys((0, len(pieces) - 1, *range(len(pieces))))
    return [pieces[i] for i in order]


def _clash(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
