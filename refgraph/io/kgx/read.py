"""Read the two files of a KGX graph in blocks, as TSV or JSON lines, and keep what is wrong with them. Needs numpy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from refgraph.errors import DataError
from refgraph.io.kgx.cells import PAD, Array, Grid
from refgraph.model.dataset import Fault, Mark

Progress = Callable[[str, int, int], None]
BLOCK = 1 << 21
LONGEST_LINE = 1 << 26
MOST_FAULTS = 100
JSON_ENDINGS = (".jsonl", ".ndjson")
_CONTROLS = dict.fromkeys(range(32), " ")


@dataclass(slots=True)
class Faults:
    """What is wrong with the files, up to a limit; `found` counts on beyond it."""

    kept: list[Fault] = field(default_factory=list)
    found: int = 0

    def add(self, path: Path, line: int, code: str, message: str) -> None:
        """Note a fault."""
        self.found += 1
        if len(self.kept) < MOST_FAULTS:
            self.kept.append(Fault(Mark(str(path), int(line)), code, message))

    def rows(self, block: Block, rows: Array, code: str, message: Callable[[int], str]) -> None:
        """Note a fault of each of some rows of a block."""
        for row in rows[: MOST_FAULTS + 1].tolist():
            self.add(block.path, block.line(row), code, message(row))

    @property
    def full(self) -> bool:
        """Whether there are more than will be told: nothing is gained by reading on."""
        return self.found > MOST_FAULTS

    def refuse(self) -> None:
        """Stop where anything is wrong.

        Raises:
            DataError: with the faults in the order of the lines.
        """
        if self.found:
            count = f"more than {MOST_FAULTS} faults" if self.full else f"{self.found} fault{'s'[: self.found > 1]}"
            first = min(self.kept)
            raise DataError(
                f"{count} in the KGX files, nothing was written; the first: {first}", tuple(sorted(self.kept))
            )


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a file, all of them with all their cells.

    Attributes:
        lines: the number of the first line, or of each line.
    """

    path: Path
    names: Sequence[str]
    data: bytes
    grid: Grid
    lines: int | Array

    def line(self, row: int) -> int:
        """Return the number of a row's line in the file."""
        return line_of([(0, self.lines)], row)

    def column(self, name: str) -> int | None:
        """Return the place of a column that the file has and that is not empty here."""
        if name not in self.names:
            return None
        place = self.names.index(name)
        return place if self.grid.longest(place) else None

    def text(self, row: int, name: str) -> str:
        """Return one cell, empty where the file has no such column."""
        return self.grid.text(row, self.names.index(name)) if name in self.names else ""

    def texts(self, name: str, rows: Array | None = None) -> list[bytes]:
        """Return the cells of a column, or those of some rows, one by one."""
        place = self.column(name)
        if place is None:
            return [b""] * (self.grid.rows if rows is None else len(rows))
        starts, lengths = self.grid.places(place)
        ends = starts + lengths
        if rows is not None:
            starts, ends = starts[rows], ends[rows]
        data = self.data
        return [data[begin:end] for begin, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def line_of(blocks: Sequence[tuple[int, int | Array]], row: int) -> int:
    """Return the line of a row by the blocks of a file: number of the first row, and its line or all lines."""
    first, lines = next(block for block in reversed(blocks) if block[0] <= row)
    return lines + row - first if isinstance(lines, int) else int(lines[row - first])


class Table:
    """One file of a KGX graph.

    Args:
        path: ends in `.jsonl` where it holds JSON lines; else it is a table with tabs and a header.
        known: the columns that are read; others are passed over.
        needed: those that must be there.
        aliases: other names of columns.
        faults: takes what is wrong.

    Attributes:
        digest: a hash of the bytes, once all blocks have been read.
    """

    def __init__(
        self, path: Path, known: Sequence[str], needed: Sequence[str], aliases: dict[str, str], faults: Faults
    ) -> None:
        self.path, self.digest = path, ""
        self._known, self._needed, self._aliases, self._faults = known, needed, aliases, faults
        self._names: Sequence[str] = known

    def blocks(self, progress: Progress, phase: str) -> Iterator[Block]:
        """Read the file.

        Args:
            progress: told how much has been read.
            phase: what to call this.

        Raises:
            DataError: it cannot be read, or lacks a column.
        """
        hashed = sha256()
        try:
            with self.path.open("rb") as file:
                total = os.fstat(file.fileno()).st_size
                done, number, rest = 0, 1, b""
                while not self._faults.full and (data := file.read(BLOCK)):
                    hashed.update(data)
                    done += len(data)
                    whole, rest = self._cut(rest, data, number, last=done >= total)
                    block, lines = self._block(whole, number)
                    number += lines
                    progress(phase, done, total)
                    if block is not None:
                        yield block
        except OSError as error:
            raise DataError(f"{self.path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
        if number == 1:
            raise DataError(f"{self.path}: the file is empty")
        self.digest = hashed.hexdigest()

    def _cut(self, rest: bytes, data: bytes, number: int, *, last: bool) -> tuple[bytes, bytes]:
        """Return the lines that are whole, then `PAD`, and what is left."""
        if last:
            return b"".join((rest, data, b"" if data.endswith(b"\n") else b"\n", PAD)), b""
        end = data.rfind(b"\n") + 1
        if not end:
            data, rest = rest + data, b""
        if len(data) - end > LONGEST_LINE:
            raise DataError(f"{self.path}:{number}: a line is longer than {LONGEST_LINE >> 20} MB; is this a KGX file?")
        return (b"".join((rest, memoryview(data)[:end], PAD)) if end else PAD), data[end:]

    def _block(self, data: bytes, number: int) -> tuple[Block | None, int]:
        """Return the rows that stand in some lines, and how many lines there are."""
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        plain = self.path.suffix not in JSON_ENDINGS and number > 1 and b"\r" not in data
        if plain and _is_text(data) and (grid := Grid(data, len(self._names))).whole:
            return (Block(self.path, self._names, data, grid, number) if grid.rows else None), grid.rows
        data = data[: -len(PAD)]
        return self._mended_block(data, number), data.count(b"\n")

    def _mended_block(self, data: bytes, number: int) -> Block | None:
        """Read lines that may need more than to be looked at: the first ones, JSON, and faulty ones."""
        lines: int | Array = number
        if self.path.suffix in JSON_ENDINGS:
            data, lines = self._from_json(data, number)
        else:
            if b"\r" in data:
                data = data.replace(b"\r\n", b"\n")
            if number == 1:
                header, _, data = data.partition(b"\n")
                self._names = self._header(header)
                lines = number + 1
        grid = Grid(data + PAD, len(self._names))
        if not grid.whole or not _is_text(data):
            first = lines if isinstance(lines, int) else 0
            data, kept = self._mended(data, first)
            lines = kept if isinstance(lines, int) else lines[kept]
            grid = Grid(data + PAD, len(self._names))
        return Block(self.path, self._names, data, grid, lines) if grid.rows else None

    def _header(self, line: bytes) -> Sequence[str]:
        if not _is_text(line):
            raise DataError(f"{self.path}:1: the header is not UTF-8 text")
        names = [name.strip() for name in line.decode().split("\t")]
        names = [self._aliases.get(name, name) if self._aliases.get(name) not in names else name for name in names]
        missing = [name for name in self._needed if name not in names]
        if missing:
            raise DataError(f"{self.path}:1: the header lacks the column {', '.join(missing)}")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise DataError(f"{self.path}:1: the header names the column {twice[:40]!r} twice")
        return names

    def _mended(self, data: bytes, first: int) -> tuple[bytes, Array]:
        """Take out the lines that cannot be read, and blank ones; number the rest."""
        kept, numbers, wanted = [], [], len(self._names)
        for number, line in enumerate(data.split(b"\n")[:-1], first):
            if not line.strip():
                continue
            cells = line.count(b"\t") + 1
            if cells != wanted:
                self._faults.add(self.path, number, "E701", f"the line has {cells} cells, the header {wanted}")
            elif not _is_text(line):
                self._faults.add(self.path, number, "E001", "the line is not UTF-8 text")
            elif any(byte < 32 and byte != 9 for byte in line):
                self._faults.add(self.path, number, "E702", "the line holds a control character")
            else:
                kept.append(line + b"\n")
                numbers.append(number)
        return b"".join(kept), np.array(numbers, np.int64)

    # ------------------------------------------------------------ JSON lines

    def _from_json(self, data: bytes, first: int) -> tuple[bytes, Array]:
        """Write JSON lines as lines of a table."""
        kept, numbers = [], []
        for number, line in enumerate(data.split(b"\n")[:-1], first):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                kept.append("\t".join(self._json_cells(record)).encode() + b"\n")
                numbers.append(number)
            except (ValueError, TypeError, RecursionError) as error:
                self._faults.add(
                    self.path, number, "E701", f"the line is no JSON object that can be read ({_brief(error)})"
                )
        return b"".join(kept), np.array(numbers, np.int64)

    def _json_cells(self, record: Any) -> Iterator[str]:
        if not isinstance(record, dict):
            raise TypeError("not an object")
        for old, name in self._aliases.items():
            if old in record:
                record.setdefault(name, record[old])
        for name in self._known:
            value = record.get(name)
            if name in self._needed and value is None:
                raise TypeError(f"it lacks {name}")
            yield _cell(name, value)


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_cell(name, part) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise TypeError(f"{name} is no text")
    return str(value).translate(_CONTROLS)


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _is_text(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
