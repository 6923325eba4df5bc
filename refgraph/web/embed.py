"""Embeds: a path as a page for a frame, a picture or a PDF, all origins as a picture; each with caption and sources.

Every kind takes an answer and the number of one of its paths, so that the red flags of the answer come with it.
`EMBEDS` lists the kinds: the command line and the downloads of the explorer are made from it, so that a new kind is a
maker and a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from refgraph.drawing import sheet
from refgraph.drawing.caption import Caption, caption
from refgraph.drawing.typeface import missing
from refgraph.errors import UsageError
from refgraph.report import FORMATS
from refgraph.report.view import AnswerView
from refgraph.report.view_builder import alone
from refgraph.web.embed_page import Frame, frame
from refgraph.web.embed_tree import tree

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path

__all__ = ["EMBEDS", "SHAPES", "Embed", "Frame", "Presentation", "iframe", "pdf", "png", "svg", "undrawable"]

SHAPES = sheet.SHAPES
_NARROWEST, _WIDEST = 240, 4000


@dataclass(frozen=True, slots=True)
class Presentation:
    """Which path of an answer an embed shows, in which shape, and with whose caption and credit.

    Attributes:
        rank: which path, from 1; paths of members of a group follow the others.
        shape: `page` (A4 as PDF), `slide` (16:9) or `phone` (390 wide, no PDF).
        note: a caption of your own, before ours. credit: whom to name, before us.
        dermatomes: whether a picture shows the areas of skin of single roots; a page for a frame does not.
    """

    rank: int = 1
    shape: str = "page"
    note: str = ""
    credit: str = ""
    dermatomes: bool = False


def svg(kg: KnowledgeGraph, answer: Answer, **presentation: Any) -> str:
    """Draw a path as one SVG with its caption, sources and credit; attributes only, nothing to load.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer has no such path, or there is no such shape.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> picture = svg(kg, questions.origins(kg, Finding("headache")), credit="Course 101")
        >>> "Course 101 · Drawn by refgraph" in picture
        True
    """
    drawn, words = _drawn(kg, answer, Presentation(**presentation))
    return sheet.sheet(drawn, words, Presentation(**presentation).shape)


def png(
    kg: KnowledgeGraph, answer: Answer, *, scale: float = 2.0, fonts: Sequence[str | File] = (), **presentation: Any
) -> bytes:
    """Draw a path as PNG, without a browser; the same bytes on every machine.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        scale: pixels for one unit of the picture.
        fonts: files for letters that the bundled face lacks (see `undrawable`).
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the extra `pictures` is not installed, or the call does not make sense.
    """
    from refgraph.drawing.png import png as draw

    return draw(svg(kg, answer, **presentation), scale, fonts)


def pdf(kg: KnowledgeGraph, answer: Answer, *, fonts: Sequence[str | File] = (), **presentation: Any) -> bytes:
    """Write a path as a PDF of one page: searchable text, tags for screen readers, no time stamp.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        fonts: files for letters that the bundled face lacks (see `undrawable`).
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the extra `pdf` is not installed, or the call does not make sense.
    """
    from refgraph.drawing.pdf import pdf as write

    if Presentation(**presentation).shape == "phone":
        raise UsageError(f"a PDF is no picture for a phone. Choose one of: {', '.join(sheet.PRINTED)}")
    drawn, words = _drawn(kg, answer, Presentation(**presentation))
    return write(drawn, words, Presentation(**presentation).shape, fonts)


def iframe(kg: KnowledgeGraph, answer: Answer, *, address: str = "", width: int = 720, **presentation: Any) -> Frame:
    """Write a path as a page for a frame, and the snippet that puts it into a page.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        address: where the page will stand, relative or with https; empty to carry the page inside the snippet.
        width: of the host's column in pixels; the height of the frame without script is computed for it.
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
    if not _NARROWEST <= width <= _WIDEST:
        raise UsageError(f"a width of {width} is out of range; give {_NARROWEST} to {_WIDEST}")
    shown, words = _said(kg, answer, Presentation(**presentation))
    return frame(shown, words, address=_safe(address), width=width)


def undrawable(kg: KnowledgeGraph, answer: Answer, **presentation: Any) -> str:
    """Give the letters of a path that the bundled face lacks; PNG and PDF show them as boxes unless a font is given.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> undrawable(kg, questions.origins(kg, Finding("headache")), note="頭痛")
        '痛頭'
    """
    return missing(_said(kg, answer, Presentation(**presentation))[1].lettering)


def _drawn(kg: KnowledgeGraph, answer: Answer, presentation: Presentation) -> tuple[sheet.Picture, Caption]:
    if presentation.shape not in SHAPES:
        raise UsageError(f"unknown shape {presentation.shape[:40]!r}. Choose one of: {', '.join(SHAPES)}")
    shown, words = _said(kg, answer, presentation)
    drawn = sheet.picture(kg.schema, shown.paths[0], presentation.shape, dermatomes=presentation.dermatomes)
    return drawn, words


def _said(kg: KnowledgeGraph, answer: Answer, presentation: Presentation) -> tuple[AnswerView, Caption]:
    shown = alone(kg, answer, _path(answer, presentation.rank))
    return shown, caption(shown, note=presentation.note, credit=presentation.credit)


def _path(answer: Answer, rank: int) -> Path:
    paths = (*answer.paths, *answer.members)
    if not paths:
        raise UsageError("there is no path to embed; refgraph why-not tells what comes nearest")
    if not 1 <= rank <= len(paths):
        listed = "1 path" if len(paths) == 1 else f"{len(paths)} paths"
        raise UsageError(f"there is no path number {rank}; {listed} found")
    return paths[rank - 1]


def _safe(address: str) -> str:
    """Check an address for `src`: relative, or http(s); anything else could run code in the host's page."""
    from refgraph.model.citations import web_address

    scheme, colon, _ = address.partition(":")
    if not colon or "/" in scheme:
        return address
    checked = web_address(address)
    if checked is None:
        raise UsageError(f"{address[:80]!r} is no http or https address, and no relative one")
    return checked


# ---------------------------------------------------------------- the kinds


@dataclass(frozen=True, slots=True)
class Embed:
    """One kind of embed.

    Attributes:
        make: takes the graph, the answer, fields of `Presentation`, and the options of this kind.
        suffix: what its files end in.
        media: its media type.
        options: what `make` takes besides fields of `Presentation`.
        download: what the explorer calls it on the page of a path; empty where it offers none.
        extra: the module of an optional dependency that it needs.
        bundled_typeface: whether it is drawn with the bundled typeface: letters that it lacks come out as boxes.
    """

    make: Callable[..., str | bytes | Frame]
    suffix: str
    media: str
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
        return self.media.startswith("text/") or self.media.endswith("+xml")


def _picture(name: str, make: Callable[..., str | bytes], *options: str, bundled_typeface: bool = False) -> Embed:
    form = FORMATS[name]
    return Embed(make, f".{form.suffix}", form.media, options, form.title, form.extra, bundled_typeface)


EMBEDS: Mapping[str, Embed] = {
    "iframe": Embed(iframe, ".html", "text/html; charset=utf-8", ("address", "width")),
    "svg": _picture("svg", svg),
    "png": _picture("png", png, "scale", "fonts", bundled_typeface=True),
    "pdf": _picture("pdf", pdf, "fonts", bundled_typeface=True),
    "tree": Embed(tree, ".svg", "image/svg+xml"),
}
