"""oEmbed 1.0: the JSON by which a course or a chat turns a pasted address into a frame (https://oembed.com)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.errors import UsageError
from refgraph.report import stamp
from refgraph.web.embeds import preview
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.frame import safe
from refgraph.web.embeds.frame_content import Content, content, page_height
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import NARROWEST, Presentation, in_its_words
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

NAME = "refgraph"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large the frame and the picture may be at the most, in pixels; None: as large as they are."""

    width: int | None = None
    height: int | None = None

    def allow(self, width: float, height: float) -> bool:
        """Say whether something is small enough."""
        return width <= (self.width or width) and height <= (self.height or height)


UNLIMITED = Limits()


@in_its_words
def oembed(
    kg: KnowledgeGraph,
    subject: Subject,
    *,
    address: str = "",
    picture: str = "",
    site: str = "",
    limits: Limits = UNLIMITED,
    made: Content | None = None,
    **presentation: Any,
) -> str:
    """Write the oEmbed document of a page for a frame.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        address: where the page for the frame stands, with http or https.
        picture: address of the picture of a link preview; empty where there is none.
        site: address of the site that the page belongs to; empty where there is none.
        limits: of the frame; a picture that is larger is left out. In a frame that is not as high as its page, or
            narrower than any page is made for, the page scrolls.
        made: what the page for the frame holds, where it is made already.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the address is none that another site can reach.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> made = json.loads(oembed(kg, kg.entity("headache"), address="https://a.example/headache.html"))
        >>> made["type"], made["title"], made["html"][:46]
        ('rich', 'Headache', '<iframe src="https://a.example/headache.html" ')
    """
    if not safe(address).lower().startswith(("https://", "http://")):
        raise UsageError("an oEmbed document needs the whole address of its page: --address https://…/neck.html")
    how = Presentation(**presentation)
    width = min(how.width, limits.width or how.width)
    made = made or content(kg, subject, how, RouteDrawer(Paint(kg.schema)))
    height = page_height(made, max(width, NARROWEST))
    height = min(height, limits.height or height)
    frame = (
        f'<iframe src="{escape(safe(address))}" title="{escape(made.words.name)}" width="{width}" height="{height}"'
        ' style="border:0;max-width:100%" loading="lazy" referrerpolicy="no-referrer"'
        ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    record = {
        "version": "1.0",
        "type": "rich",
        "title": made.words.title,
        "provider_name": NAME,
        "provider_url": site,
        "width": width,
        "height": height,
        "html": frame,
        "license": stamp.ARTWORK_ADDRESS,
        stamp.MARK: subjects.stamp_of(kg, subject, how).text,
    }
    if picture and limits.allow(preview.WIDTH, preview.HEIGHT):
        size = {"thumbnail_width": int(preview.WIDTH), "thumbnail_height": int(preview.HEIGHT)}
        record |= {"thumbnail_url": picture, **size}
    return json.dumps({key: value for key, value in record.items() if value != ""}, ensure_ascii=False) + "\n"


KINDS: Mapping[str, Embed] = {
    "oembed": Embed(oembed, ".json", "application/json", "what makes a card of an address", EVERY, ("address",)),
}
