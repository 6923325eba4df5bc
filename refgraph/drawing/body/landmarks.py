"""Where each thing lies on the body in words and as a point, for questions about places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from refgraph.drawing.body import ground
from refgraph.drawing.body.placement import RADIUS
from refgraph.drawing.body.plates import Body, Point, Shape, View, load
from refgraph.drawing.body.regions import load as parts
from refgraph.drawing.body.regions import told
from refgraph.drawing.svg import FONT, Paint, Svg, element, join
from refgraph.language.voice import tr

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Below a view stands its caption, with the sides at its ends.
_CAPTION, _BELOW, _SIDES = 28.0, 38.0, 116
# A contour is read at every so many of its points, which lie close.
_EVERY = 3
_MOSTLY = 0.6
_APART = RADIUS + 5
_Reached = Mapping[tuple[str, str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a thing on one view.

    Attributes:
        seen: the view in words.
        region: label of the part of the body that its middle lies in; `regions` of all that its shapes reach anywhere.
        points: its middle, on both sides for what lies on both.
        clear: whether most of it lies in that one part, and claims place it there, too.
    """

    entity: str
    view: str
    seen: str
    region: str
    regions: frozenset[str]
    points: tuple[Point, ...]
    clear: bool


def located(kg: KnowledgeGraph) -> tuple[Located, ...]:
    """Locate everything that has a place in one part of the body, on each whole view that shows it.

    Args:
        kg: the graph; what its claims say of where things belong counts beside the drawing.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = located(open_graph(Path("tests/data/mini")))
        >>> [(one.seen, one.region) for one in found if one.entity == "gluteals"]
        [('from behind', 'buttock'), ('from the front', 'hip')]
    """
    return tuple(_agreed(kg, one) for one in _drawn() if kg.index.find("ent.key", one.entity))


@cache
def _drawn() -> tuple[Located, ...]:
    plates = load()
    # Many things share a shape.
    reached = {
        (view.key, key): _reached(view, shape) for view in plates.views.values() for key, shape in view.shapes.items()
    }
    found = (_located(plates, reached, key, view) for key, views in plates.places.items() for view in views)
    return tuple(one for one in found if one)


def _agreed(kg: KnowledgeGraph, one: Located) -> Located:
    """Compare a place on the drawing with what claims say of where the thing belongs: it is clear where both agree."""
    said = told(kg, one.entity)
    return replace(one, regions=one.regions | said, clear=one.clear and one.region in said)


def _located(body: Body, reached: _Reached, key: str, view_key: str) -> Located | None:
    view, names = body.views[view_key], body.places[key][view_key]
    shape = view.shapes[names[0]]
    if view.part or not view.left or shape.kind == "arrow":
        return None
    x, y = shape.anchor()
    here = _region(view, (x, y))
    if here is None:
        return None
    regions = (reached[other, name].keys() for other, held in body.places[key].items() for name in held)
    counts = sum((reached[view_key, name] for name in names), Counter[str]())
    # Two numbers that would touch stand as one on the midline.
    points = ((x, y), (-x, y)) if shape.paired and abs(x) > _APART else ((0.0, y) if shape.paired else (x, y),)
    return Located(
        key,
        view.key,
        view.label,
        here,
        frozenset({here}).union(*regions),
        points,
        counts[here] >= _MOSTLY * counts.total(),
    )


def _region(view: View, point: Point) -> str | None:
    found = (part.label for part in parts() if view.key in part.tiles and part.tiles[view.key].holds(point))
    return next(found, None)


def _reached(view: View, shape: Shape) -> Counter[str]:
    """Labels of the parts that a shape lies in, by its middle and points all along its contour, with their number."""
    found = (_region(view, point) for point in (*shape.points[::_EVERY], shape.points[-1], shape.anchor()))
    return Counter(label for label in found if label)


def numbered(body: Body, paint: Paint, view_key: str, places: Sequence[Sequence[Point]]) -> Svg:
    """Draw a view with numbered places, each a group of its own, for a page that holds the `definitions` of the view.

    Args:
        body: artwork and positions.
        paint: how things look.
        view_key: of the view.
        places: points of each place, in the order of the numbers, from 1.
    """
    view = body.views[view_key]
    return element("svg", _places(view, paint, places), class_="figure", role="img", **_frame(view, len(places)))


def numbered_file(body: Body, paint: Paint, view_key: str, places: Sequence[Sequence[Point]]) -> str:
    """Draw the same as a file of its own.

    Args:
        body: artwork and positions.
        paint: with colours in attributes.
        view_key: of the view.
        places: points of each place, in the order of the numbers, from 1.
    """
    view = body.views[view_key]
    ground_of = element("rect", x=-view.width / 2, y=view.top, width="100%", height="100%", **paint("ground"))
    inner = join(definitions(body, [view_key]), ground_of, _places(view, paint, places))
    size = {"width": f"{view.width:g}", "height": f"{view.bottom + _BELOW - view.top:g}"}
    look = {"font_family": FONT, "role": "img", "xmlns": "http://www.w3.org/2000/svg"}
    return element("svg", inner, **_frame(view, len(places)), **size, **look)


def definitions(body: Body, views: Iterable[str]) -> Svg:
    """What numbered views refer to.

    Args:
        body: artwork and positions.
        views: keys of views, each once.
    """
    return element("defs", *(piece for key in views for piece in ground.definitions(body.views[key], _id).values()))


def _id(*parts: str) -> str:
    """An id that no figure of a path uses."""
    return "-".join(("spot", *parts))


def _frame(view: View, count: int) -> dict[str, str]:
    return {
        "viewBox": f"{-view.width / 2:g} {view.top:g} {view.width:g} {view.bottom + _BELOW - view.top:g}",
        "aria_label": tr("The body seen {how}, with places numbered 1 to {count}", how=tr(view.label), count=count),
    }


def _places(view: View, paint: Paint, places: Sequence[Sequence[Point]]) -> Svg:
    marks = [
        element("g", *(_badge(paint, point, number) for point in points), class_="place")
        for number, points in enumerate(places, 1)
    ]
    sides = ((tr(view.label), 0), (tr("right"), -_SIDES * view.left), (tr("left"), _SIDES * view.left))
    look = paint("caption")
    captions = [element("text", word, x=x, y=view.bottom + _CAPTION, font_size=19, **look) for word, x in sides]
    return join(ground.drawn(view, paint, _id), *captions, *marks)


def _badge(paint: Paint, at: Point, number: int) -> Svg:
    # Wider than what is seen, so that a finger meets it.
    reach = element("circle", cx=at[0], cy=at[1], r=2 * RADIUS, **paint("target"))
    disc = element("circle", cx=at[0], cy=at[1], r=RADIUS + 2, **paint("route-tip"))
    text = element("text", str(number), x=at[0], y=at[1] + 6.2, font_size=18, **paint("badge-text"))
    return join(reach, disc, text)
