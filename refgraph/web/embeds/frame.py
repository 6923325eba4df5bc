"""A page for a frame in somebody else's page, and the snippet that puts it there: the contract `embed/v1`.

The page needs no script and lets none run but its own, which tells the host how high it is and follows what the host
asks of its looks (docs/embedding.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from refgraph.drawing.caption import NOTICE
from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint, Svg
from refgraph.errors import UsageError
from refgraph.language.voice import tr
from refgraph.web import assets
from refgraph.web.answer_page import STYLE, TREE_STYLE
from refgraph.web.assets import PageAssets
from refgraph.web.embeds import frame_content
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.frame_content import MOST_SOURCES, Content
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words, words_of
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# The contract between a page and its host; what changes in it gets another number.
CONTRACT = "embed/v1"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page for a frame, the snippet to paste, and the height that the frame has without any script."""

    page: str
    snippet: str
    height: int


@in_its_words
def iframe(kg: KnowledgeGraph, subject: Subject, *, address: str = "", **presentation: Any) -> Frame:
    """Write a subject as a page for a frame, and the snippet that puts it into a page.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        address: where the page will stand, relative or with https; empty to carry the page inside the snippet.
        presentation: fields of `Presentation`; its shape is not used.

    Raises:
        UsageError: the answer has no such path, or the address has a scheme that may run code.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> made = iframe(kg, questions.origins(kg, Finding("headache")), address="headache.html")
        >>> made.page.splitlines()[0], made.snippet.splitlines()[1][:44]
        ('<!DOCTYPE html>', '<iframe class="refgraph" src="headache.html"')
    """
    address = safe(address)
    # A snippet that carries its page is to be pasted, and is kept short.
    page, _, made = hosted(kg, subject, Presentation(**presentation), inside=not address, faces=bool(address))
    height = frame_content.page_height(made, Presentation(**presentation).width)
    return Frame(page, snippet(made, address, page, height), height)


def hosted(
    kg: KnowledgeGraph, subject: Subject, how: Presentation, *, inside: bool = False, faces: bool = False
) -> tuple[str, PageAssets, Content]:
    """Write the page alone.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.
        inside: whether the page stands in an attribute of another one.
        faces: whether it carries the typefaces that drawings are measured with, and is not drawn with the reader's own,
            all of them narrower.

    Returns:
        The page, what it carries, and what it shows.
    """
    with words_of(how.lang, how.plain):
        return _hosted(kg, subject, how, inside, faces)


def _hosted(
    kg: KnowledgeGraph, subject: Subject, how: Presentation, inside: bool, faces: bool
) -> tuple[str, PageAssets, Content]:
    # In a page inside an attribute a bare `#step-1` would lead to the host's page.
    drawer = RouteDrawer(Paint(kg.schema), "about:srcdoc" if inside else "")
    made = frame_content.content(kg, subject, how, drawer)
    page = _assets(assets.category_colours(drawer.paint), made.form, faces and made.form == subjects.PATH)
    words = {
        "made": made,
        "words": made.words,
        "here": drawer.here,
        "tab": True,
        "quote_is_link": True,
        "notice": tr(NOTICE),
        "most_sources": MOST_SOURCES,
        "definitions": drawer.definitions(),
        "style": page.style,
        "dark": page.dark,
        "media": assets.MEDIA[how.theme],
        "scheme": assets.SCHEMES[how.theme],
        "script": page.scripts[0],
        "policy": page.policy(),
        "mark": drawer.mark,
        "icon": drawer.icon,
        "kind": drawer.paint.name,
        "lang": how.lang,
        "stamp": _stamp(kg, subject, how),
        "contract": CONTRACT,
        **made.drawing,
    }
    return assets.render("embed/frame.html", words), page, made


def snippet(made: Content, address: str, page: str, height: int) -> str:
    """Write what is pasted into the host's page.

    Args:
        made: what the page shows.
        address: where it stands; empty where the snippet carries it.
        page: the page.
        height: of the frame without script.
    """
    around = {"address": address, "page": page, "words": made.words, "height": height}
    return assets.render(
        "embed/snippet.html", {**around, "listener": assets.script("templates/embed/listener.js"), "contract": CONTRACT}
    )


@lru_cache(maxsize=16)
def _assets(colours: str, form: str, faces: bool) -> PageAssets:
    tree = [TREE_STYLE] if form == subjects.ANSWER else []
    sheet = assets.style(STYLE, *tree, "templates/embed/frame.css", colours=colours)
    light, dark = assets.by_theme(sheet)
    style = Svg(assets.typefaces() + light) if faces else light
    return PageAssets(style, (assets.script("templates/embed/frame.js"),), fonts=faces, dark=dark, framed=True)


def _stamp(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> str:
    made = subjects.stamp_of(kg, subject, how)
    return made.text if how.labels == "on" else made.folded


def safe(address: str) -> str:
    """Check an address for `src`: relative, or http(s); anything else could run code in the host's page.

    Args:
        address: where a page will stand.

    Raises:
        UsageError: it is neither.
    """
    from refgraph.model.citations import web_address

    scheme, colon, _ = address.partition(":")
    if not colon or "/" in scheme:
        return address
    checked = web_address(address)
    if checked is None:
        raise UsageError(f"{address[:80]!r} is no http or https address, and no relative one")
    return checked


KINDS: Mapping[str, Embed] = {
    "iframe": Embed(iframe, ".html", "text/html; charset=utf-8", "a page for a frame", EVERY, ("address",)),
}
