"""What a page of the explorer tells other sites of itself: Open Graph tags, and an oEmbed document with a picture.

Other sites need whole addresses. Where the address of the explorer is not known, a page has a title and a description,
and neither tags nor document nor picture. On files a document stands beside each page; a server has one address for all
of them (`endpoint`). A picture takes some ten times as long as its page, so that on files pages share them:
a path has that of the symptom which it leads to, everything else that is not felt that of the whole site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from refgraph.errors import UsageError
from refgraph.model.citations import web_address
from refgraph.web.embeds import frame, oembed, preview
from refgraph.web.embeds.oembed import UNLIMITED, Limits
from refgraph.web.embeds.presentation import Presentation
from refgraph.web.embeds.subject import Subject
from refgraph.web.explorer.addresses import ENDPOINT, START
from refgraph.web.explorer.page import Files

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.web.assets import PageAssets
    from refgraph.web.embeds.frame_content import Content

OEMBED, PREVIEW = ".oembed.json", ".card.png"
_LONGEST = 160


@dataclass(frozen=True)
class Card:
    """What is shown where the address of a page is pasted.

    Attributes:
        title, description: of the page.
        address: of the page.
        kg: the graph.
        subject: what its frame and its picture are made of; None for the explorer as a whole, which has no frame.
        how: fields of its `Presentation`.
        shared: address of the page whose picture it has where not every page has its own.
    """

    title: str
    description: str
    address: str
    kg: KnowledgeGraph
    subject: Subject | None
    how: Mapping[str, Any] = field(default_factory=dict)
    shared: str = START

    @cached_property
    def framed(self) -> tuple[str, PageAssets, Content] | None:
        """Its page for a frame, with what that carries and holds; None where it has none."""
        return frame.hosted(self.kg, self.subject, Presentation(**self.how)) if self.subject else None

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
        every: whether every page that has a card has a picture of its own.
    """

    base: str = ""
    suffix: str = ""
    frozen: bool = False
    every: bool = False

    @property
    def draws(self) -> bool:
        """Whether pictures can be drawn here."""
        return bool(self.base) and find_spec("resvg_py") is not None

    def picture(self, card: Card) -> str:
        """Return the whole address of the picture of a page; empty where none can be drawn."""
        own = self.every or not self.frozen
        return self._whole(card.address if own else card.shared, PREVIEW) if self.draws else ""

    def files(self, card: Card) -> Files:
        """Return what stands beside a page for other sites.

        Args:
            card: of the page.
        """
        made: dict[str, Any] = {}
        if self.base and self.frozen and card.subject:
            made[OEMBED] = ("application/json", partial(self.oembed, card))
        if self.draws and self.picture(card) == self._whole(card.address, PREVIEW):
            made[PREVIEW] = ("image/png", partial(_drawn, card))
        return made

    def tags(self, card: Card) -> dict[str, str]:
        """Return what the head of a page says of its card; an address that is not known is empty.

        Args:
            card: of the page.
        """
        return {
            "title": card.title,
            "description": card.summary,
            "frame": frame_address(card.address) if card.subject else "",
            "url": self._page(card) if self.base else "",
            "oembed": self._document(card) if self.base and card.subject else "",
            "picture": self.picture(card),
        }

    def oembed(self, card: Card, question: str = "", limits: Limits = UNLIMITED, **presentation: Any) -> str:
        """Write the oEmbed document of a page.

        Args:
            card: of the page; it has a subject.
            question: what its frame is asked, as a query.
            limits: of the frame and of the picture.
            presentation: fields of `Presentation` that are others than those of the card.
        """
        if card.subject is None:
            raise AssertionError(f"{card.address} has no frame")
        asked = f"?{question}" if question else ""
        usual = None if presentation else card.framed
        return oembed.oembed(
            card.kg,
            card.subject,
            address=self._whole(frame_address(card.address), self.suffix) + asked,
            picture=self.picture(card),
            site=self.base,
            limits=limits,
            made=usual and usual[2],
            **{**card.how, **presentation},
        )

    def _page(self, card: Card) -> str:
        return self._whole(card.address, self.suffix) if card.address else self.base

    def _document(self, card: Card) -> str:
        """Address of the oEmbed document of a page: beside it on files, else by the address that has them all."""
        if self.frozen:
            return self._whole(card.address, OEMBED)
        return f"{self.base}{ENDPOINT}?{urlencode({'url': self._page(card), 'format': 'json'})}"

    def _whole(self, address: str, ending: str) -> str:
        return f"{self.base}{address or 'index'}{ending}"


def _drawn(card: Card) -> bytes:
    if card.subject is None:
        return preview.overview(card.kg, card.title, card.description)
    return preview.preview(card.kg, card.subject, **card.how)


def frame_address(address: str) -> str:
    """Return the address of the page for a frame that belongs to a page.

    Args:
        address: of the page.

    Example:
        >>> frame_address("symptom/headache")
        'embed/v1/symptom/headache'
    """
    return f"{frame.CONTRACT}/{address}"


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
