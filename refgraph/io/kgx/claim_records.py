"""Records of claims, gathered block by block into the order of an index. Needs numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from refgraph.io.kgx.bulk import Columns
from refgraph.io.kgx.cells import Array, cut, on_end
from refgraph.model.statements import id_order

BLOCK = 1 << 16


class Texts(Protocol):
    """Where the records of rows are kept (`refgraph.storage.compiler` says what stands in one)."""

    def records(self, rows: Array) -> Array:
        """Return the records of rows, as rows of bytes filled up with NUL."""


@dataclass(slots=True)
class Kept:
    """Records in a buffer, on end."""

    buffer: Array
    starts: Array
    lengths: Array

    @classmethod
    def of(cls, buffer: memoryview, columns: Columns) -> Kept:
        """Find where the record of each row begins."""
        ends = np.cumsum(columns.lengths, dtype=np.int64)
        return cls(np.frombuffer(buffer, np.uint8), ends - columns.lengths, columns.lengths)

    def records(self, rows: Array) -> Array:
        """Return the records of rows."""
        return cut(self.buffer, self.starts.take(rows), self.lengths.take(rows))


class Records:
    """The records of claims in a given order.

    Args:
        columns: the claims.
        order: numbers of claims.
        sources: keys of the sources, by number.
        texts: the records of rows.
    """

    def __init__(self, columns: Columns, order: Array, sources: Sequence[str], texts: Texts) -> None:
        self._columns, self._order, self._sources, self._texts = columns, order, sources, texts

    def _rows(self, claims: Array) -> Array:
        return claims if self._columns.row is None else self._columns.row.take(claims)

    def lengths(self) -> Array:
        """Return the length of each record."""
        return self._columns.lengths.take(self._rows(self._order))

    def blocks(self) -> Iterator[bytes]:
        """Yield the records on end, a block at a time."""
        for begin in range(0, len(self._order), BLOCK):
            rows = self._rows(self._order[begin : begin + BLOCK])
            yield on_end(self._texts.records(rows), self._columns.lengths.take(rows))

    def ids(self, claims: Array) -> list[tuple[str, int, str]]:
        """Return what orders claims by their ids; made for few claims."""
        found = []
        for place in self._order[claims].tolist():
            record = bytes(self._texts.records(self._rows(np.array([place])))[0])
            local = record.rstrip(b"\0").partition(b"\n")[0].decode()
            found.append(id_order(f"{self._sources[self._columns.source[place]]}#{local}"))
        return found
