"""What a deck of slides says, as frozen values; nothing here knows where on a slide it stands."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.drawing.svg import Paint, Svg


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn on a slide, with its size and its words for those who do not see it.

    `sides` are the names of its sides, from left to right, each with where its middle stands; the layout sets them.
    """

    defs: Svg
    body: Svg
    width: float
    height: float
    alt: str
    sides: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a slide.

    Attributes:
        look: `strong` for what the slide is about, `text`, `muted`, or `alert` for what weakens it.
        number: of a finding on the picture, in a disc before the text; 0 for none.
        category: of that finding.
        link: what the whole of it leads to.
    """

    text: str
    look: str = "text"
    number: int = 0
    category: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        kind: `title`, `step`, `whole`, `against`, `sources` or `licence`.
        notes: for the speaker: what each source says, with its citation.
    """

    kind: str
    heading: str
    texts: tuple[Text, ...] = ()
    picture: Picture | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, and how they are painted.

    Attributes:
        title: of the whole.
        credit: who drew it, from which data.
        licence: of text and artwork.
        stamp: what it was made from, for a program to read; empty for none.
    """

    title: str
    credit: str
    licence: str
    paint: Paint
    slides: tuple[Slide, ...]
    stamp: str = ""

    @property
    def lettering(self) -> str:
        """Every letter that is drawn."""
        texts = (text.text for slide in self.slides for text in slide.texts)
        return "".join([self.title, *(slide.heading for slide in self.slides), *texts])
