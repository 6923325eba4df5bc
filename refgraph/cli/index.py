"""Building an index file: refgraph index."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.options import Data, opened
from refgraph.cli.output import Pace, harmless, progress_bar
from refgraph.curation.files import FOLDERS
from refgraph.errors import UsageError
from refgraph.io.kgx import Counts, Progress
from refgraph.model.vocabulary import Schema

_INTERRUPTED = 130
_NAMED = 5


def index(
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="A data folder, a folder with a KGX graph, or its file of nodes.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The index to write.")],
    edges: Annotated[
        str | None, typer.Option("--edges", metavar="FILE", help="The file of edges, where FROM is one of nodes.")
    ] = None,
    data: Data = None,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Leave out the rows of a KGX graph that are faulty, and count them.")
    ] = False,
) -> int:
    """Build an index file: a graph of any size, opened at once with --data FILE.

    A KGX graph is two tables, TSV or JSON lines, plain or gzipped; what its words mean is taken from the schema of
    --data, else from the one that comes with refgraph. It takes the extra "scale" (polars).

    Example: refgraph index kgx --output kgx.index
    """
    with Phases() as phases:
        return build(
            Path(source), Path(edges) if edges else None, Path(output), data, phases.tell, skip_faulty=skip_faulty
        )


def build(
    source: Path, edges: Path | None, output: Path, data: str | None, tell: Progress, *, skip_faulty: bool = False
) -> int:
    """Build an index, print what is in it, and return the exit code; nothing is left of one that is interrupted."""
    try:
        counts = _built(source, edges, output, data, tell, skip_faulty=skip_faulty)
    except KeyboardInterrupt:
        print(f"refgraph: interrupted; {output} was not written", file=sys.stderr)
        return _INTERRUPTED
    print(harmless(_told(counts)))
    return 0


class Phases(ExitStack):
    """Shows how far each phase of the work has come, one after the other.

    Args:
        pace: how often.
    """

    def __init__(self, pace: Pace = Pace()) -> None:  # noqa: B008 (frozen)
        super().__init__()
        self._pace, self._phase = pace, ""

    def tell(self, phase: str, done: int, total: int) -> None:
        """Show how much of a phase is done, in hundredths."""
        if phase != self._phase:
            self.close()
            self._phase, self._told = phase, self.enter_context(progress_bar(phase, self._pace))
        self._told(100 * done // total, 100)


def _built(
    source: Path, edges: Path | None, output: Path, data: str | None, tell: Progress, *, skip_faulty: bool
) -> Counts:
    from refgraph.io import kgx

    if not output.parent.is_dir() or output.is_dir():
        raise UsageError(f"{output}: cannot be written ({'is a folder' if output.is_dir() else 'no such folder'})")
    found = (source, edges) if edges else kgx.files(source)
    if found is not None:
        return kgx.build_index(*found, output, _schema(data), tell, skip_faulty=skip_faulty)
    if not any((source / name).is_dir() for name in FOLDERS):
        raise UsageError(f"{source}: holds neither a KGX graph (a file of nodes and one of edges) nor a data folder")
    if data is not None:
        raise UsageError(f"{source}: a data folder has a schema of its own; leave --data out")
    return kgx.build_from_dataset(source, output)


def _schema(data: str | None) -> Schema:
    """Return the vocabulary of --data, or of the data that comes with refgraph, of which nothing else need be read."""
    if data is not None:
        return opened(data).schema
    from refgraph.curation.load import read_schema
    from refgraph.graph.open import bundled

    return read_schema(bundled())


def _told(counts: Counts) -> str:
    told = [
        f"{counts.nodes:,} nodes",
        f"{counts.edges:,} edges, {counts.walkable:,} of them walkable",
        f"{counts.claims:,} claims",
        f"{counts.sources:,} sources",
    ]
    new = counts.predicates
    if new:
        more = f" and {len(new) - _NAMED:,} more" if len(new) > _NAMED else ""
        told.append(f"{len(new):,} predicates that the schema does not have: {', '.join(new[:_NAMED])}{more}")
    if counts.skipped:
        codes = ", ".join(f"{count:,} {code}" for code, count in counts.skipped)
        told.append(f"{sum(count for _, count in counts.skipped):,} faults in rows that were left out: {codes}")
    if counts.unread:
        columns = ", ".join(f"{name or 'one without a name'} ({filled:,})" for name, filled in counts.unread)
        told.append(f"{len(counts.unread):,} columns that are not understood, with their filled cells: {columns}")
    if counts.placeholders:
        told.append(f"{counts.placeholders:,} cells that say in words that they say nothing, taken as empty")
    return "\n".join(told)
