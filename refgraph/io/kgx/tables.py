"""A file of a KGX graph, TSV or JSON lines → frames of text with the numbers of their lines. Needs polars.

Polars parses blocks of whole lines. Where it finds other rows and cells than there are lines and tabs, the lines of
that block are looked at one by one, to say which of them cannot be read and to go on with the others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from refgraph.errors import DataError
from refgraph.io.kgx.columns import Column, folded, is_qualifier, is_usual, said_by
from refgraph.io.kgx.packed import opened
from refgraph.io.kgx.words import PLACEHOLDERS
from refgraph.model.dataset import Fault, Mark

Progress = Callable[[str, int, int], None]
BLOCK = 1 << 24
LONGEST_LINE = 1 << 26
MOST_FAULTS = 100
LINE, QUALIFIED = "line", "qualified"
JSON_ENDINGS = (".jsonl", ".ndjson")
_BOM = b"\xef\xbb\xbf"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n"))
_SPACED = dict.fromkeys(range(32), " ")


@dataclass(slots=True)
class Faults:
    """What is wrong with the files, up to a limit in each, and what was met in them that says nothing here.

    Attributes:
        skip: whether rows that are faulty are passed over; else nothing is written.
        kept: the faults that are told.
        counts: how many there are, by file and code.
        lines: numbers of the faulty lines, by file.
        unread: how many cells are filled in columns that are not understood, by the name of the column.
        placeholders: how many cells say in words that they say nothing.
    """

    skip: bool = False
    kept: list[Fault] = field(default_factory=list)
    counts: Counter[tuple[Path, str]] = field(default_factory=Counter)
    lines: dict[Path, set[int]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    placeholders: int = 0

    def add(self, path: Path, line: int, code: str, message: str) -> None:
        """Note a fault."""
        if self.found(path) < MOST_FAULTS:
            self.kept.append(Fault(Mark(str(path), line), code, message))
        self.counts[path, code] += 1
        self.lines.setdefault(path, set()).add(line)

    def rows(self, path: Path, rows: pl.DataFrame, code: str, message: Callable[[Mapping[str, Any]], str]) -> None:
        """Note a fault of each of some rows of a frame."""
        if rows.is_empty():
            return
        room = MOST_FAULTS + 1
        for row in rows.head(room).iter_rows(named=True):
            self.add(path, row[LINE], code, message(row))
        rest = rows[LINE][room:]
        self.counts[path, code] += len(rest)
        self.lines[path].update(rest)

    def found(self, path: Path | None = None) -> int:
        """Return how many faults there are, in one file or in all."""
        return sum(count for (where, _), count in self.counts.items() if path in (None, where))

    def full(self, path: Path) -> bool:
        """Whether a file has more than will be told, so that nothing is gained by reading on."""
        return not self.skip and self.found(path) > MOST_FAULTS

    def without(self, path: Path, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows on whose lines nothing is wrong."""
        lines = self.lines.get(path)
        return rows.filter(~pl.col(LINE).is_in(pl.Series(sorted(lines), dtype=pl.UInt32).implode())) if lines else rows

    def refuse(self) -> None:
        """Stop where anything is wrong, unless faulty rows are passed over.

        Raises:
            DataError: with the faults in the order of the lines.
        """
        if self.skip or not self.kept:
            return
        count = self.found()
        told = f"more than {MOST_FAULTS} faults" if count > MOST_FAULTS else f"{count} fault{'s'[: count > 1]}"
        raise DataError(
            f"{told} in the KGX files, nothing was written (--skip-faulty goes on without these rows); the first: "
            f"{min(self.kept)}",
            tuple(sorted(self.kept)),
        )


class Table:
    """One file of a KGX graph.

    Args:
        path: ends in `.jsonl` or `.ndjson` (and then `.gz`) where it holds JSON lines; else it is a table with tabs
            and a header. Whether it is packed is seen from its first bytes.
        columns: those that are read; names and aliases are compared folded, and what several of one column say is put
            together, so that none of them is overlooked. Of the others those that qualify an edge are put together in
            one of the name `qualified`, where that is among `columns`; what is left is counted.
        faults: takes what is wrong.
        block: bytes that are read at once.

    Attributes:
        names: the columns that the file has, folded; of JSON lines all that are read.
        digest: a hash of the bytes, once all blocks have been read.
    """

    def __init__(self, path: Path, columns: Sequence[Column], faults: Faults, block: int = BLOCK) -> None:
        self.path, self.digest = path, ""
        self.is_json = path.name.lower().removesuffix(".gz").endswith(JSON_ENDINGS)
        self.names: Sequence[str] = [column.name for column in columns]
        self._qualifies = any(column.name == QUALIFIED for column in columns)
        self._known = {name: column for column in columns for name in (column.name, *column.aliases)}
        self._columns, self._faults, self._block = columns, faults, block

    def blocks(self, progress: Progress, phase: str) -> Iterator[pl.DataFrame]:
        """Read the file, some rows at a time.

        Args:
            progress: told how much has been read.
            phase: what to call this.

        Returns:
            Frames with all columns that are read, as text, and `line`; a column that the file lacks is empty.

        Raises:
            DataError: it cannot be read, or lacks a column.
        """
        hashed = sha256()
        number, rest = 1, b""
        with opened(self.path) as file:
            data = file.read(self._block)
            while data and not self._faults.full(self.path):
                hashed.update(data)
                following = file.read(self._block)
                whole, rest = self._cut(rest, data, number, last=not following)
                progress(phase, file.done, file.total)
                if whole and not (frame := self._frame(whole, number)).is_empty():
                    yield frame
                number, data = number + whole.count(b"\n"), following
        if number == 1:
            raise DataError(f"{self.path}: the file is empty")
        self.digest = hashed.hexdigest()

    def _cut(self, rest: bytes, data: bytes, number: int, *, last: bool) -> tuple[bytes, bytes]:
        """Return the lines that are whole, and what is left."""
        data = rest + data
        if last:
            return data if data.endswith(b"\n") else data + b"\n", b""
        end = data.rfind(b"\n") + 1
        if len(data) - end > LONGEST_LINE:
            line = number + data.count(b"\n")
            raise DataError(f"{self.path}:{line}: a line is longer than {LONGEST_LINE >> 20} MB; is this a KGX file?")
        return data[:end], data[end:]

    def _frame(self, data: bytes, number: int) -> pl.DataFrame:
        """Return the rows that stand in some lines, of which the first has this number."""
        lines: Sequence[int] | None = None
        if number == 1:
            data = data.removeprefix(_BOM)
        if self.is_json:
            data, lines = self._from_json(data, number)
        else:
            if b"\r" in data:
                data = data.replace(b"\r\n", b"\n")
            if number == 1:
                header, _, data = data.partition(b"\n")
                self.names = self._header(header)
                number += 1
        frame = _parsed(data, self.names)
        if frame is None:
            data, lines = self._readable(data, number)
            frame = _parsed(data, self.names)
            assert frame is not None, "lines with all their cells"
        numbers = (
            pl.int_range(number, number + pl.len(), dtype=pl.UInt32)
            if lines is None
            else pl.Series(lines, dtype=pl.UInt32)
        )
        if not self.is_json:
            frame = self._understood(_together(frame, self.names, self._known))
        texts = (pl.col(c.name) if c.name in frame.columns else pl.lit("").alias(c.name) for c in self._columns)
        return self._filled(frame.select(*texts, numbers.alias(LINE)))

    def _understood(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Put together what qualifies rows, and count the cells of columns that mean nothing here."""
        others = [name for name in self.names if name not in self._known and not is_usual(name)]
        qualifying = [name for name in others if self._is_qualifier(name, self.names)]
        for name in others:
            if name not in qualifying:
                self._count(name, int(frame.select((pl.col(name).str.strip_chars() != "").sum()).item()))
        if not qualifying:
            return frame
        cells = frame.select(qualifying).rows()
        told = [said_by(zip(qualifying, row, strict=True)) if any(row) else "" for row in cells]
        return frame.with_columns(pl.Series(QUALIFIED, told, pl.String))

    def _count(self, name: str, filled: int) -> None:
        if filled:
            self._faults.unread[name] += filled

    def _filled(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Empty the cells that say in words that they say nothing, and count them; names of rows stay what they are."""
        columns = [c for c in self._columns if c.use not in ("key", "end")]
        empty = [_says_nothing(column) for column in columns]
        counts = frame.select(found.sum().alias(c.name) for c, found in zip(columns, empty, strict=True)).row(0)
        if not any(counts):
            return frame
        self._faults.placeholders += sum(counts)
        told = zip(columns, empty, counts, strict=True)
        return frame.with_columns(
            pl.when(found).then(pl.lit("")).otherwise(pl.col(c.name)).alias(c.name) for c, found, count in told if count
        )

    def _header(self, line: bytes) -> Sequence[str]:
        if not _is_text(line):
            raise DataError(f"{self.path}:1: the header is not UTF-8 text")
        if b"\r" in line.removesuffix(b"\r"):
            raise DataError(f"{self.path}:1: lines end in a carriage return alone; write them with line feeds")
        names = [folded(name) for name in line.decode().split("\t")]
        told = {self._known[name].name for name in names if name in self._known}
        missing = [column.name for column in self._columns if column.needed and column.name not in told]
        if missing:
            commas = (
                "" if b"\t" in line or b"," not in line else " (are its cells parted by commas? KGX is read as TSV)"
            )
            raise DataError(f"{self.path}:1: the header lacks the column {', '.join(missing)}{commas}")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise DataError(f"{self.path}:1: the header names the column {twice[:40]!r} twice")
        return names

    def _readable(self, data: bytes, first: int) -> tuple[bytes, Sequence[int]]:
        """Return the lines that can be read, without blank ones, and their numbers."""
        kept, numbers, wanted = [], [], len(self.names)
        for number, line in enumerate(data.split(b"\n")[:-1], first):
            if not line.strip():
                continue
            cells = line.count(b"\t") + 1
            if cells != wanted:
                self._faults.add(self.path, number, "E701", f"the line has {cells} cells, the header {wanted}")
            elif not _is_text(line):
                self._faults.add(self.path, number, "E001", "the line is not UTF-8 text")
            elif len(line.translate(None, _CONTROLS)) != len(line):
                self._faults.add(self.path, number, "E702", "the line holds a control character")
            else:
                kept.append(line + b"\n")
                numbers.append(number)
        return b"".join(kept), numbers

    # ------------------------------------------------------------ JSON lines

    def _from_json(self, data: bytes, first: int) -> tuple[bytes, Sequence[int]]:
        """Write JSON lines as lines of a table, and number them."""
        kept, numbers = [], []
        for number, line in enumerate(data.split(b"\n")[:-1], first):
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode(), object_pairs_hook=_once)
                if not isinstance(record, dict):
                    raise TypeError("not an object")
                kept.append("\t".join(self._json_cells(record)).encode() + b"\n")
                self._count_others(record)
                numbers.append(number)
            except (ValueError, TypeError, RecursionError) as error:
                message = f"the line is no JSON object that can be read ({_brief(error)})"
                self._faults.add(self.path, number, "E701", message)
        return b"".join(kept), numbers

    def _json_cells(self, record: Mapping[str, Any]) -> Iterator[str]:
        for column in self._columns:
            if column.name == QUALIFIED:
                qualifying = (name for name in record if self._is_qualifier(name, record))
                yield said_by((name, _cell(name, record[name])) for name in qualifying)
                continue
            told = [record[name] for name in (column.name, *column.aliases) if record.get(name) is not None]
            if column.needed and not told:
                raise TypeError(f"it lacks {column.name}")
            cells = dict.fromkeys(_cell(column.name, value) for value in told)
            yield next(iter(cells), "") if column.use == "text" else "|".join(filter(None, cells))

    def _is_qualifier(self, name: str, names: Container[str]) -> bool:
        return self._qualifies and name not in self._known and not is_usual(name) and is_qualifier(name, names)

    def _count_others(self, record: Mapping[str, Any]) -> None:
        for name, value in record.items():
            known = name in self._known or is_usual(name) or self._is_qualifier(name, record)
            if value and not known:
                self._count(name.translate(_SPACED), 1)


def _together(frame: pl.DataFrame, names: Sequence[str], known: Mapping[str, Column]) -> pl.DataFrame:
    """Put together what several columns of one meaning say; of names of a row the first counts."""
    for name in names:
        column = known.get(name)
        if column is None or column.name == name:
            continue
        if column.name not in frame.columns:
            frame = frame.rename({name: column.name})
            continue
        told, also = pl.col(column.name), pl.col(name)
        both = also if column.use == "text" else pl.format("{}|{}", told, also)
        kept = pl.when((also == "") | (also == told)).then(told).when(told == "").then(also)
        frame = frame.with_columns(kept.otherwise(told if column.use == "text" else both).alias(column.name))
    return frame


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Make a record of its names, folded; two different values of one name are no record."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        key = folded(name)
        if found.setdefault(key, value) != value:
            raise ValueError(f"{key} stands twice")
    return found


def _says_nothing(column: Column) -> pl.Expr:
    """Say which cells of a column say in words that they say nothing; a name may be "Na", which is sodium."""
    stripped = pl.col(column.name).str.strip_chars()
    words = PLACEHOLDERS if column.use == "text" else PLACEHOLDERS | {"Na"}
    return stripped.is_in(list(words))


def _parsed(data: bytes, names: Sequence[str]) -> pl.DataFrame | None:
    """Parse lines of a table; None where any of them cannot be read or has too few or too many cells."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return None
    if data.startswith(_BOM):
        data = _BOM + data  # Polars takes one away; here it belongs to a cell.
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            separator="\t",
            quote_char=None,
            empty_string_is_null=False,
            schema=dict.fromkeys(names, pl.String),
        )
    except pl.exceptions.PolarsError:
        return None
    lines, tabs = data.count(b"\n"), data.count(b"\t")
    return frame if frame.height == lines and tabs == lines * (len(names) - 1) else None


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_cell(name, part) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise TypeError(f"{name} is no text")
    return str(value).translate(_SPACED)


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
