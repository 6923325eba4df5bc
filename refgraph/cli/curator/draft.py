"""Proposing claims for an article: draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.options import Data, data_folder, opened
from refgraph.errors import UsageError

if TYPE_CHECKING:
    from refgraph.curator.drafting import Drafted
    from refgraph.graph.graph import KnowledgeGraph

_PLAIN = (".txt", "")


def draft(
    article: Annotated[
        str, typer.Argument(metavar="FILE", help="Plain text (a paragraph a line), Markdown, HTML or PDF.")
    ],
    into: Annotated[
        str | None, typer.Option("--into", metavar="KEY", help="Add the drafts to the file of this source.")
    ] = None,
    texts: Annotated[
        str | None,
        typer.Option("--texts", metavar="DIR", help="Keep the text as DIR/KEY.txt, for check --texts; needs --into."),
    ] = None,
    data: Data = None,
) -> int:
    """Propose claims that an article may hold, for you to accept one by one. Nothing is sent anywhere.

    A draft is a claim with a line "draft:", which holds its sentence; check refuses it until you have deleted that line
    (accepted) or the claim (rejected). What could not be read is listed on stderr: it is yours to read.

    Example: refgraph draft article.html --into bogduk-1992-headache --texts texts
    """
    from refgraph.curation.article import read
    from refgraph.curation.canonical import dump
    from refgraph.curator import drafting
    from refgraph.curator.into import text_of

    if texts is not None and into is None:
        raise UsageError("--texts needs --into KEY, which names the text")
    kg, file = opened(data), Path(article)
    paragraphs = read(file)
    if into is None:
        found = drafting.draft(kg, paragraphs)
        print(dump({"claims": list(found.claims)}), end="")
    else:
        kept = file.read_bytes() if file.suffix.lower() in _PLAIN else text_of(paragraphs)
        found = _add(kg, data_folder(data) / "sources" / f"{into}.yaml", paragraphs, kept)
        if texts is not None:
            _keep(Path(texts) / f"{into}.txt", kept)
    _tell(found, len(paragraphs))
    return 0 if found.claims else 1


def _add(kg: KnowledgeGraph, source: Path, paragraphs: tuple[str, ...], text: bytes) -> Drafted:
    from refgraph.curation.canonical import changed
    from refgraph.curator.into import drafted_into
    from refgraph.storage.files import write

    if not source.is_file():
        raise UsageError(f"{source}: no such file; begin it with: refgraph new-source --write")
    found: list[Drafted] = []

    def add(value: dict[str, Any]) -> dict[str, Any]:
        new, drafted = drafted_into(kg, value, paragraphs, text)
        found.append(drafted)
        return new

    told = changed(str(source), source.read_bytes(), add)
    if found[0].claims:
        write(source, told.encode())
        print(f"wrote {source}", file=sys.stderr)
    return found[0]


def _keep(file: Path, text: bytes) -> None:
    from refgraph.storage.files import write_new

    if file.is_file() and file.read_bytes() == text:
        return
    write_new(file, text)
    print(f"wrote {file}", file=sys.stderr)


def _tell(found: Drafted, paragraphs: int) -> None:
    """List what could not be read."""
    from refgraph.report import listings

    rows = [(str(one.paragraph), one.words, one.why) for one in found.unread]
    if rows:
        print(listings.table(("paragraph", "words", "not read"), rows, 110), end="", file=sys.stderr)
    count = len(found.claims)
    print(f"{count} draft{'s' if count != 1 else ''} from {paragraphs} paragraphs", file=sys.stderr)
