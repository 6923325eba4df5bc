"""Slides as pictures, one file each: SVG with plain attributes, or PNG; numbered, in a zip that is always the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from refgraph.drawing.png import png
from refgraph.drawing.slides.deck import Deck
from refgraph.drawing.slides.layout import HEIGHT, WIDTH, Page, Paragraph, pages
from refgraph.drawing.svg import FONT, Svg, element
from refgraph.language.voice import tr

# A slide as PNG has this many pixels for a point: 1920 by 1080.
SCALE = 2.0
_LOOKS = {"strong": "ink", "text": "ink", "muted": "muted", "alert": "alert"}


def svgs(deck: Deck) -> tuple[str, ...]:
    """Draw each slide as an SVG that stands by itself.

    Args:
        deck: what is told, painted with colours in attributes.

    Returns:
        The slides in order, each 960 by 540.
    """
    made = pages(deck)
    return tuple(_svg(deck, page, len(made)) for page in made)


def pngs(deck: Deck, scale: float = SCALE, fonts: Sequence[str | Path] = ()) -> tuple[bytes, ...]:
    """Draw each slide as PNG.

    Args:
        deck: what is told.
        scale: pixels for one point.
        fonts: files for letters that the bundled face lacks.

    Raises:
        UsageError: resvg_py is not installed, or the scale is out of its range.
    """
    return tuple(png(svg, scale, fonts) for svg in svgs(deck))


def _svg(deck: Deck, page: Page, count: int) -> str:
    slide, name = page.slide, f"slide-{page.number}"
    says = " ".join(text.text.text for text in page.paragraphs)
    alt = f"{slide.picture.alt}. " if slide.picture else ""
    return element(
        "svg",
        element(
            "title",
            tr(
                "{heading} ({title}, slide {n} of {count})",
                heading=slide.heading,
                title=deck.title,
                n=page.number,
                count=count,
            ),
            id=f"{name}-title",
        ),
        element("desc", f"{alt}{says}", id=f"{name}-desc"),
        element("defs", slide.picture.defs) if slide.picture and slide.picture.defs else Svg(),
        element("rect", width=WIDTH, height=HEIGHT, fill=deck.paint.palette["paper"]),
        *_drawn(page),
        *_heading(deck, page),
        *(piece for one in page.paragraphs for piece in _paragraph(deck, page, one)),
        _text(f"{page.number} / {count}", WIDTH - 40, HEIGHT - 16, 24, deck.paint.palette["muted"], anchor="end"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=f"{WIDTH:g}",
        height=f"{HEIGHT:g}",
        font_family=FONT,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _drawn(page: Page) -> Iterator[Svg]:
    if page.picture and page.slide.picture:
        scale = page.picture.width / page.slide.picture.width
        moved = f"translate({page.picture.x:.1f} {page.picture.y:.1f}) scale({scale:.4f})"
        yield element("g", page.slide.picture.body, transform=moved)


def _heading(deck: Deck, page: Page) -> Iterator[Svg]:
    for n, line in enumerate(page.heading):
        yield _text(line, 40, page.top + page.size * (1.28 * n + 1), page.size, deck.paint.palette["ink"], bold=True)


def _paragraph(deck: Deck, page: Page, one: Paragraph) -> Iterator[Svg]:
    x, colour = page.column.x, deck.paint.palette[_LOOKS[one.text.look]]
    if one.text.number:
        look: Mapping[str, str] = deck.paint("badge", one.text.category)
        radius, middle = one.size * 0.75, one.y + one.size * 0.66
        yield element("circle", cx=x + radius, cy=middle, r=radius, **look)
        digits = deck.paint("badge-text")
        yield element("text", str(one.text.number), x=x + radius, y=middle + one.size * 0.35, font_size=24, **digits)
    for n, line in enumerate(one.lines):
        yield _text(line, x + one.indent, one.y + one.size * (1.28 * n + 1), one.size, colour, bold=one.bold)


def _text(text: str, x: float, y: float, size: float, colour: str, *, bold: bool = False, anchor: str = "") -> Svg:
    weight = "700" if bold else None
    return element("text", text, x=x, y=y, font_size=size, fill=colour, font_weight=weight, text_anchor=anchor or None)
