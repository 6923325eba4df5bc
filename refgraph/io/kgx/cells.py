"""Tables of text as arrays of numbers: where cells stand, their hashes, a look-up of millions at a time. Needs numpy.

A row costs next to nothing here because no Python object is made for it or for its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
LONGEST = 1000  # bytes of an id; a longer one is a fault
WIDE = 128
PAD = bytes(LONGEST + 8)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


class Grid:
    r"""The cells of a block of lines that all have the same number of them; a row of the grid is a line.

    Args:
        data: lines that end in a line feed, with cells between tabs; then `PAD`.
        columns: how many cells each line must have.

    Attributes:
        whole: False where a line has another number of cells, or holds another control character.

    Example:
        >>> grid = Grid(b"a\tbc\n\td\n" + PAD, 2)
        >>> grid.whole, grid.rows, grid.text(0, 1), grid.text(1, 0)
        (True, 2, 'bc', '')
        >>> Grid(b"a\tb\n\td\te\n" + PAD, 2).whole
        False
    """

    def __init__(self, data: bytes, columns: int) -> None:
        self.buffer: Array = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(self.buffer[: -len(PAD)] < 32)
        self.rows, rest = divmod(len(ends), columns)
        self.whole = rest == 0
        if self.whole:
            marks = self.buffer[ends].reshape(self.rows, columns)
            self.whole = bool((marks[:, :-1] == 9).all() and (marks[:, -1] == 10).all())
        if self.whole:
            self._ends = ends.reshape(self.rows, columns)
        self._places: dict[int, tuple[Array, Array]] = {}

    def places(self, column: int) -> tuple[Array, Array]:
        """Return where the cells of a column begin, and how long they are."""
        found = self._places.get(column)
        if found is None:
            found = self._places[column] = self._span(column, column)
        return found

    def _span(self, first: int, last: int) -> tuple[Array, Array]:
        starts = self._ends[:, first - 1] + 1 if first else np.concatenate([[0], self._ends[:-1, -1] + 1])
        return starts, self._ends[:, last] - starts

    def text(self, row: int, column: int) -> str:
        """Return one cell; to be asked for few of them."""
        ends = self._ends
        before = ends[row, column - 1] if column else ends[row - 1, -1] if row else -1
        return bytes(self.buffer[before + 1 : ends[row, column]]).decode()

    def longest(self, column: int) -> int:
        """Return the length of the longest cell of a column in bytes."""
        return int(self.places(column)[1].max(initial=0))

    def cells(self, column: int) -> Array:
        """Return the cells of a column, none of them longer than `LONGEST`, as rows of bytes filled up with NUL."""
        return cut(self.buffer, *self.places(column))

    def hashes(self, first: int, last: int) -> Array:
        """Return a hash of the cells of adjacent columns together, for each row; that of nothing is 0."""
        starts, lengths = self._span(first, last)
        found = hashes(cut(self.buffer, starts, np.minimum(lengths, WIDE)))
        found[lengths == 0] = 0
        # Long cells are few, and would make all rows wide.
        for row in np.flatnonzero(lengths > WIDE).tolist():
            cell = self.buffer[starts[row] : starts[row] + lengths[row]]
            found[row] = int.from_bytes(blake2b(cell.tobytes(), digest_size=8).digest(), "little")
        return found


def cut(buffer: Array, starts: Array, lengths: Array) -> Array:
    r"""Cut texts out of a buffer as rows of bytes, filled up with NUL to a width that is a multiple of 8.

    Args:
        buffer: bytes, with at least as many to spare at the end as the longest text has, and 7.
        starts: where each text begins.
        lengths: how long each is.

    Example:
        >>> cut(np.frombuffer(b"abcde" + bytes(16), np.uint8), np.array([0, 2]), np.array([1, 3])).tobytes()
        b'a\x00\x00\x00\x00\x00\x00\x00cde\x00\x00\x00\x00\x00'
    """
    width = max(8, (int(lengths.max(initial=0)) + 7) & ~7)
    # Overlapping windows: one for each byte at which a text may begin.
    windows: Array = np.ndarray(len(buffer) - width + 1, f"V{width}", buffer, strides=(1,))
    words = windows[starts].view("<u8").reshape(len(starts), width // 8)
    words &= _masks(width).take(lengths, axis=0)
    return words.view(np.uint8)


def without_padding(rows: Array) -> bytes:
    """Return rows of bytes on end, without the NULs that fill them up."""
    return bytes(rows[rows != 0].data)


def on_end(rows: Array, lengths: Array) -> bytes:
    """Return texts that `cut` has cut out on end; where all are of one length, that is quick."""
    longest = int(lengths.max(initial=0))
    if len(lengths) and int(lengths.min()) == longest:
        return rows[:, :longest].tobytes()
    return without_padding(rows)


def joined(texts: Sequence[bytes]) -> tuple[Array, Array]:
    """Make rows of bytes of texts; return their lengths too.

    Example:
        >>> joined([b"ab", b""])[0].shape, joined([b"ab", b""])[1].tolist()
        ((2, 8), [2, 0])
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    spare = bytes(int(lengths.max(initial=0)) + 8)
    return cut(np.frombuffer(b"".join(texts) + spare, np.uint8), ends - lengths, lengths), lengths


def escaped(text: bytes) -> bytes:
    r"""Write a text without control characters as it stands inside a JSON string.

    Example:
        >>> print(escaped(b'a "b"').decode())
        a \"b\"
    """
    return text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')


def all_escaped(texts: list[bytes]) -> list[bytes]:
    """Write texts as they stand inside JSON strings; most sets of texts hold nothing that must be changed."""
    whole = b"\n".join(texts)
    return [escaped(text) for text in texts] if b'"' in whole or b"\\" in whole else texts


@cache
def _masks(width: int) -> Array:
    """For each length of text the bytes that belong to it."""
    kept = np.arange(width) < np.arange(width + 1)[:, None]
    return (kept.astype(np.uint8) * 255).view("<u8")


def hashes(cells: Array) -> Array:
    """Hash rows of bytes; a word that is all padding leaves the hash as it is, so the width does not matter.

    Example:
        >>> one = np.frombuffer(b"ab" + bytes(6), np.uint8).reshape(1, 8)
        >>> bool(hashes(one) == hashes(np.pad(one, ((0, 0), (0, 8)))))
        True
    """
    words = cells.view("<u8")
    total = _stirred(words[:, 0])
    for place in range(1, words.shape[1]):
        word = words[:, place]
        total = np.where(word == 0, total, _stirred(total + (word ^ _MIX) * _ODD))
    return total


def _stirred(words: Array) -> Array:
    found = words * _ODD
    found ^= found >> _HALF
    found *= _MIX
    found ^= found >> _HALF
    return found


class Lookup:
    """A table from hashes to numbers, asked for whole arrays at once (open addressing).

    Example:
        >>> table = Lookup()
        >>> table.add(np.array([70, 80], np.uint64), np.array([5, 6]))
        >>> table.get(np.array([80, 90, 70], np.uint64)).tolist()
        [6, -1, 5]
    """

    def __init__(self, expected: int = 0) -> None:
        self._held = 0
        self._slots = self._empty(1 << max(10, (2 * expected).bit_length()))

    @staticmethod
    def _empty(size: int) -> Array:
        # Hash and number + 1 stand side by side, so that a look-up touches memory once.
        slots: Array = np.zeros((size, 2), np.uint64)
        return slots

    def get(self, wanted: Array) -> Array:
        """Return the number of each hash, -1 where there is none."""
        last = np.uint64(len(self._slots) - 1)
        places = (wanted & last).view(np.int64)
        slots = self._slots.take(places, axis=0)
        found = slots[:, 1].astype(np.int64) - 1
        left = np.flatnonzero((slots[:, 0] != wanted) & (found >= 0))
        while len(left):
            places[left] = (places[left] + 1) & np.int64(last)
            slots = self._slots.take(places[left], axis=0)
            found[left] = slots[:, 1].astype(np.int64) - 1
            left = left[(slots[:, 0] != wanted[left]) & (found[left] >= 0)]
        return np.asarray(found)

    def add(self, fresh: Array, numbers: Array) -> None:
        """Add hashes that are not in the table yet, each once."""
        self._held += len(fresh)
        if 2 * self._held > len(self._slots):
            held = self._slots[self._slots[:, 1] > 0]
            self._slots = self._empty(1 << (4 * self._held).bit_length())
            self._place(held[:, 0], held[:, 1])
        self._place(fresh, numbers.astype(np.uint64) + np.uint64(1))

    def _place(self, fresh: Array, numbers: Array) -> None:
        last = np.uint64(len(self._slots) - 1)
        places = fresh & last
        while len(fresh):
            free = self._slots[places, 1] == 0
            self._slots[places[free], 1] = numbers[free]
            # Of several that wanted one slot the last to be written has it; the others go on.
            won = free & (self._slots[places, 1] == numbers)
            self._slots[places[won], 0] = fresh[won]
            lost = ~won
            fresh, numbers, places = fresh[lost], numbers[lost], (places[lost] + np.uint64(1)) & last
