"""One path as a page for a frame in somebody else's page, and the snippet that puts it there.

The page needs no script and lets none run but its own, which only tells the host how high it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from refgraph.drawing import chain as chains
from refgraph.drawing.caption import NOTICE, Caption
from refgraph.drawing.metrics import wrap
from refgraph.drawing.route import DrawnRoute, RouteDrawer
from refgraph.drawing.svg import Paint, Svg, clean
from refgraph.errors import UsageError
from refgraph.language.voice import tr
from refgraph.report.stamp import Stamp
from refgraph.report.view import AnswerView
from refgraph.report.words import speech
from refgraph.web import assets
from refgraph.web.answer_page import STYLE
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

_FIGURE_HEIGHT = 528.0
_WIDE = 60 * 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A page for a frame, the snippet to paste, and the height that the frame has without any script."""

    page: str
    snippet: str
    height: int


@in_its_words
def iframe(kg: KnowledgeGraph, subject: Answer, *, address: str = "", **presentation: Any) -> Frame:
    """Write a path as a page for a frame, and the snippet that puts it into a page.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query.
        address: where the page will stand, relative or with https; empty to carry the page inside the snippet.
        presentation: fields of `Presentation`; its shape is not used.

    Raises:
        UsageError: the answer has no such path, or the address has a scheme that may run code.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> made = iframe(kg, questions.origins(kg, Finding("headache")), address="headache.html")
        >>> made.page.splitlines()[0], made.snippet.splitlines()[1][:44]
        ('<!DOCTYPE html>', '<iframe class="refgraph" src="headache.html"')
    """
    how = Presentation(**presentation)
    shown, made = subjects.path_view(kg, subject, how), subjects.stamp_of(kg, subject, how)
    words = subjects.stamped(subjects.path_words(shown, subject, how), made)
    return _frame(shown, words, how, _safe(address), made)


def _frame(shown: AnswerView, words: Caption, how: Presentation, address: str, made: Stamp) -> Frame:
    # In a page inside an attribute a bare `#step-1` would lead to the host's page.
    drawer = RouteDrawer(Paint(shown.kg.schema), "" if address else "about:srcdoc")
    drawn = drawer.route(shown.paths[0])
    page, height = _page(drawer, drawn, shown, words, how, made), _height(shown, words, drawn, how.width)
    around = {"address": address, "page": page, "words": words, "height": height, "notice": tr(NOTICE)}
    listener = assets.script("templates/embed/listener.js")
    return Frame(page, assets.render("embed/snippet.html", {**around, "listener": listener}), height)


def _page(
    drawer: RouteDrawer, drawn: DrawnRoute, shown: AnswerView, words: Caption, how: Presentation, made: Stamp
) -> str:
    colours = assets.category_colours(drawer.paint)
    sheet = assets.in_theme(assets.style(STYLE, "templates/embed/frame.css", colours=colours), how.theme)
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
        "notice": tr(NOTICE),
        "figure": drawn.figure,
        "chain": drawn.chain,
        "definitions": drawer.definitions(),
        "style": page.style,
        "script": page.scripts[0],
        "policy": page.policy(),
        "mark": drawer.mark,
        "kind": drawer.paint.name,
        "lang": how.lang,
        "explained": _explained(shown),
        "stamp": made,
        "scheme": assets.SCHEMES[how.theme],
    }
    return assets.render("embed/frame.html", words_of_page)


def _explained(shown: AnswerView) -> tuple[tuple[str, str], ...]:
    """What the things on the path are, where it is told in other than the usual words."""
    return speech.explained(shown.kg, (one.finding for one in shown.paths[0].findings))


def _safe(address: str) -> str:
    """Check an address for `src`: relative, or http(s); anything else could run code in the host's page."""
    from refgraph.model.citations import web_address

    scheme, colon, _ = address.partition(":")
    if not colon or "/" in scheme:
        return address
    checked = web_address(address)
    if checked is None:
        raise UsageError(f"{address[:80]!r} is no http or https address, and no relative one")
    return checked


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
    meant = [f"{name}: {text}" for name, text in _explained(shown)]
    total += (32 + _lines(meant, 16, 24.8, room, 8) + 16) * bool(meant)
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


# ---------------------------------------------------------------- the kind

KINDS: Mapping[str, Embed] = {
    "iframe": Embed(iframe, ".html", "text/html; charset=utf-8", "a page for a frame", (subjects.PATH,), ("address",)),
}
