"""Where everything on a slide stands, in points: 960 by 540, no text under 24, and one size for each role of a text.

The size of a deck is the largest at which it takes no more slides than at the least. What does not fit goes on to a
further slide under the same heading; nothing is made smaller or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.drawing.metrics import width, wrap
from refgraph.drawing.slides.deck import Deck, Picture, Slide, Text
from refgraph.drawing.svg import Paint, clean, element, join

WIDTH, HEIGHT = 960.0, 540.0
LEAST = 24.0
_MARGIN, _FOOT, _BETWEEN = 40.0, 44.0, 36.0
_HEADING, _TITLE, _LEADING = 32.0, 44.0, 1.28
# The picture takes at most this share of the width; less where the text would not fit beside it otherwise.
_SHARES = (0.46, 0.36)
# Sizes that are tried, as multiples of the least.
_FACTORS = (1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
_STRONG, _GAP = 1.12, 0.45


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the upper left corner of a slide."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in its lines.

    Attributes:
        lines: as they are broken by the bundled typeface, which is wider than most.
        size: of its letters. indent: room for the disc before it. y: of its upper edge.
    """

    text: Text
    lines: tuple[str, ...]
    size: float
    indent: float
    y: float

    @property
    def height(self) -> float:
        """Of all its lines."""
        return len(self.lines) * self.size * _LEADING

    @property
    def bold(self) -> bool:
        """Whether it is what the slide is about."""
        return self.text.look == "strong"


@dataclass(frozen=True, slots=True)
class Page:
    """A slide as it is seen.

    Attributes:
        number: from 1.
        heading: in its lines, at a size in points.
        picture: where it stands; None for none.
        column: where the paragraphs stand.
        further: whether it goes on with the slide before it.
    """

    number: int
    slide: Slide
    heading: tuple[str, ...]
    size: float
    picture: Box | None
    column: Box
    paragraphs: tuple[Paragraph, ...]
    further: bool = False

    @property
    def top(self) -> float:
        """Of the heading."""
        return _MARGIN


def pages(deck: Deck) -> tuple[Page, ...]:
    """Lay out a deck.

    Args:
        deck: what is told.

    Returns:
        At least one page for each slide, numbered.

    Example:
        >>> import refgraph
        >>> from refgraph.drawing.svg import Paint
        >>> one = Slide("step", "Step 1", (Text("A tight muscle may hurt.", "strong"),))
        >>> made = pages(Deck("", "", "", Paint(refgraph.open_graph("tests/data/mini").schema), (one,)))
        >>> [(page.number, page.paragraphs[0].lines) for page in made]
        [(1, ('A tight muscle may hurt.',))]
    """
    tried = ([page for slide in deck.slides for page in _pages(deck.paint, slide, factor)] for factor in _FACTORS)
    fewest = sum(1 for slide in deck.slides for _ in _pages(deck.paint, slide, 1.0))
    made = next(pages for pages in tried if len(pages) == fewest)
    return tuple(replace(page, number=number) for number, page in enumerate(made, 1))


def _pages(paint: Paint, slide: Slide, factor: float) -> list[Page]:
    """A slide on one page if it fits at any share of the picture, on several otherwise."""
    tried = [list(_beside(paint, slide, factor, share)) for share in (_SHARES if slide.picture else _SHARES[:1])]
    return next((pages for pages in tried if len(pages) == 1), tried[0])


def _beside(paint: Paint, told: Slide, factor: float, share: float) -> Iterator[Page]:
    slide = replace(told, picture=_labelled(paint, told, share))
    size = _TITLE if slide.kind == "title" else _HEADING
    heading = wrap(clean(slide.heading), size, WIDTH - 2 * _MARGIN, bold=True)
    top, room = _room(slide)
    picture = _place(slide, top, room, share)
    # A list of sources is long: it keeps to the least size and holds up no other text.
    factor = 1.0 if slide.kind == "sources" else factor
    left = picture.x + picture.width + _BETWEEN if picture else _MARGIN
    column = Box(left, top, WIDTH - _MARGIN - left, room)
    for further, texts in enumerate(_parted(slide.texts, column, factor)):
        paragraphs = _set(texts, column, factor)
        down = max((room - _height(paragraphs)) / 2, 0.0) if picture or slide.kind == "title" else 0.0
        placed = tuple(replace(one, y=one.y + top + down) for one in paragraphs)
        yield Page(0, slide, heading, size, picture, column, placed, bool(further))


def _room(slide: Slide) -> tuple[float, float]:
    """Where what is below the heading begins, and how high it is."""
    size = _TITLE if slide.kind == "title" else _HEADING
    lines = len(wrap(clean(slide.heading), size, WIDTH - 2 * _MARGIN, bold=True))
    top = _MARGIN + lines * size * _LEADING + 14
    return top, HEIGHT - _FOOT - top


def _labelled(paint: Paint, slide: Slide, share: float) -> Picture | None:
    """The picture of a slide with the names of its sides below it, as large as any text when it is in its place."""
    drawn = slide.picture
    if drawn is None or not drawn.sides:
        return drawn
    scale = min((_room(slide)[1] - LEAST * _LEADING) / drawn.height, WIDTH * share / drawn.width)
    size = LEAST / scale
    y = drawn.height + size
    names = _fitting(drawn, size)
    texts = (element("text", name, x=x, y=y, font_size=size, **paint("caption")) for name, x in names)
    return replace(drawn, body=join(drawn.body, *texts), height=drawn.height + size * _LEADING, sides=())


def _fitting(drawn: Picture, size: float) -> tuple[tuple[str, float], ...]:
    """The names of the sides in full where there is room for all of them, otherwise their first letters."""
    halves = [width(name, size) / 2 for name, _ in drawn.sides]
    ends = [(x - half, x + half) for half, (_, x) in zip(halves, drawn.sides, strict=True)]
    apart = all(one[1] + size / 3 <= other[0] for one, other in pairwise(ends))
    if apart and ends[0][0] >= 0 and ends[-1][1] <= drawn.width:
        return drawn.sides
    return tuple((name[:1].upper(), x) for name, x in drawn.sides)


def _place(slide: Slide, top: float, room: float, share: float) -> Box | None:
    """The picture at the left, in the middle of the height."""
    if slide.picture is None:
        return None
    scale = min(room / slide.picture.height, WIDTH * share / slide.picture.width)
    width, height = slide.picture.width * scale, slide.picture.height * scale
    return Box(_MARGIN, top + (room - height) / 2, width, height)


def _parted(texts: Sequence[Text], column: Box, factor: float) -> list[tuple[Text, ...]]:
    """Texts by the slide that they stand on: on as few slides as it takes, evenly."""
    whole = _filled(texts, column, column.height, factor)
    heights = (column.height * n / 12 for n in range(4, 12))
    even = (parted for height in heights if len(parted := _filled(texts, column, height, factor)) == len(whole))
    return next(even, whole)


def _filled(texts: Sequence[Text], column: Box, height: float, factor: float) -> list[tuple[Text, ...]]:
    parted: list[tuple[Text, ...]] = [()]
    for text in texts:
        if parted[-1] and _height(_set((*parted[-1], text), column, factor)) > height:
            parted.append(())
        parted[-1] = (*parted[-1], text)
    return parted


def _set(texts: Sequence[Text], column: Box, factor: float) -> list[Paragraph]:
    """Break texts into lines at a size, one below the other from 0 on."""
    made: list[Paragraph] = []
    y = 0.0
    for text in texts:
        size = LEAST * factor * (_STRONG if text.look == "strong" else 1.0)
        indent = 2.1 * size if text.number else 0.0
        lines = wrap(clean(text.text), size, column.width - indent, bold=text.look == "strong")
        # A verb stands close to what it leads from and to.
        y += size * _GAP * (0.35 if text.text.startswith("↓") or (made and made[-1].text.text.startswith("↓")) else 1)
        made.append(Paragraph(text, lines, size, indent, y))
        y += made[-1].height
    return made


def _height(paragraphs: Sequence[Paragraph]) -> float:
    return paragraphs[-1].y + paragraphs[-1].height if paragraphs else 0.0
