"""A handout as one self-contained page without script, to be printed from a browser."""

from __future__ import annotations

from refgraph.drawing.caption import NOTICE
from refgraph.drawing.handouts.values import PAPERS, Handout
from refgraph.drawing.svg import Svg, element
from refgraph.language.voice import tr
from refgraph.web import assets
from refgraph.web.answer_page import STYLE


def page(made: Handout, lang: str = "en") -> str:
    """Write a handout as a page; it is light, as paper is.

    Args:
        made: what it says.
        lang: of its words.
    """
    width, height = PAPERS[made.paper]
    paper = f"@page{{size:{width:g}mm {height:g}mm;margin:14mm}}"
    sheet = assets.style(STYLE, "templates/embed/handout.css", colours=paper)
    held = assets.PageAssets(Svg(assets.typefaces() + assets.by_theme(sheet)[0]), fonts=True)
    words = {
        "made": made,
        "picture": _picture(made),
        "notice": tr(NOTICE),
        "tab": True,
        "here": "",
        "lang": lang,
        "scheme": "light",
        "style": held.style,
        "policy": held.policy(),
    }
    return assets.render("embed/handout.html", words)


def _picture(made: Handout) -> Svg:
    if not made.picture.width:
        return Svg()
    return element(
        "svg",
        element("title", made.alt, id="figure-title"),
        element("defs", made.picture.defs) if made.picture.defs else Svg(),
        made.picture.body,
        viewBox=f"0 0 {made.picture.width:g} {made.picture.height:g}",
        class_="figure",
        role="img",
        aria_labelledby="figure-title",
    )
