"""Write an index piece by piece, so that one larger than the memory can be written; standard library only.

What `refgraph.storage.index.pack` does at once is done here in a stream: room is left for the header and the table,
which are written last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO
from zlib import crc32

from refgraph.storage.index import ENTRY, HEADER, MAGIC, VERSION, aligned

Bytes = bytes | bytearray | memoryview


class Writer:
    r"""Writes the sections of an index one after the other.

    Args:
        file: a new file, open for writing.
        sections: how many there will be; room for their table is left in front.

    Attributes:
        written: how many sections are written.

    Example:
        >>> from io import BytesIO
        >>> from refgraph.storage.index import Index, pack
        >>> file = BytesIO()
        >>> writer = Writer(file, 1)
        >>> writer.add("x", "I", [b"\x07\0", b"\0\0"])
        >>> writer.finish()
        >>> file.getvalue() == pack({"x": ("I", b"\x07\0\0\0")})
        True
    """

    def __init__(self, file: BinaryIO, sections: int) -> None:
        self._file, self._count = file, sections
        self._table = bytearray()
        self.written = 0
        self._start = self._place = aligned(HEADER.size + ENTRY.size * sections)
        file.write(bytes(self._start))

    def add(self, name: str, code: str, parts: Iterable[Bytes]) -> None:
        """Write one section, given in as many parts as is handy."""
        check = length = 0
        for part in parts:
            check = crc32(part, check)
            length += self._file.write(part)
        self._table += ENTRY.pack(name.encode(), code.encode(), check, self._place, length)
        self._place += length
        self._file.write(bytes(aligned(self._place) - self._place))
        self._place = aligned(self._place)
        self.written += 1

    def finish(self) -> None:
        """Write the table and the header: only now is the file an index."""
        count = self.written
        assert count == self._count, f"{self._count} sections were announced, {count} written"
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, VERSION, count, self._place, crc32(self._table), 0) + self._table)
