"""Slides as one self-contained page: for a clicker with script, one below the other without, one a page in print."""

from __future__ import annotations

from refgraph.drawing.slides.deck import Deck, Picture
from refgraph.drawing.slides.layout import WIDTH, Page, pages
from refgraph.drawing.svg import Svg, element
from refgraph.web import assets
from refgraph.web.answer_page import STYLE


def page(deck: Deck, theme: str = "light", lang: str = "en") -> str:
    """Write a deck as a page; nothing in it is loaded, and no script runs but its own.

    Args:
        deck: what is told, painted with classes.
        theme: a key of `assets.SCHEMES`.
        lang: of its words.
    """
    laid = pages(deck)
    sizes = {size: f"f{size * 10:.0f}" for size in sorted({one.size for each in laid for one in each.paragraphs})}
    rules = "".join(f".{name}{{font-size:{_share(size)}}}" for size, name in sizes.items())
    rules += "".join(f".w{each.number}{{width:{_share(each.picture.width)}}}" for each in laid if each.picture)
    colours = assets.category_colours(deck.paint) + rules
    light, dark = assets.by_theme(assets.style(STYLE, "templates/embed/slides.css", colours=colours))
    script = assets.script("templates/embed/slides.js")
    held = assets.PageAssets(Svg(assets.typefaces() + light), (script,), fonts=True, dark=dark)
    words = {
        "deck": deck,
        "pages": laid,
        "figures": [_figure(each) for each in laid],
        "sizes": sizes,
        "kind": deck.paint.name,
        "tab": True,
        "here": "",
        "lang": lang,
        "scheme": assets.SCHEMES[theme],
        "style": held.style,
        "dark": dark,
        "media": assets.MEDIA[theme],
        "script": held.scripts[0],
        "policy": held.policy(),
    }
    return assets.render("embed/slides.html", words)


def _share(points: float) -> str:
    """Points of a slide as a share of its width."""
    return f"{points / WIDTH * 100:.3f}cqw"


def _figure(each: Page) -> Svg:
    drawn: Picture | None = each.slide.picture
    if drawn is None:
        return Svg()
    # What goes on to a further slide shows the same picture: its ids stand in the page once.
    name = f"figure-{each.number}"
    return element(
        "svg",
        element("title", drawn.alt, id=name),
        element("defs", drawn.defs) if drawn.defs and not each.further else Svg(),
        drawn.body,
        viewBox=f"0 0 {drawn.width:g} {drawn.height:g}",
        class_="figure",
        role="img",
        aria_labelledby=name,
    )
