"""Blocks to paste: a figure with caption, text alternative and citations, for a Quarto or MyST document or a notebook.

No extension is needed. Where the picture has a file of its own (`address`), the block refers to it; otherwise it
carries the picture. Quarto gets a second picture of pixels for LaTeX, which draws no SVG.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from refgraph.drawing import sheet
from refgraph.drawing.handouts.values import Handout
from refgraph.drawing.png import png as raster
from refgraph.io import stamped
from refgraph.language.voice import msgid, pieces, tr
from refgraph.report import markdown
from refgraph.report.words import wording
from refgraph.web.embeds import pictures
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.documents.handout import content
from refgraph.web.embeds.kind import EVERY, Block, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Signs that begin something in these two and nothing in plain Markdown.
_MORE = re.compile(r"([$@{}])")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
LISTED = msgid("Who says so, and how surely")


@dataclass(frozen=True, slots=True)
class Material:
    """What stands in a document: what is said, and the picture without words around it."""

    told: Handout
    svg: str

    @property
    def files(self) -> dict[str, bytes]:
        """The picture in the forms that can be made here, by the ending of their names."""
        made = {".svg": self.svg.encode()}
        if pictures.KINDS["png"].installed:
            made[".png"] = stamped.png(raster(self.svg), self.told.stamp)
        return made


@in_its_words
def quarto(kg: KnowledgeGraph, subject: Subject, *, address: str = "", **presentation: Any) -> Block:
    """Write a block for a Quarto document.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        address: of the picture, from the document; empty to carry it inside.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer has no such path, or a field has no such value.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> block = quarto(kg, questions.origins(kg, Finding("headache")), address="headache.svg")
        >>> "](headache.svg){" in block.text, sorted(block.files)
        (True, ['.png', '.svg'])
    """
    made = _made(kg, subject, Presentation(**presentation))
    told, svg, files = made.told, made.svg, made.files
    alt = told.alt.replace("\\", "").replace('"', "'")
    shown = [_image(told, _address(address, svg), alt)]
    if address and ".png" in files:
        pixels = str(PurePosixPath(address).with_suffix(".png"))
        shown = [
            *_div('.content-visible unless-format="latex"', shown),
            "",
            *_div('.content-visible when-format="latex"', [_image(told, pixels, alt)]),
        ]
    listed = _div(f'.callout-note collapse="true" title="{tr(LISTED)}"', list(_details(told)))
    return Block("\n".join([*shown, "", *listed, "", *_end(told)]), files if address else {})


@in_its_words
def myst(kg: KnowledgeGraph, subject: Subject, *, address: str = "", **presentation: Any) -> Block:
    """Write a block for a MyST document, as mystmd, Sphinx and Jupyter Book read it.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        address: of the picture, from the document; empty to carry it inside.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer has no such path, or a field has no such value.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> myst(kg, questions.origins(kg, Finding("headache")), address="headache.svg").text.splitlines()[0]
        '```{figure} headache.svg'
    """
    made = _made(kg, subject, Presentation(**presentation))
    told, svg = made.told, made.svg
    figure = [
        f"```{{figure}} {_address(address, svg)}",
        f":name: {_name(told)}",
        f":alt: {told.alt}",
        "",
        _caption(told),
        "```",
    ]
    listed = [f"```{{admonition}} {tr(LISTED)}", ":class: dropdown", "", *_details(told), "```"]
    return Block("\n".join([*figure, "", *listed, "", *_end(told)]), {".svg": svg.encode()} if address else {})


def material(kg: KnowledgeGraph, start: str, end: str | None = None, how: Mapping[str, Any] | None = None) -> Material:
    """Make what stands in a document from what an author types.

    Args:
        kg: the graph.
        start: what is felt; a muscle, joint or nerve; where `end` is given, what is disturbed.
        end: what is felt; None for one name alone.
        how: fields of `Presentation`.

    Raises:
        UsageError: nothing leads from the one to the other, or a field has no such value.
        UnknownNameError: nothing carries one of the names.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> material(kg, "headache", how={"whole": True}).told.title
        'Where may headache come from?'
    """
    return _made(kg, subjects.named(kg, start, end), Presentation(**(how or {})))


def _made(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> Material:
    told, (drawn, _) = content(kg, subject, how), pictures.drawn(kg, subject, how)
    return Material(told, stamped.svg(sheet.bare(drawn), told.stamp))


def _image(told: Handout, address: str, alt: str) -> str:
    return f'![{_caption(told)}]({address}){{fig-alt="{alt}"}}'


def _div(attributes: str, inner: list[str]) -> list[str]:
    return [f"::: {{{attributes}}}", *inner, ":::"]


def _address(address: str, svg: str) -> str:
    return address or f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode('ascii')}"


def _name(told: Handout) -> str:
    bare = "".join(letter for letter in normalize("NFKD", told.title.lower()) if not combining(letter))
    return f"fig-{_NOT_IN_NAMES.sub('-', bare).strip('-')}"


def caption(told: Handout) -> list[str]:
    """Say what stands below a figure: its title, the warning, the answer in short, and what it is not.

    Args:
        told: what is said.
    """
    title = told.title if told.title.endswith("?") else f"{told.title}."
    return [one for one in (title, told.warning, told.told, tr(wording.NOTICE)) if one]


def _caption(told: Handout) -> str:
    title, *rest = map(_escaped, caption(told))
    return " ".join([f"**{title}**", *rest])


def _details(told: Handout) -> Iterator[str]:
    for one in told.entries:
        doubt = f" *{_escaped(one.doubt)}*" if one.doubt else ""
        yield f"- {_escaped(one.mark)}: **{_escaped(one.said)}** {_escaped(one.cited)}{doubt}"
    if told.against:
        yield from ("", f"**{tr('What speaks against it')}**", "")
        yield from (f"- {_escaped(one)}" for one in told.against)
    if told.sources:
        yield from ("", f"**{tr('Sources')}**", "")
    for source in told.sources:
        where = f" <{source.address}>" if source.address else ""
        places = f" ({_escaped(source.places)})" if source.places else ""
        yield f"- \\[{source.number}\\] {_escaped(source.text)}{where}{places}"
    yield from ("", _escaped(f"{told.credit}. {told.licence}"))


def _end(told: Handout) -> Iterator[str]:
    """What the block was made from, as a comment that is not shown; with the end of the last line."""
    yield f"<!-- {told.stamp} -->"
    yield ""


def _escaped(text: str) -> str:
    """A text as Markdown; what of it is English in another language is marked by the one markup that all read."""
    parts = ((_MORE.sub(r"\\\1", markdown.escape(part)), apart) for part, apart in pieces(text))
    return "".join(f'<span lang="en">{part}</span>' if apart else part for part, apart in parts)


def _kind(make: Callable[..., Block], about: str) -> Embed:
    return Embed(make, ".svg", "text/markdown; charset=utf-8", about, EVERY, ("address",))


KINDS: Mapping[str, Embed] = {
    "quarto": _kind(quarto, "a block for a Quarto document, with its pictures"),
    "myst": _kind(myst, "a block for a MyST document or a Jupyter Book, with its picture"),
}
