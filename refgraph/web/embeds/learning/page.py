"""What pages for learners share: style, scripts and policy, words around them, and the snippet that frames them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from refgraph.drawing.caption import drawn_by
from refgraph.drawing.svg import Paint, Svg
from refgraph.language.voice import tr
from refgraph.teaching.exports.markup import NOTICE
from refgraph.teaching.values import Evidence
from refgraph.web import assets
from refgraph.web.answer_page import STYLE
from refgraph.web.embeds.frame import CONTRACT, Frame
from refgraph.web.embeds.presentation import Presentation

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def dressed(paint: Paint, how: Presentation, scripts: Iterable[str]) -> dict[str, Any]:
    """Give styles, scripts and policy of a page for learners, with the typeface that figures are measured with.

    Args:
        paint: how things look.
        how: tells the theme.
        scripts: files of `web/`, in their order.
    """
    sheet = assets.style(STYLE, "templates/embed/teaching.css", colours=assets.category_colours(paint))
    light, dark = assets.by_theme(sheet)
    ours = tuple(map(assets.script, scripts))
    page = assets.PageAssets(Svg(assets.typefaces() + light), ours, fonts=True, dark=dark, framed=True)
    return {
        "style": page.style,
        "dark": dark,
        "media": assets.MEDIA[how.theme],
        "scheme": assets.SCHEMES[how.theme],
        "scripts": ours,
        "policy": page.policy(),
        "contract": CONTRACT,
    }


def around(kg: KnowledgeGraph, told: Iterable[Evidence], how: Presentation, which: str) -> dict[str, Any]:
    """Give what every page for learners says besides its own words.

    Args:
        kg: the graph.
        told: the evidence that it cites.
        how: tells language and credit.
        which: what tells it from others.
    """
    return {
        "lang": how.lang,
        "notice": tr(NOTICE),
        "tab": True,
        "here": "",
        "quote_is_link": True,
        "mark": Svg,
        "kind": Svg,
        "credit": f"{drawn_by(kg.data_version, how.credit)} · {which}",
        "sources": sorted({(one.source, one.home) for one in told}, key=lambda source: source[0].casefold()),
    }


def framed(page: str, title: str, holds: str, address: str, height: int) -> Frame:
    """Write the snippet that puts a page for learners into another one.

    Args:
        page: as it is written.
        title: of it.
        holds: what is in it, for those who do not see the frame.
        address: where it stands; empty where the snippet carries it.
        height: of the frame without script, in pixels; with a script the page tells its own.
    """
    words = {"name": title, "title": title}
    around = {"address": address, "page": page, "words": words, "holds": holds, "height": height}
    listener = assets.script("templates/embed/listener.js")
    return Frame(
        page, assets.render("embed/snippet.html", {**around, "listener": listener, "contract": CONTRACT}), height
    )
