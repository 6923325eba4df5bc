"""A body to point at: every part of it is a link with its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from refgraph.drawing.body import ground
from refgraph.drawing.body.plates import Body, View
from refgraph.drawing.body.regions import Place, Tile
from refgraph.drawing.metrics import width
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import tr

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_TOP = 18.0
# The body to point at: how far a view reaches on the side of its names and on the other, how high the whole is.
_LETTER = 17
_OUTER, _INNER, _MAP_HEIGHT = 236.0, 172.0, 908.0
WIDTH = 2 * (_OUTER + _INNER)
_LINE, _LONGEST_LINE = 24.0, 10
_ANCHORS = {-1: "end", 1: "start"}


def felt(kg: KnowledgeGraph, body: Body) -> tuple[str, ...]:
    """Keys of everything that is felt, by label: the categories whose areas the figure rules."""
    found = (known for name in kg.schema.categories if name in body.hatched for known in kg.entities(category=name))
    return tuple(known.key for known in sorted(found, key=lambda known: (known.label.casefold(), known.key)))


def picture(body: Body, paint: Paint, shown: Sequence[Place], link: Callable[[Place], Mapping[str, str]]) -> Svg:
    """Draw the body from behind and from the front, every part of it a link with its name beside it or in it.

    Args:
        body: artwork and positions.
        paint: how things look.
        shown: the parts, of `regions.places`; one where nothing is felt looks bare.
        link: attributes of the link of a part.
    """
    drawn: list[Svg] = []
    x = _OUTER
    views = _views(body)
    for outward, view in zip((-1, 1), views, strict=False):
        here = [place for place in shown if view.key in place.region.tiles]
        links = [element("a", _tile(place, view), class_=_look(place), **link(place)) for place in here]
        names = [_name(place, place.region.tiles[view.key], outward) for place in here]
        # The bones would lie below the parts.
        made = ground.definitions(view, _id)
        defs = element("defs", *(made[_id(kind, view.key)] for kind in "ocd"))
        skin, detail = (
            element("use", href=f"#{_id(kind, view.key)}", **paint(role))
            for kind, role in (("o", "skin"), ("d", "detail"))
        )
        group = element("g", *names, class_="names", aria_hidden="true")
        inner = join(defs, skin, *links, detail, group, *_captions(view, paint, _MAP_HEIGHT - 36))
        drawn.append(element("g", inner, transform=f"translate({x:g} {_TOP:g})"))
        x += 2 * _INNER
    return element(
        "svg",
        *drawn,
        viewBox=f"0 0 {WIDTH:g} {_MAP_HEIGHT:g}",
        class_="map",
        role="group",
        aria_label=tr("The body from behind and from the front; each part is a link"),
    )


def _views(body: Body) -> list[View]:
    """Views of the whole body on which left and right can be told apart; the one from the side shows postures."""
    return [view for view in body.views.values() if view.left and not view.part]


def _look(place: Place) -> str:
    return "spot" if place.entities else "spot bare"


def _tile(place: Place, view: View) -> Svg:
    """A part to point at: its area, of which only what lies on the body is seen."""
    tile = place.region.tiles[view.key]
    data = "M" + "L".join(f"{x:g},{y:g}" for x, y in tile.ring) + "Z"
    turned: list[str | None] = [None, "scale(-1 1)"] if tile.paired else [None]
    areas = [element("path", d=data, class_="reach", transform=turn) for turn in turned]
    seen = element(
        "g",
        *(element("path", d=data, class_="shape", transform=turn) for turn in turned),
        clip_path=f"url(#{_id('c', view.key)})",
    )
    return join(element("title", tr(place.label)), *areas, seen)


def _name(place: Place, tile: Tile, outward: int) -> Svg:
    """The name of a part: in the middle of the trunk, else beside the limb on the outer side of the picture."""
    x, y = tile.name
    label = tr(place.label)
    lines = _broken(label) if tile.paired or len(label) > _LONGEST_LINE else [label]
    anchor = _ANCHORS[outward] if tile.paired else "middle"
    first = y - _LINE * (len(lines) - 1) / 2
    words = [
        element("text", words, x=x * outward, y=round(first + n * _LINE + 7, 1), text_anchor=anchor)
        for n, words in enumerate(lines)
    ]
    return element("g", *words, data_place=place.key)


def _broken(label: str) -> list[str]:
    """A label in one line, or in two that are about as long."""
    words = label.split()
    if len(label) <= _LONGEST_LINE or len(words) == 1:
        return [label]
    at = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(label) / 2))
    return [" ".join(words[:at]), " ".join(words[at:])]


def _id(*parts: str) -> str:
    """An id that no figure of a path uses."""
    return "-".join(("map", *parts))


def _captions(view: View, paint: Paint, y: float) -> list[Svg]:
    seen, sides = tr(view.label), (tr("left"), tr("right"))
    # Words that are long stand farther apart.
    far = max(104, *(ceil((width(seen, _LETTER) + width(side, _LETTER)) / 2) + 12 for side in sides))
    words = [(seen, 0), (sides[0], far * view.left), (sides[1], -far * view.left)]
    return [element("text", word, x=x, y=y, font_size=_LETTER, **paint("caption")) for word, x in words]
