"""One path as a page for a frame in somebody else's page, and the snippet that puts it there.

The page needs no script and lets none run but its own, which only tells the host how high it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from refgraph.drawing import chain as chains
from refgraph.drawing.caption import NOTICE, Caption
from refgraph.drawing.metrics import wrap
from refgraph.drawing.route import DrawnRoute, RouteDrawer
from refgraph.drawing.svg import Paint, Svg, clean
from refgraph.report.view import AnswerView
from refgraph.web import assets
from refgraph.web.answer_page import STYLE

_FIGURE_HEIGHT = 528.0
_WIDE = 60 * 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A page for a frame, the snippet to paste, and the height that the frame has without any script."""

    page: str
    snippet: str
    height: int


def frame(shown: AnswerView, words: Caption, *, address: str, width: int) -> Frame:
    """Write the page of one path and the snippet that shows it.

    Args:
        shown: the view of one path alone: tests and treatments stay on its own page, only doubts may not be left out.
        words: what belongs to it.
        address: where the page will stand; empty to carry the page inside the snippet.
        width: of the host's column in pixels, for the height that the frame has without script.
    """
    # In a page inside an attribute a bare `#step-1` would lead to the host's page.
    drawer = RouteDrawer(Paint(shown.kg.schema), "" if address else "about:srcdoc")
    drawn = drawer.route(shown.paths[0])
    page, height = _page(drawer, drawn, shown, words), _height(shown, words, drawn, width)
    around = {"address": address, "page": page, "words": words, "height": height, "notice": NOTICE}
    listener = assets.script("templates/embed/listener.js")
    return Frame(page, assets.render("embed/snippet.html", {**around, "listener": listener}), height)


def _page(drawer: RouteDrawer, drawn: DrawnRoute, shown: AnswerView, words: Caption) -> str:
    sheet = assets.style(STYLE, "templates/embed/frame.css", colours=assets.category_colours(drawer.paint))
    # A snippet that carries its page is to be pasted: there the reader's own fonts, all of them narrower, will do.
    style = sheet if drawer.here else Svg(assets.typefaces() + sheet)
    page = assets.PageAssets(style, (assets.script("templates/embed/frame.js"),), fonts=True)
    words_of_page = {
        "page": shown,
        "path": shown.paths[0],
        "words": words,
        "here": drawer.here,
        "tab": True,
        "quote_is_link": True,
        "notice": NOTICE,
        "figure": drawn.figure,
        "chain": drawn.chain,
        "definitions": drawer.definitions(),
        "style": page.style,
        "script": page.scripts[0],
        "policy": page.policy(),
        "mark": drawer.mark,
        "kind": drawer.paint.name,
    }
    return assets.render("embed/frame.html", words_of_page)


# ---------------------------------------------------------------- height without script


def _height(shown: AnswerView, words: Caption, drawn: DrawnRoute, width: int) -> int:
    """Height of the page with its details closed, by the letter widths of a wide typeface: never too low.

    Measured against Chromium in `tests/browser`; a host without script keeps this height.
    """
    room = min(float(width), _WIDE) - 2 * min(max(12.0, width * 0.03), 20.0)
    red = [f"{flag.statement} [1]" for flag in shown.red_flags] or [shown.no_red_flag]
    notes = [f"{flag.remarks} {flag.locator} {flag.anchor} read the passage" for flag in shown.red_flags]
    total = 29.0 + 42 + _lines(red, 16, 24.8, room - 32, 8) + _lines(notes, 14, 22, room - 32, 5) + 27
    total += _lines([words.title], 20.8, 24.6, room, 6, bold=True) + _lines([NOTICE], 14, 22, room, 16)
    total += _across(drawn, room) + 16 + _lines([words.told], 16, 24.8, room, 16)
    steps = [f"{t.subject} {t.verb} {t.object} {_tags(t.hedge, t.doubt, t.flags)}" for t in shown.paths[0].steps]
    total += 32 + _lines(steps, 16, 24.8, room - 26 - 76, 20.5, bold=True) + 16
    total += 45 * sum(1 for section in shown.paths[0].sections if section.fresh)
    sources = [f"{s.text} {s.address or ''}" for s in shown.sources]
    return ceil(
        total + 20 + 32 + _lines(sources, 14.7, 23, room - 36, 7) + 27 + _lines([words.credit], 13.6, 21, room, 0)
    )


def _tags(hedge: str | None, doubt: str | None, flags: tuple[tuple[str, str], ...]) -> str:
    return " ".join(["[1]", *(f"mm{word}" for word in (hedge, doubt, *(flag for flag, _ in flags)) if word)])


def _across(drawn: DrawnRoute, room: float) -> float:
    """Figure and chain beside each other where both have room, else one above the other."""
    figure, chain = drawn.plate, drawn.length * min(1.0, room / chains.WIDTH)
    if not figure.width:
        return chain
    across = _FIGURE_HEIGHT * figure.width / figure.height
    if room >= across + 28 + chains.WIDTH:
        return max(_FIGURE_HEIGHT, chain)
    return chain + 16 + (min(272.0, room) * figure.height / figure.width if room < 456 else _FIGURE_HEIGHT)


def _lines(texts: list[str], size: float, line: float, room: float, gap: float, *, bold: bool = False) -> float:
    return sum(len(wrap(clean(text), size, room, bold=bold)) * line + gap for text in texts)
