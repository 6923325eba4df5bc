"""The search for the walk that takes the fewest liberties: A* over what a step may do, whether it holds or not.

A place is an entity with the state and the side that the walk stands on. Thousands of moves are weighed and a handful
told, so a move is numbers alone; `refgraph.search.near_misses` puts those of the nearest walk into words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import vocabulary
from refgraph.model.joints import Ends
from refgraph.model.sides import ANY
from refgraph.model.statements import Finding
from refgraph.search.walks.liberties import (
    ALIKE,
    CLASH,
    DENIED,
    DOWN,
    LIBERTY,
    MAX_LIBERTY,
    MAX_STEPS,
    NOT_WALKED,
    UP,
    Ahead,
    alike_numbers,
)
from refgraph.search.walks.steps import ends_reader

# So many moves are weighed for all walks of a question; what is farther away explains little.
MAX_WEIGHED = 10_000
# How a move goes: along an edge, against one, to a look-alike; or it is the end, where nothing more is done.
ALONG, AGAINST, LOOK_ALIKE, END = range(4)
# What a move breaks, as bits.
UNWALKED, GENERAL, JOINT, LEVEL, OTHER = 1, 2, 4, 8, 16

Place = tuple[int, int, int]
Key = tuple[int, int, int]


class Move(NamedTuple):
    """One move of a walk, as numbers.

    Attributes:
        key: how it goes, the number of its edge (or of where it leaves), and the number of its look-alike or 0.
        start, end: places, each an entity with codes of state and side.
        breaks: what it breaks, as bits; 0 where it holds.
    """

    key: Key
    start: Place
    end: Place
    breaks: int


# A move as it is weighed: its key, where it leads, what it breaks, its liberty, and the least that is to come after it.
_Weighed = tuple[Key, Place, int, int, int]
# Of the heap: what is due, how many moves, their keys, the place, the entities passed, and the liberties taken.
_Entry = tuple[int, int, tuple[Key, ...], Place, tuple[int, ...], int]


class Nearest:
    """The walks between two findings that need not hold, those with the fewest liberties first.

    Args:
        kg: the graph.
        start, end: the two findings.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> walks = Nearest(kg, Finding("pelvis-dragged-forward"), Finding("neck-pain"))
        >>> [move.breaks for move in walks.walk(())] == [OTHER, 0, 0]
        True
    """

    def __init__(self, kg: KnowledgeGraph, start: Finding, end: Finding) -> None:
        self._kg, self._codes = kg, kg.codes
        self._start = (kg.number(start.entity), *kg.codes.pattern(start))
        self._end = (kg.number(end.entity), *kg.codes.pattern(end))
        self._ahead, self._alike = Ahead(kg, start.entity, end.entity), alike_numbers(kg)
        column, predicates = kg.index.column, kg.schema.predicates.values()
        self._predicate = column("e.pred")
        self._subjects, self._objects, self._status = column("e.subj"), column("e.obj"), column("e.status")
        self._never = tuple(predicate.walk == "no" for predicate in predicates)
        # What it weighs to take an edge of each predicate the wrong way; 0 where it does not change the level.
        levels = ((p, p.flag and not p.symmetric) for p in predicates)
        self._turned = tuple((DOWN if p.walk == "carry" else UP) if changes else 0 for p, changes in levels)
        self._left = MAX_WEIGHED
        self._known: dict[int, Ends] = {}
        self._ends_of = ends_reader(kg)
        self._moves: dict[tuple[Place, bool], tuple[_Weighed, ...]] = {}
        self._near: dict[int, tuple[Mapping[int, int], tuple[int, ...], tuple[int, ...]]] = {}

    def walk(self, barred: Collection[Key]) -> tuple[Move, ...] | None:
        """Return the moves of the best walk that takes none of some moves.

        Args:
            barred: keys of moves.

        Returns:
            The moves in their order; the last is an `END` where the walk arrives with another state or side than was
            asked for. None where there is no walk.
        """
        heap: list[_Entry] = [(self._ahead.least(self._start[0]), 0, (), self._start, (self._start[0],), 0)]
        seen: set[Place] = set()
        end = self._end[0]
        while heap and self._left > 0:
            due, count, keys, here, passed, taken = heappop(heap)
            if here[0] == end:
                if keys and (keys[-1][0] == END or self._arrives(here)):
                    return self._read(keys)
                heappush(heap, (due + LIBERTY * CLASH, count, (*keys, (END, 0, 0)), here, passed, taken))
            elif here not in seen and count < MAX_STEPS:
                seen.add(here)
                weight = due - self._ahead.least(here[0])
                moves = self._from(here, first=not keys)
                self._left -= len(moves)
                for key, to, _, liberty, least in moves:
                    free = to not in seen and to[0] not in passed and key not in barred
                    if free and taken + liberty + least // LIBERTY <= MAX_LIBERTY:
                        then = weight + liberty * LIBERTY + 1 + least
                        entry = then, count + 1, (*keys, key), to, (*passed, to[0]), taken + liberty
                        heappush(heap, entry)
        return None

    def _arrives(self, here: Place) -> bool:
        return self._codes.at_end(here[1], here[2], self._end[1:]) is not None

    def _read(self, keys: tuple[Key, ...]) -> tuple[Move, ...]:
        """Walk again along the keys of moves."""
        here, moves = self._start, []
        for count, key in enumerate(keys):
            if key[0] == END:
                moves.append(Move(key, here, here, JOINT))
                break
            to, breaks = next(one[1:3] for one in self._from(here, first=not count) if one[0] == key)
            moves.append(Move(key, here, to, breaks))
            here = to
        return tuple(moves)

    # ------------------------------------------------------------ the moves from a place

    def _from(self, here: Place, *, first: bool) -> tuple[_Weighed, ...]:
        """Return the moves from a place that may still arrive."""
        found = self._moves.get((here, first))
        if found is None:
            found = self._moves[here, first] = tuple(self._weighed(here, first=first))
        return found

    def _weighed(self, here: Place, *, first: bool) -> Iterator[_Weighed]:
        least, along, against = self._beside(here[0])
        general = not first and here[0] in self._kg.unspecific_numbers
        for edge in along:
            yield self._step(here, edge, general, least[self._objects[edge]])
        for edge in against:
            to = self._subjects[edge]
            liberty = self._turned[self._predicate[edge]]
            place = (to, *(here[1:] if liberty == DOWN else (ANY, ANY)))
            yield (AGAINST, edge, 0), place, LEVEL, liberty, least[to]
        for other in self._alike.get(here[0], ()):
            if other in least:
                yield (LOOK_ALIKE, here[0], other), (other, ANY, ANY), OTHER, ALIKE, least[other]

    def _step(self, here: Place, edge: int, general: bool, least: int) -> _Weighed:
        """Weigh the step along an edge; where its joint does not hold, the walk goes on as if it had begun here."""
        ends = self._ends(edge)
        breaks, liberty = (GENERAL, CLASH) if general else (0, 0)
        never = self._never[ends.predicate]
        if never or self._status[edge] == vocabulary.DENIED:
            breaks, liberty = breaks | UNWALKED, liberty + (NOT_WALKED if never else DENIED)
        joint = self._codes.forward(ends, here[1], here[2])
        if joint is None:
            breaks, liberty = breaks | JOINT, liberty + CLASH
            joint = self._codes.forward(ends, ANY, ANY)
        state, side = (joint.state, joint.side) if joint else (ANY, ANY)
        return (ALONG, edge, 0), (self._objects[edge], state, side), breaks, liberty, least

    def _ends(self, edge: int) -> Ends:
        found = self._known.get(edge)
        if found is None:
            found = self._known[edge] = self._ends_of(edge)
        return found

    def _beside(self, here: int) -> tuple[Mapping[int, int], tuple[int, ...], tuple[int, ...]]:
        """What stands beside an entity and may still arrive, with the least to come after it, and the edges there."""
        found = self._near.get(here)
        if found is None:
            key = self._kg.key_at(here)
            out, into = self._kg.edge_numbers(subject=key), self._kg.edge_numbers(object=key)
            turned = [edge for edge in into if self._turned[self._predicate[edge]]]
            beside = {
                *(self._objects[e] for e in out),
                *(self._subjects[e] for e in turned),
                *self._alike.get(here, ()),
            }
            weights = {other: self._ahead.least(other) for other in beside}
            least = {other: weight for other, weight in weights.items() if weight // LIBERTY <= MAX_LIBERTY}
            along = tuple(edge for edge in out if self._objects[edge] in least)
            found = self._near[here] = least, along, tuple(edge for edge in turned if self._subjects[edge] in least)
        return found
