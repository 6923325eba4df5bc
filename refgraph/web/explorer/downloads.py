"""Downloads of a path: citations of it and its articles, pictures, tables and diagrams."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from refgraph import __version__
from refgraph.language.voice import msgid, voice
from refgraph.model import citations
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Source
from refgraph.report import FORMATS, render
from refgraph.report.words import answer_wording, wording
from refgraph.web.embeds import EMBEDS, Embed, Frame, undrawable
from refgraph.web.embeds.kind import Block
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Files

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# What a path is called wherever it is cited; the same page stands at any site that was made of these data.
HOME = "https://w3id.org/refgraph/"


def itself(kg: KnowledgeGraph, path: Path) -> Source:
    """Describe a path as a source of its own: what it says, and the state of the data that it was made from."""
    count = len(path.steps)
    return Source(
        key=f"refgraph-{addresses.digest(path)}",
        title=f"{answer_wording.title(kg, path)}: a path of {count} cited claim{'s' if count > 1 else ''}",
        authors=("refgraph",),
        url=f"{HOME}{addresses.path(path)}",
        publisher=f"refgraph {__version__}, data {kg.data_version[:23]}",
        type="webpage",
    )


def articles(kg: KnowledgeGraph, path: Path) -> tuple[Source, ...]:
    """Return every article that a step of the path rests on, in the order of the steps."""
    keys = dict.fromkeys(claim.source for step in path.steps for claim in step.edge.claims)
    return tuple(kg.source(key) for key in keys)


def plain(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path in plain text: its steps, then its articles."""
    mine = itself(kg, path)
    lines = [f"refgraph (n.d.). {mine.title}. {mine.publisher}.", "", "It rests on:"]
    lines += [citations.reference(source) for source in articles(kg, path)]
    return "\n".join(map(wording.clean, lines)) + "\n"


def bibtex(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path and its articles as BibTeX."""
    return citations.bibliography((itself(kg, path), *articles(kg, path)))


def csl(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path and its articles as CSL-JSON."""
    items = [citations.csl(source) for source in (itself(kg, path), *articles(kg, path))]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def files(
    kg: KnowledgeGraph, answer: Answer, pictures: Sequence[str] = (), embeds: Mapping[str, Embed] = EMBEDS
) -> Files:
    """Return everything that stands beside the page of a path.

    Args:
        kg: the graph.
        answer: with this path alone.
        pictures: of `installed`, those that are wanted; none is made of letters that the bundled typeface lacks.
        embeds: the kinds that there are.
    """
    drawable = bool(pictures) and not undrawable(kg, answer)
    drawn = {
        kind.suffix: (kind.media, partial(_embedded, kind, kg, answer, voice().lang))
        for kind in embeds.values()
        if kind.download and (kind.extra is None or (drawable and kind.suffix in pictures))
    }
    return drawn | {ending: (one.media, partial(one.make, kg, answer)) for ending, one in _TEXTS.items()}


def offered(made: Files, embeds: Mapping[str, Embed] = EMBEDS) -> list[tuple[str, str]]:
    """Return what the page of a path offers to download, as (name, ending).

    Args:
        made: what stands beside it.
        embeds: the kinds that there are.
    """
    names = {kind.suffix: kind.download for kind in embeds.values() if kind.download} | {
        end: one.name for end, one in _TEXTS.items()
    }
    return [(name, ending) for ending, name in names.items() if name and ending in made]


def endings(embeds: Mapping[str, Embed] = EMBEDS) -> tuple[str, ...]:
    """Return every ending that an address can have, the longest first, so that none is taken for another."""
    drawn = (kind.suffix for kind in embeds.values() if kind.download)
    return tuple(sorted({".json", *drawn, *_TEXTS}, key=lambda ending: (-len(ending), ending)))


def installed(embeds: Mapping[str, Embed] = EMBEDS) -> tuple[str, ...]:
    """Return the endings of the pictures that need an extra, where it is installed."""
    return tuple(kind.suffix for kind in with_extras(embeds) if kind.installed)


def with_extras(embeds: Mapping[str, Embed] = EMBEDS) -> tuple[Embed, ...]:
    """Return the kinds of picture that need an extra."""
    return tuple(kind for kind in embeds.values() if kind.download and kind.extra)


def _embedded(kind: Embed, kg: KnowledgeGraph, answer: Answer, lang: str) -> str | bytes:
    made = kind.make(kg, answer, lang=lang)
    if isinstance(made, Block):
        return made.text
    return made.page if isinstance(made, Frame) else made


# ---------------------------------------------------------------- texts


@dataclass(frozen=True, slots=True)
class _Text:
    """A downloadable text: what makes it, its media type, and what the page of a path calls it."""

    make: Callable[[KnowledgeGraph, Answer], str]
    media: str = "text/plain; charset=utf-8"
    name: str = ""


def _written(name: str) -> _Text:
    form = FORMATS[name]

    def make(kg: KnowledgeGraph, answer: Answer) -> str:
        return str(render(kg, answer, name))

    return _Text(make, form.media, form.title)


# By ending: the forms of an answer that are offered and are no picture, and citations.
_TEXTS: Mapping[str, _Text] = {
    **{f".{form.suffix}": _written(form.name) for form in FORMATS.values() if form.title and not form.picture},
    ".bib": _Text(lambda kg, answer: bibtex(kg, answer.paths[0])),
    ".csl.json": _Text(lambda kg, answer: csl(kg, answer.paths[0]), "application/json", msgid("Citation (CSL-JSON)")),
    ".txt": _Text(lambda kg, answer: plain(kg, answer.paths[0])),
}
