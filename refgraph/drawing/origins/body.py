"""The body with all origins of a symptom: each lit and numbered, and a line from it to where it is felt.

Lines are drawn for all origins and shown for the one that is pointed at (a page's style sheet sees to that); in a
picture that stands by itself there are none, as eight of them would hide the body.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.drawing.body import ground
from refgraph.drawing.body.placement import RADIUS, PlacedShape, Placement, gap, placements, unnumbered, views_of
from refgraph.drawing.body.plates import Body, Point, box, shorter
from refgraph.drawing.body.zones import stipple
from refgraph.drawing.metrics import width
from refgraph.drawing.origins import frames
from refgraph.drawing.origins.frames import Frame
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import tr
from refgraph.report.tree import END, Node, Tree
from refgraph.report.view import FindingView

_CAPTION, _LETTER, _SIDE = 28.0, 16, 26.0
FOREMOST = 5
_TIP, _OUT = 9.0, 0.22
_WIDEST_BOW = 70.0

# Attributes of the link around the number of a group; None where it is none.
Links = Callable[[Node], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class OriginsFigure:
    """A drawn figure with its size.

    Attributes:
        placed: keys of the nodes that have a place on it.
        views: what its views are called.
        sides: the names of their sides, each with where its middle stands, for whoever draws them larger.
    """

    picture: Svg
    width: float
    height: float
    placed: frozenset[str]
    views: tuple[str, ...]
    sides: tuple[tuple[str, float], ...] = ()


def figure(
    body: Body,
    paint: Paint,
    tree: Tree,
    link: Links = lambda _: None,
    *,
    lines: bool = True,
    prefix: str = "f",
    captioned: bool = True,
) -> OriginsFigure:
    """Draw the body with the groups of a tree lit and numbered.

    Args:
        body: artwork and positions.
        paint: how things look.
        tree: of origins; what lies behind its groups is lit with their lines.
        link: gives the attributes of a link for the number of a group.
        lines: whether there are lines from the origins to the end.
        prefix: of every id.
        captioned: whether the names of views and sides stand below them.

    Returns:
        A figure without width where nothing has a place.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.words.summary import summary
        >>> from refgraph.report.tree import tree
        >>> from refgraph.report.view_builder import ViewBuilder
        >>> from refgraph.search import questions
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = questions.origins(kg, Finding("headache"))
        >>> made = tree(ViewBuilder(kg), found, summary(kg, found).groups)
        >>> figure(load(), Paint(kg.schema), made).views
        ('from behind',)
    """
    return _Plates(body, paint, tree, link, lines, prefix).figure(captioned)


def _sides(frame: Frame) -> tuple[tuple[str, float], ...]:
    """The sides of a view that has them, from left to right, each in its half."""
    if not frame.view.left:
        return ()
    quarter = (frame.right - frame.left) / 4
    first, then = (tr("right"), tr("left")) if frame.view.left > 0 else (tr("left"), tr("right"))
    return (first, frame.left + quarter), (then, frame.right - quarter)


class _Plates:
    def __init__(self, body: Body, paint: Paint, tree: Tree, link: Links, lines: bool, prefix: str) -> None:
        self.body, self.paint, self.tree, self.link = frames.plain(body, tree.end.finding.entity), paint, tree, link
        self.lines, self.prefix = lines, prefix
        nodes = [*tree.groups, tree.end]
        shown = [FindingView(n, node.finding, node.label, node.category) for n, node in enumerate(nodes, 1)]
        # The first origins choose the views and the part of each that is shown; of the others those have a number that
        # are seen there.
        first = [*shown[: min(FOREMOST, len(shown) - 1)], shown[-1]]
        self.views = {view: body.views[view] for view in views_of(unnumbered(self.body, first))}
        parts = frames.parts(self.views, self._points(first))
        self.body = frames.scaled(self.body, {view: part.scale for view, part in parts.items()})
        seen = [one.shown for one in unnumbered(self.body, shown) if one.shown in first or parts[one.view].shows(one)]
        self.placed = {nodes[one.shown.number - 1].key: one for one in placements(self.body, seen)}
        self.at, self.width, self.height = frames.frames(self.views, parts, self.placed.values())
        self.defs: dict[str, Svg] = {}

    def figure(self, captioned: bool) -> OriginsFigure:
        if not self.placed:
            return OriginsFigure(Svg(), 0.0, 0.0, frozenset(), ())
        grounds = [self._ground(frame) for frame in self.at.values()]
        largest_first = sorted(self.placed, key=lambda key: (key == END, -_extent(self.placed[key])))
        # Where it is felt is dotted over what is lit.
        lit = [*(self._lit(key, self.placed[key]) for key in largest_first), *self._felt_elsewhere()]
        behind = [self._behind(node) for node in self.tree.nodes[1:] if node.key not in self.placed]
        lines = [self._line(node) for node in self.tree.groups if self.lines]
        numbered = [node for node in self.tree.groups if node.key in self.placed]
        # All lines lie below all numbers.
        leaders = _leaders(self.paint, [pair for node in numbered for pair in self._led(self.placed[node.key])])
        numbers = [self._numbers(node) for node in numbered]
        size = f"0 0 {self.width:g} {self.height:g}"
        # A picture in the picture cuts off what lies beyond the part.
        drawn = (*grounds, *lit, *behind, *lines, *leaders, *numbers)
        part = element("svg", *drawn, viewBox=size, width=self.width, height=self.height)
        captions = [self._captions(frame) for frame in self.at.values() if captioned]
        labels = tuple(view.label for view in self.views.values())
        picture = join(element("defs", *self.defs.values()), part, *captions)
        height = self.height + (_CAPTION if captioned else 0.0)
        sides = [(word, middle) for frame in self.at.values() for word, middle in _sides(frame)]
        return OriginsFigure(picture, self.width, height, frozenset(self.placed), labels, tuple(sides))

    # ------------------------------------------------------------ the body and what is lit

    def _points(self, shown: Sequence[FindingView]) -> dict[str, list[Point]]:
        """The contours of what is lit, by view; what is felt is lit on every view."""
        whole = frames.scaled(self.body, dict.fromkeys(self.views, 1.0))
        found: dict[str, list[Point]] = {view: [] for view in self.views}
        for one in unnumbered(whole, shown):
            found[one.view] += [point for lit in one.lit for point in lit.shape.points]
        for view, keys in whole.places.get(self.tree.end.finding.entity, {}).items():
            found[view] += [point for key in keys for point in self.views[view].shapes[key].points]
        return found

    def _ground(self, frame: Frame) -> Svg:
        view = frames.within(frame, self.height)
        pieces = ground.definitions(view, self._id)
        pieces.pop(self._id("c", view.key))
        self.defs |= pieces
        return element("g", ground.drawn(view, self.paint, self._id), transform=frame.moved)

    def _id(self, *parts: str) -> str:
        return "-".join((self.prefix, *parts))

    def _captions(self, frame: Frame) -> Svg:
        """What a view is called, and which side of it is which."""
        middle, left, right = (frame.left + frame.right) / 2, frame.left + _SIDE, frame.right - _SIDE
        sides = [("right", left), ("left", right)] if frame.view.left > 0 else [("left", left), ("right", right)]
        told = [(tr(word), x) for word, x in sides if frame.view.left]
        # A long word keeps within its frame.
        halves = {word: width(word, _LETTER) / 2 for word, _ in told}
        kept = [(word, min(max(x, frame.left + halves[word]), frame.right - halves[word])) for word, x in told]
        words = [(tr(frame.view.label), middle), *kept]
        look = self.paint("caption")
        y = self.height + _CAPTION - 8
        return join(*(element("text", word, x=x, y=y, font_size=_LETTER, **look) for word, x in words))

    def _lit(self, key: str, placement: Placement) -> Svg:
        category = placement.shown.category
        shapes = [self._shape(placement.view, lit, category, felt=key == END) for lit in placement.lit]
        return element("g", *shapes, transform=self.at[placement.view].moved, class_=self._class(key))

    def _felt_elsewhere(self) -> list[Svg]:
        """Where it is felt, on the other views that are drawn."""
        end, own = self.tree.end, self.placed[END].view if END in self.placed else ""
        others = [view for view in self.body.places.get(end.finding.entity, {}) if view in self.views and view != own]
        return [self._lit(END, self._alone(end, view)) for view in others]

    def _class(self, key: str, also: str = "") -> str | None:
        """The class by which a style sheet finds what belongs to a group."""
        if self.paint.baked:
            return None
        numbers = (
            [0]
            if key == END
            else sorted({number for link in self.tree.links if link.start == key for number in link.numbers})
        )
        return " ".join(filter(None, (also, *(f"o{number}" for number in numbers))))

    def _shape(self, view: str, lit: PlacedShape, category: str, *, felt: bool = False) -> Svg:
        area = lit.shape.kind == "area"
        hatched = area and category in self.body.hatched
        look = self.paint("hatch" if hatched else "area" if area else "line", category)
        if hatched:
            look["fill"] = f"url(#{self._dots(view, category)})"
        # Where it is felt is never drawn lightly: it is what everything else leads to.
        look = self.paint.lighter(look) if lit.light and not felt else look
        name = self._id(view, lit.shape.key)
        self.defs.setdefault(name, element("path", d=shorter(self.views[view].shapes[lit.shape.key].data), id=name))
        halves = lit.halves if lit.shape.paired and lit.halves else (1,)
        turned = (None if half > 0 else "scale(-1 1)" for half in halves)
        drawn = [element("use", href=f"#{name}", transform=turn) for turn in turned]
        half = lit.halves and not lit.shape.paired
        return element("g", *drawn, clip_path=f"url(#{self._half(lit.halves[0])})" if half else None, **look)

    def _dots(self, view: str, category: str) -> str:
        """The pattern of what is felt, as dense on every view whatever its scale."""
        name = self._id("dots", view)
        self.defs.setdefault(name, stipple(self.paint, category, name, scale=self.at[view].scale))
        return name

    def _half(self, half: int) -> str:
        """One half of what lies across the middle of the body."""
        name = f"{self.prefix}-half-{'right' if half > 0 else 'left'}"
        rect = element("rect", x=0 if half > 0 else -180, y=-20, width=180, height=900)
        self.defs.setdefault(name, element("clipPath", rect, id=name))
        return name

    # ------------------------------------------------------------ what lies behind, and lines

    def _behind(self, node: Node) -> Svg:
        """What lies behind a group, lit with the line of its group only."""
        found = self._seen(node) if self.lines and "." in node.key else None
        if found is None:
            return Svg()
        shapes = [self._shape(found.view, lit, node.category) for lit in found.lit]
        return element("g", *shapes, transform=self.at[found.view].moved, class_=self._class(node.key, "trail"))

    def _seen(self, node: Node) -> Placement | None:
        """Where something that has no number lies, if a view that is drawn shows it."""
        views = [view for view in self.body.places.get(node.finding.entity, {}) if view in self.views]
        return self._alone(node, views[0]) if views else None

    def _alone(self, node: Node, view: str) -> Placement:
        """Where something lies on one view."""
        shown = FindingView(1, node.finding, node.label, node.category)
        alone = {node.finding.entity: {view: self.body.places[node.finding.entity][view]}}
        return placements(replace(self.body, views={view: self.body.views[view]}, places=alone), [shown])[0]

    def _line(self, group: Node) -> Svg:
        """The line from what lies farthest back over the group to the end, shown when the group is pointed at."""
        stops = [stop for stop in (*self._trail(group), self.placed.get(group.key), self.placed.get(END)) if stop]
        drawn: list[Svg] = []
        for one, other in pairwise(stops):
            start, end = self._nearest(one, other)
            drawn += _curve(self.paint, start, end, [frame.x for frame in self.at.values()])
        return element("g", *drawn, class_=self._class(group.key, "trail")) if drawn else Svg()

    def _trail(self, group: Node) -> list[Placement]:
        """Places of the first chain behind a group, the farthest first."""
        found: list[Placement] = []
        key: str | None = group.key
        while key:
            behind = [one.start for one in self.tree.links if one.end == key and group.number in one.numbers]
            key = behind[0] if behind else None
            seen = self._seen(self.tree.node(key)) if key and key not in self.placed else None
            found = [seen, *found] if seen else found
        return found

    def _nearest(self, one: Placement, other: Placement) -> tuple[Point, Point]:
        """The two numbers of two places that lie nearest to each other."""
        pairs = [
            (self.at[one.view].at(start), self.at[other.view].at(end))
            for start in one.badges
            for end in (other.anchors if other is self.placed.get(END) else other.badges)
        ]
        return min(pairs, key=lambda pair: gap(*pair))

    # ------------------------------------------------------------ numbers

    def _numbers(self, node: Node) -> Svg:
        """The number of a group, once or on both sides."""
        placement, drawn = self.placed[node.key], list[Svg]()
        for badge in placement.badges:
            x, y = (round(value) for value in self.at[placement.view].at(badge))
            disc = element("circle", cx=x, cy=y, r=RADIUS, **self.paint("badge", node.category))
            size = 16 if self.paint.baked else None
            drawn += [disc, element("text", node.key, x=x, y=y + 6, font_size=size, **self.paint("badge-text"))]
        attributes = self.link(node)
        return element("a" if attributes else "g", *drawn, **(attributes or {}))

    def _led(self, placement: Placement) -> list[tuple[Point, Point]]:
        """From where to where lines lead from the numbers of a group to what they stand for, if that is not below."""
        at, anchors = self.at[placement.view].at, placement.anchors
        pairs = [
            (badge, to)
            for badge in placement.badges
            for to in (anchors if len(placement.badges) == 1 else [min(anchors, key=lambda a: gap(a, badge))])
        ]
        return [(at(badge), at(to)) for badge, to in pairs if gap(badge, to) > RADIUS + 3]


# ---------------------------------------------------------------- views


def _only(body: Body, views: Collection[str]) -> Body:
    """The same body with some of its views, at the scale that they have."""
    places = {
        entity: kept
        for entity, place in body.places.items()
        if (kept := {view: at for view, at in place.items() if view in views})
    }
    return replace(body, views={view: body.views[view] for view in views}, places=places)


# ---------------------------------------------------------------- geometry


def _leaders(paint: Paint, leaders: Collection[tuple[Point, Point]]) -> list[Svg]:
    """Lines from numbers to what they stand for, each with a dot at its end."""
    if not leaders:
        return []
    lines = "".join(f"M{a:.0f},{b:.0f}L{x:.0f},{y:.0f}" for (a, b), (x, y) in leaders)
    dots = "".join(f"M{x - 2.5:.1f},{y:.0f}a2.5,2.5 0 1 0 5,0a2.5,2.5 0 1 0-5,0" for _, (x, y) in leaders)
    drawn = element("path", d=lines, **paint("leader"))
    return [drawn, element("path", d=dots, **paint("route-tip"))]


def _curve(paint: Paint, start: Point, end: Point, centres: Iterable[float]) -> list[Svg]:
    """A smooth line with a head that bows away from the middle of the body; `centres` are those of the views."""
    far = gap(start, end)
    if far < 2 * RADIUS + 8:
        return []
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    centre = min(centres, key=lambda x: abs(x - middle[0]))
    out = min(_OUT * far, _WIDEST_BOW) * (-1 if middle[0] < centre else 1)
    dx, dy = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    side = (-dy, dx) if (-dy >= 0) == (out >= 0) else (dy, -dx)
    bend = middle[0] + side[0] * abs(out) * 2, middle[1] + side[1] * abs(out) * 2
    start, tip = _toward(start, bend, RADIUS + 2), _toward(end, bend, 4)
    neck = _toward(tip, bend, _TIP)
    way = f"M{start[0]:.0f},{start[1]:.0f}Q{bend[0]:.0f},{bend[1]:.0f} {neck[0]:.0f},{neck[1]:.0f}"
    turn = (tip[0] - neck[0]) / _TIP, (tip[1] - neck[1]) / _TIP
    corners = [(neck[0] - turn[1] * s * 5, neck[1] + turn[0] * s * 5) for s in (1, -1)]
    head = f"M{tip[0]:.1f},{tip[1]:.1f}" + "".join(f"L{x:.1f},{y:.1f}" for x, y in corners) + "Z"
    halo, line = (element("path", d=way, **paint(role)) for role in ("route-halo", "route-line"))
    return [halo, line, element("path", d=head, **paint("route-tip"))]


def _extent(placement: Placement) -> float:
    left, top, right, bottom = box(placement.lit[0].shape.points)
    return (right - left) * (bottom - top)


def _toward(start: Point, goal: Point, length: float) -> Point:
    far = gap(start, goal) or 1.0
    return start[0] + (goal[0] - start[0]) * length / far, start[1] + (goal[1] - start[1]) * length / far
