"""A path to take along: cited as a whole with its articles, and as a picture, a table or a diagram."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from refgraph import __version__
from refgraph.model import citations
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Source
from refgraph.report import wording
from refgraph.web.explorer import addresses

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Made = Mapping[str, tuple[str, Callable[[], str | bytes]]]
# What a path can be taken along as, by ending.
DOWNLOADS: Mapping[str, str] = {
    ".svg": "Picture (SVG)",
    ".png": "Picture (PNG)",
    ".pdf": "Handout (PDF)",
    ".csv": "Table (CSV)",
    ".mmd": "Diagram (Mermaid)",
    ".csl.json": "Citation (CSL-JSON)",
}
# Ending → the module of the extra that makes it.
PICTURES: Mapping[str, str] = {".png": "resvg_py", ".pdf": "typst"}


def itself(kg: KnowledgeGraph, path: Path) -> Source:
    """Describe a path as a source of its own: what it says, and the state of the data that it was made from."""
    count = len(path.steps)
    return Source(
        key=f"refgraph-{addresses.digest(path)}",
        title=f"{wording.title(kg, path)}: a chain of {count} cited claim{'s' if count > 1 else ''}",
        publisher=f"refgraph {__version__}, data {kg.data_version[:23]}",
        type="webpage",
    )


def articles(kg: KnowledgeGraph, path: Path) -> tuple[Source, ...]:
    """Return every article that a step of the path rests on, in the order of the steps."""
    keys = dict.fromkeys(claim.source for step in path.steps for claim in step.edge.claims)
    return tuple(kg.source(key) for key in keys)


def plain(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path in plain text: the chain, then its articles."""
    mine = itself(kg, path)
    lines = [f"refgraph (n.d.). {mine.title}. {mine.publisher}.", "", "It rests on:"]
    lines += [citations.reference(source) for source in articles(kg, path)]
    return "\n".join(map(wording.clean, lines)) + "\n"


def bibtex(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path and its articles as BibTeX."""
    return "\n\n".join(citations.bibtex(source) for source in (itself(kg, path), *articles(kg, path))) + "\n"


def csl(kg: KnowledgeGraph, path: Path) -> str:
    """Cite a path and its articles as CSL-JSON."""
    items = [citations.csl(source) for source in (itself(kg, path), *articles(kg, path))]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def installed() -> tuple[str, ...]:
    """Endings of the pictures that need an extra, where it is installed."""
    from importlib.util import find_spec

    return tuple(ending for ending, module in PICTURES.items() if find_spec(module))


def files(kg: KnowledgeGraph, answer: Answer, pictures: Sequence[str] = ()) -> Made:
    """Everything that stands beside the page of a path, by ending: media type, and what makes it.

    Args:
        kg: the graph.
        answer: with this path alone.
        pictures: of `installed`, those that are wanted; none is made of letters that the bundled face lacks.
    """
    from refgraph.web import embed

    def rendered(form: str) -> Callable[[], str]:
        def make() -> str:
            from refgraph.report import text

            return text.render(kg, answer, form)

        return make

    path = answer.paths[0]
    made: dict[str, tuple[str, Callable[[], str | bytes]]] = {".svg": ("image/svg+xml", lambda: embed.svg(kg, answer))}
    drawable = pictures and not embed.undrawable(kg, answer)
    if drawable and ".png" in pictures:
        made[".png"] = ("image/png", lambda: embed.png(kg, answer))
    if drawable and ".pdf" in pictures:
        made[".pdf"] = ("application/pdf", lambda: embed.pdf(kg, answer))
    return made | {
        ".csv": ("text/csv; charset=utf-8", rendered("csv")),
        ".mmd": ("text/plain; charset=utf-8", rendered("mermaid")),
        ".bib": ("text/plain; charset=utf-8", lambda: bibtex(kg, path)),
        ".csl.json": ("application/json", lambda: csl(kg, path)),
        ".txt": ("text/plain; charset=utf-8", lambda: plain(kg, path)),
    }
