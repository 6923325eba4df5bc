"""How an embed shows its subject: which part of it, with which labels, in which theme, language and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from refgraph.drawing import sheet
from refgraph.errors import UsageError
from refgraph.language.suggest import quoted
from refgraph.language.voice import speaking
from refgraph.report.words.languages import LANGUAGES as LANGUAGES
from refgraph.report.words.languages import voice_of

SHAPES = sheet.SHAPES
THEMES = ("light", "dark", "auto")
LABELS = ("on", "off", "numbers")
NARROWEST, WIDEST = 240, 4000
_Made = TypeVar("_Made")
_STEPS = re.compile(r"\s*(\d{1,3})\s*(?:[-–]\s*(\d{1,3})\s*)?")


@dataclass(frozen=True, slots=True)
class Presentation:
    """How an embed shows its subject.

    Attributes:
        rank: which path of an answer, from 1; paths of members of a group follow the others. None for the best path of
            what the answer names first.
        whole: whether the whole answer is shown, all origins in one picture, and not one path.
        shape: `page` (A4 as PDF), `slide` (16:9) or `phone` (390 wide, no PDF).
        note: a caption of your own, before ours. credit: whom to name, before us.
        dermatomes: whether a picture of a path shows the areas of skin of single roots; a page for a frame does not.
        theme: `light`, `dark`, or `auto` for what the reader's system asks for; a picture has one look, `auto` is
            light there.
        labels: `on`; `numbers` leaves what is to be named blank and gives an answer key; `off` is the figure alone.
        steps: the steps of a path that are shown, as `2-3` or `2`; empty for all.
        lang: of the words, by its code.
        title: in place of ours.
        width: of the host's column in pixels; a frame without script is made as high as it is there.
        plain: whether words are those of lay people.

    Raises:
        UsageError: a value is none of those that there are.
    """

    rank: int | None = None
    whole: bool = False
    shape: str = "page"
    note: str = ""
    credit: str = ""
    dermatomes: bool = False
    theme: str = "light"
    labels: str = "on"
    steps: str = ""
    lang: str = "en"
    title: str = ""
    width: int = 720
    plain: bool = False

    def __post_init__(self) -> None:
        one_of(self.shape, "shape", SHAPES)
        one_of(self.theme, "theme", THEMES)
        one_of(self.labels, "choice of labels", LABELS)
        one_of(self.lang, "language", LANGUAGES)
        if not NARROWEST <= self.width <= WIDEST:
            raise UsageError(f"a width of {self.width} is out of range; give {NARROWEST} to {WIDEST}")
        _ = self.part

    @property
    def part(self) -> tuple[int, int] | None:
        """The first and the last step that are shown, from 1; None for all."""
        if not self.steps:
            return None
        found = _STEPS.fullmatch(self.steps)
        if found is None:
            raise UsageError(f"steps are given as 1-3 or as 2, not as {quoted(self.steps)}")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last:
            raise UsageError(f"steps {first} to {last} are no steps; the first is 1")
        return first, last

    @property
    def dark(self) -> bool:
        """Whether a picture is painted for a dark ground."""
        return self.theme == "dark"


def words_of(lang: str, plain: bool) -> AbstractContextManager[None]:
    """Use a language and its wording for a stretch of work.

    Args:
        lang: the code of a language.
        plain: whether words are those of lay people.

    Raises:
        UsageError: there is no such language.
    """
    one_of(lang, "language", LANGUAGES)
    return speaking(voice_of(lang, plain=plain))


def in_its_words(make: Callable[..., _Made]) -> Callable[..., _Made]:
    """Let a maker of embeds say everything in the language and the words that its presentation asks for.

    Args:
        make: takes the fields of a `Presentation` by name.
    """

    @wraps(make)
    def made(*subject: Any, **presentation: Any) -> _Made:
        with words_of(presentation.get("lang", "en"), presentation.get("plain", False)):
            return make(*subject, **presentation)

    return made


def one_of(word: str, what: str, known: tuple[str, ...]) -> None:
    """Refuse a word that is none of those that there are.

    Raises:
        UsageError: it is none of them.
    """
    if word not in known:
        raise UsageError(f"unknown {what} {quoted(word[:40])}. Choose one of: {', '.join(known)}")
