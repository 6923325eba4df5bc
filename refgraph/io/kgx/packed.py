"""A file of a KGX graph as bytes, unpacked where it is gzipped; what is packed otherwise is named as what it is."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import DataError

_HEAD = 512
_GZIP, _TAR, _TAR_AT = b"\x1f\x8b", b"ustar", 257
_OTHERS = ((b"PK\x03\x04", "a ZIP archive"), (b"BZh", "packed with bzip2"), (b"\xfd7zXZ", "packed with xz"))
_ZSTD = (b"\x28\xb5\x2f\xfd", "packed with zstd")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Packed:
    """Bytes of a file, and how much of it has been read.

    Attributes:
        total: its size on disk.
    """

    def __init__(self, raw: BinaryIO, read: BinaryIO) -> None:
        self._raw, self._read = raw, read
        self.total = os.fstat(raw.fileno()).st_size

    def read(self, size: int) -> bytes:
        """Return the next bytes, unpacked; none at the end."""
        return self._read.read(size)

    @property
    def done(self) -> int:
        """How much of the file on disk has been read."""
        return min(self._raw.tell(), self.total)


@contextmanager
def opened(path: Path) -> Iterator[Packed]:
    """Open a file for reading; what gzip packed is unpacked on the way.

    Raises:
        DataError: it cannot be read, or it is an archive or packed in a way that is not read here.
    """
    try:
        with path.open("rb") as raw:
            head = raw.read(_HEAD)
            raw.seek(0)
            _refuse(path, head)
            if not head.startswith(_GZIP):
                _refuse_wide(path, head)
                yield Packed(raw, raw)
                return
            with gzip.open(raw) as plain:
                head = plain.read(_HEAD)
                _refuse(path, head)
                if head.startswith(_GZIP):
                    raise DataError(f"{path}: is packed with gzip twice; unpack it once")
                _refuse_wide(path, head)
                plain.seek(0)
                yield Packed(raw, plain)  # type: ignore[arg-type]
    except (EOFError, zlib.error) as error:
        raise DataError(f"{path}: cannot be unpacked ({error}); is the file whole?") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error


def _refuse(path: Path, head: bytes) -> None:
    if head[_TAR_AT:].startswith(_TAR):
        raise DataError(f"{path}: is a tar archive; unpack it and name the folder")
    for mark, what in (*_OTHERS, _ZSTD):
        if head.startswith(mark):
            raise DataError(f"{path}: is {what}; unpack it first (gzip is read as it is)")
    if path.name.lower().removesuffix(".gz").endswith(".csv"):
        raise DataError(f"{path}: is a table with commas; KGX is read as TSV or JSON lines")


def _refuse_wide(path: Path, head: bytes) -> None:
    """Refuse text of which each letter is two bytes or more; of usual letters every other is zero then."""
    halves = head[::2], head[1::2]
    if head.startswith(_UTF16) or (any(head) and any(half and not any(half) for half in halves)):
        raise DataError(f"{path}: is UTF-16 text; write it as UTF-8")
