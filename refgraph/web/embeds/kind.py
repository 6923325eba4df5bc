"""What a kind of embed is: its maker, what it may be made of, and what its files are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from refgraph.web.embeds.subject import ANSWER, ENTITY, PATH, TAKEN

if TYPE_CHECKING:
    from refgraph.web.embeds.frame import Frame

EVERY = (PATH, ANSWER, ENTITY)


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be pasted into a document, and the pictures that it shows, by the ending of their names."""

    text: str
    files: Mapping[str, bytes]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Embed:
    """One kind of embed.

    Attributes:
        make: takes the graph, the subject (an answer or an entity), fields of `Presentation`, and the options of this
            kind.
        suffix: what its files end in.
        media: its media type.
        about: what it is, in a few words.
        takes: what it may be made of: `path`, `answer`, `entity`.
        options: what `make` takes besides fields of `Presentation`.
        download: what the explorer calls it on the page of a path; empty where it offers none.
        extra: the module of an optional dependency that it needs.
        bundled_typeface: whether it is drawn with the bundled typeface: letters that it lacks come out as boxes.
    """

    make: Callable[..., str | bytes | Frame | Block]
    suffix: str
    media: str
    about: str = ""
    takes: tuple[str, ...] = (PATH,)
    options: tuple[str, ...] = ()
    download: str = ""
    extra: str | None = None
    bundled_typeface: bool = False

    @property
    def installed(self) -> bool:
        """Whether everything that it needs is there."""
        return self.extra is None or find_spec(self.extra) is not None

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self.media.startswith("text/") or self.media.endswith(("+xml", "json"))

    @property
    def made_of(self) -> str:
        """What it may be made of, in words."""
        return "; ".join(TAKEN[one] for one in self.takes)
