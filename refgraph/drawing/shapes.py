"""The shapes of categories: one table for the chain, the legends and the network page.

`categories.yaml` names the shape of each category. To add a shape, add a row: its outline is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin
from types import MappingProxyType
from typing import NamedTuple

from refgraph.drawing.svg import Svg, element

Attributes = dict[str, str | float]
# The name of an SVG element and its attributes, from the middle of a shape and half its width.
Icon = Callable[[float, float, float], tuple[str, Attributes]]
SIZE = 24
_USUAL = "dot"


class Shape(NamedTuple):
    """How a shape is drawn.

    Attributes:
        outline: an SVG path in a square of `SIZE` units, for the canvas and legend of the network page.
        icon: a finer form for small icons; the outline where there is none.
    """

    outline: str
    icon: Icon | None = None


def _polygon(count: int, turn: float, inner: float = 1.0) -> Icon:
    """Draw a regular polygon; every second corner of a star stands at `inner` of the radius."""

    def icon(x: float, y: float, size: float) -> tuple[str, Attributes]:
        corners = []
        for n in range(count):
            far, angle = size * 1.1 * (inner if n % 2 else 1), turn + 2 * pi * n / count
            corners.append(f"{x + far * cos(angle):.1f},{y + far * sin(angle):.1f}")
        return "path", {"d": "M" + "L".join(corners) + "Z"}

    return icon


def _rectangle(across: float, high: float, rounded: Callable[[float], float] | None = None) -> Icon:
    """Draw a rectangle, its measures as shares of half the width of an icon."""

    def icon(x: float, y: float, size: float) -> tuple[str, Attributes]:
        wide, tall = across * size, high * size
        form: Attributes = {"x": x - wide, "y": y - tall, "width": 2 * wide, "height": 2 * tall}
        return "rect", form | ({"rx": rounded(size)} if rounded else {})

    return icon


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "ellipse": Shape(
            "M1 12a11 7 0 1 0 22 0a11 7 0 1 0-22 0z",
            lambda x, y, size: ("ellipse", {"cx": x, "cy": y, "rx": size, "ry": size * 0.66}),
        ),
        "circle": Shape("M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z"),
        "dot": Shape(
            "M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
            lambda x, y, size: ("circle", {"cx": x, "cy": y, "r": size * 0.8}),
        ),
        "hexagon": Shape("M6.5 2.5h11L23 12l-5.500 9.500h-11L1 12z", _polygon(6, 0.0)),
        "diamond": Shape("M12 1l11 11-11 11L1 12z", _polygon(4, 0.0)),
        "box": Shape("M2 5h20v14H2z", _rectangle(1, 0.62, lambda _: 1.5)),
        "square": Shape("M3 3h18v18H3z", _rectangle(0.82, 0.82)),
        "star": Shape(
            "M12 1l3.200 7.400 8 .7-6.100 5.200 1.900 7.800-7-4.200-7 4.200 1.900-7.800L.8 9.100l8-.7z",
            _polygon(10, -pi / 2, 0.45),
        ),
        "triangle": Shape("M12 2l11 19H1z", _polygon(3, -pi / 2)),
        "triangleDown": Shape("M12 22L1 3h22z", _polygon(3, pi / 2)),
        "database": Shape("M3 5c0-5 18-5 18 0v14c0 5-18 5-18 0z", _rectangle(0.82, 0.9, lambda size: size * 0.6)),
        "text": Shape("M3 3h18v12H11l-5 7v-7H3z", _rectangle(1, 0.28)),
    }
)


def known(name: str) -> str:
    """Return the name of a shape that can be drawn; a dot for any other.

    Example:
        >>> known("star"), known("<svg>")
        ('star', 'dot')
    """
    return name if name in SHAPES else _USUAL


def icon(name: str, x: float, y: float, size: float, look: Mapping[str, str]) -> Svg:
    """Draw the icon of a shape.

    Args:
        name: of the shape.
        x: of its middle.
        y: of its middle.
        size: half its width.
        look: attributes of its paint.

    Example:
        >>> icon("dot", 8, 8, 5, {"fill": "red"})
        '<circle cx="8" cy="8" r="4" fill="red"/>'
        >>> icon("circle", 12, 12, 12, {})
        '<path d="M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z" transform="translate(0 0) scale(1)"/>'
    """
    shape = SHAPES[known(name)]
    if shape.icon:
        tag, form = shape.icon(x, y, size)
        return element(tag, **form, **look)
    place = f"translate({x - size:g} {y - size:g}) scale({2 * size / SIZE:g})"
    return element("path", d=shape.outline, transform=place, **look)
