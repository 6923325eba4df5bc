"""One route as a page for a frame in somebody else's page, and the snippet that puts it there.

The page needs no script and lets none run but its own, which only tells the host how high it is.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import ceil
from typing import TYPE_CHECKING

from refgraph import ladder
from refgraph.body import load
from refgraph.caption import NOTICE, Caption
from refgraph.drawing import NIGHT, PAPER, Paint, Svg, clean, element
from refgraph.figure import Figure, Plates
from refgraph.metrics import wrap
from refgraph.path_view import AnswerView, RouteView, view
from refgraph.route import Leg, described, sentence

if TYPE_CHECKING:
    from jinja2 import Environment

    from refgraph.graph import KnowledgeGraph
    from refgraph.model import Answer, Path

_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{}:;,>])\s*")
_FIGURE_HEIGHT = 528.0
_WIDE = 60 * 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A page for a frame, the snippet to paste, and the height that the frame has without any script."""

    page: str
    snippet: str
    height: int


def frame(kg: KnowledgeGraph, answer: Answer, path: Path, words: Caption, *, address: str, width: int) -> Frame:
    """Write the page of one route and the snippet that shows it.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        path: one of its paths.
        words: what belongs to it.
        address: where the page will stand; empty to carry the page inside the snippet.
        width: of the host's column in pixels, for the height that the frame has without script.
    """
    # Tests and treatments stay on the path page; only doubts may not be left out.
    told = replace(path, assessments=(), interventions=(), timings=())
    shown = view(kg, replace(answer, paths=(told,), members=(), near_misses=()))
    paint = Paint(kg.schema)
    figure = Plates(load(), paint).draw(shown.routes[0].route)
    # In a page inside an attribute a bare `#step-1` would lead to the host's page.
    page, chain_height = _page(paint, shown, words, figure, "" if address else "about:srcdoc")
    height = _height(shown, words, figure, chain_height, width)
    snippet = (
        environment()
        .get_template("embed_snippet.html")
        .render(
            address=address,
            page=page,
            words=words,
            height=height,
            notice=NOTICE,
            listener=Svg(_script("embed_listener.js")),
        )
    )
    return Frame(page, snippet, height)


def _page(paint: Paint, shown: AnswerView, words: Caption, figure: Figure, here: str) -> tuple[str, float]:
    route = shown.routes[0]
    chain = ladder.draw(route.route, paint, figure.placed, lambda leg: _link(route, leg, here))
    style, script = _style(paint), _script("embed.js")
    html = (
        environment()
        .get_template("embed.html")
        .render(
            page=shown,
            route=route,
            words=words,
            here=here,
            notice=NOTICE,
            figure=_figure(route, figure),
            chain=_svg(chain.picture, ladder.WIDTH, chain.height, "chain", "group", f"Chain from {route.title}"),
            definitions=_definitions(paint, figure),
            style=Svg(style),
            script=Svg(script),
            policy=_POLICY.format(style=_hash(style), script=_hash(script)),
            mark=_mark,
            kind=paint.name,
        )
    )
    return html, chain.height


# ---------------------------------------------------------------- drawings


def _svg(content: Svg, width: float, height: float, kind: str, role: str, label: str) -> Svg:
    box = f"0 0 {width:g} {height:.0f}"
    return element("svg", content, viewBox=box, class_=kind, role=role, aria_label=label)


def _figure(route: RouteView, figure: Figure) -> Svg:
    if not figure.width:
        return Svg()
    return element(
        "svg",
        element("title", f"The route from {route.title} on the body", id="figure-title"),
        element("desc", described(route.route), id="figure-desc"),
        figure.picture,
        viewBox=f"0 0 {figure.width:g} {figure.height:g}",
        class_="figure",
        role="img",
        aria_labelledby="figure-title",
        aria_describedby="figure-desc",
    )


def _link(route: RouteView, leg: Leg, here: str) -> dict[str, str]:
    """An arrow is a link to its step, and its name says the whole step."""
    told = route.steps[leg.number - 1]
    doubts = [f"hedged: {leg.hedge}" if leg.hedge else "", leg.doubt or "", *(words for words, _ in leg.flags)]
    said = [f"Step {leg.number}: {sentence(leg)}"]
    said += [f"Source {', '.join(map(str, leg.cites))}"] if leg.cites else []
    said += [doubt.capitalize() for doubt in doubts if doubt]
    return {"href": f"{here}#{told.see or told.anchor}", "aria-label": f"{'. '.join(said)}."}


def _definitions(paint: Paint, figure: Figure) -> Svg:
    signs = [
        element("symbol", ladder.mark(paint, sign, 8, 8), id=f"mark-{sign}", viewBox="0 0 16 16")
        for sign in ("disputed", "flag")
    ]
    held = element("defs", *signs, figure.defs)
    return element("svg", held, class_="defs", aria_hidden="true", focusable="false")


def _mark(sign: str) -> Svg:
    return element("svg", element("use", href=f"#mark-{sign}"), class_="icon", aria_hidden="true", focusable="false")


# ---------------------------------------------------------------- height without script


def _height(shown: AnswerView, words: Caption, figure: Figure, chain_height: float, width: int) -> int:
    """How high the folded page is in a column of a width, by the widths of a wide face: never too low.

    Measured against Chromium in `tests/embed_pages`; a host without script gets this height once and for all.
    """
    room = min(float(width), _WIDE) - 2 * min(max(12.0, width * 0.03), 20.0)
    red = [f"{flag.statement} [1]" for flag in shown.red_flags] or [shown.no_red_flag]
    notes = [f"{flag.remarks} {flag.locator} {flag.anchor} read the passage" for flag in shown.red_flags]
    total = 29.0 + 42 + _lines(red, 16, 24.8, room - 32, 8) + _lines(notes, 14, 22, room - 32, 5) + 27
    total += _lines([words.title], 20.8, 24.6, room, 6, bold=True) + _lines([NOTICE], 14, 22, room, 16)
    total += _drawn(figure, chain_height, room) + 16 + _lines([words.told], 16, 24.8, room, 16)
    steps = [f"{t.subject} {t.verb} {t.object} {_tags(t.hedge, t.doubt, t.flags)}" for t in shown.routes[0].steps]
    total += 32 + _lines(steps, 16, 24.8, room - 26 - 76, 20.5, bold=True) + 16
    total += 45 * sum(1 for section in shown.routes[0].sections if section.fresh)
    sources = [f"{s.text} {s.address or ''}" for s in shown.sources]
    return ceil(
        total + 20 + 32 + _lines(sources, 14.7, 23, room - 36, 7) + 27 + _lines([words.credit], 13.6, 21, room, 0)
    )


def _tags(hedge: str | None, doubt: str | None, flags: tuple[tuple[str, str], ...]) -> str:
    return " ".join(["[1]", *(f"mm{word}" for word in (hedge, doubt, *(flag for flag, _ in flags)) if word)])


def _drawn(figure: Figure, chain_height: float, room: float) -> float:
    """Figure and chain beside each other where both have room, else one above the other."""
    chain = chain_height * min(1.0, room / ladder.WIDTH)
    if not figure.width:
        return chain
    across = _FIGURE_HEIGHT * figure.width / figure.height
    if room >= across + 28 + ladder.WIDTH:
        return max(_FIGURE_HEIGHT, chain)
    return chain + 16 + (min(272.0, room) * figure.height / figure.width if room < 456 else _FIGURE_HEIGHT)


def _lines(texts: list[str], size: float, line: float, room: float, gap: float, *, bold: bool = False) -> float:
    return sum(len(wrap(clean(text), size, room, bold=bold)) * line + gap for text in texts)


# ---------------------------------------------------------------- templates


@cache
def environment() -> Environment:
    """Templates that escape everything, drop what XML cannot carry, and do not pass over a missing value."""
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


def _read(name: str) -> str:
    return files("refgraph").joinpath("templates", name).read_text(encoding="utf-8")


def _script(name: str) -> str:
    """A script of ours without its indentation."""
    return "\n".join(line.strip() for line in _read(name).splitlines())


def _style(paint: Paint) -> str:
    """The style of the path page, what a frame needs otherwise, and the colours of the categories."""
    light, dark = _colours(paint, PAPER), _colours(paint, NIGHT)
    night = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    whole = f"{_read('path_page.css')}{_read('embed.css')}{light}{night}"
    return _SPACE.sub(r"\1", _COMMENT.sub("", whole)).strip()


def _colours(paint: Paint, ground: str) -> str:
    pairs = ((n, paint.colours(category, ground)) for n, category in enumerate(paint.schema.categories))
    return "".join(f".k{n}{{--k:{colour};--t:{tint}}}" for n, (colour, tint) in pairs)


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
