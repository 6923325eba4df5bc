"""Columns of claims → an index file, without a Python object for any of them. Needs numpy.

What `refgraph.storage.compiler` does claim by claim is done here by sorting whole columns; both give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from refgraph.io.kgx.cells import Array
from refgraph.io.kgx.vocabulary import Said
from refgraph.model import joints
from refgraph.model.vocabulary import Schema
from refgraph.storage.compiler import STATUS_CODES

# Numbers, or a table and places in it: what stands there is looked up when it is written.
Numbers = Array | tuple[Array, Array]
# Name, type, numbers; or the columns that stand together in rows.
Section = tuple[str, str, Numbers | dict[str, Numbers]]
TYPES = {"I": "<u4", "H": "<u2", "B": "u1", "Q": "<u8"}
MOST_NODES, MOST_CLAIMS = 1 << 26, 1 << 31
_PART = 1 << 14
_DENIAL = np.uint32(1 << 31)


@dataclass(slots=True)
class Columns:
    """Claims in the order in which they were told; nodes and sources are numbered in the order of their keys.

    Attributes:
        said: number of what the claim says (`refgraph.io.kgx.vocabulary.Said`).
        row: the row of the table that a claim comes from; None where every row is one claim.
        lengths: of the record of each row.
    """

    subject: Array
    object: Array
    said: Array
    source: Array
    row: Array | None
    lengths: Array


def order_by(columns: Sequence[Array]) -> Array:
    """Return the stable order of rows by several columns of numbers, the first counting most.

    As many bits of the columns as there is room for are packed into words with the number of the row below them, and
    those sorted: numpy does that several times faster than it sorts the numbers of rows by a column. Rows that are
    still alike then, few of many, are ordered by the bits that are left.

    Example:
        >>> order_by([np.array([2, 1, 2, 1]), np.array([1, 5, 0, 5])]).tolist()
        [1, 3, 2, 0]
    """
    rows = len(columns[0])
    below = max(rows - 1, 0).bit_length()
    words, left = _packed(columns, below)
    _sort(words, columns[0])
    alike = _alike(words, below) if left else ()
    groups = words.take(alike) >> np.uint64(below) if len(alike) else words[:0]
    words &= np.uint64((1 << below) - 1)
    order: Array = words.view(np.int64)
    if len(alike):
        group = np.zeros(len(alike), np.int64)
        np.cumsum(groups[1:] != groups[:-1], out=group[1:])
        rows_alike = order.take(alike)
        order[alike] = rows_alike.take(order_by([group, *(column.take(rows_alike) for column in left)]))
    return order


def _packed(columns: Sequence[Array], below: int) -> tuple[Array, list[Array]]:
    """Pack columns into words above the numbers of the rows; return what is left of the columns, too."""
    widths = [int(column.max(initial=0)).bit_length() for column in columns]
    over = list(accumulate(widths, initial=below - 64))[1:]
    fits = sum(bits <= 0 for bits in over)
    whole, left = list(zip(columns[:fits], widths, strict=False)), list(columns[fits:])
    spare = 64 - below - sum(widths[:fits])
    words: Array = np.empty(len(columns[0]), np.uint64)
    # Part by part, because a part stays in the cache.
    for begin in range(0, len(words), _PART):
        part = np.zeros(min(_PART, len(words) - begin), np.uint64)
        for column, width in whole:
            part <<= np.uint64(width)
            part |= column[begin : begin + _PART].astype(np.uint64)
        if left:
            part <<= np.uint64(spare)
            part |= left[0][begin : begin + _PART].astype(np.uint64) >> np.uint64(over[fits])
        part <<= np.uint64(below)
        part |= np.arange(begin, begin + len(part), dtype=np.uint64)
        words[begin : begin + _PART] = part
    if left:
        left[0] = left[0] & left[0].dtype.type((1 << over[fits]) - 1)
    return words, left


def _sort(words: Array, first: Array) -> None:
    """Sort words; where the column that counts most is in order already, part by part."""
    if len(words) <= _PART or (first[1:] < first[:-1]).any():
        words.sort()
        return
    cuts = np.searchsorted(first, first[::_PART])
    for begin, end in pairwise([*np.unique(cuts).tolist(), len(words)]):
        words[begin:end].sort()


def _alike(words: Array, below: int) -> Array:
    """Return the places of words that are the same as one beside them, but for the numbers of their rows."""
    alike = np.zeros(len(words) + 1, bool)
    for begin in range(0, len(words) - 1, _PART):
        part = words[begin : begin + _PART + 1]
        alike[begin + 1 : begin + len(part)] = (part[1:] ^ part[:-1]) >> np.uint64(below) == 0
    alike[:-1] |= alike[1:]
    return np.flatnonzero(alike)


class Codes:
    """What claims say, as columns of codes; where a predicate holds both ways all follows once more, turned round.

    Attributes:
        given: how many there are of either.
        before, after: rank of what stands before and after the object in the order of edges; `like` of both.
        near: rank of state and side of either end, in the order of adjacency.
        words, unsaid: ranks of states and sides as words, and where there are none; what carries has no codes.
    """

    def __init__(self, schema: Schema, said: Sequence[Said]) -> None:
        self.given = len(said)
        turning = any(schema.predicates[one.predicate].symmetric for one in said)
        said = [*said, *map(_turned, said)] if turning else said
        chosen = [schema.predicates[one.predicate] for one in said]
        self._number_ends(schema, said, [predicate.walk == "carry" for predicate in chosen])
        numbers = {key: i for i, key in enumerate(schema.predicates)}
        self.predicate = np.array([numbers[one.predicate] for one in said], np.uint16)
        self.walks = np.array([predicate.walk != "no" for predicate in chosen], bool)
        self.mirrors = np.array([p.symmetric and p.walk != "no" for p in chosen], bool)
        ranking, kinds = schema.ranking, list(schema.ranking.evidence)
        self.evidence = np.array([kinds.index(one.evidence) for one in said], np.uint8)
        self.modality = np.array([list(ranking.modality).index(one.modality) for one in said], np.uint8)
        costs = [ranking.evidence[one.evidence] + ranking.modality[one.modality] for one in said]
        self.cost = np.array(costs, np.uint32)
        self.denies = np.array([one.polarity == "denies" for one in said], bool)

    def _number_ends(self, schema: Schema, said: Sequence[Said], carries: Sequence[bool]) -> None:
        states, sides = joints.state_codes(schema), joints.SIDE_CODES
        pairs = list(zip(said, carries, strict=True))
        self.states = (
            np.array([joints.CARRY if carry else states[one.subject_state] for one, carry in pairs], np.uint8),
            np.array([joints.CARRY if carry else states[one.object_state] for one, carry in pairs], np.uint8),
        )
        self.sides = (
            np.array([sides[one.subject_side] for one in said], np.uint8),
            np.array([sides[one.object_side] for one in said], np.uint8),
        )
        before = [(one.subject_state or "", one.subject_side or "", one.predicate) for one in said]
        after = [(one.object_state or "", one.object_side or "") for one in said]
        self.before, self.after = _ranks(before), _ranks(after)
        self.like = _ranks(list(zip(before, after, strict=True)))
        codes = (
            zip(state.tolist(), side.tolist(), strict=True) for state, side in zip(self.states, self.sides, strict=True)
        )
        self.near = tuple(_ranks(list(pairs)) for pairs in codes)
        texts = [(*one[:2], *other) for one, other in zip(before, after, strict=True)]
        self.words = tuple(_ranks([text[place] for text in texts]) for place in range(4))
        self.unsaid = tuple(np.array([not text[place] for text in texts], bool) for place in range(4))


def _turned(said: Said) -> Said:
    return said._replace(
        subject_state=said.object_state,
        subject_side=said.object_side,
        object_state=said.subject_state,
        object_side=said.subject_side,
    )


def _ranks(values: Sequence[Any]) -> Array:
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], np.min_scalar_type(len(places)))


class Edges:
    """Edges of claims, in the order and with the columns of an index.

    Args:
        schema: numbers states and predicates, and ranks.
        claims: in any order; those of one edge keep theirs.
        said: what the claims say.
        nodes: how many nodes there are.
    """

    def __init__(self, schema: Schema, claims: Columns, said: Sequence[Said], nodes: int) -> None:
        self.codes, self._ranking, self._nodes = Codes(schema, said), schema.ranking, nodes
        codes = self.codes
        before, after = codes.before.take(claims.said), codes.after.take(claims.said)
        self.order = order_by([claims.subject, before, claims.object, after])
        self.said, subject, obj = (column.take(self.order) for column in (claims.said, claims.subject, claims.object))
        starts = np.ones(len(self.order), bool)
        starts[1:] = subject[1:] != subject[:-1]
        for column in (obj, codes.like.take(self.said)):
            starts[1:] |= column[1:] != column[:-1]
        self.first = np.flatnonzero(starts)
        self.real = len(self.first)
        self.claim_edge = np.cumsum(starts, dtype=np.uint32)
        self.claim_edge -= np.uint32(1)
        self.counts = np.diff(self.first, append=len(self.order))
        self.subject, self.object, self.kind = (_some(column, self.first) for column in (subject, obj, self.said))
        self._judge()
        self._add_mirrors()
        self.walks = self.codes.walks.take(self.kind) & (self.status != STATUS_CODES["denied"])
        self.walkable = int(np.count_nonzero(self.walks[: self.real]))

    def _judge(self) -> None:
        """Find the status and the cost of each edge, and the claims that stand against it."""
        codes, ranking = self.codes, self._ranking
        best = np.where(codes.denies, _DENIAL, codes.cost).take(self.said)
        denials = np.flatnonzero(best == _DENIAL) if codes.denies.any() else np.zeros(0, np.int64)
        if self.real < len(best):
            best = np.minimum.reduceat(best, self.first)
        self.against = self._against(denials)
        self.status = np.zeros(self.real, np.uint8)
        self.status[self.against[0]] = STATUS_CODES["contested"]
        if len(denials):
            denied = best == _DENIAL
            self.status[denied] = STATUS_CODES["denied"]
            best[denied] = 0
        extra = np.array([ranking.status.get(status, 0) for status in STATUS_CODES], np.uint32)
        self.cost = best + (extra + np.uint32(ranking.hop)).take(self.status)

    def _against(self, denials: Array) -> tuple[Array, Array]:
        """Pair edges with the claims that deny them: of the same nodes and predicate, in general or just so."""
        if not len(denials):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        predicate = self.codes.predicate[self.kind]
        by_ends = order_by([self.subject, predicate, self.object])
        key = _ends_key(self.subject[by_ends], predicate[by_ends], self.object[by_ends])
        about = self.claim_edge[denials]
        wanted = _ends_key(self.subject[about], predicate[about], self.object[about])
        low, high = np.searchsorted(key, wanted, "left"), np.searchsorted(key, wanted, "right")
        counts = high - low
        denial = np.repeat(denials, counts)
        within = np.arange(len(denial)) - np.repeat(np.cumsum(counts) - counts, counts)
        edge = by_ends[np.repeat(low, counts) + within]
        fits = np.ones(len(edge), bool)
        general, particular = self.said[denial], self.kind[edge]
        for words, unsaid in zip(self.codes.words, self.codes.unsaid, strict=True):
            fits &= unsaid[general] | (words[general] == words[particular])
        return edge[fits], denial[fits]

    def _add_mirrors(self) -> None:
        """Add for walks what holds both ways."""
        mirrored = np.flatnonzero(self.codes.mirrors[self.kind])
        self.mirror = np.zeros(self.real + len(mirrored), "u1")
        self.mirror[self.real :] = 1
        self.origin = np.concatenate([np.arange(self.real), mirrored]) if len(mirrored) else None
        if self.origin is None:
            return
        subject, obj = self.subject, self.object
        self.subject = np.concatenate([subject, obj[mirrored]])
        self.object = np.concatenate([obj, subject[mirrored]])
        self.kind = np.concatenate([self.kind, self.kind[mirrored] + np.uint32(self.codes.given)])
        self.status, self.cost = self.status[self.origin], self.cost[self.origin]
        self.first, self.counts = self.first[self.origin], self.counts[self.origin]

    # ------------------------------------------------------------ sections

    def sections(self) -> Iterator[Section]:
        """Yield the sections of edges and of adjacency, in the order of an index."""
        codes, kind = self.codes, self.kind
        columns: dict[str, Numbers] = {
            "e.subj": self.subject,
            "e.obj": self.object,
            "e.cost": self.cost,
            "e.claim": self.first,
            "e.claims": self.counts,
            "e.pred": (codes.predicate, kind),
            "e.sstate": (codes.states[0], kind),
            "e.ostate": (codes.states[1], kind),
            "e.sside": (codes.sides[0], kind),
            "e.oside": (codes.sides[1], kind),
            "e.status": self.status,
            "e.mirror": self.mirror,
        }
        yield "edge", "c", columns
        predicate = codes.predicate.take(kind[: self.real])
        for name, ends in (("sub", self.subject[: self.real]), ("obj", self.object[: self.real])):
            yield from self._rows(name, ends, order_by([ends, predicate]))
        walks = np.flatnonzero(self.walks)
        like, cost = _some(kind, walks), _some(self.cost, walks)
        for name, ends, end in (("in", _some(self.object, walks), 1), ("out", _some(self.subject, walks), 0)):
            order = order_by([ends, codes.near[end].take(like), cost])
            yield from self._rows(name, ends, walks.take(order) if len(walks) < len(kind) else order)

    def _rows(self, name: str, ends: Array, edges: Array) -> Iterator[Section]:
        yield f"{name}.off", "I", offsets(np.bincount(ends, minlength=self._nodes))
        yield f"{name}.edge", "I", edges

    def disputes(self, claim_order: Array) -> Iterator[Section]:
        """Yield which claims stand against each edge, in the order of the claims' ids."""
        edge, claim = self.against
        order = order_by([edge, claim_order]) if len(edge) else edge
        edge, claim = edge[order], claim[order]
        counts = np.bincount(edge, minlength=self.real)
        if self.origin is not None and len(edge):
            starts = np.cumsum(counts) - counts
            counts = counts[self.origin]
            within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            claim = claim[np.repeat(starts[self.origin], counts) + within]
        elif self.origin is not None:
            counts = counts[self.origin]
        yield "dis.off", "I", offsets(counts)
        yield "dis.edge", "I", claim


def _some(column: Array, places: Array) -> Array:
    """Pick from a column in ascending order: all of it is not copied."""
    return column if len(places) == len(column) else column.take(places)


def _ends_key(subject: Array, predicate: Array, obj: Array) -> Array:
    """Three numbers as one that can be compared; nodes have at most 26 bits, predicates at most 11."""
    found: Array = (subject.astype(np.uint64) << np.uint64(38)) | (predicate.astype(np.uint64) << np.uint64(27)) | obj
    return found


def offsets(counts: Array) -> Array:
    """Return where each of several runs on end begins, and where the last one ends."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found
