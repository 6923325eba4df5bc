"""What a handout says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.drawing.caption import Cited
from refgraph.drawing.sheet import Picture

A4, LETTER = "a4", "letter"
# Width and height in millimetres.
PAPERS = {A4: (210.0, 297.0), LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered line: a finding, an origin, or a claim, and what is said of it.

    Attributes:
        mark: its number on the figure, "1", or the numbers that it joins, "1 → 2".
        said: what it is, or what is claimed.
        cited: who says so, and how surely, with numbers of sources.
        doubt: what weakens it; empty where nothing is said to.
    """

    mark: str
    said: str
    cited: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on paper.

    Attributes:
        choices: to be ticked or, where `ordered`, to be numbered; none where lines are to be written on.
        answer: for the key, with who says so.
    """

    prompt: str
    choices: tuple[str, ...]
    answer: str
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout.

    Attributes:
        warning: for which signs to see a doctor first, or that none is named; `flagged` tells which.
        told: what the answer is in short.
        heading: of the entries.
        alt: the picture, for those who do not see it.
        against: what speaks against it.
        keyed: whether the answers are printed.
        paper: a key of `PAPERS`.
        stamp: what it was made from, for a program to read; empty for none.
    """

    title: str
    warning: str
    flagged: bool
    told: str
    picture: Picture
    alt: str
    heading: str
    entries: tuple[Entry, ...]
    against: tuple[str, ...]
    questions: tuple[Asked, ...]
    sources: tuple[Cited, ...]
    credit: str
    licence: str
    keyed: bool = False
    paper: str = A4
    stamp: str = ""

    @property
    def lettering(self) -> str:
        """Every letter of it."""
        entries = (f"{one.said}{one.cited}{one.doubt}" for one in self.entries)
        asked = (f"{one.prompt}{''.join(one.choices)}{one.answer}" for one in self.questions)
        sources = (source.line for source in self.sources)
        return "".join([self.title, self.warning, self.told, *entries, *self.against, *asked, *sources, self.credit])
