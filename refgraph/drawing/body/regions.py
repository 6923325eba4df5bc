"""The parts of the figure that can be pointed at, and what is felt in each of them.

They are a tiling: they cover the figure and no two of them overlap, whatever the artwork below draws. What is felt in a
part follows from the claims about where things are felt and belong; where there are none, from the place on the plate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body.plates import Body, Point, bundled, inside
from refgraph.search.ends import others, relation
from refgraph.search.ends import places as felt_where

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_FARTHEST = 6  # how far up from the place of a symptom the part that it belongs to is looked for


@dataclass(frozen=True, slots=True)
class Tile:
    """The area of a part on one view.

    Attributes:
        ring: its corners; of a paired one those on the right of the picture.
        name: where its name begins, or its middle where the part lies across the midline.
    """

    ring: tuple[Point, ...]
    paired: bool
    name: Point

    def holds(self, point: Point) -> bool:
        """Say whether a point lies in the area or in its mirror image."""
        return inside(point, self.ring) or (self.paired and inside((-point[0], point[1]), self.ring))


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the figure: the keys of the places in it, and its tile on each view that shows it."""

    key: str
    label: str
    places: frozenset[str]
    tiles: Mapping[str, Tile]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the figure and what is felt there; nothing where the graph tells of nothing."""

    region: Region
    entities: tuple[str, ...]

    @property
    def key(self) -> str:
        """Of the part."""
        return self.region.key

    @property
    def label(self) -> str:
        """Of the part."""
        return self.region.label


@cache
def load(folder: Path | None = None) -> tuple[Region, ...]:
    """Read the parts, from head to foot.

    Args:
        folder: with `regions.yaml`; the bundled one where None.

    Example:
        >>> [region.key for region in load()][:3]
        ['head', 'face', 'neck']
    """
    import yaml

    text = ((folder or bundled()) / "regions.yaml").read_text(encoding="utf-8")
    read = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["regions"]
    return tuple(_region(key, about) for key, about in read.items())


def _region(key: str, about: Mapping[str, Any]) -> Region:
    tiles = {view: _tile(tile) for view, tile in about.items() if view not in ("places", "label")}
    return Region(key, about.get("label", key.replace("-", " ")), frozenset(about["places"]), tiles)


def _tile(about: Mapping[str, str]) -> Tile:
    paired = "paired" in about
    return Tile(_points(about["paired" if paired else "midline"]), paired, _points(about["name"])[0])


def _points(text: str) -> tuple[Point, ...]:
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def places(
    kg: KnowledgeGraph, body: Body, keys: Sequence[str], regions: Sequence[Region] | None = None
) -> tuple[Place, ...]:
    """Gather what is felt by the part of the figure where it is felt, from head to foot; every part is there.

    Args:
        kg: the graph.
        body: artwork and positions.
        keys: of entities that are felt, in the order in which they are to stand.
        regions: the parts; the bundled ones where None.

    Example:
        >>> from refgraph.drawing.body.plates import load as plates
        >>> from refgraph.graph.open import open_graph
        >>> found = places(open_graph(Path("tests/data/mini")), plates(), ("headache", "neck-pain"))
        >>> [(place.key, place.entities) for place in found if place.entities]
        [('head', ('headache',)), ('neck', ('neck-pain',))]
    """
    parts = load() if regions is None else tuple(regions)
    members: dict[str, list[str]] = {region.key: [] for region in parts}
    for key in keys:
        where = felt_where(kg, key)
        found = _told(kg, parts, where)
        # Only where no claim says where it is felt, the plate does.
        for region in found or (_drawn(body, parts, key) if where == (key,) else ()):
            members[region.key].append(key)
    return tuple(Place(region, tuple(members[region.key])) for region in parts)


def told(kg: KnowledgeGraph, key: str) -> frozenset[str]:
    """Labels of the parts where claims place a thing; none where no claim does.

    Args:
        kg: the graph.
        key: of the thing.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> told(open_graph(Path("tests/data/mini")), "headache")
        frozenset()
    """
    return frozenset(region.label for region in _told(kg, load(), felt_where(kg, key)))


def _told(kg: KnowledgeGraph, regions: Sequence[Region], where: Iterable[str]) -> list[Region]:
    """The parts of the nearest place that has any: where it is felt, then what that belongs to."""
    layer, seen = set(where), set[str]()
    for _ in range(_FARTHEST):
        found = [region for region in regions if region.places & layer]
        if found or not layer:
            return found
        seen |= layer
        layer = {above for one in layer for above in _above(kg, one)} - seen
    return []


def _above(kg: KnowledgeGraph, key: str) -> Iterable[str]:
    names = [name for name, predicate in kg.schema.predicates.items() if relation(predicate)]
    return (above for name in names for above in others(kg, name, subject=key))


def _drawn(body: Body, parts: Sequence[Region], key: str) -> list[Region]:
    """The part that holds the middle of the shape that stands for it."""
    for view, names in body.places.get(key, {}).items():
        at = body.views[view].shapes[names[0]].anchor()
        found = [region for region in parts if view in region.tiles and region.tiles[view].holds(at)]
        if found:
            return found[:1]
    return []
