"""The graph in other forms: html, query, sparql, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.options import Data, Output, complete_name, opened, spread
from refgraph.cli.output import screen, write_result
from refgraph.errors import UsageError, quoted, reason
from refgraph.graph import arguments, names
from refgraph.io import EXPORTS
from refgraph.report import text

if TYPE_CHECKING:
    from refgraph.rdf.sparql import Table

_TABLE_FORMS = ("text", "json", "csv")


@spread("html")
def html(
    output: Output,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="What to begin with.", autocompletion=complete_name)
    ] = None,
    data: Data = None,
) -> int:
    """Write the graph as a page to explore. It works offline, and without script as a text.

    Example: refgraph html headache --output headache.html --open
    """
    from refgraph.web.network.page import network_page

    form, kg = output.form, opened(data)
    write_result(network_page(kg, names.read(kg, name).entity if name is not None else None), output, form)
    return 0


@spread(*_TABLE_FORMS)
def query(
    output: Output,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which question; left out, all are listed.")
    ] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters.")] = None,
    data: Data = None,
) -> int:
    """Ask a named SPARQL question. Without a name, all of them are listed.

    Example: refgraph query what-causes finding="neck pain"
    """
    from refgraph.rdf import sparql

    form = output.form
    if name is None:
        known = {question.name: question.summary for question in sparql.catalogue()}
        write_result(text.questions(known, form, *screen(output)), output, form)
        return 0
    return _shown(sparql.run(opened(data), name, **arguments.pairs(values or ())), output)


@spread(*_TABLE_FORMS)
def sparql(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file with a query, or - for standard input.")],
    output: Output,
    data: Data = None,
) -> int:
    """Ask a SPARQL question of your own.

    Example: refgraph sparql queries/what-causes.rq --format csv
    """
    from refgraph.rdf import sparql as library

    return _shown(library.run_file(opened(data), _query_text(file)), output)


@spread()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"{', '.join(EXPORTS)}.")],
    output: Output,
    data: Data = None,
) -> int:
    """Write all claims in a form that other programs read.

    Example: refgraph export turtle --output claims.ttl
    """
    from refgraph.io import export as library

    wanted = arguments.one_of(form, "export format", EXPORTS)
    write_result(library.export(opened(data), wanted), output, wanted)
    return 0


def _shown(found: Table, output: Output) -> int:
    """Write what a question found and return the exit code; a table in CSV has no place to say that it is cut."""
    form = output.form
    write_result(text.table(found.columns, found.rows, form, *screen(output), complete=found.complete), output, form)
    if form == "csv" and not found.complete:
        print(f"these are the first {len(found.rows):,} rows, and there are more", file=sys.stderr)
    return 0 if found.rows else 1


def _query_text(file: str) -> str:
    """Read a query from a file or from standard input.

    Raises:
        UsageError: it cannot be read, or is no text.
    """
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{quoted(file)}: not a UTF-8 text") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{quoted(file)}: cannot be read ({reason(error)})") from None
