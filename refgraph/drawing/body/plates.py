"""The body plates: our own artwork with named shapes, and where each entity has its place on them.

A shape of the group `paired` is drawn once, on the right of the picture, and mirrored; one of `midline` lies across the
middle. x = 0 is the midline of the body. Which half of the picture is the person's left depends on the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

Point = tuple[float, float]
Box = tuple[float, float, float, float]
_SVG = "{http://www.w3.org/2000/svg}"
_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
_COMMAND = re.compile(r"([MCLZ])([^MCLZ]*)")
_PIECES = 6
# So many contours are kept as they were written anew or taken apart: those of all plates, and some made of them.
_KEPT = 2048
# Where a view of the whole body begins and ends.
TOP, BOTTOM = -18.0, 824.0
# Shapes that a leader line must not cross.
_ARMS = ("arm", "hand")


@dataclass(frozen=True)
class Shape:
    """A named part of a view.

    Attributes:
        kind: how it is lit: `area`, `line`, `nerve` or `arrow`.
        paired: drawn for one half and mirrored for the other.
        data: the path, as SVG writes it: absolute M, C and Z only.
        fibres: lines along the fibres of a muscle; empty where none are drawn.
    """

    key: str
    kind: str
    paired: bool
    data: str
    fibres: str = ""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The contour as a polygon or polyline."""
        return flatten(self.data)

    @cached_property
    def extent(self) -> float:
        """The size of the area."""
        ring = self.points
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))) / 2

    def anchor(self, half: bool = False) -> Point:
        """The middle of the shape, or of its right half."""
        if self.kind != "area":
            return along(self.points, 0.5)
        kept = _right_half(self.points) if half else self.points
        middle = centroid(kept)
        return middle if inside(middle, kept) else _within(kept)


@dataclass(frozen=True)
class View:
    """One figure: the whole body, or a part of it seen near.

    Attributes:
        left: where the person's left is: 1 right in the picture, -1 left, 0 both sides look the same.
        dermatomes: the areas of skin that charts commonly give to one root each, by the name of the root.
        top: where the picture begins; a part of the body does not fill the height of the whole.
        half: the contour; of a mirrored view its right half.
        bones: their contours; of a mirrored view those of its right half.
        ribs: lines that lie behind the bones, likewise.
        detail: lines of the surface, on both sides.
    """

    key: str
    label: str
    left: int
    width: float
    half: str
    mirrored: bool
    bones: tuple[str, ...]
    ribs: tuple[str, ...]
    detail: tuple[str, ...]
    shapes: Mapping[str, Shape]
    dermatomes: Mapping[str, Shape]
    top: float = TOP
    bottom: float = BOTTOM

    @property
    def part(self) -> bool:
        """Whether it shows a part of the body only."""
        return (self.top, self.bottom) != (TOP, BOTTOM)

    @cached_property
    def outline(self) -> str:
        """The whole contour."""
        return completed(self.half) if self.mirrored else self.half

    @cached_property
    def arms(self) -> tuple[tuple[Point, ...], ...]:
        """The outlines of arms and hands on both sides."""
        halves = [self.shapes[key].points for key in _ARMS if key in self.shapes and self.shapes[key].paired]
        return tuple(halves) + tuple(tuple((-x, y) for x, y in half) for half in halves)

    @cached_property
    def arm_boxes(self) -> tuple[Box, ...]:
        """The rectangle around each of the `arms`."""
        return tuple(box(arm) for arm in self.arms)


@dataclass(frozen=True)
class Body:
    """All views, and for each entity the shapes that stand for it: entity → view → shapes, preferred view first.

    `hatched` are the categories whose areas are dotted rather than filled: what is felt, not what is wrong. `placeless`
    are those that have no place by their nature. `spill_over` is the condition under which claims name an area that
    pain spills over into.
    """

    views: Mapping[str, View]
    hatched: frozenset[str]
    placeless: frozenset[str]
    spill_over: str
    places: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def load(folder: Path | None = None) -> Body:
    """Read the artwork and the positions.

    Args:
        folder: with `positions.yaml` and one SVG for each of its views; the bundled one where None.

    Example:
        >>> load().places["sciatic-nerve"]["back"]
        ('sciatic-nerve', 'tibial-nerve', 'common-peroneal-nerve')
    """
    import yaml

    where = folder or bundled()
    read = yaml.load(
        (where / "positions.yaml").read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    views = {key: _view(where / f"{key}.svg", key, about) for key, about in read["views"].items()}
    places = {
        entity: MappingProxyType({view: _names(at) for view, at in place.items()})
        for entity, place in read["places"].items()
    }
    hatched, placeless = frozenset(read["hatched"]), frozenset(read["placeless"])
    return Body(MappingProxyType(views), hatched, placeless, str(read["spill over"]), MappingProxyType(places))


def bundled() -> Path:
    """The folder inside the wheel, or the one beside the package in a checkout."""
    package = Path(__file__).parents[2]
    inside = package / "_bundled" / "graph_data" / "body"
    return inside if inside.is_dir() else package.parent / "graph_data" / "body"


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _view(path: Path, key: str, about: Mapping[str, str | int]) -> View:
    from xml.etree import ElementTree

    root = ElementTree.parse(path).getroot()
    groups = {group.get("id"): group.findall(f"{_SVG}path") for group in root.findall(f"{_SVG}g")}
    outline = next(node for node in root.findall(f"{_SVG}path") if node.get("id") == "outline")
    skeleton = groups.get("skeleton", [])
    fibres = {node.get("id", "").removesuffix(".fibres"): node.get("d", "") for node in groups.get("fibres", [])}
    shapes = {
        name: Shape(name, node.get("class", ""), group == "paired", node.get("d", ""), fibres.get(name, ""))
        for group in ("midline", "paired")
        for node in groups.get(group, [])
        if (name := node.get("id", ""))
    }
    skin = {node.get("id", "").removeprefix("dermatome-"): node.get("d", "") for node in groups.get("dermatomes", [])}
    return View(
        key,
        str(about["label"]),
        int(about["left"]),
        float(about["width"]),
        outline.get("d", ""),
        outline.get("class") == "half",
        tuple(node.get("d", "") for node in skeleton if node.get("class") != "line"),
        tuple(node.get("d", "") for node in skeleton if node.get("class") == "line"),
        tuple(node.get("d", "") for node in groups.get("detail", [])),
        MappingProxyType(shapes),
        MappingProxyType({root: Shape(root, "area", True, data) for root, data in skin.items()}),
        float(about.get("from", TOP)),
        float(about.get("to", BOTTOM)),
    )


# ---------------------------------------------------------------- geometry


@lru_cache(_KEPT)
def flatten(data: str) -> tuple[Point, ...]:
    """Turn a path of cubic curves into points.

    Example:
        >>> flatten("M0,0C0,0 6,0 6,0")[-1]
        (6.0, 0.0)
    """
    pairs = [(float(x), float(y)) for x, y in _PAIR.findall(data)]
    points = [pairs[0]]
    for i in range(1, len(pairs) - 2, 3):
        points += [
            bezier(pairs[i - 1], pairs[i], pairs[i + 1], pairs[i + 2], n / _PIECES) for n in range(1, _PIECES + 1)
        ]
    return tuple(points)


@lru_cache(_KEPT)
def shorter(data: str) -> str:
    """Write the curves of a path by their way from point to point, which takes fewer letters; the same curves.

    Example:
        >>> shorter("M100,200C100,201 110,200.5 112,200 113,201 113,202 112,203.5Z")
        'M100 200c0 1 10 .5 12 0 1 1 1 2 0 3.5z'
    """
    at = start = (0, 0)
    written: list[str] = []
    for command, given in _COMMAND.findall(data):
        moved: list[int] = []
        for n, (x, y) in enumerate(_PAIR.findall(given), 1):
            point = round(float(x) * 10), round(float(y) * 10)
            moved += point if command == "M" else (point[0] - at[0], point[1] - at[1])
            # Each curve counts from where the one before it ends: every third point.
            if command != "C" or n % 3 == 0:
                at = point
        start = at if command == "M" else start
        at = start if command == "Z" else at
        steps = "".join(f"{' ' if n and step >= 0 else ''}{_tenths(step)}" for n, step in enumerate(moved))
        written.append(f"{command if command == 'M' else command.lower()}{steps}")
    return "".join(written)


def _tenths(value: int) -> str:
    sign, (whole, rest) = "-" if value < 0 else "", divmod(abs(value), 10)
    return f"{sign}{whole or '' if rest else whole}{f'.{rest}' if rest else ''}"


def completed(half: str) -> str:
    """The right half of a contour with its mirror image: one contour where the half is open, else two.

    Example:
        >>> completed("M0,0C3,1 3,2 0,3")
        'M0,0C3,1 3,2 0,3 -3,2 -3,1 0,0Z'
        >>> completed("M1,0C3,1 3,2 1,0Z")
        'M1,0C3,1 3,2 1,0ZM-1,0C-3,1 -3,2 -1,0Z'
    """
    if half.endswith("Z"):
        return half + _PAIR.sub(lambda pair: _mirrored(pair[1], pair[2]), half)
    back = [_mirrored(x, y) for x, y in reversed(_PAIR.findall(half))]
    return f"{half} {' '.join(back[1:])}Z"


def _mirrored(x: str, y: str) -> str:
    return f"{0.0 - float(x):g},{y}"


def bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """A point of a cubic curve.

    Example:
        >>> bezier((0, 0), (0, 0), (6, 0), (6, 0), 0.5)
        (3.0, 0.0)
    """
    u = 1 - t
    wa, wb, wc, wd = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0], wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1]


def along(points: Iterable[Point], share: float) -> Point:
    """The point that lies at a share of the length of a polyline.

    Example:
        >>> along([(0, 0), (0, 10), (0, 20)], 0.5)
        (0.0, 10.0)
    """
    line = list(points)
    lengths = [((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(line)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(line), lengths, strict=True):
        if left <= length and length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return line[-1]


def centroid(points: Iterable[Point]) -> Point:
    """The middle of an area.

    Example:
        >>> centroid([(0, 0), (4, 0), (4, 4), (0, 4)])
        (2.0, 2.0)
    """
    ring = list(points)
    area = x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        area, x, y = area + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]


def box(points: Iterable[Point]) -> Box:
    """The rectangle around some points: left, top, right, bottom.

    Example:
        >>> box([(0, 4), (3, 1)])
        (0, 1, 3, 4)
    """
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def inside(point: Point, ring: Iterable[Point]) -> bool:
    """Whether a point lies in an area.

    Example:
        >>> inside((1, 1), [(0, 0), (4, 0), (4, 4), (0, 4)])
        True
    """
    x, y = point
    corners = list(ring)
    hit = False
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            hit = not hit
    return hit


def _within(points: Iterable[Point]) -> Point:
    """A point inside an area whose middle lies outside it: half-way down, where it is widest."""
    ring = list(points)
    _, top, _, bottom = box(ring)
    y = (top + bottom) / 2
    edges = zip(ring, ring[1:] + ring[:1], strict=True)
    crossed = sorted((y - ay) / (by - ay) * (bx - ax) + ax for (ax, ay), (bx, by) in edges if (ay > y) != (by > y))
    spans = list(zip(crossed[::2], crossed[1::2], strict=True))
    left, right = max(spans, key=lambda span: span[1] - span[0], default=(ring[0][0], ring[0][0]))
    return (left + right) / 2, y


def _right_half(points: Iterable[Point]) -> list[Point]:
    """What of an area lies right of the midline."""
    ring = list(points)
    kept: list[Point] = []
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        if a[0] >= 0:
            kept.append(a)
        if (a[0] >= 0) != (b[0] >= 0):
            share = a[0] / (a[0] - b[0])
            kept.append((0.0, a[1] + (b[1] - a[1]) * share))
    return kept or ring
