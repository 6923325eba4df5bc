"""The edges of a KGX graph → columns of numbers, one entry per row, and a file of their ids and anchors. Needs numpy.

All cells of a row that mean one thing together (predicate, states, sides, ...) are looked up by one hash, and read as
text only when a combination is new; so are its sources. A 64-bit hash stands for the text itself here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from refgraph.io.kgx.bulk import Columns
from refgraph.io.kgx.cells import LONGEST, Array, Lookup, escaped, hashes, joined, on_end, without_padding
from refgraph.io.kgx.nodes import Finder
from refgraph.io.kgx.read import JSON_ENDINGS, Block, Faults, Progress, Table, line_of
from refgraph.io.kgx.vocabulary import Said, Terms, Unreadable

SAID = (
    "predicate", "subject_state", "subject_side", "object_state", "object_side", "negated", "knowledge_level",
    "agent_type",
)  # fmt: skip
TOLD = ("publications", "primary_knowledge_source")
COLUMNS = ("id", "subject", "object", *SAID, *TOLD, "supporting_text")
NEEDED = ("subject", "predicate", "object")
ALIASES = {
    "subject_aspect": "subject_state",
    "subject_aspect_qualifier": "subject_state",
    "object_aspect": "object_state",
    "object_aspect_qualifier": "object_state",
}
ANCHOR_WORDS, ANCHOR_BYTES = 8, 200
LONGEST_SOURCE = 200


class Known:
    """Numbers combinations of cells in the order in which they are met; what one of them means is found out once.

    Args:
        columns: which cells belong together.
        read: makes something of each of several such combinations, given column by column; what cannot be read
            becomes an `Unreadable`.
    """

    def __init__(self, columns: Sequence[str], read: Callable[..., Sequence[object]]) -> None:
        self._columns, self._read = columns, read
        self._table = Lookup()
        self._wrong: list[int] = []
        self.meant: list[object] = []

    def numbers(self, block: Block, faults: Faults) -> Array:
        """Return the number of each row's combination; those that cannot be read are noted as faults."""
        hashed = self._hashed(block)
        found = self._table.get(hashed)
        fresh = np.flatnonzero(found < 0)
        if len(fresh):
            self._learn(block, hashed, fresh)
            found[fresh] = self._table.get(hashed[fresh])
        if self._wrong:
            bad = np.flatnonzero(np.isin(found, self._wrong))
            faults.rows(block, bad, "E706", lambda row: str(self.meant[int(found[row])]))
        return found

    def _hashed(self, block: Block) -> Array:
        """Hash the cells, those of adjacent columns together; all blocks of a file have the same columns."""
        total = np.zeros(block.grid.rows, np.uint64)
        places = sorted(block.names.index(name) for name in self._columns if name in block.names)
        firsts = [place for place in places if place - 1 not in places]
        lasts = [place for place in places if place + 1 not in places]
        for first, last in zip(firsts, lasts, strict=True):
            total += block.grid.hashes(first, last) * np.uint64((2 * first + 3) ** 20 % (1 << 64))
        return total

    def _learn(self, block: Block, hashed: Array, fresh: Array) -> None:
        new, first = np.unique(hashed[fresh], return_index=True)
        by_row = np.argsort(first)
        self._table.add(new[by_row], np.arange(len(self.meant), len(self.meant) + len(new)))
        rows = fresh[first[by_row]]
        meant = self._read(*(block.texts(name, rows) for name in self._columns))
        self._wrong += [number for number, one in enumerate(meant, len(self.meant)) if isinstance(one, Unreadable)]
        self.meant += meant


class Edges:
    """Reads a file of edges.

    Args:
        nodes: finds the numbers of nodes.
        terms: reads words.
        faults: takes what is wrong.
        texts: a new file that takes the records of rows (`refgraph.storage.compiler` says what stands in one).
    """

    def __init__(self, nodes: Finder, terms: Terms, faults: Faults, texts: BinaryIO) -> None:
        self._nodes, self._terms, self._faults, self._texts = nodes, terms, faults, texts
        self._sources: dict[str, int] = {}
        self._said = Known(SAID, self._read_said)
        self._told = Known(TOLD, self._read_told)
        self._parts: dict[str, list[Array]] = {name: [] for name in ("subject", "object", "said", "told", "lengths")}
        self._hashes: list[Array] = []
        self._lines: list[tuple[int, int | Array]] = []
        self._rows = 0
        self._named: bool | None = None

    def read(self, path: Path, progress: Progress) -> str:
        """Read a file; return a hash of it.

        Raises:
            DataError: the file cannot be read.
        """
        table = Table(path, COLUMNS, NEEDED, ALIASES, self._faults)
        for block in table.blocks(progress, "reading edges"):
            self._lines.append((self._rows, block.lines))
            self._take(block)
            self._rows += block.grid.rows
        if not self._faults.found:
            self._check_twice(path)
        return table.digest

    def _read_said(self, *columns: list[bytes]) -> list[Said | Unreadable]:
        found: list[Said | Unreadable] = []
        for cells in zip(*columns, strict=True):
            try:
                found.append(self._terms.said({name: cell.decode() for name, cell in zip(SAID, cells, strict=True)}))
            except Unreadable as error:
                found.append(error)
        return found

    def _read_told(self, publications: list[bytes], primary: list[bytes]) -> list[tuple[int, ...] | Unreadable]:
        """Return the numbers of the sources of each; nearly all have one publication, and are read at once."""
        numbers, found = self._sources, list[tuple[int, ...] | Unreadable]()
        for text, other in zip(publications, primary, strict=True):
            if text and b"|" not in text and len(text) <= LONGEST_SOURCE and (key := text.strip()):
                found.append((numbers.setdefault(key.decode(), len(numbers)),))
            else:
                found.append(self._several(text.decode(), other.decode()))
        return found

    def _several(self, publications: str, primary: str) -> tuple[int, ...] | Unreadable:
        sources, numbers = self._terms.sources(publications, primary), self._sources
        long = next((source for source in sources if len(source) > LONGEST_SOURCE), None)
        if long is not None:
            return Unreadable(f"the source {long[:40]!r} is longer than {LONGEST_SOURCE} letters")
        return tuple([numbers.setdefault(source, len(numbers)) for source in sources])

    # ------------------------------------------------------------ one block

    def _take(self, block: Block) -> None:
        part = {"subject": self._ends(block, "subject"), "object": self._ends(block, "object")}
        part["said"] = self._said.numbers(block, self._faults)
        part["told"] = self._told.numbers(block, self._faults)
        records, part["lengths"] = self._records(block)
        if self._faults.found:
            return  # Nothing will be written; reading on serves to find the other faults.
        for name, column in part.items():
            self._parts[name].append(column.astype(np.uint16 if name == "lengths" else np.uint32))
        self._texts.write(records)

    def _ends(self, block: Block, name: str) -> Array:
        place = block.names.index(name)
        if block.grid.longest(place) > LONGEST:
            long = np.flatnonzero(block.grid.places(place)[1] > LONGEST)
            self._faults.rows(block, long, "E705", lambda _: f"the {name} is longer than {LONGEST} bytes")
            return np.zeros(block.grid.rows, np.int64)
        found = np.where(block.grid.places(place)[1] > 0, self._nodes.find(block.grid.cells(place)), -1)

        def message(row: int) -> str:
            text = block.text(row, name)
            return f"no node {text[:60]!r} ({name})" if text else f"the {name} is missing"

        self._faults.rows(block, np.flatnonzero(found < 0), "E707", message)
        return found

    def _records(self, block: Block) -> tuple[bytes, Array]:
        """Return what is kept of each row as a text, its id and, where it has one, its anchor: all of them on end."""
        ids, lengths = self._ids(block)
        if block.column("supporting_text") is None:
            return on_end(ids, lengths), lengths
        ends, end_lengths = joined([_anchored(anchor(text)) for text in block.texts("supporting_text")])
        return without_padding(np.concatenate([ids, ends], axis=1)), lengths + end_lengths

    def _ids(self, block: Block) -> tuple[Array, Array]:
        """Return the ids, or numbers of rows where the file has no ids."""
        if not self._are_named(block):
            first = self._rows + 1
            return joined([b"%d" % number for number in range(first, first + block.grid.rows)])
        place = block.names.index("id")
        _, lengths = block.grid.places(place)
        self._faults.rows(block, np.flatnonzero(lengths == 0), "E704", lambda _: "the id is missing")
        self._faults.rows(
            block, np.flatnonzero(lengths > LONGEST), "E705", lambda _: f"the id is longer than {LONGEST} bytes"
        )
        if block.grid.longest(place) > LONGEST:
            return joined([b""] * block.grid.rows)
        cells = block.grid.cells(place)
        self._hashes.append(hashes(cells))
        return cells, lengths

    def _are_named(self, block: Block) -> bool:
        """Say whether edges have ids: a table by its header, JSON lines by the first of them."""
        if self._named is None:
            self._named = "id" in block.names and (block.path.suffix not in JSON_ENDINGS or bool(block.text(0, "id")))
        if not self._named and block.column("id") is not None:
            late = np.flatnonzero(block.grid.places(block.names.index("id"))[1])
            self._faults.rows(block, late, "E704", lambda _: "the id stands here and not in edges before")
        return self._named

    # ------------------------------------------------------------ the whole

    def _check_twice(self, path: Path) -> None:
        """Note ids that stand twice."""
        if not self._hashes:
            return
        hashed = np.concatenate(self._hashes)
        ordered = np.sort(hashed)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(again):
            return
        rows = np.flatnonzero(np.isin(hashed, again))
        first: dict[int, int] = {}
        for row, value in zip(rows.tolist(), hashed[rows].tolist(), strict=True):
            if value in first:
                message = f"the id of this edge stands on line {line_of(self._lines, first[value])} already"
                self._faults.add(path, line_of(self._lines, row), "E703", message)
            first.setdefault(value, row)

    def columns(self) -> tuple[Columns, list[Said], list[str]]:
        """Return what was read: columns with one entry per claim, what claims say, and the sources by key."""
        whole = {
            name: np.concatenate(parts) if parts else np.zeros(0, np.uint32) for name, parts in self._parts.items()
        }
        self._parts.clear()
        keys = sorted(self._sources)
        ranks = np.zeros(len(keys), np.uint32)
        ranks[[self._sources[key] for key in keys]] = np.arange(len(keys))
        told = [one for one in self._told.meant if isinstance(one, tuple)]
        counts = np.array([len(one) for one in told] or [0], np.int64)
        flat = ranks[np.array([number for one in told for number in one], np.int64)] if told else ranks
        firsts = np.cumsum(counts) - counts
        rows = None
        source = flat[firsts[whole["told"]]] if told else ranks
        if counts.max(initial=0) > 1:
            # A row with several publications is one claim by each.
            repeats = counts[whole["told"]]
            rows = np.repeat(np.arange(self._rows, dtype=np.uint32), repeats)
            nth = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
            source = flat[firsts[whole["told"]][rows] + nth]
        said = [one for one in self._said.meant if isinstance(one, Said)]
        subject, obj, meant = (
            whole[name] if rows is None else whole[name][rows] for name in ("subject", "object", "said")
        )
        return Columns(subject, obj, meant, source, rows, whole["lengths"]), said, keys


def anchor(text: bytes) -> bytes:
    """Return the first words of a supporting text: enough to find it, not enough to replace it.

    Example:
        >>> anchor(b"The piriformis may press on the sciatic nerve below it.|Another.")
        b'The piriformis may press on the sciatic nerve'
    """
    found = b" ".join(text.partition(b"|")[0].split()[:ANCHOR_WORDS])
    return found[:ANCHOR_BYTES].decode(errors="ignore").encode()


def _anchored(text: bytes) -> bytes:
    """What follows the id in the record of a claim with an anchor."""
    return b'\n{"anchor":"%b"}' % escaped(text) if text else b""
