"""What contradicts what, and what has changed: conflicts, diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.options import Data, Output, complete_name, keyed, opened, spread
from refgraph.cli.output import progress_bar, screen, write_result
from refgraph.errors import DataError
from refgraph.graph import arguments, names
from refgraph.report.records import json as report_json

_LISTED = 8


@spread("text", "json", "csv", "markdown")
def conflicts(
    output: Output,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Only what speaks of this thing.", autocompletion=complete_name),
    ] = None,
    source: Annotated[list[str] | None, keyed("sources", "--source", "Only what this article says or denies.")] = None,
    data: Data = None,
) -> int:
    """List what sources contradict each other in. Denials, doubts of a theory, opposite effects, each side cited.

    Example: refgraph conflicts "anterior pelvic tilt"
    """
    from refgraph.curator import conflicts as library
    from refgraph.report import text

    form, kg = output.form, opened(data)
    found = library.conflicts(kg, names.read(kg, name).entity if name is not None else None)
    wanted = {arguments.source(kg, one) for one in source or ()}
    if wanted:
        found = tuple(one for one in found if wanted & {claim.source for claim in (*one.said, *one.against)})
    if form == "json":
        write_result(report_json.dumps([library.record(kg, one) for one in found]), output, form)
    elif form == "text":
        write_result(library.text(kg, found, *screen(output)), output, form)
    else:
        write_result(text.table(library.COLUMNS, library.rows(kg, found), form), output, form)
    return 0 if found else 1


@spread("text", "json")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Data folder or index file from before.")],
    output: Output,
    symptom: Annotated[
        list[str] | None,
        typer.Option(
            "--symptom", metavar="NAME", help="Compare only the answers for this.", autocompletion=complete_name
        ),
    ] = None,
    top: Annotated[
        int, typer.Option("--top", metavar="N", help="How many paths of an answer are compared; 0 for none.")
    ] = 10,
    every: Annotated[bool, typer.Option("--all", help="List all; else the first few of each kind.")] = False,
    data: Data = None,
) -> int:
    """Tell what has changed since an older state of the data. Claims, edges, and paths of answers with their ranks.

    Exits with 1 if nothing has changed.

    Example: refgraph diff before.index --symptom headache
    """
    from refgraph.curator.difference import difference, lines, record

    if not old or not Path(old).exists():
        raise DataError(f"{old or 'OLD'}: no such data folder or index file")
    before, now = opened(old), opened(data)
    asked = [names.read(now, one).entity for one in symptom] if symptom else None
    for key in asked or ():
        before.entity(key)
    limit = arguments.number("--top", top, 1000) if top else 0
    with progress_bar("comparing answers") as tell:
        found = difference(before, now, asked, limit, tell)
    if output.form == "json":
        write_result(report_json.dumps(record(found)), output)
    else:
        most = sys.maxsize if every else _LISTED
        write_result("".join(f"{line}\n" for line in lines(found, most)), output)
    return 0 if found else 1
