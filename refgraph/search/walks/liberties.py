"""What a walk that need not hold may do, what each such liberty weighs, and the least that is still to come of it.

The search for near misses (`refgraph.search.near_misses`) counts liberties; with the least of them that a walk still
has to take it is A* (Hart, Nilsson and Raphael 1968, doi:10.1109/TSSC.1968.300136).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from heapq import heappop, heappush

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import vocabulary

MAX_STEPS = 8
# How far each liberty goes; a walk that takes more than MAX_LIBERTY in all explains nothing any more.
MAX_LIBERTY = 5
CLASH, ALIKE, DENIED, DOWN, UP, NOT_WALKED = 2, 2, 3, 3, 4, 5
# So many moves are weighed from the end; what lies beyond is at least as far as the last of the entities.
MAX_SWEPT = 30_000
# What one of them weighs against a step.
LIBERTY = 100
_DENIED_MOVE = 1 + LIBERTY * DENIED
# Where edges are sorted by one end, the column of the other.
_FAR = ("obj", "e.subj"), ("sub", "e.obj")
_NEVER = 1 << 40


@lru_cache(maxsize=4)
def alike(kg: KnowledgeGraph) -> Mapping[str, Mapping[str, str]]:
    """Return the look-alikes of each entity, whichever of the two tells them apart, with the reason.

    Args:
        kg: the graph.

    Returns:
        Reasons by the key of the other, by key.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> all(one in alike(kg)[other] for one, others in alike(kg).items() for other in others)
        True
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in kg.told_apart():
        for other, reason in entity.distinct_from.items():
            found[entity.key][other] = reason
            found[other].setdefault(entity.key, reason)
    return found


@lru_cache(maxsize=4)
def alike_numbers(kg: KnowledgeGraph) -> Mapping[int, tuple[int, ...]]:
    """Return the numbers of the look-alikes of each entity that has any, by its own.

    Args:
        kg: the graph.

    Returns:
        Numbers in the index, by number.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(alike_numbers(kg)) == len(alike(kg))
        True
    """
    return {kg.number(key): tuple(map(kg.number, others)) for key, others in alike(kg).items()}


class Ahead:
    """The least that is still to come between an entity and the end, whatever the states and sides.

    It is found by a sweep from the end, against the moves, that ends where it meets the start; what it has not reached
    by then is at least as far. With it the search for the nearest walk is A*.

    Args:
        kg: the graph; of a part of one nothing is known beforehand.
        start: key of the entity that the walk begins with.
        end: key of the entity that it shall end in.
    """

    def __init__(self, kg: KnowledgeGraph, start: str, end: str) -> None:
        self._kg = kg
        self._known: dict[int, int] = {}
        self._rest, self._alike = 0, alike_numbers(kg)
        column = kg.index.column
        rows = ((column(f"{end}.off"), column(f"{end}.edge"), column(far)) for end, far in _FAR)
        self._columns = column("e.pred"), column("e.status"), *rows
        if kg.whole:
            self._sweep(kg.number(start), kg.number(end))

    def least(self, number: int) -> int:
        """Return the least weight between an entity and the end.

        Args:
            number: of the entity in the index.
        """
        return self._known.get(number, self._rest) if self._known else 0

    def _sweep(self, start: int, end: int) -> None:
        """Weigh entities from the end on, the nearest first; few weights are told apart, so each has its own list."""
        self._rest = _NEVER
        known, reached, waiting, due, weighed = self._known, {end: 0}, {0: [end]}, [0], 0
        while due:
            weight = heappop(due)
            for here in waiting.pop(weight):
                if here in known:
                    continue
                known[here] = weight
                if here == start or weight > LIBERTY * MAX_LIBERTY + MAX_STEPS or weighed > MAX_SWEPT:
                    self._rest = weight
                    return
                moves = self._into(here)
                weighed += len(moves)
                for more, other in moves:
                    then = weight + more
                    if then < reached.get(other, _NEVER):
                        reached[other] = then
                        if then not in waiting:
                            waiting[then] = []
                            heappush(due, then)
                        waiting[then].append(other)

    def _into(self, here: int) -> list[tuple[int, int]]:
        """Return what leads to an entity, with the least weight of the move."""
        predicates, status, (into, into_edges, subjects), (out, out_edges, objects) = self._columns
        along, against = self._weights
        moves = [
            (along[predicates[edge]] or (_DENIED_MOVE if status[edge] == vocabulary.DENIED else 1), subjects[edge])
            for edge in into_edges[into[here] : into[here + 1]]
        ]
        moves += [
            (weight, objects[edge])
            for edge in out_edges[out[here] : out[here + 1]]
            if (weight := against[predicates[edge]])
        ]
        if here in self._alike:
            moves += [(1 + LIBERTY * ALIKE, other) for other in self._alike[here]]
        return moves

    @cached_property
    def _weights(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The weight of each predicate that is never walked, and of each that can be taken the wrong way; else 0."""
        predicates = self._kg.schema.predicates.values()
        never = tuple(1 + LIBERTY * NOT_WALKED if p.walk == "no" else 0 for p in predicates)
        levels = tuple(
            1 + LIBERTY * (DOWN if p.walk == "carry" else UP) if p.flag and not p.symmetric else 0 for p in predicates
        )
        return never, levels
