"""One place of the body, large: the part of a plate around it, and a small figure that shows which part that is."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.drawing.body import ground
from refgraph.drawing.body.plates import Body, Box, Shape, box, shorter
from refgraph.drawing.body.zones import stipple
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import tr

# The least that is shown, in units of the plate, and how much room there is around the shapes.
_LEAST, _ROOM = 200.0, 1.5


@dataclass(frozen=True, slots=True)
class Closeup:
    """The two pictures, with the words for what they show; both are empty where a thing has no place."""

    near: Svg
    whole: Svg
    says: str


NOTHING = Closeup(Svg(), Svg(), "")


def closeup(body: Body, paint: Paint, key: str, category: str, label: str, prefix: str = "near") -> Closeup:
    """Draw where an entity has its place, on the view that suits it best.

    Args:
            body: artwork and positions.
            paint: how things look.
            key: of the entity.
            category: of the entity.
            label: of the entity, for those who do not see the picture.
            prefix: of every id; no figure of a path uses the usual one.

    Example:
            >>> from pathlib import Path
            >>> from refgraph.drawing.body.plates import load
            >>> from refgraph.graph.open import open_graph
            >>> kg = open_graph(Path("tests/data/mini"))
            >>> closeup(load(), Paint(kg.schema), "gluteals", "muscle", "gluteals").says
            'gluteals, seen from behind'
    """
    place = body.places.get(key)
    if not place:
        return NOTHING
    view = body.views[next(iter(place))]
    shapes = [view.shapes[name] for name in place[view.key]]
    hatched = category in body.hatched
    frame = _around(shapes)

    def named(*parts: str) -> str:
        return "-".join((prefix, *parts))

    dots = named("dots") if hatched else None
    areas = [_lit(paint, shape, category, dots) for shape in shapes if shape.kind == "area"]
    lines = [_lit(paint, shape, category, dots) for shape in shapes if shape.kind != "area"]
    lit = join(element("g", *areas, clip_path=f"url(#{named('c', view.key)})") if areas else Svg(), *lines)
    body_alone = ground.drawn(view, paint, named)
    defs = element(
        "defs", *ground.definitions(view, named).values(), *([stipple(paint, category, dots)] if dots else [])
    )
    inner = join(defs, body_alone, lit)
    part = f"{label}: {tr(view.label)}"
    says = part if view.part else tr("{what}, seen {how}", what=label, how=tr(view.label))
    near = _picture(inner, frame, "near", aria_label=says, role="img")
    left, top, right, bottom = frame
    rim = element("rect", x=left, y=top, width=right - left, height=bottom - top, rx=14, **paint("rim"))
    edge = (-view.width / 2, view.top, view.width / 2, view.bottom)
    return Closeup(near, _picture(join(body_alone, lit, rim), edge, "whole", aria_hidden="true"), says)


def _around(shapes: list[Shape]) -> Box:
    """A frame around some shapes and their mirror images, with room, not smaller than a hand's breadth."""
    boxes = [box(shape.points) for shape in shapes]
    boxes += [
        (-right, top, -left, bottom) for (left, top, right, bottom), s in zip(boxes, shapes, strict=True) if s.paired
    ]
    left, top = min(one[0] for one in boxes), min(one[1] for one in boxes)
    right, bottom = max(one[2] for one in boxes), max(one[3] for one in boxes)
    half = max((right - left) * _ROOM, (bottom - top) * _ROOM, _LEAST) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - half, y - half, x + half, y + half


def _picture(inner: Svg, frame: Box, look: str, **attributes: str) -> Svg:
    left, top, right, bottom = frame
    size = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    return element("svg", inner, viewBox=size, class_=look, **attributes)


def _lit(paint: Paint, shape: Shape, category: str, dots: str | None) -> Svg:
    """A shape in the colour of its category; `dots` is the pattern of what is felt."""
    area = shape.kind == "area"
    look: dict[str, str] = paint("hatch" if area and dots else "area" if area else "line", category)
    if area and dots:
        look["fill"] = f"url(#{dots})"
    looks = [(shape.data, look)]
    if shape.fibres and not dots:
        looks.append((shape.fibres, paint("fibre")))
    halves: tuple[str | None, ...] = (None, "scale(-1 1)") if shape.paired else (None,)
    return join(*(element("path", d=shorter(data), transform=turn, **how) for turn in halves for data, how in looks))
