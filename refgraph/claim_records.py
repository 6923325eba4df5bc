"""Records of claims, made block by block: rows of bytes filled up with NUL, and the NULs taken out. Needs numpy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from refgraph.assemble import DEFAULTS
from refgraph.bulk import Columns
from refgraph.cells import Array, cut, joined, without_padding
from refgraph.kgx_terms import Said

BLOCK = 1 << 16
_OPEN, _HASH, _SOURCE = b'{"id":"', b"#", b'","source":"'
_ANCHOR, _STATEMENT, _CLOSE = b'","paragraph":0,"anchor":"', b'","statement":""', b"}"


class Texts(Protocol):
    """Where ids and anchors of rows are kept, as they stand in JSON."""

    def ids(self, rows: Array) -> Array:
        """Return the ids of rows, as rows of bytes filled up with NUL."""

    def anchors(self, rows: Array) -> Array:
        """Return the anchors of rows, as rows of bytes filled up with NUL."""


@dataclass(slots=True)
class Kept:
    """Texts in a buffer: of each row the id, then the anchor."""

    buffer: Array
    starts: Array
    id_lengths: Array
    anchor_lengths: Array

    @classmethod
    def of(cls, buffer: memoryview, columns: Columns) -> Kept:
        """Find where the texts of each row begin."""
        lengths = columns.id_lengths.astype(np.int64) + columns.anchor_lengths
        return cls(
            np.frombuffer(buffer, np.uint8), np.cumsum(lengths) - lengths, columns.id_lengths, columns.anchor_lengths
        )

    def ids(self, rows: Array) -> Array:
        """Return the ids of rows."""
        return cut(self.buffer, self.starts[rows], self.id_lengths[rows])

    def anchors(self, rows: Array) -> Array:
        """Return the anchors of rows."""
        return cut(self.buffer, self.starts[rows] + self.id_lengths[rows], self.anchor_lengths[rows])


class Records:
    """The records of claims in a given order.

    Args:
        columns: the claims.
        order: numbers of claims.
        said: what the claims say.
        sources: keys of the sources, by number, as they stand in JSON.
        texts: ids and anchors.
    """

    def __init__(
        self, columns: Columns, order: Array, said: Sequence[Said], sources: Sequence[bytes], texts: Texts
    ) -> None:
        self._columns, self._order, self._texts = columns, order, texts
        self._sources = joined(sources)[0]
        self._ends = joined([_end(one.polarity, one.modality, one.evidence) for one in said])[0]

    def _rows(self, claims: Array) -> Array:
        return claims if self._columns.row is None else self._columns.row[claims]

    def lengths(self) -> Array:
        """Return the length of each record."""
        fixed = sum(map(len, (_OPEN, _HASH, _SOURCE, _ANCHOR, _STATEMENT)))
        columns, order = self._columns, self._order
        rows = self._rows(order)
        found = 2 * _lengths(self._sources)[columns.source[order]] + _lengths(self._ends)[columns.said[order]]
        found += fixed
        found += columns.id_lengths[rows]
        found += columns.anchor_lengths[rows]
        return found

    def blocks(self) -> Iterator[bytes]:
        """Yield the records on end, a block at a time."""
        for begin in range(0, len(self._order), BLOCK):
            claims = self._order[begin : begin + BLOCK]
            rows = self._rows(claims)
            source = self._sources.take(self._columns.source[claims], axis=0)
            parts: list[Array | bytes] = [_OPEN, source, _HASH, self._texts.ids(rows), _SOURCE, source, _ANCHOR]
            if self._columns.anchor_lengths[rows].any():
                parts.append(self._texts.anchors(rows))
            yield _joined_rows([*parts, _STATEMENT, self._ends.take(self._columns.said[claims], axis=0)], len(claims))

    def ids(self, claims: Array) -> list[tuple[str, int, str]]:
        """Return what orders claims by their ids; made for few claims."""
        found = []
        for place in self._order[claims].tolist():
            record = self._texts.ids(self._rows(np.array([place])))
            source = bytes(self._sources[self._columns.source[place]]).rstrip(b"\0")
            key = json.loads(b'"%b#%b"' % (source, bytes(record[0]).rstrip(b"\0")))
            head, _, number = key.rpartition("#")
            found.append((head, int(number) if number.isdecimal() else 0, number))
        return found


@cache
def _end(polarity: str, modality: str, evidence: str) -> bytes:
    """What a claim's record ends in: all that is not as usual."""
    told = {"polarity": polarity, "modality": modality, "evidence": evidence}
    kept = {name: value for name, value in told.items() if value != DEFAULTS[name]}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))[1:-1]
    return (f",{text}" if text else "").encode() + _CLOSE


def _lengths(matrix: Array) -> Array:
    found: Array = (matrix != 0).sum(axis=1)
    return found


def _joined_rows(parts: Sequence[Array | bytes], rows: int) -> bytes:
    widths = [len(part) if isinstance(part, bytes) else part.shape[1] for part in parts]
    matrix = np.empty((rows, sum(widths)), np.uint8)
    place = 0
    for part, width in zip(parts, widths, strict=True):
        matrix[:, place : place + width] = np.frombuffer(part, np.uint8) if isinstance(part, bytes) else part
        place += width
    return without_padding(matrix)
