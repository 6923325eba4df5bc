"""The page of a path query: one file, no script, nothing to load, and a policy that forbids both.

What was asked comes first, then red flags, then the best route with figure, chain and steps, then the others.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from refgraph import ladder, phrases
from refgraph.body import load
from refgraph.drawing import NIGHT, PAPER, Paint, Svg, clean, element
from refgraph.figure import Figure, Plates
from refgraph.path_view import RouteView, view
from refgraph.route import Leg, described, sentence

if TYPE_CHECKING:
    from jinja2 import Environment

    from refgraph.graph import KnowledgeGraph
    from refgraph.model import Answer

_POLICY = "default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{}:;,>])\s*")


def path_page(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write the page of an answer; the same answer gives the same bytes.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        remarks: what else is to be said of all its routes.

    Example:
        >>> from pathlib import Path
        >>> from refgraph import paths
        >>> from refgraph.model import Finding
        >>> from refgraph.store import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> path_page(kg, paths.origins(kg, Finding("headache"))).splitlines()[0]
        '<!DOCTYPE html>'
    """
    shown = view(kg, answer, remarks)
    artist = _Artist(kg)
    drawn = {route.key: artist.route(route) for route in (*shown.routes, *shown.members)}
    style = _style(artist.paint)
    return (
        _environment()
        .get_template("path_page.html")
        .render(
            page=shown,
            drawn=drawn,
            definitions=artist.definitions(),
            style=Svg(style),
            policy=_POLICY.format(style=_hash(style)),
            mark=artist.mark,
            kind=artist.paint.name,
            headings={"members": phrases.MEMBERS, "rivals": phrases.RIVALS, "loops": phrases.LOOPS},
        )
    )


class _Artist:
    """Draws what stands in one page; all figures share their definitions."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.paint = Paint(kg.schema)
        self._kg = kg
        self._plates = Plates(load(), self.paint)
        self._definitions: list[Svg] = []

    def route(self, shown: RouteView) -> dict[str, Svg]:
        """Figure and chain of a route; the figure is empty where nothing has a place."""
        figure = self._plates.draw(shown.route)
        self._definitions.append(figure.defs)
        # Further down the list of steps is the chain: twenty drawn chains would make a page heavy.
        chain = Svg() if shown.key else self._chain(shown, figure)
        return {"figure": self._figure(shown, figure), "chain": chain}

    def definitions(self) -> Svg:
        """What all figures refer to."""
        signs = [
            element("symbol", ladder.mark(self.paint, sign, 8, 8), id=f"mark-{sign}", viewBox="0 0 16 16")
            for sign in ("disputed", "flag")
        ]
        return element(
            "svg", element("defs", *signs, *self._definitions), class_="defs", aria_hidden="true", focusable="false"
        )

    def _figure(self, shown: RouteView, figure: Figure) -> Svg:
        if not figure.width:
            return Svg()
        title = element("title", f"The route from {shown.title} on the body", id=f"{shown.key}figure-title")
        # Routes further down are told by the list of steps beside them; the first one also tells itself.
        says = element("desc", described(shown.route), id="figure-desc") if not shown.key else Svg()
        return element(
            "svg",
            title,
            says,
            figure.picture,
            viewBox=f"0 0 {figure.width:g} {figure.height:g}",
            class_="figure",
            role="img",
            aria_labelledby=f"{shown.key}figure-title",
            aria_describedby="figure-desc" if says else None,
        )

    def _chain(self, shown: RouteView, figure: Figure) -> Svg:
        def link(leg: Leg) -> dict[str, str]:
            """An arrow is a link to its step, and its name says the whole step."""
            told = shown.steps[leg.number - 1]
            sources = f" Source {', '.join(map(str, leg.cites))}." if leg.cites else ""
            doubts = ([f"hedged: {leg.hedge}"] if leg.hedge else []) + ([leg.doubt] if leg.doubt else [])
            doubts += [words for words, _ in leg.flags]
            said = "".join(f" {doubt.capitalize()}." for doubt in doubts)
            return {
                "href": f"#{told.see or told.anchor}",
                "aria-label": f"Step {leg.number}: {sentence(leg)}.{sources}{said}",
            }

        chain = ladder.draw(shown.route, self.paint, figure.placed, link)
        return element(
            "svg",
            chain.picture,
            viewBox=f"0 0 {ladder.WIDTH:g} {chain.height:.0f}",
            class_="chain",
            role="group",
            aria_label=f"Chain from {shown.title}; each arrow leads to what is said of its step",
        )

    def mark(self, sign: str) -> Svg:
        """The sign of a doubt, to stand in a line of text."""
        return element(
            "svg", element("use", href=f"#mark-{sign}"), class_="icon", aria_hidden="true", focusable="false"
        )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    def tidy(value: object) -> object:
        return clean(value) if type(value) is str else value

    return Environment(
        loader=PackageLoader("refgraph", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style(paint: Paint) -> str:
    """The style sheet with the colours of the categories, in light and in dark."""
    sheet = files("refgraph").joinpath("templates/path_page.css").read_text(encoding="utf-8")
    light = _colours(paint, PAPER)
    dark = _colours(paint, NIGHT)
    whole = f"{sheet}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return _SPACE.sub(r"\1", _COMMENT.sub("", whole)).strip()


def _colours(paint: Paint, ground: str) -> str:
    rules = []
    for n, category in enumerate(paint.schema.categories):
        colour, tint = paint.colours(category, ground)
        rules.append(f".k{n}{{--k:{colour};--t:{tint}}}")
    return "".join(rules)


def _hash(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode("ascii")
