"""Entities, sources and edges as frames → an index file, in the order of sections of `refgraph.storage.compiler`.

Needs polars and numpy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import polars as pl

from refgraph.errors import UsageError
from refgraph.io.kgx.edges import Edges
from refgraph.io.kgx.read import Claims, Nodes
from refgraph.io.kgx.sources import Told
from refgraph.io.kgx.tables import Progress
from refgraph.model.statements import DATABASE
from refgraph.model.vocabulary import Schema
from refgraph.storage.index import ROWS, place_code, row_format
from refgraph.storage.schema_codec import schema_record
from refgraph.storage.writer import Writer

SECTIONS = 28
CHUNK = 1 << 16  # rows that are written at once
MOST_NODES, MOST_CLAIMS = 1 << 26, 1 << 31
_TYPES = {"I": "<u4", "H": "<u2", "B": "u1", "Q": "<u8"}
_EDGE = {
    "subject": "e.subj", "object": "e.obj", "cost": "e.cost", "claim": "e.claim", "claims": "e.claims",
    "status": "e.status", "mirror": "e.mirror",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Graph:
    """All that an index is made of."""

    schema: Schema
    version: str
    nodes: Nodes
    claims: Claims


def write(graph: Graph, file: BinaryIO, progress: Progress, chunk: int = CHUNK) -> tuple[int, int]:
    """Write an index file.

    Args:
        graph: what to write.
        file: a new file, open for writing.
        progress: told how much has been written.
        chunk: rows that are written at once.

    Returns:
        How many edges a search may take, mirrored ones not counted, and how many there are.

    Raises:
        UsageError: there is too much of something.
    """
    nodes, claims = graph.nodes, graph.claims
    if len(nodes.keys) > MOST_NODES or len(claims.frame) > MOST_CLAIMS:
        raise UsageError(f"an index holds {MOST_NODES:,} nodes and {MOST_CLAIMS:,} claims at the most")
    progress("sorting edges", 0, 1)
    edges = Edges(graph.schema, claims.frame, claims.kinds)
    keys = pl.Series([source.key for source in claims.sources], dtype=pl.String)
    writer = Writer(file, SECTIONS)
    sections = _Sections(writer, chunk, progress)
    sections.names(graph, keys)
    sections.rows("edge", edges.frame.rename(_EDGE), edges.codes)
    for name, ends, numbers in edges.adjacency():
        sections.lists(name, ends, numbers, len(nodes.keys))
    sections.rows("claim", edges.claims.rename({"source": "c.src", "edge": "c.edge"}), edges.codes)
    disputes = edges.disputes(keys)
    sections.lists("dis", disputes["edge"], disputes["claim"], len(edges.frame))
    sections.texts("c.rec", edges.claims["record"], "writing claims")
    writer.finish()
    return edges.walkable, edges.real


@dataclass(frozen=True, slots=True)
class _Sections:
    """Writes columns as sections, some rows at a time."""

    writer: Writer
    chunk: int
    progress: Progress

    def names(self, graph: Graph, sources: pl.Series) -> None:
        """Write everything that is no edge and no claim."""
        nodes, none = graph.nodes, pl.Series([], dtype=pl.UInt32)
        meta = {"data_version": graph.version, "schema": schema_record(graph.schema)}
        self.writer.add("meta", "c", [json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode()])
        self.texts("ent.key", nodes.keys)
        self.texts("ent.rec", nodes.records)
        # KGX defines nothing and tells nothing apart.
        self.numbers("ent.defined", "I", none)
        self.numbers("ent.apart", "I", none)
        self.texts("name", nodes.names["name"])
        self.numbers("name.ent", "I", nodes.names["number"])
        self.texts("src.key", sources)
        self.texts("src.rec", _source_records(graph.claims.sources))

    def rows(self, name: str, frame: pl.DataFrame, codes: pl.DataFrame) -> None:
        """Write columns that stand together, those of a frame and those of the kinds of its rows."""
        kinds = {column: _TYPES[code] for column, code in ROWS[name].items()}
        sizes = [np.dtype(kind).itemsize for kind in kinds.values()]
        places = [sum(sizes[:place]) for place in range(len(sizes))]
        form = {"names": list(kinds), "formats": list(kinds.values()), "offsets": places}
        row: Any = np.dtype({**form, "itemsize": row_format(name).size})  # type: ignore[call-overload]
        coded = codes.select(column for column in kinds if column in codes.columns)

        def parts() -> Iterator[memoryview]:
            for part in frame.iter_slices(self.chunk):
                columns = part.hstack(coded[part["kind"]])
                rows = np.zeros(len(part), row)
                for column in kinds:
                    rows[column] = columns[column].to_numpy()
                yield rows.view(np.uint8).data

        self._add(name, "c", parts())

    def lists(self, name: str, owners: pl.Series, numbers: pl.Series, count: int) -> None:
        """Write where the list of each owner begins, and the lists on end.

        Args:
            name: of both sections.
            owners: whose list each entry is in, in any order.
            numbers: the entries, sorted by owner.
            count: how many owners there are.
        """
        places = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(owners.to_numpy(), minlength=count), out=places[1:])
        self.numbers(f"{name}.off", "I", pl.Series(places))
        self.numbers(f"{name}.edge", "I", numbers)

    def texts(self, name: str, texts: pl.Series, phase: str | None = None) -> None:
        """Write where each text begins, and all of them on end."""
        ends = texts.str.len_bytes().cast(pl.UInt64).cum_sum()
        places = pl.concat([pl.Series([0], dtype=pl.UInt64), ends])
        self.numbers(f"{name}.off", place_code(int(places[-1])), places)

        def parts() -> Iterator[bytes]:
            for begin in range(0, len(texts), self.chunk):
                yield str(texts[begin : begin + self.chunk].str.join("").item()).encode()
                if phase:
                    self.progress(phase, min(begin + self.chunk, len(texts)), len(texts))

        self._add(name, "c", parts())

    def numbers(self, name: str, code: str, numbers: pl.Series) -> None:
        """Write numbers as those of a type."""
        slices = (numbers[begin : begin + self.chunk] for begin in range(0, len(numbers), self.chunk))
        self._add(name, code, (np.ascontiguousarray(part.to_numpy(), _TYPES[code]).data.cast("B") for part in slices))

    def _add(self, name: str, code: str, parts: Iterator[bytes | memoryview]) -> None:
        self.progress("writing", self.writer.written, SECTIONS)
        self.writer.add(name, code, parts)


def _source_records(sources: Sequence[Told]) -> pl.Series:
    told = []
    for source in sources:
        kind = "database" if source.key.startswith(DATABASE) else None
        known = {"key": source.key, "url": source.link, "type": kind, "underlying": source.works}
        filled = {name: value for name, value in known.items() if value}
        told.append(json.dumps(filled, ensure_ascii=False, separators=(",", ":")))
    return pl.Series(told, dtype=pl.String)
