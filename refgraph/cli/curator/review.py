"""A second reading of claims: review."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.options import Data, Output, data_folder, keyed, opened, spread
from refgraph.cli.output import screen, write_result
from refgraph.errors import RefgraphError, UsageError
from refgraph.graph import arguments
from refgraph.model.controls import tamed
from refgraph.report.records import json as report_json

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.statements import Claim

_MOST = 100_000
_PROMPT = "verdict (Enter: all right; “object wrong, hedge arguable”; s: skip; q: stop) "


@spread("text", "json", "csv", "markdown")
def review(
    output: Output,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same claims for the same N.")] = 1,
    count: Annotated[int, typer.Option("--count", metavar="N", help="How many are drawn.")] = 20,
    source: Annotated[list[str] | None, keyed("sources", "--source", "Draw from this article.")] = None,
    texts: Annotated[
        list[str] | None, typer.Option("--texts", metavar="DIR", help="Show the passage from DIR/<source>.txt.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Ask for verdicts and record them as this reader's.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="When they were read.")] = None,
    rates: Annotated[bool, typer.Option("--rates", help="Show the rates of error by field.")] = False,
    data: Data = None,
) -> int:
    """Draw claims to be read beside their passages; with --by and --date, record what is found of each field.

    Verdicts go into the claim's "review:" in the source's file. With --rates, the share of fields found wrong is shown,
    with its 95 % interval (Wilson).

    Example: refgraph review --seed 7 --count 20 --texts texts --by "A. Reader" --date 2026-11-28
    """
    from refgraph.curator import review as library

    kg = opened(data)
    if rates:
        return _show_rates(kg, by, output)
    wanted = [arguments.source(kg, one) for one in source or ()]
    if seed < 0:
        raise UsageError("--seed must be a whole number from 0")
    chosen = library.draw(kg, seed, arguments.number("--count", count, _MOST), wanted)
    folders = tuple(map(Path, texts or ()))
    if by is None:
        _show(kg, chosen, folders, output)
        return 0 if chosen else 1
    if not by or date is None:
        raise UsageError("a verdict needs --by NAME and --date YYYY-MM-DD")
    return _ask(kg, [claim for claim in chosen if _open(claim, by)], folders, _Reading(data_folder(data), by, date))


def _open(claim: Claim, by: str) -> bool:
    return claim.review is None or claim.review.by != by


def _show_rates(kg: KnowledgeGraph, by: str | None, output: Output) -> int:
    from dataclasses import asdict

    from refgraph.curator import review as library
    from refgraph.report import text

    found = library.rates(kg.claims(), by)
    if output.form == "json":
        write_result(report_json.dumps([asdict(rate) for rate in found]), output)
    elif not found:
        write_result("No claim has been reviewed.\n", output)
    else:
        write_result(text.table(library.COLUMNS, library.rows(found), output.form, *screen(output)), output)
    return 0 if found else 1


def _show(kg: KnowledgeGraph, chosen: tuple[Claim, ...], folders: tuple[Path, ...], output: Output) -> None:
    from refgraph.curator import review as library
    from refgraph.report import text

    if output.form != "text":
        pairs = [(kg.edges(claim.subject.entity, claim.predicate, claim.object.entity), claim) for claim in chosen]
        found = [(next(edge for edge in edges if claim in edge.claims), claim) for edges, claim in pairs]
        write_result(text.claims(kg, found, output.form, *screen(output)), output, output.form)
        return
    lines = [
        line
        for claim in chosen
        for line in (tamed(claim.id), *library.card(kg, claim, library.passage(claim, folders)), "")
    ]
    write_result("".join(f"{line}\n" for line in lines), output)


class _Reading:
    """Where verdicts are recorded, and whose they are."""

    def __init__(self, folder: Path, by: str, date: str) -> None:
        from refgraph.curation import forms

        if not folder.is_dir():
            raise UsageError(f"{folder}: verdicts go into the files of a data folder; this is none")
        try:
            forms.date(date)
        except ValueError as error:
            raise UsageError(f"--date {date}: must be a date like 2026-11-28") from error
        self._folder, self._by, self._date = folder, by, date

    def record(self, claim: Claim, verdicts: dict[str, str]) -> None:
        """Write a verdict into the file of its source."""
        from refgraph.curation.canonical import changed
        from refgraph.curator.review import recorded
        from refgraph.storage.files import write

        file = self._folder / "sources" / f"{claim.source}.yaml"
        number = claim.id.rpartition("#")[2]
        told = changed(
            str(file), file.read_bytes(), lambda value: recorded(value, number, self._by, self._date, verdicts)
        )
        write(file, told.encode())


def _ask(kg: KnowledgeGraph, chosen: list[Claim], folders: tuple[Path, ...], reading: _Reading) -> int:
    """Ask for a verdict on each claim; each is kept at once, so that one may stop at any time."""
    from refgraph.curator import review as library

    done = 0
    for number, claim in enumerate(chosen, 1):
        print(f"{tamed(claim.id)} ({number} of {len(chosen)})")
        for line in library.card(kg, claim, library.passage(claim, folders)):
            print(line)
        found = _verdict()
        if found is None:
            break
        if found:
            reading.record(claim, found)
            done += 1
    print(f"{done} of {len(chosen)} recorded", file=sys.stderr)
    return 0 if done else 1


def _verdict() -> dict[str, str] | None:
    """Read a verdict; empty to skip the claim, None to stop."""
    from refgraph.curator.review import verdict

    while True:
        print(_PROMPT, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line or line.strip().lower() == "q":
            return None
        if line.strip().lower() == "s":
            return {}
        try:
            return verdict(line)
        except RefgraphError as error:
            print(error, file=sys.stderr)
