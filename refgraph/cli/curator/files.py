"""Writing sources' files: new-source, format."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.options import Data, data_folder
from refgraph.errors import UsageError, reason


def new_source(
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="BibTeX, CSL-JSON, or the JSON record of a DOI; - for stdin. Left out: a blank one."
        ),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar="KEY", help="Name of the file; else made of author, year and title.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--write", help="Write it into the data folder, where nothing has this name.")
    ] = False,
    data: Data = None,
) -> int:
    """Begin a source's file from a record of it. With what the record states; the rest is left empty.

    Example: refgraph new-source bogduk.bib --write
    """
    from refgraph.curation.bibliography import key_of, read, skeleton
    from refgraph.curation.canonical import dump

    fields = read(_content(record), record) if record is not None else {}
    text = dump(skeleton(fields))
    if not keep:
        print(text, end="")
        return 0
    from refgraph.storage.files import write_new

    name = _key(key if key is not None else key_of(fields))
    file = data_folder(data) / "sources" / f"{name}.yaml"
    write_new(file, text.encode())
    print(f"wrote {file}", file=sys.stderr)
    return 0


def _key(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        what = f"{name!r} cannot name a source" if name else "too little is known to name the source"
        raise UsageError(f"{what}; give --key author-year-word, in small letters, digits and hyphens")
    return name


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else _read(Path(file))


def format(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Sources' files; all of the data if none is given.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; list what would change.")] = False,
    data: Data = None,
) -> int:
    """Write sources' files in their one form: keys in order, one a line, none empty. What they say stays the same.

    With --check, exits with 1 if a file is not in that form.

    Example: refgraph format --check
    """
    from refgraph.curation.canonical import changed as written
    from refgraph.curation.canonical import without_empty
    from refgraph.storage.files import write

    # All are read before any is written, so that a fault in the last leaves the first as it was.
    told = [(file, _read(file)) for file in _files(files, data)]
    changed = [
        (file, text) for file, old in told for text in [written(str(file), old, without_empty)] if text.encode() != old
    ]
    for file, text in changed:
        if check:
            print(file)
        else:
            write(file, text.encode())
    word = "would change" if check else "changed"
    print(f"{len(told)} file{'s' if len(told) != 1 else ''}, {len(changed)} {word}", file=sys.stderr)
    return 1 if check and changed else 0


def _files(files: list[str] | None, data: str | None) -> list[Path]:
    if files:
        return [Path(file) for file in files]
    return sorted((data_folder(data) / "sources").glob("*.yaml"))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read ({reason(error)})") from error
