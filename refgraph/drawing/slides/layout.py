"""Where everything on a slide stands, in points: 960 by 540, no text under 24, as large as there is room for.

What does not fit goes on to a further slide under the same heading; nothing is made smaller or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refgraph.drawing.metrics import wrap
from refgraph.drawing.slides.deck import Deck, Slide, Text
from refgraph.drawing.svg import clean

WIDTH, HEIGHT = 960.0, 540.0
LEAST = 24.0
_MARGIN, _FOOT, _BETWEEN = 40.0, 44.0, 36.0
_HEADING, _TITLE, _LEADING = 32.0, 44.0, 1.28
# The picture takes at most this share of the width.
_SHARE = 0.46
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
    made = [page for slide in deck.slides for page in _pages(slide)]
    return tuple(replace(page, number=number) for number, page in enumerate(made, 1))


def _pages(slide: Slide) -> Iterator[Page]:
    size = _TITLE if slide.kind == "title" else _HEADING
    heading = wrap(clean(slide.heading), size, WIDTH - 2 * _MARGIN, bold=True)
    top = _MARGIN + len(heading) * size * _LEADING + 14
    room = HEIGHT - _FOOT - top
    picture = _place(slide, top, room)
    left = picture.x + picture.width + _BETWEEN if picture else _MARGIN
    column = Box(left, top, WIDTH - _MARGIN - left, room)
    for further, texts in enumerate(_parted(slide.texts, column)):
        factor = next((f for f in _FACTORS if _height(_set(texts, column, f)) <= room), 1.0)
        paragraphs = _set(texts, column, factor)
        down = max((room - _height(paragraphs)) / 2, 0.0) if picture or slide.kind == "title" else 0.0
        placed = tuple(replace(one, y=one.y + top + down) for one in paragraphs)
        yield Page(0, slide, heading, size, picture, column, placed, bool(further))


def _place(slide: Slide, top: float, room: float) -> Box | None:
    """The picture at the left, in the middle of the height."""
    if slide.picture is None:
        return None
    scale = min(room / slide.picture.height, WIDTH * _SHARE / slide.picture.width)
    width, height = slide.picture.width * scale, slide.picture.height * scale
    return Box(_MARGIN, top + (room - height) / 2, width, height)


def _parted(texts: Sequence[Text], column: Box) -> list[tuple[Text, ...]]:
    """Texts by the slide that they stand on, at the least size: on as few slides as it takes, evenly."""
    fewest = len(_filled(texts, column, column.height))
    heights = (column.height * n / 12 for n in range(4, 12))
    even = (parted for height in heights if len(parted := _filled(texts, column, height)) == fewest)
    return next(even, _filled(texts, column, column.height))


def _filled(texts: Sequence[Text], column: Box, height: float) -> list[tuple[Text, ...]]:
    parted: list[tuple[Text, ...]] = [()]
    for text in texts:
        if parted[-1] and _height(_set((*parted[-1], text), column, 1.0)) > height:
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
