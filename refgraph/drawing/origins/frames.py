"""How much of each view is shown for the origins of a symptom, and how large: as near as what is lit allows.

Numbers keep their size whatever the scale, so they are placed on views that have been scaled already.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from refgraph.drawing.body.placement import RADIUS, Placement
from refgraph.drawing.body.plates import BOTTOM, TOP, Body, Point, Shape, View, box, flatten

_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
# The height of the picture of a whole body, and of a part. Where all that is lit lies in a part, only that is shown: at
# least so much of the body, with so much around what is lit.
WHOLE, PART, _SHARED = 560.0, 480.0, 0.8
_LEAST, _AROUND, _MOST_PART = 290.0, 60.0, 600.0
_WRIST, _ANKLE, _DETAILED = 128.0, 770.0, 0.9
_HEAD = 130.0  # a head is shown whole or not at all
_LARGEST = 1.4
# How far out a part is shown at least, and beyond what is lit.
_NARROW, _ASIDE = 105.0, 30.0
# Beyond the contour, and around a number.
_BESIDE, _RIM = 8.0, RADIUS + 5
# So much room the words below a view need, and so much stands between two views.
_NARROWEST, _BETWEEN = 220.0, 12.0


@dataclass(frozen=True, slots=True)
class Part:
    """From which height to which a view is shown, how high that stands in the picture, and how far out it reaches."""

    top: float
    bottom: float
    height: float
    reach: float

    @property
    def scale(self) -> float:
        """At which it fills the picture; a small part is not drawn larger than its artwork allows."""
        return round(min(self.height / (self.bottom - self.top), _LARGEST), 2)

    def shows(self, placement: Placement) -> bool:
        """Whether the first shape of something lies in it; its contour is scaled."""
        middle = placement.lit[0].shape.anchor()[1] / self.scale
        return self.top < middle < self.bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """A view as it stands in a picture.

    Attributes:
        scale: of the view in the picture.
        x: where the middle of the body stands in the picture.
        top: what height of the scaled view stands at the top of the picture.
        left: where its room begins, and `right` where it ends, both in the picture.
    """

    view: View
    scale: float
    x: float
    top: float
    left: float
    right: float

    def at(self, point: Point) -> Point:
        """Where a point of the scaled view lies in the picture."""
        return point[0] + self.x, point[1] - self.top

    def shows(self, data: str, height: float) -> bool:
        """Whether some of a path of the view is seen in a picture of a height."""
        _, upper, _, lower = box(flatten(data))
        return upper * self.scale <= self.top + height and lower * self.scale >= self.top

    @property
    def moved(self) -> str:
        """How what is drawn in the coordinates of the view comes to its place."""
        size = f" scale({self.scale:g})" if self.scale != 1 else ""
        return f"translate({self.x:g} {-self.top:g}){size}"


class _Scaled(Mapping[str, Shape]):
    """The shapes of a view at another scale, each made when it is asked for."""

    def __init__(self, shapes: Mapping[str, Shape], scale: float) -> None:
        self._shapes, self._scale = shapes, scale
        self._made: dict[str, Shape] = {}

    def __getitem__(self, key: str) -> Shape:
        if key not in self._made:
            shape = self._shapes[key]
            self._made[key] = replace(shape, data=_data(shape.data, self._scale), fibres="")
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)


def _data(data: str, scale: float) -> str:
    return _PAIR.sub(lambda pair: f"{float(pair[1]) * scale:.2f},{float(pair[2]) * scale:.2f}", data)


def scaled(body: Body, scales: Mapping[str, float]) -> Body:
    """The same body with some of its views, each at a scale: with shapes to place numbers on, not to draw.

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> [round(scaled(load(), {"back": scale}).views["back"].shapes["head"].extent) for scale in (1, 0.5)]
        [5549, 1387]
    """
    views = {
        key: replace(body.views[key], shapes=_Scaled(body.views[key].shapes, scale)) for key, scale in scales.items()
    }
    places = {
        entity: kept
        for entity, place in body.places.items()
        if (kept := {view: at for view, at in place.items() if view in views})
    }
    return replace(body, views=views, places=places)


def plain(body: Body, end: str) -> Body:
    """The same body without the views that many origins would crowd on, or that would show little else.

    Seen from the side are only things that nothing else shows, and seen near only these and what lies about the end.

    Args:
        body: artwork and positions.
        end: the key of what the picture is about.

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> [list(plain(load(), end).places["masseter"])[0] for end in ("headache", "hip-pain")]
        ['head', 'front']
    """
    first = next(iter(body.places.get(end, ())), "")
    near = bool(first) and body.views[first].part
    usual = {key for key, view in body.views.items() if (view.left and not view.part) or (near and view.part)}
    places = {
        entity: {view: at for view, at in place.items() if view in usual or not usual & set(place)}
        for entity, place in body.places.items()
    }
    return replace(body, places=places)


def parts(views: Mapping[str, View], lit: Mapping[str, Iterable[Point]]) -> dict[str, Part]:
    """Which part of each view is shown: the whole of it, or what is lit and something around it.

    Args:
        views: by key.
        lit: the points of what is lit on each.
    """
    found = {key: _part(view, lit[key]) for key, view in views.items()}
    whole = max((bottom - top for top, bottom in found.values()), default=0.0) > _MOST_PART
    # Two views share the width of one, so that each is drawn smaller for the numbers to be as large.
    height = (WHOLE if whole else PART) * (1 if len(found) == 1 else _SHARED)
    reach = {key: max([_NARROW, *(abs(x) + _ASIDE for x, _ in lit[key])]) for key in views}
    return {key: Part(top, bottom, height, reach[key]) for key, (top, bottom) in found.items()}


def _part(view: View, points: Iterable[Point]) -> tuple[float, float]:
    if view.part:
        return view.top, view.bottom
    heights = [y for _, y in points]
    top, bottom = min(heights) - _AROUND, max(heights) + _AROUND
    short = max(_LEAST - (bottom - top), 0.0) / 2
    top, bottom = top - short, bottom + short
    # What would lie above the head or below the feet is added at the other end.
    down = max(TOP - top, 0.0) - max(bottom - BOTTOM, 0.0)
    top, bottom = max(top + down, TOP), min(bottom + down, BOTTOM)
    top = top if top > _HEAD else TOP
    return (TOP, BOTTOM) if bottom - top > _MOST_PART else (round(top), round(bottom))


def frames(
    views: Mapping[str, View], shown: Mapping[str, Part], placed: Collection[Placement]
) -> tuple[dict[str, Frame], float, float]:
    """Set the views side by side, each as wide as what is seen of it.

    Args:
        views: by key, unscaled, in the order in which they stand.
        shown: the part of each.
        placed: with numbers, on the scaled views.

    Returns:
        The frames by view, and the width and height of the picture without its captions.
    """
    numbers = {key: [badge for one in placed if one.view == key for badge in one.badges] for key in views}
    tops, ends = dict[str, int](), list[float]()
    for key, part in shown.items():
        tops[key] = round(min([part.top * part.scale, *(y - _RIM for _, y in numbers[key])]))
        ends.append(max([part.bottom * part.scale, *(y + _RIM for _, y in numbers[key])]) - tops[key])
    height = round(max(ends, default=0.0))
    made: dict[str, Frame] = {}
    x = 0.0
    for key, view in views.items():
        left, right = _sides(view, shown[key].scale, tops[key], height)
        # Seen near and alone, hands that hang beside what is lit are cut off.
        reach = shown[key].reach * shown[key].scale if len(views) == 1 and shown[key].scale > 1 else inf
        left, right = max(left, -reach), min(right, reach)
        left = min([left, *(a - _RIM for a, _ in numbers[key])])
        right = max([right, *(a + _RIM for a, _ in numbers[key])])
        wanting = max(_NARROWEST - (right - left), 0.0) / 2
        left, right = round(left - wanting), round(right + wanting)
        made[key] = Frame(view, shown[key].scale, x - left, tops[key], x, x + right - left)
        x += right - left + _BETWEEN
    return made, max(x - _BETWEEN, 0.0), height


def within(frame: Frame, height: float) -> View:
    """The view without what lies beyond the part that is shown, and without the bones of its hands and feet."""
    view = frame.view

    def kept(data: str) -> bool:
        left, upper, _, _ = box(flatten(data))
        return frame.shows(data, height) and (view.part or (left < _WRIST and upper < _ANKLE))

    def seen(data: str) -> bool:
        return frame.shows(data, height)

    # Lines of the surface are too fine to be seen where the body is small.
    fine = view.detail if frame.scale >= _DETAILED else ()
    detail = view.detail if view.part else tuple(filter(seen, fine))
    bones, ribs = tuple(filter(kept, view.bones)), tuple(filter(seen, view.ribs))
    ends = frame.top / frame.scale, (frame.top + height) / frame.scale
    return replace(view, half=_cut(view.half, *ends), bones=bones, ribs=ribs, detail=detail)


def _cut(data: str, top: float, bottom: float) -> str:
    """The contour with a straight line in place of each stretch that lies wholly above or below a part."""
    ends = "Z" if data.endswith("Z") else ""
    points = [(x, y, float(y) < top, float(y) > bottom) for x, y in _PAIR.findall(data)]
    kept, goes_on = [points[:1]], False
    for n in range(1, len(points) - 2, 3):
        curve = points[n - 1 : n + 3]
        beyond = all(point[2] for point in curve) or all(point[3] for point in curve)
        if beyond and goes_on:
            kept.pop()
        before = kept[-1][-1]
        kept.append([before, curve[3], curve[3]] if beyond else curve[1:])
        goes_on = beyond
    pairs = [f"{point[0]},{point[1]}" for curve in kept for point in curve]
    return f"M{pairs[0]}C{' '.join(pairs[1:])}{ends}"


def _sides(view: View, scale: float, top: float, height: float) -> tuple[float, float]:
    """How far the contour reaches to both sides in the part that is shown."""
    seen = [x * scale for x, y in _contour(view.outline) if top <= y * scale <= top + height] or [0.0]
    return min(seen) - _BESIDE, max(seen) + _BESIDE


@cache
def _contour(outline: str) -> tuple[Point, ...]:
    return flatten(outline)
