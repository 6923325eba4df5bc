"""The explorer in a browser: served from here, or frozen to files for any host."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.options import Data, opened
from refgraph.errors import UsageError
from refgraph.graph import arguments
from refgraph.report.words.languages import LANGUAGES

_LAST_PORT = 65_535
_TOLD_EVERY = 100
Base = Annotated[
    str, typer.Option("--base", metavar="URL", help="The address that others reach it at: for cards of pasted links.")
]

Lang = Annotated[str, typer.Option("--lang", metavar="CODE", help=f"Language of the pages: {', '.join(LANGUAGES)}.")]


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="Name or address of this machine to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", help="Port to listen on; the next that is free if not given.", show_default=False
        ),
    ] = 0,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    base: Base = "",
    lang: Lang = "en",
    data: Data = None,
) -> int:
    """Serve the pages to explore, on this machine alone. Prints the address; it can only be read.

    Example: refgraph serve --open
    """
    from refgraph.web.server import serve as listen

    wanted = arguments.number("--port", port, _LAST_PORT) if port else None
    listen(opened(data, lasting=True), host, wanted, open_browser=show, base=base, lang=lang)
    return 0


def site(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where to; an earlier site there is replaced.")],
    forms: Annotated[
        bool,
        typer.Option(
            "--forms", help="Write JSON beside each page, and tables, citations and an SVG of each path, too."
        ),
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Draw each path as PNG and PDF, too, beside these; this takes long.")
    ] = False,
    base: Base = "",
    previews: Annotated[
        bool, typer.Option("--previews", help="With --base: a picture for each link, not only for those of symptoms.")
    ] = False,
    lang: Lang = "en",
    data: Data = None,
) -> int:
    """Write the pages to explore as plain files, for any static host. They work offline, and without script.

    Example: refgraph site public
    """
    from refgraph.web.site import freeze

    if not folder:
        raise UsageError("the folder has no name; give one")
    if previews and not base:
        raise UsageError("--previews needs the address of the site: --base https://…/")
    whole = opened(data, lasting=True)
    written = freeze(
        whole, Path(folder), _tell, forms=forms, pictures=pictures, base=base, previews=previews, lang=lang
    )
    print(f"wrote {folder}: {written.files} files, {written.size / 1e6:.1f} MB", file=sys.stderr)
    return 0


def _tell(count: int) -> None:
    """Show on a terminal how many files are written."""
    if sys.stderr.isatty() and count % _TOLD_EVERY == 0:
        print(f"\r{count} files", end="\r", file=sys.stderr, flush=True)
