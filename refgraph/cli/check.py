"""Checking the data: refgraph check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.options import Data, Output, data_folder, spread
from refgraph.cli.output import screen, write_result
from refgraph.errors import DataError, UsageError
from refgraph.report import listings
from refgraph.report.records import entity_json
from refgraph.report.records import json as report_json

if TYPE_CHECKING:
    from refgraph.model.dataset import Fault


@spread("text", "json")
def check(
    output: Output,
    data: Data = None,
    texts: Annotated[
        list[str] | None,
        typer.Option("--texts", metavar="DIR", help="Look every anchor up in DIR/<source>.txt; may be given again."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="KEY", help="Only what is wrong in this article's file; may be given again."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="List what is else only counted: names that little uses, texts not here.")
    ] = False,
) -> int:
    """Check the data. Reports every fault at once; with --texts, every anchor is looked up in its article.

    Of an index file the checksums are compared. Exits with 3 if there are errors, with 0 if there are only warnings.

    Example: refgraph check --texts articles
    """
    form = output.form
    folder = data_folder(data)
    found, checked = _faults(folder, tuple(texts or ()))
    found = _of_sources(found, folder, source or ())
    if form == "json":
        write_result(report_json.dumps(entity_json.faults(found, checked)), output, form)
    else:
        counted = frozenset[str]() if every else _counted()
        write_result(listings.faults(found, checked, *screen(output), counted=counted), output, form)
    return DataError.exit_code if any(not fault.code.startswith("W") for fault in found) else 0


def _counted() -> frozenset[str]:
    """Return the codes of what is counted in one line."""
    from refgraph.curation.checks import COUNTED

    return frozenset(COUNTED)


def _faults(folder: Path, texts: tuple[str, ...]) -> tuple[tuple[Fault, ...], int | None]:
    """Return every fault in the order of the files, and how many anchors were looked up."""
    from refgraph.curation.checks import validate
    from refgraph.curation.checks.anchors import check_texts
    from refgraph.curation.load import read

    if folder.is_file():
        _verify(folder, texts)
        return (), None
    loaded = read(folder)
    found = [*loaded.faults, *validate(loaded.dataset)]
    checked = None
    if texts:
        looked = check_texts(loaded.dataset, *map(Path, texts))
        checked = looked.checked
        found += looked.faults
    return tuple(sorted(set(found))), checked


def _of_sources(found: tuple[Fault, ...], folder: Path, sources: Sequence[str]) -> tuple[Fault, ...]:
    """Keep what is wrong in the files of some sources; all if none is named."""
    files = {f"sources/{key}.yaml" for key in sources}
    missing = sorted(file for file in files if not (folder / file).is_file())
    if missing:
        raise UsageError(f"{folder / missing[0]}: no such file; --source takes the key of an article")
    return tuple(fault for fault in found if not files or fault.mark.path in files)


def _verify(file: Path, texts: tuple[str, ...]) -> None:
    """Compare an index with its checksums; what it was built of was checked then."""
    from refgraph.storage.index import Index

    if texts:
        raise UsageError(f"{file}: an index cannot be compared with texts; give the data folder")
    Index.open(file).verify()
