"""What a page of the explorer tells other sites of itself: Open Graph tags, and an oEmbed document with a picture.

Other sites need whole addresses. Where the address of the explorer is not known, a page has a title and a description,
and neither tags nor document nor picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from refgraph.errors import UsageError
from refgraph.model.citations import web_address
from refgraph.web.embeds import oembed, preview
from refgraph.web.embeds.frame import CONTRACT
from refgraph.web.embeds.subject import Subject
from refgraph.web.explorer.page import Files

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

OEMBED, PREVIEW = ".oembed.json", ".card.png"
_LONGEST = 160


@dataclass(frozen=True)
class Card:
    """What is shown where the address of a page is pasted.

    Attributes:
        title, description: of the page.
        address: of the page.
        kg: the graph.
        subject: what its frame and its picture are made of.
        how: fields of its `Presentation`.
    """

    title: str
    description: str
    address: str
    kg: KnowledgeGraph
    subject: Subject
    how: Mapping[str, Any] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """The description, short enough for a card."""
        said = " ".join(self.description.split())
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]} …"


@dataclass(frozen=True, slots=True)
class CardMaker:
    """What cards are made with.

    Attributes:
        base: the address of the explorer, with a slash at its end; empty where it is not known.
        suffix: what the addresses of pages end in.
        frozen: whether pages are files.
        every: whether every page that has a card has a picture.
    """

    base: str = ""
    suffix: str = ""
    frozen: bool = False
    every: bool = False

    @property
    def draws(self) -> bool:
        """Whether pictures can be drawn here."""
        return bool(self.base) and find_spec("resvg_py") is not None

    def framed(self, card: Card) -> bool:
        """Say whether a page has a frame: on files only that of what is felt, since each is a file more."""
        return not self.frozen or card.address.startswith("symptom/")

    def pictured(self, card: Card) -> bool:
        """Say whether a page has a picture."""
        return self.draws and (self.every or self.framed(card))

    def files(self, card: Card) -> Files:
        """Return what stands beside a page for other sites.

        Args:
            card: of the page.
        """
        made: dict[str, Any] = {}
        if self.base and self.framed(card):
            made[OEMBED] = ("application/json", partial(self._oembed, card))
        if self.pictured(card):
            made[PREVIEW] = ("image/png", partial(preview.preview, card.kg, card.subject, **card.how))
        return made

    def tags(self, card: Card) -> dict[str, str]:
        """Return what the head of a page says of its card; an address that is not known is empty.

        Args:
            card: of the page.
        """
        return {
            "title": card.title,
            "description": card.summary,
            "frame": frame_address(card.address) if self.framed(card) else "",
            "url": self._whole(card.address + self.suffix) if self.base else "",
            "oembed": self._whole(card.address + OEMBED) if self.base and self.framed(card) else "",
            "picture": self._whole(card.address + PREVIEW) if self.pictured(card) else "",
        }

    def _oembed(self, card: Card) -> str:
        picture = self._whole(card.address + PREVIEW) if self.pictured(card) else ""
        address = self._whole(frame_address(card.address) + self.suffix)
        return oembed.oembed(card.kg, card.subject, address=address, picture=picture, site=self.base, **card.how)

    def _whole(self, address: str) -> str:
        return self.base + address


def frame_address(address: str) -> str:
    """Return the address of the page for a frame that belongs to a page.

    Args:
        address: of the page.

    Example:
        >>> frame_address("symptom/headache")
        'embed/v1/symptom/headache'
    """
    return f"{CONTRACT}/{address}"


def read_base(base: str) -> str:
    """Read the address that an explorer is reached at.

    Args:
        base: with http or https; empty where it is not known.

    Returns:
        The address with a slash at its end.

    Raises:
        UsageError: it is no such address.

    Example:
        >>> read_base("https://a.example/refgraph")
        'https://a.example/refgraph/'
    """
    if not base:
        return ""
    checked = web_address(base)
    if checked is None or any(sign in base for sign in "?#"):
        raise UsageError(f"{base[:80]!r} is no address of a site; give one with https, as https://a.example/refgraph/")
    return checked.rstrip("/") + "/"
