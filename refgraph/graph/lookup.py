"""Where in the index something stands: the edges between ends, and the names that hold a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from refgraph.language.pieces import pieces
from refgraph.model.vocabulary import Schema
from refgraph.storage.index import Index

CHUNK = 1 << 22
# A row of so many edges is read through sooner than its predicates are looked for.
FEW = 16
# Look-ups that are kept: one question asks the same of what lies around it again and again.
MOST_KEPT = 1 << 15


def predicate_numbers(schema: Schema, predicate: str | None, family: str | None) -> frozenset[int] | None:
    """Return the numbers of the predicates that a look-up is narrowed to; None for all.

    Args:
        schema: the vocabulary.
        predicate: a key; None for any.
        family: a key; None for any.

    Returns:
        Numbers of predicates in the order of the schema.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(predicate_numbers(kg.schema, None, "causal")) > 1, predicate_numbers(kg.schema, None, None)
        (True, None)
    """
    if predicate is None and family is None:
        return None
    known = enumerate(schema.predicates.values())
    return frozenset(i for i, p in known if predicate in (None, p.key) and family in (None, p.family))


def edge_numbers(index: Index, subject: int | None, obj: int | None, wanted: frozenset[int] | None) -> Iterable[int]:
    """Return the numbers of edges, in their order.

    Args:
        index: where they stand.
        subject: the number of the entity that they lead from; None for any.
        obj: the number of the entity that they lead to; None for any.
        wanted: numbers of predicates; None for all.

    Returns:
        Numbers of edges, ascending.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(list(edge_numbers(kg.index, None, kg.number("headache"), None))) == len(kg.edges(object="headache"))
        True
    """
    if (subject is None) != (obj is None):
        row = _row(index, "obj", obj) if obj is not None else _row(index, "sub", subject or 0)
        return sorted(row if wanted is None else _of_predicates(index, row, wanted)) if len(row) else ()
    ends = ("sub", subject), ("obj", obj)
    rows = sorted((_row(index, name, end) for name, end in ends if end is not None), key=len)
    if not rows:
        numbers, every = index.column("e.pred"), range(index.column("obj.off")[-1])
        return every if wanted is None else (i for i in every if numbers[i] in wanted)
    found = rows[0] if wanted is None else _of_predicates(index, rows[0], wanted)
    subjects, objects = index.column("e.subj"), index.column("e.obj")
    return sorted(i for i in found if (subjects[i], objects[i]) == (subject, obj))


class Rows:
    """Finds the numbers of edges, and keeps what it has found.

    Args:
        index: where they stand.
        schema: the vocabulary of the index.
        most: so many look-ups are kept; then they are forgotten.
    """

    def __init__(self, index: Index, schema: Schema, most: int = MOST_KEPT) -> None:
        self._index, self._schema, self._most = index, schema, most
        self._kept: dict[tuple[int | None, int | None, str | None, str | None], tuple[int, ...]] = {}
        self._wanted: dict[tuple[str | None, str | None], frozenset[int] | None] = {}

    def numbers(self, subject: int | None, obj: int | None, predicate: str | None, family: str | None) -> Sequence[int]:
        """Return the numbers of edges, ascending; None for any."""
        asked = subject, obj, predicate, family
        found = self._kept.get(asked)
        if found is None:
            narrowed = predicate, family
            if narrowed not in self._wanted:
                self._wanted[narrowed] = predicate_numbers(self._schema, *narrowed)
            if len(self._kept) >= self._most:
                self._kept.clear()
            found = self._kept[asked] = tuple(edge_numbers(self._index, subject, obj, self._wanted[narrowed]))
        return found


def _row(index: Index, name: str, number: int) -> Sequence[int]:
    places = index.column(f"{name}.off")
    row: Sequence[int] = index.column(f"{name}.edge")[places[number] : places[number + 1]]
    return row


def _of_predicates(index: Index, row: Sequence[int], wanted: frozenset[int]) -> Iterable[int]:
    """Yield the edges of some predicates out of those of one end, which are sorted by predicate."""
    numbers, place = index.column("e.pred"), 0
    if len(row) <= FEW:
        yield from (edge for edge in row if numbers[edge] in wanted)
        return
    while place < len(row):
        here = numbers[row[place]]
        end = bisect_right(row, here, place, key=numbers.__getitem__)
        if here in wanted:
            yield from row[place:end]
        place = end


def names_with(index: Index, text: str, most: int | None = None, chunk: int = CHUNK) -> tuple[int, ...]:
    """Return the numbers of the normalised names that hold a text, in alphabetical order.

    Args:
        index: where they stand.
        text: some normalised letters.
        most: more than so many are not looked for.
        chunk: how many bytes are searched at a time.

    Returns:
        Numbers of names, ascending, at most `most`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [kg.name_at(number)[0] for number in names_with(kg.index, "headac", 9)]
        ['cervicogenic headache', 'headache', 'nod headache']
    """
    return tuple(number for number, _ in islice(holding(index, "name", text, chunk), most))


def holding(index: Index, blob: str, text: str, chunk: int = CHUNK) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the texts of a blob that hold a text, ascending, each with the place of it there.

    Args:
        index: where they stand.
        blob: the name of the blob.
        text: some letters.
        chunk: how many bytes are searched at a time.

    Yields:
        Pairs of the number of a text and the place within it, in bytes.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> next(holding(kg.index, "name", "odheadache"), None), next(holding(kg.index, "name", "ervicogenic"))[1]
        (None, 1)
    """
    wanted, places = text.encode(), index.column(f"{blob}.off")
    whole, last = index.column(blob), -1
    for begin in range(0, len(whole), chunk):
        # What lies across two chunks is looked for with the first of them.
        part = bytes(whole[begin : begin + chunk + len(wanted) - 1])
        place = part.find(wanted)
        while place >= 0:
            number = bisect_right(places, begin + place) - 1
            inside = begin + place + len(wanted) <= places[number + 1]
            if inside and number != last:
                last = number
                yield number, begin + place - places[number]
            place = part.find(wanted, places[number + 1] - begin if inside else place + 1)


def sharing(index: Index, text: str, most: int) -> Counter[int]:
    """Count the pieces of words that names share with a text, the rarest pieces first.

    Args:
        index: one that has pieces of names.
        text: normalised.
        most: more places than so many are not read: what stands in very many names tells little.

    Returns:
        How many pieces each name shares, by its number.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> found = sharing(kg.index, "hedache", 1000).most_common(2)
        >>> sorted(kg.name_at(number)[0] for number, _ in found)
        ['cervicogenic headache', 'headache']
    """
    places, names = index.column("piece.at"), index.column("piece.name")
    found = (number for piece in sorted(pieces(text)) for number in index.find("piece", piece))
    rows = sorted((places[number + 1] - places[number], number) for number in found)
    shared: Counter[int] = Counter()
    for length, number in rows:
        most -= length
        if most < 0 and shared:
            break
        shared.update(names[places[number] : places[number + 1]])
    return shared
