"""Where findings are placed on the body: which views are needed, which shapes are lit, where the numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import cos, hypot, inf, pi, sin

from refgraph.drawing.body.plates import Body, Point, Shape, View, along, box, inside
from refgraph.report.view import FindingView

RADIUS = 14.0
_SIDED = ("left", "right")
# The number of a pair stands on both sides, so far from the midline that the two keep apart.
_BESIDE, _INWARD = 3.0, 8.0
# Two sides that lie nearer to each other may share a number.
_BOTH = 5.0  # radii
# A shape smaller than this, in the area of a number, gets the number beside it: it may cover so much of the shape.
_SMALL, _COVERED = 3.6, 0.12
_ARROW, _CROWDED = 32.0, 60
# Where along a line its number may stand, as shares of its length, best first.
_SHARES = (0.5, 0.34, 0.66, 0.2, 0.8)
_RINGS = (0.0, 22.0, 31.0, 38.0, 46.0, 56.0, 72.0, 92.0, 124.0, 156.0)
# What a picture costs to read: another view, a change of view on the way, a posture whose direction cannot be seen.
_NEW_VIEW, _CHANGE, _NO_DIRECTION = 3, 2, 6


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A shape that stands for a finding.

    Attributes:
        halves: 1 right in the picture, -1 left; both where it lies on both sides, empty where it is drawn as it is.
        light: nothing is said of the side, so neither side is drawn as if it were meant.
    """

    shape: Shape
    halves: tuple[int, ...]
    light: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of a finding: its view, its shapes, the points it stands for, and where its number stands."""

    shown: FindingView
    view: str
    lit: tuple[PlacedShape, ...]
    anchors: tuple[Point, ...]
    badges: tuple[Point, ...] = ()


def placements(body: Body, findings: Sequence[FindingView], radius: float = RADIUS) -> tuple[Placement, ...]:
    """Place the findings of a path; those without a place on the body are left out.

    Args:
        body: artwork and positions.
        findings: of one path, origin first.
        radius: of the discs that the numbers stand in, in units of the plates.
    """
    placed: list[Placement] = []
    for found in unnumbered(body, findings):
        shown, view, shapes = found.shown, found.view, found.lit
        taken = [badge for other in placed if other.view == view for badge in other.badges]
        anchors = _anchors(shapes[0], taken, radius)
        placement = Placement(shown, view, shapes, anchors)
        last = placed[-1].badges if placed and placed[-1].view == view else ()
        segments = [
            segment
            for one, other in pairwise(placed)
            if one.view == other.view == view
            for segment in _segments(one, other)
        ]
        badges = _badges(body.views[view], placement, _Occupied(taken, last, segments, radius))
        placed.append(replace(placement, badges=badges))
    return tuple(placed)


def unnumbered(body: Body, findings: Sequence[FindingView]) -> tuple[Placement, ...]:
    """Choose the views and light the findings, without numbers; those without a place on the body are left out.

    Args:
        body: artwork and positions.
        findings: of one path, origin first.
    """
    return tuple(
        Placement(
            shown,
            view,
            tuple(_lit(body.views[view], key, shown) for key in body.places[shown.finding.entity][view]),
            (),
        )
        for shown, view in _assign(body, findings)
    )


def views_of(placed: Iterable[Placement]) -> tuple[str, ...]:
    """The views in the order in which the route comes to them."""
    return tuple(dict.fromkeys(placement.view for placement in placed))


# ---------------------------------------------------------------- views


def _assign(body: Body, findings: Sequence[FindingView]) -> list[tuple[FindingView, str]]:
    """Give each finding with a place a view: few views, few changes, preferred views."""
    offered = [(shown, _offers(body, shown)) for shown in findings]
    offered = [(shown, views) for shown, views in offered if views]
    if not offered:
        return []
    subsets = [subset for count in range(1, len(body.views) + 1) for subset in combinations(body.views, count)]
    plans = [plan for subset in subsets if (plan := _plan([views for _, views in offered], subset))]
    views = min(plans, key=lambda plan: plan[0])[1]
    return [(shown, view) for (shown, _), view in zip(offered, views, strict=True)]


def _offers(body: Body, shown: FindingView) -> dict[str, int]:
    """The views that show a finding with their costs: for less preferred ones, and for a direction that cannot be seen.

    A side can only be shown where the two sides differ.
    """
    place = body.places.get(shown.finding.entity, {})
    sided = shown.finding.side in _SIDED
    usable = [view for view in place if not sided or body.views[view].left] or list(place)
    pointed = {view for view in usable if any(body.views[view].shapes[key].kind == "arrow" for key in place[view])}
    return {view: n + (_NO_DIRECTION if pointed and view not in pointed else 0) for n, view in enumerate(usable)}


def _plan(offered: Sequence[Mapping[str, int]], subset: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
    """The cheapest way to show all findings in a set of views; None where one of them cannot be shown."""
    plans: dict[str, tuple[int, tuple[str, ...]]] = {"": (_NEW_VIEW * len(subset), ())}
    for costs in offered:
        plans = {
            view: min(
                (cost + costs[view] + (_CHANGE if last not in ("", view) else 0), (*chosen, view))
                for last, (cost, chosen) in plans.items()
            )
            for view in subset
            if view in costs
        }
        if not plans:
            return None
    return min(plans.values())


# ---------------------------------------------------------------- shapes and their sides


def _lit(view: View, key: str, shown: FindingView) -> PlacedShape:
    """Light a shape on the side that is stated, and lightly on both where none is."""
    shape, side = view.shapes[key], shown.finding.side
    if side in _SIDED and view.left:
        return PlacedShape(shape, (view.left if side == "left" else -view.left,), False)
    if not shape.paired:
        return PlacedShape(shape, (), False)
    return PlacedShape(shape, (1, -1), side != "bilateral")


def _anchors(lit: PlacedShape, taken: Sequence[Point], radius: float) -> tuple[Point, ...]:
    """The points that a number belongs to: the middle of an area; of a line one that lies away from other numbers."""
    if lit.shape.kind == "area":
        x, y = lit.shape.anchor(half=bool(lit.halves) and not lit.shape.paired)
        return tuple((x * half, y) for half in lit.halves) or ((x, y),)
    offered = [along(lit.shape.points, share) for share in _SHARES]
    points = [tuple((x * half, y) for half in lit.halves) if lit.shape.paired else ((x, y),) for x, y in offered]
    far = 2 * radius + _ARROW
    free = [some for some in points if all(gap(point, other) >= far for point in some for other in taken)]
    return (free or points)[0]


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class _Occupied:
    """What a number must keep clear of: earlier numbers, an arrow from the last one, segments of the route."""

    taken: Sequence[Point]
    last: Sequence[Point]
    segments: Sequence[Sequence[Point]]
    radius: float

    @property
    def apart(self) -> float:
        """How far the middles of two numbers are from each other at the least."""
        return 2 * self.radius + 3

    def cost(self, at: Point) -> float:
        """Penalty of a place for a number because of the route so far."""
        crowded = sum(_CROWDED for other in self.last if gap(at, other) < 2 * self.radius + _ARROW)
        near = self.radius + 4
        crossed = [segment for segment in self.segments if any(gap(at, point) < near for point in segment)]
        return crowded + 40 * len(crossed)


def _segments(one: Placement, other: Placement) -> list[list[Point]]:
    """Points along the lines from the numbers of a finding to those of the next."""
    count = max(len(one.badges), len(other.badges))
    return [between(one.badges[n % len(one.badges)], other.badges[n % len(other.badges)]) for n in range(count)]


def _badges(view: View, placement: Placement, drawn: _Occupied) -> tuple[Point, ...]:
    """Put the number on the shape, or as near to it as is free; on both sides where both are lit."""
    if len(placement.anchors) == 2:
        return _both_sides(view, placement, drawn)
    return (_nearest_free(view, placement, placement.anchors[0], drawn),)


def _both_sides(view: View, placement: Placement, drawn: _Occupied) -> tuple[Point, ...]:
    """The number on one side, and its mirror image; one for both where that is not free and they lie near."""
    one, other = placement.anchors
    first = _nearest_free(view, placement, one, drawn, apart=True)
    mirrored = -first[0], first[1]
    if all(gap(mirrored, badge) >= drawn.apart for badge in drawn.taken):
        return first, mirrored
    if gap(one, other) < _BOTH * drawn.radius:
        return (first,)
    return first, _nearest_free(view, placement, other, drawn, apart=True)


def _nearest_free(view: View, placement: Placement, anchor: Point, drawn: _Occupied, *, apart: bool = False) -> Point:
    """The best place for the number of a point; `apart` keeps it on its own side of the midline."""
    turns = [n / 16 for n in range(16)]
    best, least = anchor, inf
    for ring in _RINGS:
        if ring >= least:
            break
        for turn in turns if ring else turns[:1]:
            at = anchor[0] + ring * cos(2 * pi * turn), anchor[1] - ring * sin(2 * pi * turn)
            cost = 0.0
            for penalty in _penalties(view, placement, at, anchor, drawn, apart):
                cost += penalty
                # Differences of the size of rounding errors do not count, so that every machine chooses the same place.
                if cost >= least - 0.01:
                    break
            else:
                best, least = at, cost
    return best


def _penalties(
    view: View, placement: Placement, at: Point, anchor: Point, drawn: _Occupied, apart: bool
) -> Iterator[float]:
    """What a place for a number costs, part by part, what is soon told first; none is less than 0."""
    yield gap(at, anchor) + (200 if abs(at[0]) > 160 else 0)
    if apart:
        yield 1000 if at[0] * (1 if anchor[0] > 0 else -1) < drawn.radius + _BESIDE else 0
        yield _INWARD if abs(at[0]) < abs(anchor[0]) - 1 else 0
    yield sum(1000 for other in drawn.taken if gap(at, other) < drawn.apart)
    leader = between(at, anchor)
    yield sum(60 for other in drawn.taken if any(gap(point, other) < drawn.radius for point in leader))
    yield drawn.cost(at)
    yield _hides(placement, at, drawn.radius)
    for arm in _near(view, at, anchor):
        yield 60 if _crosses(leader, anchor, arm) else 0


def _hides(placement: Placement, at: Point, radius: float) -> float:
    """Penalty of a number that covers the shape it stands for, on either side."""
    shape = placement.lit[0].shape
    if shape.kind != "area" or shape.extent > _SMALL * pi * radius**2:
        return 0.0
    rings = [[(x * half, y) for x, y in shape.points] for half in ((1, -1) if shape.paired else (1,))]
    covered = max(sum(gap(point, at) < radius + 1 for point in ring) / len(ring) for ring in rings)
    return 60.0 if covered > _COVERED else 0.0


def _near(view: View, one: Point, other: Point) -> Iterator[tuple[Point, ...]]:
    """The arms that a line between two points may touch at all; most do not come near one."""
    left, top, right, bottom = box((one, other))
    for arm, (x1, y1, x2, y2) in zip(view.arms, view.arm_boxes, strict=True):
        if left <= x2 and x1 <= right and top <= y2 and y1 <= bottom:
            yield arm


def _crosses(leader: Sequence[Point], anchor: Point, arm: tuple[Point, ...]) -> bool:
    return not inside(anchor, arm) and any(inside(point, arm) for point in leader)


def gap(one: Point, other: Point) -> float:
    """The distance of two points.

    Example:
        >>> gap((0, 0), (3, 4))
        5.0
    """
    return hypot(one[0] - other[0], one[1] - other[1])


def between(one: Point, other: Point, count: int = 12) -> list[Point]:
    """Points along a straight line, both ends included.

    Example:
        >>> between((0, 0), (4, 0), 2)
        [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0)]
    """
    return [
        (one[0] + (other[0] - one[0]) * n / count, one[1] + (other[1] - one[1]) * n / count) for n in range(count + 1)
    ]
