"""The compiled form of a dataset: one file of flat arrays and blobs, read with the standard library alone.

Layout, all numbers little-endian: a header, a table of sections (name, type, checksum, place, length), the sections.
A file is opened in constant time by mapping it; whether the sections are whole is checked by `Index.verify`.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from refgraph.errors import DataError, reason

MAGIC = b"REFGRAPH"
VERSION = 10
READ = 1 << 26  # bytes of a file up to which it is read, and not mapped
_COPIED = 1 << 22  # bytes that are copied at a time
HEADER = struct.Struct("<8sIIQII")
ENTRY = struct.Struct("<16s1s3xIQQ")
Column = array
_SIZES = {"c": 1, "B": 1, "H": 2, "I": 4, "Q": 8}
# Columns that are read together stand together, row by row: a search then touches few pages of a large file.
ROWS: Mapping[str, Mapping[str, str]] = {
    "edge": {
        "e.subj": "I", "e.obj": "I", "e.cost": "I", "e.claim": "I", "e.claims": "I", "e.pred": "H", "e.sstate": "B",
        "e.ostate": "B", "e.sside": "B", "e.oside": "B", "e.status": "B", "e.mirror": "B",
    },
    "claim": {"c.src": "I", "c.edge": "I", "c.cost": "H", "c.evidence": "B", "c.modality": "B", "c.denies": "B"},
}  # fmt: skip


def pack(sections: Mapping[str, tuple[str, bytes]]) -> bytes:
    r"""Put sections (name → type code and bytes) into the bytes of an index file.

    Example:
        >>> Index.from_bytes(pack({"x": ("I", b"\x07\0\0\0")})).column("x")[0]
        7
    """
    table, body = bytearray(), bytearray()
    start = aligned(HEADER.size + ENTRY.size * len(sections))
    for name, (code, data) in sections.items():
        place = start + len(body)
        table += ENTRY.pack(name.encode(), code.encode(), crc32(data), place, len(data))
        body += data
        body += bytes(aligned(len(body)) - len(body))
    header = HEADER.pack(MAGIC, VERSION, len(sections), start + len(body), crc32(table), 0)
    return header + table + bytes(start - HEADER.size - len(table)) + body


def aligned(size: int) -> int:
    """Round a place up to where numbers of any width may begin."""
    return (size + 7) & ~7


def numbers(code: str, values: Iterable[int]) -> tuple[str, bytes]:
    """Make a section of numbers."""
    column = Column(code, values)
    if sys.byteorder == "big":
        column.byteswap()
    return code, column.tobytes()


def blob(name: str, texts: Iterable[bytes]) -> dict[str, tuple[str, bytes]]:
    """Make two sections of texts: where each begins, and all of them on end."""
    places, body = [0], bytearray()
    for text in texts:
        body += text
        places.append(len(body))
    return {f"{name}.off": numbers(place_code(len(body)), places), name: ("c", bytes(body))}


def row_format(section: str) -> struct.Struct:
    """Return how the columns of a section stand in a row; rows are filled up to where the next may begin."""
    plain = struct.Struct("<" + "".join(ROWS[section].values()))
    return struct.Struct(f"{plain.format}{-plain.size % 4}x")


def _stands(place: int, length: int, code: str, size: int) -> bool:
    """Say whether a section lies in its file, where numbers of its type may begin and end."""
    return (
        code in ("c", "B", "H", "I", "Q") and place % 8 == 0 and place + length <= size and length % _SIZES[code] == 0
    )


def _stamp(handle: int) -> tuple[int, int]:
    found = os.fstat(handle)
    return found.st_size, found.st_mtime_ns


def _own(file: BinaryIO) -> mmap.mmap:
    """Map a copy of a file; the system frees it with its last reader."""
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile() as copy:
        copyfileobj(file, copy, _COPIED)
        copy.flush()
        return mmap.mmap(copy.fileno(), 0, access=mmap.ACCESS_READ)


def _fields() -> Mapping[str, tuple[str, str, int, int]]:
    """Return of each column that stands in rows the section, the type, the place in a row and the length of a row."""
    found = {}
    for section, columns in ROWS.items():
        place, length = 0, row_format(section).size
        for name, code in columns.items():
            found[name] = section, code, place, length
            place += struct.calcsize(code)
    return found


_FIELDS = _fields()


def rows(section: str, columns: Mapping[str, Iterable[int]]) -> dict[str, tuple[str, bytes]]:
    """Make a section of columns that stand together.

    Args:
        section: a name of `ROWS`.
        columns: all that stand in it.
    """
    form = row_format(section)
    told = zip(*(columns[name] for name in ROWS[section]), strict=True)
    return {section: ("c", b"".join(form.pack(*row) for row in told))}


def place_code(length: int) -> str:
    """Return the type of the places in a blob of this length: most blobs have no need of wide ones."""
    return "I" if length < 1 << 32 else "Q"


class Index:
    """A compiled dataset, mapped or in memory.

    Args:
        data: the bytes of the file.
        name: what to call it in messages.

    Raises:
        DataError: the bytes are not a whole index of this version.
    """

    def __init__(self, data: memoryview, name: str = "index") -> None:
        self._data, self._name = data, name
        self._table = self._read_table()
        self._columns: dict[str, Any] = {}
        self._unread: set[str] = set()
        self._handle: int | None = None
        self._stamp: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: Path, read: int = READ, *, lasting: bool = False) -> Index:
        """Open a file; its size does not matter. A large one is mapped, the others are read, whatever becomes of them.

        Args:
            path: the file.
            read: up to how many bytes it is read.
            lasting: map a copy of a large one that nobody else can name: who reads what has been cut is ended by the
                system, and nothing can be done about it in time.

        Raises:
            DataError: the file cannot be read or is not a whole index.
        """
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size <= read:
                    return cls(memoryview(file.read()), str(path))
                if lasting:
                    return cls(memoryview(_own(file)), str(path))
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                found = cls(memoryview(mapped), str(path))
                found._handle = os.dup(file.fileno())
                found._stamp = _stamp(found._handle)
                return found
        except (OSError, ValueError) as error:
            raise DataError(f"{path}: cannot be opened as an index ({reason(error)})") from error

    @classmethod
    def from_bytes(cls, data: bytes) -> Index:
        """Read an index that is already in memory."""
        return cls(memoryview(data))

    def _read_table(self) -> dict[str, tuple[str, int, int, int]]:
        if sys.byteorder == "big":
            raise DataError(f"{self._name}: an index can be read on little-endian machines only; use the data folder")
        data = self._data
        if len(data) < HEADER.size:
            raise self.damaged("too short")
        magic, version, count, size, check, _ = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise DataError(f"{self._name}: not a refgraph index")
        if version != VERSION:
            raise DataError(f"{self._name}: index version {version}, this refgraph reads {VERSION}; build it anew")
        end = HEADER.size + ENTRY.size * count
        if size != len(data) or end > size or crc32(data[HEADER.size : end]) != check:
            raise self.damaged("cut short or altered")
        entries = (ENTRY.unpack_from(data, HEADER.size + ENTRY.size * i) for i in range(count))
        table = {n.rstrip(b"\0").decode("latin-1"): (c.decode("latin-1"), crc, at, ln) for n, c, crc, at, ln in entries}
        if len(table) != count or not all(_stands(at, ln, code, size) for code, _, at, ln in table.values()):
            raise self.damaged("its table of sections")
        return table

    def damaged(self, why: str) -> DataError:
        """Return the error that says that this index is damaged."""
        return DataError(f"{self._name}: damaged index ({why}); delete it and build it anew")

    def is_changed(self) -> bool:
        """Say whether the file under a mapped index has been written to: what is read of it is then no longer whole."""
        return self._handle is not None and _stamp(self._handle) != self._stamp

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self._data)

    def verify(self) -> None:
        """Read everything once and compare it with its checksums.

        Raises:
            DataError: a section is damaged.
        """
        for name, (_, check, place, length) in self._table.items():
            if crc32(self._data[place : place + length]) != check:
                raise self.damaged(f"section {name}")

    def watch(self) -> None:
        """Compare each section with its checksum when it is first used: for files too large to read whole at once."""
        self._unread = set(self._table)

    def _whole(self, name: str) -> None:
        """Compare a section with its checksum, if that is due.

        Raises:
            DataError: there is no such section, or it is damaged.
        """
        if name not in self._table:
            raise self.damaged(f"no section {name}")
        if name in self._unread:
            _, check, place, length = self._table[name]
            if crc32(self._data[place : place + length]) != check:
                raise self.damaged(f"section {name}")
            # Only now: whoever asks for a damaged one again is refused again.
            self._unread.discard(name)

    def column(self, name: str) -> Any:
        """Return a section as a sequence of numbers (type `c`: of bytes), without copying."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._field(name) if name in _FIELDS else self._section(name)
        return found

    def _section(self, name: str) -> Any:
        self._whole(name)
        code, _, place, length = self._table[name]
        view = self._data[place : place + length]
        return view if code == "c" else view.cast(code)  # type: ignore[call-overload]

    def _field(self, name: str) -> Any:
        section, code, place, length = _FIELDS[name]
        size = struct.calcsize(code)
        return self._section(section).cast(code)[place // size :: length // size]

    def has(self, name: str) -> bool:
        """Say whether there is such a section; some are left out of large graphs."""
        return name in self._table

    def text(self, name: str, number: int) -> bytes:
        """Return one text of a blob."""
        places = self.column(f"{name}.off")
        return bytes(self.column(name)[places[number] : places[number + 1]])

    def texts(self, name: str) -> Iterator[bytes]:
        """Yield every text of a blob."""
        places, whole = self.column(f"{name}.off"), bytes(self.column(name))
        return (whole[begin:end] for begin, end in pairwise(places))

    def count(self, name: str) -> int:
        """Return how many texts a blob holds."""
        return len(self.column(f"{name}.off")) - 1

    def record(self, name: str, number: int) -> Any:
        """Return one JSON record of a blob.

        Raises:
            DataError: it is none.
        """
        try:
            return json.loads(self.text(name, number))
        except (ValueError, RecursionError) as error:
            raise self.damaged(f"section {name}") from error

    def find(self, name: str, text: str) -> range:
        """Return where a text stands in a sorted blob: a range of numbers, empty where it does not."""
        wanted = text.encode()
        first, count = self._bisect(name, wanted, before=True), self.count(name)
        for place in (first, first + 1):  # a second search is needed only where it stands more than once
            if place >= count or self.text(name, place) != wanted:
                return range(first, place)
        return range(first, self._bisect(name, wanted, before=False))

    def beginning(self, name: str, text: str) -> range:
        """Return where the texts stand that begin with a text, in a sorted blob: a range of numbers."""
        wanted = text.encode()
        after = wanted[:-1] + bytes((wanted[-1] + 1,))
        return range(self._bisect(name, wanted, before=True), self._bisect(name, after, before=True))

    def _bisect(self, name: str, wanted: bytes, *, before: bool) -> int:
        places, whole = self.column(f"{name}.off"), self.column(name)
        low, high = 0, len(places) - 1
        while low < high:
            middle = (low + high) // 2
            found = bytes(whole[places[middle] : places[middle + 1]])
            if found < wanted or (found == wanted and not before):
                low = middle + 1
            else:
                high = middle
        return low
