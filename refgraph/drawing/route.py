"""Drawings of a page: figures with routes, chains of paths, signs and icons, with the definitions that they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from refgraph.drawing import chain as chains
from refgraph.drawing.body.figure import Figure, Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.svg import Paint, Svg, element
from refgraph.language.voice import tr
from refgraph.report.view import PathView, StepView

_SIGNS = ("disputed", "flag")


@dataclass(frozen=True, slots=True)
class DrawnRoute:
    """Figure and chain of a path, each a picture for a page or nothing.

    Attributes:
        plate: what the figure was made from, with its size.
        length: of the chain, in its own units; 0 where there is none.
    """

    figure: Svg
    chain: Svg
    plate: Figure
    length: float


@dataclass
class RouteDrawer:
    """Draws the figures, chains, signs and icons of one page; all figures share their definitions.

    Attributes:
        paint: how things look.
        here: what a link to a place on the page itself begins with.
    """

    paint: Paint
    here: str = ""
    _definitions: list[Svg] = field(default_factory=list)
    _icons: dict[str, None] = field(default_factory=dict)

    @cached_property
    def _plates(self) -> Plates:
        return Plates(load(), self.paint)

    def route(self, shown: PathView, *, brief: bool = False, near: bool = False) -> DrawnRoute:
        """Draw figure and chain of a path; the figure is empty where nothing has a place.

        Args:
            shown: the path with the anchors of its steps.
            brief: whether a list of steps stands beside the figure: then without a chain and a description.
            near: whether only the part of the body is shown that the path runs through.
        """
        plate = self._plates.draw(shown, near=near)
        self._definitions.append(plate.defs)
        if brief:
            return DrawnRoute(self._figure(shown, plate, brief), Svg(), plate, 0.0)
        chain = chains.draw(shown, self.paint, plate.placed, self._link)
        return DrawnRoute(self._figure(shown, plate, brief), _chain(shown, chain), plate, chain.height)

    def _figure(self, shown: PathView, plate: Figure, brief: bool) -> Svg:
        if not plate.width:
            return Svg()
        title, says = f"{shown.key}figure-title", f"{shown.key}figure-desc"
        return element(
            "svg",
            element("title", tr("The path from {title} on the body", title=shown.title), id=title),
            Svg() if brief else element("desc", shown.described, id=says),
            plate.picture,
            viewBox=f"0 0 {plate.width:g} {plate.height:g}",
            class_="figure",
            role="img",
            aria_labelledby=title,
            aria_describedby=None if brief else says,
        )

    def _link(self, step: StepView) -> dict[str, str]:
        """An arrow is a link to its step, and its name says the whole step."""
        said = [f"{tr('Step {n}', n=step.number)}: {step.sentence}"]
        said += [tr("Source {numbers}", numbers=", ".join(map(str, step.cites)))] if step.asserting else []
        said += [doubt.capitalize() for doubt in step.reservations]
        return {"href": f"{self.here}#{step.see or step.anchor}", "aria-label": f"{'. '.join(said)}."}

    def definitions(self) -> Svg:
        """The definitions that all drawings of the page refer to; to be called after everything is drawn."""
        marks = [(f"mark-{sign}", chains.mark(self.paint, sign, 8, 8)) for sign in _SIGNS]
        marks += [(f"icon-{self.paint.name(key)}", chains.icon(self.paint, key, 8, 8)) for key in self._icons]
        symbols = [element("symbol", drawn, id=name, viewBox="0 0 16 16") for name, drawn in marks]
        inner = element("defs", *symbols, *self._definitions)
        return element("svg", inner, class_="defs", aria_hidden="true", focusable="false")

    def mark(self, sign: str) -> Svg:
        """The sign of a doubt, to stand in a line of text."""
        return _use(f"mark-{sign}")

    def icon(self, category: str) -> Svg:
        """The shape of a category, to stand in a line of text."""
        self._icons.setdefault(category)
        return _use(f"icon-{self.paint.name(category)}")


def _chain(shown: PathView, chain: chains.Chain) -> Svg:
    return element(
        "svg",
        chain.picture,
        viewBox=f"0 0 {chains.WIDTH:g} {chain.height:.0f}",
        class_="chain",
        role="group",
        aria_label=tr("Chain from {title}; each arrow leads to what is said of its step", title=shown.title),
    )


def _use(name: str) -> Svg:
    return element("svg", element("use", href=f"#{name}"), class_="icon", aria_hidden="true", focusable="false")
