"""The body with a route on it: the views it needs, what is lit in them, the line from the origin on, its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, sin
from operator import itemgetter

from refgraph.drawing.body import ground
from refgraph.drawing.body.part import part
from refgraph.drawing.body.placement import RADIUS, PlacedShape, Placement, gap, placements, views_of
from refgraph.drawing.body.plates import BOTTOM, TOP, Body, Point, Shape, View, bezier, box, shorter
from refgraph.drawing.body.zones import spills_over, stipple
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import msgid, tr
from refgraph.report.view import FindingView, PathView, StepView

# Below a view stands its caption.
_CAPTION, _BELOW, _LINE = 28.0, 38.0, 20.0
_SCHEME = msgid("dermatomes: a scheme, not a source's claim")
_BOWS = (0.16, -0.16, 0.3, -0.3, 0.46, -0.46)
_TIP = 9.0
_REACH, _SHORT = 52.0, 170.0
# Farther out than this from the middle of the body a line is no better.
_OUTWARD = 105.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure: what goes into `<defs>`, the picture, its size, and which findings have a place in it.

    `sides` are the names of its sides, each with where its middle stands, for whoever draws them larger.
    """

    defs: Svg
    picture: Svg
    width: float
    height: float
    placed: frozenset[int]
    sides: tuple[tuple[str, float], ...] = ()


class Plates:
    """Draws figures that share their definitions, so that several on one page stay small.

    Args:
        body: artwork and positions.
        paint: how things look.
        prefix: of every id, so that two files can stand in one page.
        dermatomes: whether the areas of skin of single roots are drawn in place of the bones.
        radius: of the discs that the numbers stand in, in units of the plates.
        below: room for the names of views and sides below them; 0 for none.
    """

    def __init__(
        self,
        body: Body,
        paint: Paint,
        prefix: str = "",
        *,
        dermatomes: bool = False,
        radius: float = RADIUS,
        below: float = _BELOW,
    ) -> None:
        self._body, self._paint, self._prefix, self._dermatomes = body, paint, prefix, dermatomes
        self._radius, self._below = radius, below
        self._known: set[str] = set()
        self._spilt: set[int] = set()

    def draw(self, path: PathView, *, near: bool = False) -> Figure:
        """Draw one path; `defs` holds only what no earlier figure has defined.

        Args:
            path: with at least one step.
            near: whether only the part of the body is shown that the path runs through.
        """
        return self._drawn(path.findings, path.steps, near)

    def draw_part(self, findings: Sequence[FindingView], steps: Sequence[StepView], upto: int) -> Figure:
        """Draw the part of the body that findings lie in with the first of them; the frame is the same for all.

        Args:
            findings: of one path, origin first, or one thing alone.
            steps: between them.
            upto: number of the last finding that is lit.
        """
        return self._drawn(findings, steps, True, upto)

    def _drawn(
        self, findings: Sequence[FindingView], steps: Sequence[StepView], near: bool, upto: int | None = None
    ) -> Figure:
        placed = placements(self._body, findings, self._radius)
        # The numbers of findings: the first step ends in the second.
        self._spilt = {n for n, step in enumerate(steps, 2) if spills_over(self._body, step.edge)}
        views = [self._body.views[view] for view in views_of(placed)]
        defs = join(*(piece for view in views for piece in self._definitions(view, placed)))
        if not views:
            return Figure(Svg(), Svg(), 0.0, 0.0, frozenset())
        widths = [view.width for view in views]
        top = min(view.top for view in views)
        height = max(view.bottom for view in views) + self._below + _LINE * self._dermatomes - top
        at = {view.key: (sum(widths[:n]) + widths[n] / 2, -top) for n, view in enumerate(views)}
        shown = [one for one in placed if upto is None or one.shown.number <= upto]
        cut = _cut(placed, views, 0.0 if upto is None else self._radius + 6) if near else None
        lit = {view.key: [one for one in shown if one.view == view.key] for view in views}
        bodies = [self._view(view, lit[view.key], at[view.key], bool(self._below) and not cut) for view in views]
        drawn = join(*bodies, *self._route(steps, shown, at), *self._numbers(shown, at))
        if cut:
            told = views if self._below else ()
            names = [(at[view.key][0], view.bottom, _caption(self._paint, view, self._dermatomes)) for view in told]
            drawn, height = _near(drawn, cut, sum(widths), names), cut[1] - cut[0] + self._below
        sides = [(tr(word), at[view.key][0] + way * view.width / 4) for view in views for word, way in _sides(view)]
        numbers = frozenset(placement.shown.number for placement in placed)
        return Figure(defs, drawn, sum(widths), height, numbers, tuple(sorted(sides, key=itemgetter(1))))

    # ------------------------------------------------------------ definitions

    def _id(self, *parts: str) -> str:
        return "-".join((self._prefix, *parts) if self._prefix else parts)

    def _new(self, pieces: Mapping[str, Svg]) -> list[Svg]:
        """Those of some definitions that no earlier figure has made."""
        new = [key for key in pieces if key not in self._known]
        self._known.update(new)
        return [pieces[key] for key in new]

    def _definitions(self, view: View, placed: Sequence[Placement]) -> list[Svg]:
        pieces = ground.definitions(view, self._id)
        for placement in placed:
            if placement.view == view.key:
                for lit in placement.lit:
                    pieces |= self._shape_definitions(view, lit.shape)
                    pieces |= {} if lit.shape.paired else self._halves(lit.halves)
                if placement.shown.category in self._body.hatched:
                    key, thin = self._zone(placement), placement.shown.number in self._spilt
                    pieces |= {key: stipple(self._paint, placement.shown.category, key, thin=thin)}
        return self._new(pieces)

    def _shape_definitions(self, view: View, shape: Shape) -> dict[str, Svg]:
        made = {"s": shape.data, "f": shape.fibres}
        keys = {self._id(kind, view.key, shape.key): shorter(data) for kind, data in made.items() if data}
        return {key: element("path", d=data, id=key) for key, data in keys.items()}

    def _halves(self, halves: Sequence[int]) -> dict[str, Svg]:
        """What cuts off the other half of a shape that lies across the middle."""
        keys = {self._id("h", str(half)): 0 if half > 0 else -180 for half in halves}
        rects = {key: element("rect", x=x, y=-20, width=180, height=900) for key, x in keys.items()}
        return {key: element("clipPath", rect, id=key) for key, rect in rects.items()}

    # ------------------------------------------------------------ a view

    def _view(self, view: View, placed: Sequence[Placement], at: Point, captioned: bool) -> Svg:
        shapes = sorted(
            ((lit, placement) for placement in placed for lit in placement.lit), key=lambda pair: -_extent(pair[0])
        )
        areas = [self._shape(view, lit, placement) for lit, placement in shapes if lit.shape.kind == "area"]
        lines = [self._shape(view, lit, placement) for lit, placement in shapes if lit.shape.kind != "area"]
        clipped = element("g", *areas, clip_path=f"url(#{self._id('c', view.key)})") if areas else Svg()
        unlit = ground.drawn(view, self._paint, self._id, skin=self._dermatomes)
        caption = _caption(self._paint, view, self._dermatomes) if captioned else []
        return element("g", unlit, clipped, *lines, *caption, transform=f"translate({at[0]:g} {at[1]:g})")

    def _shape(self, view: View, lit: PlacedShape, placement: Placement) -> Svg:
        category = placement.shown.category
        looks = [("s", self._look(lit, placement))]
        if lit.shape.fibres and category not in self._body.hatched:
            looks.append(("f", self._paint("fibre")))
        drawn = [self._used(self._id(kind, view.key, lit.shape.key), lit, look) for kind, look in looks]
        return join(*drawn, _motion(self._paint, lit, placement))

    def _used(self, key: str, lit: PlacedShape, look: Mapping[str, str]) -> Svg:
        """What is defined, on the halves where it is lit."""
        whole = element("use", href=f"#{key}", **look)
        if not lit.halves:
            return whole
        if lit.shape.paired:
            mirrored = element("use", href=f"#{key}", transform="scale(-1 1)", **look)
            return join(*(whole if half > 0 else mirrored for half in lit.halves))
        return join(*(element("g", whole, clip_path=f"url(#{self._id('h', str(half))})") for half in lit.halves))

    def _zone(self, placement: Placement) -> str:
        """The id of the dots of what is felt."""
        spilt = placement.shown.number in self._spilt
        return self._id("q" if spilt else "p", self._paint.name(placement.shown.category))

    def _look(self, lit: PlacedShape, placement: Placement) -> dict[str, str]:
        """Areas are filled, what is felt is stippled, nerves and lines are drawn."""
        category = placement.shown.category
        hatched = lit.shape.kind == "area" and category in self._body.hatched
        role = "hatch" if hatched else {"area": "area", "arrow": "motion"}.get(lit.shape.kind, "line")
        look = self._paint(role, category)
        if hatched:
            look["fill"] = f"url(#{self._zone(placement)})"
        if lit.light:
            return self._paint.lighter(look)
        return look

    # ------------------------------------------------------------ the route and its numbers

    def _route(self, steps: Sequence[StepView], placed: Sequence[Placement], at: dict[str, Point]) -> list[Svg]:
        drawn: list[Svg] = []
        badges = [_shift(badge, at[placement.view]) for placement in placed for badge in placement.badges]
        for one, other in pairwise(placed):
            between = steps[one.shown.number - 1 : other.shown.number - 1]
            dashes = "7 5" if any(step.doubt for step in between) else "1.5 6" if one.view != other.view else None
            middle = at[one.view][0] if one.view == other.view else None
            for start, end in _pairs(one, other, at, self._radius):
                others = [badge for badge in badges if badge not in (start, end)]
                drawn += self._curve(start, end, _Clear(others, middle, self._radius), dashes)
        return drawn

    def _curve(self, start: Point, end: Point, clear: _Clear, dashes: str | None) -> list[Svg]:
        """A bowed line with a head, bowed so that it runs clear of the other numbers and of the body's middle."""
        if gap(start, end) < 2 * self._radius + 2 * _TIP:
            return []
        a, b, c, d = min((_bowed(start, end, bow, self._radius) for bow in _BOWS), key=clear.cost)
        data = f"M{a[0]:.0f},{a[1]:.0f}C{b[0]:.0f},{b[1]:.0f} {c[0]:.0f},{c[1]:.0f} {d[0]:.0f},{d[1]:.0f}"
        halo = element("path", d=data, **self._paint("route-halo"))
        line = element("path", d=data, stroke_dasharray=dashes, **self._paint("route-line"))
        return [halo, line, element("path", d=_head(c, _beyond(c, d), _TIP + 1), **self._paint("route-tip"))]

    def _numbers(self, placed: Sequence[Placement], at: dict[str, Point]) -> list[Svg]:
        drawn: list[Svg] = []
        for placement in placed:
            for badge in placement.badges:
                anchors = (
                    placement.anchors
                    if len(placement.badges) == 1
                    else (min(placement.anchors, key=lambda a: gap(a, badge)),)
                )
                drawn += [
                    _leader(self._paint, badge, anchor, at[placement.view])
                    for anchor in anchors
                    if gap(badge, anchor) > self._radius + 3
                ]
        for placement in placed:
            drawn += [
                _badge(self._paint, self._radius, placement, _shift(badge, at[placement.view]))
                for badge in placement.badges
            ]
        return drawn


def _sides(view: View) -> tuple[tuple[str, float], ...]:
    """The sides of a view that has them, each with the way from its middle."""
    return ((msgid("right"), -view.left), (msgid("left"), view.left)) if view.left else ()


def _caption(paint: Paint, view: View, dermatomes: bool) -> list[Svg]:
    """The name of a view and of its sides, and of the scheme of its areas of skin."""
    look = paint("caption")
    words = [(tr(view.label), 0.0), *((tr(word), 116.0 * way) for word, way in _sides(view))]
    drawn = [element("text", word, x=x, y=view.bottom + _CAPTION, font_size=19, **look) for word, x in words]
    if dermatomes and view.dermatomes:
        drawn.append(element("text", tr(_SCHEME), x=0, y=view.bottom + _CAPTION + _LINE, font_size=15, **look))
    return drawn


# ---------------------------------------------------------------- geometry


def bare(body: Body, paint: Paint, prefix: str) -> Figure:
    """Draw the whole body, each view of it on which left and right can be told apart, with nothing lit.

    Args:
        body: artwork and positions.
        paint: how things look.
        prefix: of every id.
    """
    plates = Plates(body, paint, prefix)
    views = [view for view in body.views.values() if view.left and not view.part]
    defs = join(*(piece for view in views for piece in plates._definitions(view, ())))
    widths = [view.width for view in views]
    at = [(sum(widths[:n]) + width / 2, -views[0].top) for n, width in enumerate(widths)]
    drawn = [plates._view(view, (), place, captioned=True) for view, place in zip(views, at, strict=True)]
    return Figure(defs, join(*drawn), sum(widths), views[0].bottom + _BELOW - views[0].top, frozenset())


def _cut(placed: Sequence[Placement], views: Sequence[View], room: float) -> Point | None:
    """From where to where the body is shown; `room` is kept for numbers beyond head and feet, if any."""
    found = None if any(view.part for view in views) else part(placed)
    if found or not room or any(view.part for view in views):
        return found
    heights = [y for one in placed for _, y in one.badges]
    return min(TOP, min(heights) - room), max(BOTTOM, max(heights) + room)


def _near(drawn: Svg, part: Point, width: float, names: Sequence[tuple[float, float, Sequence[Svg]]]) -> Svg:
    """The part of a picture from one height to another, and below it the names of its views.

    Args:
        drawn: the whole.
        part: top and bottom.
        width: of the picture.
        names: of each view where its middle stands, its bottom, and its words, placed below that.
    """
    top, height = part[0] - TOP, part[1] - part[0]
    # A picture in the picture cuts off what lies beyond the part.
    cut = element("svg", drawn, viewBox=f"0 {top:g} {width:g} {height:g}", width=width, height=height)
    below = [element("g", *words, transform=f"translate({x:g} {height - bottom:g})") for x, bottom, words in names]
    return join(cut, *below)


def _motion(paint: Paint, lit: PlacedShape, placement: Placement) -> Svg:
    """The head of an arrow that shows which way a part is held."""
    if lit.shape.kind != "arrow":
        return Svg()
    before, tip = lit.shape.points[-3], lit.shape.points[-1]
    return element("path", d=_head(before, tip, 13), **paint("tip", placement.shown.category))


def _badge(paint: Paint, radius: float, placement: Placement, at: Point) -> Svg:
    size = 16 * radius / RADIUS
    category = placement.shown.category
    ring = element("circle", cx=at[0], cy=at[1], r=radius + 4, **paint("ring", category))
    disc = element("circle", cx=at[0], cy=at[1], r=radius, **paint("badge", category))
    digits = str(placement.shown.number)
    text = element("text", digits, x=at[0], y=at[1] + 0.3625 * size, font_size=size, **paint("badge-text"))
    return element("g", ring if placement.shown.number == 1 else Svg(), disc, text)


def _leader(paint: Paint, badge: Point, anchor: Point, at: Point) -> Svg:
    (x1, y1), (x2, y2) = _shift(badge, at), _shift(anchor, at)
    line = element("path", d=f"M{x1:.0f},{y1:.0f}L{x2:.0f},{y2:.0f}", **paint("leader"))
    return join(line, element("circle", cx=x2, cy=y2, r=2.6, **paint("route-tip")))


def _extent(lit: PlacedShape) -> float:
    left, top, right, bottom = box(lit.shape.points)
    return (right - left) * (bottom - top)


def _shift(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _pairs(one: Placement, other: Placement, at: dict[str, Point], radius: float) -> list[tuple[Point, Point]]:
    """Which numbers a line joins: each side with its own, the middle with both, a single side with the nearest."""
    starts = [_shift(badge, at[one.view]) for badge in one.badges]
    ends = [_shift(badge, at[other.view]) for badge in other.badges]
    if len(starts) == len(ends):
        return list(zip(starts, ends, strict=True))
    single = one if len(starts) == 1 else other
    every = [(start, end) for start in starts for end in ends]
    return every if abs(single.badges[0][0]) < radius else [min(every, key=lambda pair: gap(*pair))]


def _bowed(start: Point, end: Point, bow: float, radius: float) -> tuple[Point, Point, Point, Point]:
    """A curve between two numbers that begins and ends at their rims."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    # A long line bows no further than a short one, or it would leave the body; a very short one hardly at all.
    far = hypot(dx, dy)
    bow *= min(1.0, _REACH / (far * abs(bow)), (far / _SHORT) ** 2)
    out = (-dy * bow, dx * bow)
    first = _toward(start, (start[0] + dx * 0.3 + out[0], start[1] + dy * 0.3 + out[1]), radius + 3)
    last = _toward(end, (start[0] + dx * 0.7 + out[0], start[1] + dy * 0.7 + out[1]), radius + _TIP + 3)
    # What is left between the rims bows; measured from the middles, a short line would turn back on itself.
    dx, dy = last[0] - first[0], last[1] - first[1]
    b = first[0] + dx * 0.3 + out[0], first[1] + dy * 0.3 + out[1]
    c = first[0] + dx * 0.7 + out[0], first[1] + dy * 0.7 + out[1]
    return first, b, c, last


def _toward(start: Point, goal: Point, length: float) -> Point:
    far = hypot(goal[0] - start[0], goal[1] - start[1]) or 1.0
    return start[0] + (goal[0] - start[0]) * length / far, start[1] + (goal[1] - start[1]) * length / far


def _beyond(before: Point, end: Point) -> Point:
    far = gap(before, end)
    return _toward(before, end, far + _TIP)


@dataclass(frozen=True, slots=True)
class _Clear:
    """What a line keeps clear of: other numbers, and the middle of the body where it stays in one view."""

    others: Sequence[Point]
    middle: float | None
    radius: float

    def cost(self, curve: tuple[Point, Point, Point, Point]) -> tuple[int, float]:
        """How many of its points touch a number; then how much of it lies near the middle."""
        a, b, c, d = curve
        points = [bezier(a, b, c, d, n / 16) for n in range(17)]
        touched = sum(1 for point in points for other in self.others if gap(point, other) < self.radius + 5)
        if self.middle is None:
            return touched, 0.0
        # Rounded, so that every machine chooses the same of two lines that are mirror images.
        outward = sum(min(abs(x - self.middle), _OUTWARD) for x, _ in points)
        return touched, -round(outward)


def _head(before: Point, tip: Point, size: float) -> str:
    """A triangle that points from one point to another."""
    turn = atan2(tip[1] - before[1], tip[0] - before[0])
    corners = [(tip[0] - size * cos(turn + side), tip[1] - size * sin(turn + side)) for side in (0.45, -0.45)]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *corners)) + "Z"
