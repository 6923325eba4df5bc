"""The nodes of a KGX graph → entities of an index: keys, records and names, sorted. Needs numpy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import eq
from pathlib import Path

import numpy as np

from refgraph.errors import DataError
from refgraph.io.kgx.cells import LONGEST, Array, Lookup, all_escaped, escaped, hashes, joined
from refgraph.io.kgx.read import Block, Faults, Progress, Table, line_of
from refgraph.io.kgx.vocabulary import Terms
from refgraph.language.normalise import normalise

COLUMNS = ("id", "category", "name", "synonym")
NEEDED = ("id",)
ALIASES = {"synonyms": "synonym", "label": "name"}
_FOLDED = bytes(
    letter if letter == 10 else ord(chr(letter).lower()) if letter < 128 and chr(letter).isalnum() else 32
    for letter in range(256)
)
_PLURAL = re.compile(rb"(?<![^ \n])(?:[a-z]+(?:s|ae)|feet|teeth)(?![^ \n])")
_PLURAL_ENDS = tuple(word + gap for word in (b"s", b"ae", b"feet", b"teeth") for gap in (b" ", b"\n"))


@dataclass(slots=True)
class Nodes:
    """Entities, by key.

    Attributes:
        names: every folded name, sorted, and the number of its entity.
    """

    keys: list[bytes]
    records: list[bytes]
    names: list[bytes]
    name_numbers: Array


class Finder:
    """Finds the numbers of a whole column of ids at once; what it finds is compared byte by byte.

    Example:
        >>> finder = Finder([b"HP:1", b"HP:2"])
        >>> ids = np.frombuffer(b"HP:2" + bytes(4) + b"HP:3" + bytes(4), np.uint8).reshape(2, 8)
        >>> finder.find(ids).tolist()
        [1, -1]
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._cells = joined(keys)[0]
        self._table = Lookup(len(keys))
        hashed = hashes(self._cells)
        self._table.add(hashed, np.arange(len(keys)))
        alike = np.flatnonzero(self._table.get(hashed) != np.arange(len(keys)))
        if len(alike):  # pragma: no cover (one chance in millions with ten million ids)
            raise DataError(f"the id {keys[alike[0]].decode()[:60]!r} of a node has the hash of another; change it")

    def find(self, ids: Array) -> Array:
        """Return the number of each id, given as rows of bytes; -1 where no node has it."""
        found = self._table.get(hashes(ids))
        theirs, ours = ids.view("<u8"), self._cells.view("<u8")
        for place in range(max(theirs.shape[1], ours.shape[1])):
            wanted = theirs[:, place] if place < theirs.shape[1] else np.uint64(0)
            there = ours[:, place].take(found) if place < ours.shape[1] else np.uint64(0)
            found = np.where(wanted == there, found, -1)
        return found


def read_nodes(path: Path, terms: Terms, faults: Faults, progress: Progress) -> tuple[Nodes, str]:
    """Read a file of nodes.

    Returns:
        The entities, and a hash of the file.

    Raises:
        DataError: the file cannot be read.
    """
    table = Table(path, COLUMNS, NEEDED, ALIASES, faults)
    keys: list[bytes] = []
    records: list[bytes] = []
    names: list[bytes] = []
    owners: list[int] = []
    lines: list[tuple[int, int | Array]] = []
    for block in table.blocks(progress, "reading nodes"):
        lines.append((len(keys), block.lines))
        _take(block, terms, faults, keys, records, names, owners)
    progress("sorting nodes", 0, 1)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for one, other in pairwise(order):
        if keys[one] == keys[other]:
            message = f"the node {keys[one].decode()[:60]!r} stands on line {line_of(lines, one)} already"
            faults.add(path, line_of(lines, other), "E703", message)
    if faults.found:
        # Nothing will be written; the keys serve to find the other faults.
        return Nodes(sorted({key[:LONGEST] for key in keys}), [], [], np.zeros(0, np.uint32)), table.digest
    ranks = np.empty(len(keys), np.int64)
    ranks[order] = np.arange(len(keys))
    listed, numbers = _sorted_names(names, ranks[np.array(owners, np.int64)])
    return Nodes([keys[i] for i in order], [records[i] for i in order], listed, numbers), table.digest


def _take(
    block: Block,
    terms: Terms,
    faults: Faults,
    keys: list[bytes],
    records: list[bytes],
    names: list[bytes],
    owners: list[int],
) -> None:
    """Add the nodes of a block to the lists."""
    first = len(keys)
    ids = block.texts("id")
    _check_ids(block, faults)
    labels = [label or key for key, label in zip(ids, block.texts("name"), strict=True)]
    kinds = block.texts("category")
    known = {kind: _quoted(terms.category(kind.decode()).encode()) for kind in dict.fromkeys(kinds)}
    clinical: list[bytes] = [b""] * len(ids)
    more: list[tuple[int, bytes]] = []
    if block.column("synonym") is not None:
        for row, cell in enumerate(block.texts("synonym")):
            found = list(dict.fromkeys(filter(None, (part.strip() for part in cell.split(b"|")))))
            clinical[row] = b",".join(map(_quoted, found))
            more += [(row, name) for name in found]
    keys += ids
    records += [
        b'{"key":"%b","category":%b,"label":"%b","definition":"","lay":[],"clinical":[%b],"distinct_from":{},"mappings":[]}'
        % (key, known[kind], label, also)
        for key, kind, label, also in zip(all_escaped(ids), kinds, all_escaped(labels), clinical, strict=True)
    ]
    names += fold([*ids, *labels, *(name for _, name in more)])
    owners += [*range(first, len(keys)), *range(first, len(keys)), *(first + row for row, _ in more)]


def _check_ids(block: Block, faults: Faults) -> None:
    lengths = block.grid.places(block.names.index("id"))[1]
    faults.rows(block, np.flatnonzero(lengths == 0), "E704", lambda _: "the id is missing")
    faults.rows(block, np.flatnonzero(lengths > LONGEST), "E705", lambda _: f"the id is longer than {LONGEST} bytes")


def _quoted(text: bytes) -> bytes:
    return b'"%b"' % escaped(text)


def _sorted_names(names: Sequence[bytes], owners: Array) -> tuple[list[bytes], Array]:
    """Sort names with the numbers of their entities, each pair once."""
    order = sorted(range(len(names)), key=names.__getitem__)
    listed, numbers = [names[place] for place in order], owners[np.array(order, np.int64)]
    same = np.fromiter(map(eq, listed[1:], listed), bool, max(len(listed) - 1, 0))
    if not same.any():
        return listed, numbers.astype(np.uint32)
    # Entities of one name stand in their own order, and each once.
    group = np.concatenate([[0], np.cumsum(~same)])
    by_number = np.lexsort([numbers, group])
    numbers = numbers[by_number]
    kept = np.ones(len(numbers), bool)
    kept[1:] = ~same | (numbers[1:] != numbers[:-1])
    return list(compress(listed, kept.tolist())), numbers[kept].astype(np.uint32)


def fold(names: Sequence[bytes]) -> list[bytes]:
    r"""Fold many names as `refgraph.language.normalise.normalise` folds one; those in plain ASCII all at once.

    Example:
        >>> fold([b"Runner's  Knees", "Ménière".encode(), b"", b"N:01"])
        [b'runner knee', b'm\xc3\xa9ni\xc3\xa8re', b'', b'n 01']
    """
    if not names:
        return []
    text = b"\n".join(names)
    if text.isascii():
        return _fold_ascii(text)
    found = iter(_fold_ascii(b"\n".join(name for name in names if name.isascii())))
    return [next(found) if name.isascii() else normalise(name.decode()).encode() for name in names]


def _fold_ascii(text: bytes) -> list[bytes]:
    folded = text.translate(_FOLDED, b"'`")
    while b"  " in folded:
        folded = folded.replace(b"  ", b" ")
    folded = folded.strip(b" ").replace(b"\n ", b"\n").replace(b" \n", b"\n")
    if any(end in folded or folded.endswith(end.rstrip()) for end in _PLURAL_ENDS):
        folded = _PLURAL.sub(lambda word: normalise(word[0].decode()).encode(), folded)
    return folded.split(b"\n")
