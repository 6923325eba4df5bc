"""All that was read → an index file; the order of its sections is that of `refgraph.storage.compiler`. Needs numpy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from refgraph.errors import UsageError
from refgraph.io.kgx.bulk import MOST_CLAIMS, MOST_NODES, TYPES, Columns, Edges, Numbers, Section, offsets
from refgraph.io.kgx.cells import Array, all_escaped, escaped
from refgraph.io.kgx.claim_records import Records, Texts
from refgraph.io.kgx.nodes import Nodes
from refgraph.io.kgx.read import Progress
from refgraph.io.kgx.vocabulary import Said
from refgraph.model.vocabulary import Schema
from refgraph.storage.files import atomic
from refgraph.storage.index import ROWS, place_code, row_format
from refgraph.storage.schema_codec import schema_record
from refgraph.storage.writer import Writer

SECTIONS = 28
_CHUNK = 1 << 16


@dataclass(slots=True)
class Told:
    """All that an index is made of; `sources` are keys and links, by key."""

    schema: Schema
    version: str
    nodes: Nodes
    columns: Columns
    said: Sequence[Said]
    sources: Sequence[tuple[str, str | None]]


def write(told: Told, texts: Texts, out: Path, progress: Progress) -> tuple[int, int]:
    """Write an index file.

    Returns:
        How many edges a search may take, mirrored ones not counted, and how many there are.

    Raises:
        UsageError: there is too much of something, or the file cannot be written.
    """
    if len(told.nodes.keys) > MOST_NODES or len(told.columns.source) > MOST_CLAIMS:
        raise UsageError(f"an index holds {MOST_NODES:,} nodes and {MOST_CLAIMS:,} claims at the most")
    progress("sorting edges", 0, 1)
    edges = Edges(told.schema, told.columns, told.said, len(told.nodes.keys))
    quoted = all_escaped([key.encode() for key, _ in told.sources])
    records = Records(told.columns, edges.order, [key for key, _ in told.sources], texts)
    with atomic(out) as file:
        writer = Writer(file, SECTIONS)
        _write_names(writer, told, quoted)
        for section in edges.sections():
            progress("writing", writer.written, SECTIONS)
            _write_numbers(writer, *section)
        for section in _claims(told.columns, edges, records):
            _write_numbers(writer, *section)
        _write_places(writer, "c.rec", records.lengths())
        writer.add("c.rec", "c", _watched(records.blocks(), progress, len(told.columns.source)))
        writer.finish()
    return edges.walkable, edges.real


def _write_names(writer: Writer, told: Told, quoted: Sequence[bytes]) -> None:
    meta = {"data_version": told.version, "schema": schema_record(told.schema)}
    writer.add("meta", "c", [_json(meta)])
    _write_texts(writer, "ent.key", told.nodes.keys)
    _write_texts(writer, "ent.rec", told.nodes.records)
    # KGX defines nothing and tells nothing apart.
    _write_numbers(writer, "ent.defined", "I", np.zeros(0, np.uint32))
    _write_numbers(writer, "ent.apart", "I", np.zeros(0, np.uint32))
    _write_texts(writer, "name", told.nodes.names)
    _write_numbers(writer, "name.ent", "I", told.nodes.name_numbers)
    _write_texts(writer, "src.key", [key.encode() for key, _ in told.sources])
    _write_texts(writer, "src.rec", list(map(_source, quoted, told.sources)))


def _claims(columns: Columns, edges: Edges, records: Records) -> Iterator[Section]:
    codes, said = edges.codes, edges.said
    told: dict[str, Numbers] = {
        "c.src": (columns.source, edges.order),
        "c.edge": edges.claim_edge,
        "c.cost": (codes.cost, said),
        "c.evidence": (codes.evidence, said),
        "c.modality": (codes.modality, said),
        "c.denies": (codes.denies, said),
    }
    yield "claim", "c", told
    yield from edges.disputes(_by_id(records, edges.against[1]))


def _by_id(records: Records, claims: Array) -> Array:
    """Rank claims by their ids."""
    few, places = np.unique(claims, return_inverse=True)
    keys = records.ids(few)
    ranks = np.empty(len(few), np.int64)
    ranks[sorted(range(len(few)), key=keys.__getitem__)] = np.arange(len(few))
    return ranks[places]


def _watched(blocks: Iterable[bytes], progress: Progress, claims: int) -> Iterator[bytes]:
    for number, block in enumerate(blocks, 1):
        yield block
        progress("writing claims", min(number * _CHUNK, claims), claims)


def _write_numbers(writer: Writer, name: str, code: str, numbers: Numbers | dict[str, Numbers]) -> None:
    writer.add(name, code, _rows(name, numbers) if isinstance(numbers, dict) else _parts(TYPES[code], numbers))


def _parts(kind: str, numbers: Numbers) -> Iterator[memoryview]:
    """Yield numbers as bytes, part by part: large arrays made for the moment cost more than what is done with them."""
    for begin in range(0, _length(numbers), _CHUNK):
        yield np.ascontiguousarray(_part(numbers, begin), kind).data.cast("B")


def _rows(name: str, columns: dict[str, Numbers]) -> Iterator[memoryview]:
    """Yield the rows of a section, part by part."""
    kinds = [TYPES[code] for code in ROWS[name].values()]
    places = np.cumsum([0, *(np.dtype(kind).itemsize for kind in kinds)])[:-1].tolist()
    row = np.dtype({"names": list(ROWS[name]), "formats": kinds, "offsets": places, "itemsize": row_format(name).size})
    rows = max(map(_length, columns.values()))
    for begin in range(0, rows, _CHUNK):
        part = np.zeros(min(_CHUNK, rows - begin), row)
        for column, numbers in columns.items():
            part[column] = _part(numbers, begin)
        yield part.view(np.uint8).data


def _length(numbers: Numbers) -> int:
    return len(numbers[1] if isinstance(numbers, tuple) else numbers)


def _part(numbers: Numbers, begin: int) -> Array:
    if isinstance(numbers, tuple):
        table, places = numbers
        found: Array = table.take(places[begin : begin + _CHUNK])
        return found
    return numbers[begin : begin + _CHUNK]


def _write_texts(writer: Writer, name: str, texts: Sequence[bytes]) -> None:
    _write_places(writer, name, np.fromiter(map(len, texts), np.int64, len(texts)))
    writer.add(name, "c", (b"".join(texts[begin : begin + _CHUNK]) for begin in range(0, len(texts), _CHUNK)))


def _write_places(writer: Writer, name: str, lengths: Array) -> None:
    places = offsets(lengths)
    _write_numbers(writer, f"{name}.off", place_code(int(places[-1])), places)


def _source(quoted: bytes, source: tuple[str, str | None]) -> bytes:
    link = source[1]
    return b'{"key":"%b","url":"%b"}' % (quoted, escaped(link.encode())) if link else b'{"key":"%b"}' % quoted


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
