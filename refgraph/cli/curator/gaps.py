"""What the data lack: gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.options import Data, Output, keyed, opened, spread
from refgraph.cli.output import screen, write_result
from refgraph.graph import arguments
from refgraph.report import listings, text
from refgraph.report.records import json as report_json

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_PLACE, _ALL = "place", "all"
_KINDS = (_PLACE, "mapping", "definition", "claim", "origin", "referral", "better", "next", _ALL)
_FIRST = 5


@spread("text", "json", "csv", "markdown")
def gaps(
    output: Output,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=f"One of: {', '.join(_KINDS)}.")] = _PLACE,
    category: Annotated[list[str] | None, keyed("categories", "--category", "Only of this category.")] = None,
    data: Data = None,
) -> int:
    """List what the data lack, what matters most first.

    A place on the body plates (what is meant without KIND); a term of an ontology (mapping); a definition; any claim;
    an origin of a symptom; referral of a muscle, joint, organ or nerve; a source for it that is better than clinics and
    blogs (better); a second source for what chains lean on most (next); all: the first few of each.

    Example: refgraph gaps referral --category muscle
    """
    kg = opened(data)
    wanted = [arguments.category(kg, one) for one in category or ()]
    chosen = arguments.one_of(kind, "kind", _KINDS)
    if chosen == _PLACE:
        _places(kg, wanted, output)
    else:
        _lacks(kg, chosen, wanted, output)
    return 0


def _places(kg: KnowledgeGraph, categories: list[str], output: Output) -> None:
    from refgraph.drawing.body import coverage as library
    from refgraph.drawing.body.plates import load

    form, found = output.form, library.gaps(kg, load(), categories)
    records = [library.record(kg, gap) for gap in found]
    if form == "json":
        write_result(report_json.dumps(records), output, form)
    elif form == "text":
        write_result(listings.gaps(kg, records, *screen(output)), output, form)
    else:
        write_result(text.table(library.COLUMNS, library.rows(kg, found), form), output, form)


def _lacks(kg: KnowledgeGraph, chosen: str, categories: list[str], output: Output) -> None:
    from refgraph.curator import gaps as library

    kinds = [kind for kind in library.KINDS if chosen in (kind, _ALL)]
    found = [lack for kind in kinds for lack in library.lacks(kg, kind, categories)]
    form = output.form
    if form == "json":
        write_result(report_json.dumps([library.record(lack) for lack in found]), output, form)
    elif form == "text":
        most = _FIRST if chosen == _ALL else None
        write_result(library.text(found, kinds, most, *screen(output)), output, form)
    else:
        write_result(text.table(library.COLUMNS, library.rows(found), form), output, form)
