"""Where something is said to be felt: the thing and its zones on the body, with those that pain spills over into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from refgraph.drawing.body import ground
from refgraph.drawing.body.placement import unnumbered, views_of
from refgraph.drawing.body.plates import Body, Point, View, shorter
from refgraph.drawing.body.zones import stipple
from refgraph.drawing.origins import frames
from refgraph.drawing.origins.frames import Frame
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import tr
from refgraph.report.view import FindingView

_LETTER, _CAPTION = 18, 30.0
_MOST_VIEWS = 2


@dataclass(frozen=True, slots=True)
class Zone:
    """What is said to be felt, and whether claims call it a zone that pain only spills over into."""

    felt: FindingView
    spilt: bool


@dataclass(frozen=True, slots=True)
class Referral:
    """A drawn map of zones.

    Attributes:
        width: 0 where no zone has a place.
        seen: the zones that it shows.
    """

    picture: Svg
    width: float
    height: float
    seen: tuple[Zone, ...]


NOTHING = Referral(Svg(), 0.0, 0.0, ())


def referral(body: Body, paint: Paint, thing: FindingView, zones: Sequence[Zone], prefix: str = "zone") -> Referral:
    """Draw where a thing is said to be felt.

    Args:
        body: artwork and positions.
        paint: how things look.
        thing: what is said to be felt elsewhere.
        zones: where, each once.
        prefix: of every id.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.statements import Finding
        >>> thing, felt = (FindingView(1, Finding(key), key, "symptom") for key in ("masseter", "headache"))
        >>> paint = Paint(open_graph(Path("tests/data/mini")).schema)
        >>> len(referral(load(), paint, thing, [Zone(felt, False)]).seen)
        1
    """
    placed = [zone for zone in zones if zone.felt.finding.entity in body.places]
    return _Map(body, paint, thing, placed, prefix).referral() if placed else NOTHING


class _Map:
    def __init__(self, body: Body, paint: Paint, thing: FindingView, zones: Sequence[Zone], prefix: str) -> None:
        self.paint, self.thing, self.prefix = paint, thing, prefix
        usual = frames.plain(body, thing.finding.entity)
        views = views_of(unnumbered(usual, [thing, *(zone.felt for zone in zones)]))[:_MOST_VIEWS]
        self.views = {key: body.views[key] for key in views}
        self.places = frames.scaled(usual, dict.fromkeys(views, 1.0)).places
        self.zones = [zone for zone in zones if zone.felt.finding.entity in self.places]
        parts = frames.parts(self.views, {key: self._points(view) for key, view in self.views.items()})
        self.at, self.width, self.height = frames.frames(self.views, parts, ())

    def referral(self) -> Referral:
        drawn = [self._view(frame) for frame in self.at.values()]
        size = f"0 0 {self.width:g} {self.height:g}"
        # A picture in the picture cuts off what lies beyond the part.
        inner = element("svg", *drawn, viewBox=size, width=self.width, height=self.height)
        words = [self._caption(frame) for frame in self.at.values()]
        return Referral(join(inner, *words), self.width, self.height + _CAPTION, tuple(self.zones))

    def _points(self, view: View) -> list[Point]:
        entities = [self.thing.finding.entity, *(zone.felt.finding.entity for zone in self.zones)]
        keys = [key for entity in entities for key in self.places.get(entity, {}).get(view.key, ())]
        return [point for key in keys for point in view.shapes[key].points] or [(0.0, view.top), (0.0, view.bottom)]

    def _id(self, *parts: str) -> str:
        return "-".join((self.prefix, *parts))

    def _caption(self, frame: Frame) -> Svg:
        x, y = (frame.left + frame.right) / 2, self.height + _CAPTION - 8
        return element("text", tr(frame.view.label), x=x, y=y, font_size=_LETTER, **self.paint("caption"))

    def _view(self, frame: Frame) -> Svg:
        view = frames.within(frame, self.height)
        patterns = {self._dots(view, zone): self._stipple(frame, zone) for zone in self.zones}
        defs = element("defs", *ground.definitions(view, self._id).values(), *patterns.values())
        # Where pain spills over lies below where it is felt first.
        zones = [self._lit(view, zone.felt, zone) for zone in sorted(self.zones, key=lambda zone: not zone.spilt)]
        lit = [ground.drawn(view, self.paint, self._id), self._lit(view, self.thing), *zones]
        return element("g", defs, *lit, transform=frame.moved)

    def _dots(self, view: View, zone: Zone) -> str:
        return self._id("thin" if zone.spilt else "dense", view.key)

    def _stipple(self, frame: Frame, zone: Zone) -> Svg:
        key = self._dots(frame.view, zone)
        return stipple(self.paint, zone.felt.category, key, thin=zone.spilt, scale=frame.scale)

    def _lit(self, view: View, what: FindingView, zone: Zone | None = None) -> Svg:
        """The shapes of the thing itself, or of a zone, on both sides."""
        drawn: list[Svg] = []
        for key in self.places.get(what.finding.entity, {}).get(view.key, ()):
            shape = view.shapes[key]
            area = shape.kind == "area"
            look: Mapping[str, str] = self.paint(("hatch" if zone else "area") if area else "line", what.category)
            fill = {"fill": f"url(#{self._dots(view, zone)})"} if zone and area else {}
            turns = (None, "scale(-1 1)") if shape.paired else (None,)
            halves = [element("path", d=shorter(shape.data), transform=turn) for turn in turns]
            drawn.append(element("g", *halves, stroke_dasharray="2 5" if zone and zone.spilt else None, **look, **fill))
        title = element("title", what.label)
        return element("g", title, *drawn) if drawn else Svg()
