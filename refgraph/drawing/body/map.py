"""A body to point at: every place where something is felt is a link, and one place can be shown lit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.drawing.body import ground
from refgraph.drawing.body.plates import Body, Point, Shape, View, along, box, centroid, inside, shorter
from refgraph.drawing.svg import Paint, Svg, element, join

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_HEIGHT = 872.0
_TOP = 18.0
_CAPTION_Y = 852.0
# Names stand this far from the middle of the figure, in lines of this height.
_NAMES_AT, _LINE, _BETWEEN, _LONGEST_LINE = 172, 21.0, 7.0, 13
_ANCHORS = {-1: "end", 1: "start"}


@dataclass(frozen=True, slots=True)
class Place:
    """A named part of the figure and the entities that are felt there; `top` orders places from head to foot."""

    key: str
    label: str
    top: float
    entities: tuple[str, ...]


def felt(kg: KnowledgeGraph, body: Body) -> tuple[str, ...]:
    """Keys of everything that is felt, by label: the categories whose areas the figure rules."""
    found = (known for name in kg.schema.categories if name in body.hatched for known in kg.entities(category=name))
    return tuple(known.key for known in sorted(found, key=lambda known: (known.label.casefold(), known.key)))


def places(body: Body, keys: Sequence[str]) -> tuple[Place, ...]:
    """Gather what is felt by its place on the views from behind and from the front, head first.

    Args:
        body: artwork and positions.
        keys: of entities that are felt.
    """
    members: dict[str, list[str]] = {}
    tops: dict[str, float] = {}
    for key in keys:
        for view in _views(body):
            names = body.places.get(key, {}).get(view.key, ())
            if names and key not in members.setdefault(names[0], []):
                members[names[0]].append(key)
                tops.setdefault(names[0], min(y for _, y in view.shapes[names[0]].points))
    found = (Place(name, name.replace("-", " "), tops[name], tuple(listed)) for name, listed in members.items())
    return tuple(sorted(found, key=lambda place: (place.top, place.key)))


def _views(body: Body) -> list[View]:
    """Views of the whole body on which left and right can be told apart; the one from the side shows postures."""
    return [view for view in body.views.values() if view.left and not view.part]


def picture(body: Body, paint: Paint, shown: Sequence[Place], link: Callable[[Place], Mapping[str, str]]) -> Svg:
    """Draw the body with every place as a link.

    Args:
        body: artwork and positions.
        paint: how things look.
        shown: places, of `places`.
        link: attributes of the link of a place.
    """
    drawn: list[Svg] = []
    x = 0.0
    for view in _views(body):
        at = x + view.width / 2
        here = [(place, view.shapes[place.key]) for place in shown if place.key in view.shapes]
        # Smaller shapes are drawn later, above the larger ones that contain them, so that they can be pointed at.
        here.sort(key=lambda pair: (pair[1].kind != "area", -_extent(pair[1])))
        names = _names(here, -1 if not x else 1)
        links = [
            element("a", _region(shape, place.label), names[place.key], **link(place), class_="spot")
            for place, shape in here
        ]
        skin, detail = _ground(view, paint)
        inner = join(skin, *links, detail, *_captions(view, paint))
        drawn.append(element("g", inner, transform=f"translate({at:g} {_TOP:g})"))
        x += view.width
    return element(
        "svg",
        *drawn,
        viewBox=f"0 0 {x:g} {_HEIGHT:g}",
        class_="map",
        role="group",
        aria_label="The body from behind and from the front; each place is a link",
    )


def _region(shape: Shape, label: str) -> Svg:
    """A shape to point at; a line gets a wide transparent outline."""
    line = shape.kind != "area"
    data = [shorter(shape.data)] * (2 if shape.paired else 1)
    pieces: list[Svg] = [element("title", label)]
    for n, path in enumerate(data):
        turned = "scale(-1 1)" if n else None
        if line:
            pieces.append(element("path", d=path, class_="reach", transform=turned))
        pieces.append(element("path", d=path, class_="thread" if line else "shape", transform=turned))
    return join(*pieces)


def _names(here: Sequence[tuple[Place, Shape]], outward: int) -> dict[str, Svg]:
    """Write the name of each place beside the figure, with a line to where it lies.

    Args:
        here: places with their shapes, the largest first.
        outward: on which side of the figure, -1 or 1.
    """
    marked = []
    for n, (place, shape) in enumerate(here):
        within = [other for _, other in here[n + 1 :] if other.kind == "area"]
        marked.append((_mark(shape, within, outward), place))
    marked.sort(key=lambda pair: (pair[0][1], pair[1].key))
    made, free = {}, 0.0
    for (x, y), place in marked:
        lines = _broken(place.label)
        middle = max(y, free + _LINE * len(lines) / 2)
        free = middle + _LINE * len(lines) / 2 + _BETWEEN
        made[place.key] = _name(lines, (x, y), (outward * _NAMES_AT, middle), outward)
    return made


def _name(lines: Sequence[str], mark: Point, at: Point, outward: int) -> Svg:
    x, middle = at
    first = middle - _LINE * (len(lines) - 1) / 2
    words = [
        element("text", words, x=x + 8 * outward, y=round(first + n * _LINE + 6, 1), text_anchor=_ANCHORS[outward])
        for n, words in enumerate(lines)
    ]
    line = element("path", d=f"M{x},{middle:.1f}L{mark[0]:.1f},{mark[1]:.1f}")
    return element(
        "g", line, element("circle", cx=round(mark[0], 1), cy=round(mark[1], 1), r=3.2), *words, class_="name"
    )


def _mark(shape: Shape, within: Sequence[Shape], outward: int) -> Point:
    """A point of a shape, on one side, that lies in nothing smaller."""
    turned = [(outward * abs(x) if shape.paired else x, y) for x, y in shape.points]
    if shape.kind != "area":
        return along(turned, 0.5)
    middle = centroid(turned)
    inner = [(middle[0] + 0.7 * (x - middle[0]), middle[1] + 0.7 * (y - middle[1])) for x, y in turned]
    taken = [
        [(turn * x, y) for x, y in other.points] for other in within for turn in ((1, -1) if other.paired else (1,))
    ]
    free = [at for at in inner if inside(at, turned) and not any(inside(at, ring) for ring in taken)]
    # Level with the middle the line is the shortest, and of two that are, the outer one.
    level = min((abs(at[1] - middle[1]) for at in free), default=0.0)
    near = [at for at in free if abs(at[1] - middle[1]) <= level + 6]
    return max(near, key=lambda at: outward * at[0], default=middle)


def _broken(label: str) -> list[str]:
    """A label in one line, or in two that are about as long."""
    words = label.split()
    if len(label) <= _LONGEST_LINE or len(words) == 1:
        return [label]
    at = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(label) / 2))
    return [" ".join(words[:at]), " ".join(words[at:])]


def lit(body: Body, paint: Paint, key: str, category: str, label: str) -> Svg:
    """Draw where an entity has its place, on the view that suits it best; nothing where it has none.

    Args:
        body: artwork and positions.
        paint: how things look.
        key: of the entity.
        category: of the entity.
        label: of the entity, for the title of the picture.
    """
    place = body.places.get(key, {})
    if not place:
        return Svg()
    view = body.views[next(iter(place))]
    hatched = category in body.hatched
    shapes = [view.shapes[name] for name in place[view.key]]
    ruled = any(shape.kind == "area" for shape in shapes) and hatched
    pattern = _pattern(paint, category) if ruled else Svg()
    defs = element("defs", *ground.definitions(view, _name_of).values())
    unlit = ground.drawn(view, paint, _name_of)
    clip = f"url(#{_name_of('c', view.key)})"
    areas = [_lit(paint, shape, category, hatched) for shape in shapes if shape.kind == "area"]
    lines = [_lit(paint, shape, category, hatched) for shape in shapes if shape.kind != "area"]
    drawn = [element("g", *areas, clip_path=clip), *lines] if areas else lines
    inner = element("g", unlit, *drawn, transform=f"translate({view.width / 2:g} {-view.top:g})")
    title = element("title", f"Where {label} has its place, {view.label}")
    size = f"0 0 {view.width:g} {view.bottom - view.top:g}"
    return element(
        "svg", title, defs, pattern, inner, viewBox=size, class_="small", role="img", aria_label=f"Place of {label}"
    )


def _name_of(*parts: str) -> str:
    """An id that no figure of a path uses."""
    return "-".join(("lit", *parts))


def _pattern(paint: Paint, category: str) -> Svg:
    dots = element("path", d="M2,2h0M6,6h0", stroke_linecap="round", **paint("ruling", category))
    units = {"patternUnits": "userSpaceOnUse"}
    return element("defs", element("pattern", dots, id=_name_of("dots"), width=8, height=8, **units))


def _lit(paint: Paint, shape: Shape, category: str, hatched: bool) -> Svg:
    area = shape.kind == "area"
    look: dict[str, str] = paint("hatch" if area and hatched else "area" if area else "line", category)
    if area and hatched:
        look["fill"] = f"url(#{_name_of('dots')})"
    looks = [(shape.data, look)]
    if shape.fibres and not hatched:
        looks.append((shape.fibres, paint("fibre")))
    halves: tuple[str | None, ...] = (None, "scale(-1 1)") if shape.paired else (None,)
    return join(*(element("path", d=shorter(data), transform=turn, **how) for turn in halves for data, how in looks))


def _ground(view: View, paint: Paint) -> tuple[Svg, Svg]:
    skin = element("path", d=shorter(view.outline), **paint("skin"))
    return skin, element("path", d="".join(map(shorter, view.detail)), **paint("detail"))


def _captions(view: View, paint: Paint) -> list[Svg]:
    words = [(view.label, 0), ("left", 104 * view.left), ("right", -104 * view.left)]
    return [element("text", word, x=x, y=_CAPTION_Y - 8, font_size=17, **paint("caption")) for word, x in words]


def _extent(shape: Shape) -> float:
    left, top, right, bottom = box(shape.points)
    return (right - left) * (bottom - top) * (2 if shape.paired else 1)
