"""Columns of claims → an index file, without a Python object for any of them. Needs numpy.

What `refgraph.assemble` does claim by claim is done here by sorting whole columns; both give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from refgraph import chain
from refgraph.assemble import STATUS_CODES
from refgraph.cells import Array
from refgraph.kgx_terms import Said
from refgraph.model import Schema

Section = tuple[str, str, Array]
TYPES = {"I": "<u4", "H": "<u2", "B": "u1", "Q": "<u8"}
MOST_NODES, MOST_CLAIMS = 1 << 26, 1 << 31
_NO_CLAIM = 1 << 40


@dataclass(slots=True)
class Columns:
    """Claims in the order in which they were told; nodes and sources are numbered in the order of their keys.

    Attributes:
        said: number of what the claim says (`refgraph.kgx_terms.Said`).
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

    Columns are packed into 64-bit words, and those sorted by 16 bits at a time, the least significant first: numpy
    sorts 16-bit numbers by counting, more than ten times faster than wide ones by comparing.

    Example:
        >>> order_by([np.array([2, 1, 2, 1]), np.array([1, 5, 0, 5])]).tolist()
        [1, 3, 2, 0]
    """
    order: Array | None = None
    for key, width in _packed(columns):
        for shift in range(0, width, 16):
            digits = (key >> np.uint64(shift)).astype(np.uint16)
            if order is None:
                order = np.argsort(digits, kind="stable")
            else:
                order = order.take(np.argsort(digits.take(order), kind="stable"))
    return np.arange(len(columns[0])) if order is None else order


def _packed(columns: Sequence[Array]) -> Iterator[tuple[Array, int]]:
    """Pack columns into words with their widths in bits, from the last column to the first."""
    key, used = np.zeros(len(columns[0]), np.uint64), 0
    for column in reversed(columns):
        width = int(column.max(initial=0)).bit_length()
        if used + width > 64:
            yield key, used
            key, used = np.zeros(len(column), np.uint64), 0
        key |= column.astype(np.uint64) << np.uint64(used)
        used += width
    yield key, used


class Codes:
    """What claims say, as columns of codes; where a predicate holds both ways all follows once more, turned round.

    Attributes:
        given: how many there are of either.
        before, after: rank of what stands before and after the object in the order of edges.
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
        self.cost = np.array(costs, np.uint16)
        self.denies = np.array([one.polarity == "denies" for one in said], bool)

    def _number_ends(self, schema: Schema, said: Sequence[Said], carries: Sequence[bool]) -> None:
        states, sides = chain.state_codes(schema), chain.SIDE_CODES
        pairs = list(zip(said, carries, strict=True))
        self.states = (
            np.array([chain.CARRY if carry else states[one.subject_state] for one, carry in pairs], np.uint8),
            np.array([chain.CARRY if carry else states[one.object_state] for one, carry in pairs], np.uint8),
        )
        self.sides = (
            np.array([sides[one.subject_side] for one in said], np.uint8),
            np.array([sides[one.object_side] for one in said], np.uint8),
        )
        before = [(one.subject_state or "", one.subject_side or "", one.predicate) for one in said]
        after = [(one.object_state or "", one.object_side or "") for one in said]
        self.before, self.after = _ranks(before), _ranks(after)
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
    return np.array([places[value] for value in values], np.int64)


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
        self.order = order_by([claims.subject, codes.before[claims.said], claims.object, codes.after[claims.said]])
        self.said, subject, obj = (column[self.order] for column in (claims.said, claims.subject, claims.object))
        starts = np.ones(len(self.order), bool)
        starts[1:] = False
        for column in (subject, obj, codes.before[self.said], codes.after[self.said]):
            starts[1:] |= column[1:] != column[:-1]
        self.first = np.flatnonzero(starts)
        self.real = len(self.first)
        self.claim_edge = (np.cumsum(starts) - 1).astype("<u4")
        self.counts = np.diff(self.first, append=len(self.order))
        self.subject, self.object = subject[self.first], obj[self.first]
        self.kind = self.said[self.first]
        self._judge()
        self._add_mirrors()
        self.walks = self.codes.walks[self.kind] & (self.status != STATUS_CODES["denied"])
        self.walkable = int(np.count_nonzero(self.walks[: self.real]))

    def _judge(self) -> None:
        """Find the status and the cost of each edge, and the claims that stand against it."""
        denies = self.codes.denies[self.said]
        cost = np.where(denies, _NO_CLAIM, self.codes.cost[self.said].astype(np.int64))
        best = np.minimum.reduceat(cost, self.first) if self.real else np.zeros(0, np.int64)
        self.against = self._against(np.flatnonzero(denies))
        contested = np.zeros(self.real, bool)
        contested[self.against[0]] = True
        self.status = np.where(
            best == _NO_CLAIM, STATUS_CODES["denied"], np.where(contested, STATUS_CODES["contested"], 0)
        )
        extra = np.array([self._ranking.status.get(status, 0) for status in STATUS_CODES], np.int64)
        self.cost = self._ranking.hop + np.where(best == _NO_CLAIM, 0, best) + extra[self.status]

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
        yield "e.subj", "I", self.subject
        yield "e.obj", "I", self.object
        yield "e.pred", "H", codes.predicate[kind]
        yield "e.sstate", "B", codes.states[0][kind]
        yield "e.ostate", "B", codes.states[1][kind]
        yield "e.sside", "B", codes.sides[0][kind]
        yield "e.oside", "B", codes.sides[1][kind]
        yield "e.status", "B", self.status
        yield "e.mirror", "B", self.mirror
        yield "e.cost", "I", self.cost
        predicate = codes.predicate[kind[: self.real]]
        for name, ends in (("sub", self.subject[: self.real]), ("obj", self.object[: self.real])):
            yield from self._rows(name, ends, order_by([ends, predicate]))
        walks = np.flatnonzero(self.walks)
        for name, ends, end in (("in", self.object, 1), ("out", self.subject, 0)):
            like = kind[walks]
            keys = [ends[walks], codes.states[end][like], codes.sides[end][like], self.cost[walks]]
            yield from self._rows(name, ends[walks], walks[order_by(keys)])
        yield "e.claim", "I", self.first
        yield "e.claims", "I", self.counts

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


def _ends_key(subject: Array, predicate: Array, obj: Array) -> Array:
    """Three numbers as one that can be compared; nodes have at most 26 bits, predicates at most 11."""
    found: Array = (subject.astype(np.uint64) << np.uint64(38)) | (predicate.astype(np.uint64) << np.uint64(27)) | obj
    return found


def offsets(counts: Array) -> Array:
    """Return where each of several runs on end begins, and where the last one ends."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found
