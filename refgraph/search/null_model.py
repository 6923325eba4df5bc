"""How unusual the paths between two findings are, against graphs in which who leads to what is shuffled.

As Hetionet did (Himmelstein et al. 2017, doi:10.7554/eLife.26726), the graph is permuted by swapping the ends of
edges of one predicate (XSwap: Hanhijärvi, Garriga, Puolamäki 2009, doi:10.1137/1.9781611972795.67), so that every
finding keeps how often it is the subject and the object of each predicate, and only who is paired with whom is left
to chance. State and side stay with their finding; what an edge costs stays with its subject. The same search then
counts the paths in each shuffled graph. The outcome is a word and the counts it comes from, never a probability:
claims are what somebody chose to write about, not a sample of anything.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.query_checks import check
from refgraph.search.walks.best_first import BestFirst, Limits
from refgraph.storage.index import Index

MOST_PATHS = 20
FEW_STEPS = Limits(steps=20_000)
MOST_EDGES = 50_000
MOST_PERMUTATIONS = 10_000
SWAPS_PER_EDGE = 10
FEWEST_PERMUTATIONS = 100
FEWEST_PATHS = 3
FEWEST_MOVED, TRIALS = 50, 10
MOST_GIVEN_UP = 5
GIVEN_UP = "the search for paths had to be given up"
CANNOT_TELL = "cannot-tell"
# The words, and of how many graphs in a hundred they speak; `docs/verdicts.md` says the same in prose.
RARE, SCARCE = 1, 5
WORDS = {
    "far-more": "at most 1 graph in 100 does as well, the graph itself counted",
    "more": "at most 5 graphs in 100 do as well, the graph itself counted",
    "ordinary": "shuffled graphs often do as well",
    "less": "at most 5 graphs in 100 do no better, the graph itself counted",
    CANNOT_TELL: "there is too little to judge by",
}
_End = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Chance:
    """Paths between two findings beside those of shuffled graphs.

    Attributes:
        number, quality: a key of `WORDS`: for how many paths there are, and for how directly the best is told.
        why: what keeps the words from being told, where they are `cannot-tell`.
        paths: how many paths there are, `MOST_PATHS` at the most; cost: of the best (`ranking.yaml`).
        permutations: shuffled graphs, none where nothing could be told anyway; seed: what they were drawn with.
        as_many, more: shuffled graphs with at least as many paths, and with more.
        as_direct, better: those whose best path costs no more, and less.
        moved: how many edges in a hundred led elsewhere in the shuffled graphs.
    """

    number: str
    quality: str
    why: str | None
    paths: int
    cost: int | None
    permutations: int
    seed: int
    as_many: int
    more: int
    as_direct: int
    better: int
    moved: int


@dataclass(slots=True)
class _Tally:
    """What is counted over the shuffled graphs."""

    paths: int
    cost: int | None
    complete: bool
    permutations: int = 0
    more: int = 0
    as_many: int = 0
    better: int = 0
    as_direct: int = 0
    given_up: int = 0
    moved: int = 0

    def add(self, paths: int, cost: int | None, complete: bool, moved: int) -> None:
        self.permutations += 1
        # What was not searched to its end may hold as much.
        self.more += paths > self.paths
        self.as_many += paths >= self.paths or not complete
        if self.cost is not None:
            self.better += cost is not None and cost < self.cost
            self.as_direct += (cost is not None and cost <= self.cost) or not complete
        self.given_up += not complete
        self.moved += moved


def chance(
    kg: KnowledgeGraph,
    origin: Finding,
    target: Finding,
    permutations: int = 200,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    *,
    limits: Limits = FEW_STEPS,
    most_edges: int = MOST_EDGES,
    **options: Any,
) -> Chance:
    """Compare the paths from one finding to another with those of shuffled graphs.

    The same graph, ends and numbers give the same outcome, on any machine.

    Args:
        kg: the graph.
        origin: where the paths begin; a state or side of None matches any.
        target: where they end; likewise.
        permutations: how many shuffled graphs; below 100 nothing is said.
        seed: another seed, other shuffled graphs.
        progress: told how many graphs are done, and of how many.
        limits: when a search of one graph gives up.
        most_edges: a graph of more edges is not shuffled.
        options: further fields of `refgraph.Query`, such as `max_hops` or `strict`; they hold for all graphs alike.

    Returns:
        The comparison: words, and the counts that they come from; never a probability.

    Raises:
        UnknownNameError: an end, or a name in an option, is not in the graph.
        UsageError: a number is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = chance(kg, Finding("upper-trapezius"), Finding("headache"), permutations=100)
        >>> found.number, found.why
        ('cannot-tell', 'fewer than 3 paths')
    """
    query = Query("paths", start=origin, end=target, **options)
    return compare(kg, query, permutations, seed, progress, limits=limits, most_edges=most_edges)


def compare(
    kg: KnowledgeGraph,
    query: Query,
    permutations: int = 200,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    *,
    limits: Limits = FEW_STEPS,
    most_edges: int = MOST_EDGES,
) -> Chance:
    """Compare what a query between two ends finds with what it finds in shuffled graphs.

    Args, order and errors are those of `chance`; `top` of the query does not matter.

    Args:
        kg: the graph.
        query: with a start and an end; its `top` does not matter.
        permutations: how many shuffled graphs; below 100 nothing is said.
        seed: another seed, other shuffled graphs.
        progress: told how many graphs are done, and of how many.
        limits: when a search of one graph gives up.
        most_edges: a graph of more edges is not shuffled.

    Returns:
        As of `chance`.

    Raises:
        UnknownNameError: an end, or a name in an option, is not in the graph.
        UsageError: a number is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> query = Query("paths", start=Finding("upper-trapezius"), end=Finding("headache"), strict=True)
        >>> compare(open_graph(Path("tests/data/mini")), query).paths
        2
    """
    if query.start is None or query.end is None:
        raise UsageError("only paths between two ends can be compared with chance")
    for end in (query.start, query.end):
        kg.number(end.entity)
    query = replace(query, top=MOST_PATHS)
    if not 1 <= permutations <= MOST_PERMUTATIONS:
        raise UsageError(f"permutations must be between 1 and {MOST_PERMUTATIONS}, not {permutations}")
    check(kg, query)
    tally = _Tally(*_count(kg, query, limits))
    why = _too_little(kg, tally, most_edges)
    if why is None:
        shuffled = Shuffled(kg)
        for i in range(permutations):
            moved = shuffled.shuffle(Random(f"{seed} {i}"))
            tally.add(*_count(shuffled.kg, query, limits), moved * 100 // max(shuffled.edges, 1))
            why = _no_use(tally)
            if progress is not None:
                progress(i + 1, permutations)
            if why is not None:
                break
        if why is None and permutations < FEWEST_PERMUTATIONS:
            why = f"fewer than {FEWEST_PERMUTATIONS} permutations"
    return _judge(tally, seed, why)


def _count(kg: KnowledgeGraph, query: Query, limits: Limits) -> tuple[int, int | None, bool]:
    """How many paths there are, what the best costs, and whether the search saw them all."""
    search = BestFirst(kg, query, limits)
    costs = [found.cost for found in islice(search.paths(), MOST_PATHS)]
    return len(costs), costs[0] if costs else None, search.outcome.complete


def _too_little(kg: KnowledgeGraph, tally: _Tally, most_edges: int) -> str | None:
    """Say why nothing could be told however many graphs were shuffled; None where something might."""
    if not tally.complete:
        return GIVEN_UP
    if tally.paths < FEWEST_PATHS:
        # A single claim between two findings is never there by chance; that it is there says nothing more.
        return f"fewer than {FEWEST_PATHS} paths"
    return f"more than {most_edges} edges to shuffle" if len(kg.index.column("out.edge")) > most_edges else None


def _no_use(tally: _Tally) -> str | None:
    """Say why it is no use to go on shuffling."""
    if tally.given_up > MOST_GIVEN_UP:
        return GIVEN_UP
    few = tally.permutations == TRIALS and tally.moved < FEWEST_MOVED * TRIALS
    return "shuffling leaves most of the graph as it is" if few else None


def _judge(tally: _Tally, seed: int, why: str | None) -> Chance:
    done = tally.permutations
    return Chance(
        number=CANNOT_TELL if why else _word(tally.as_many, tally.more, done),
        quality=CANNOT_TELL if why else _word(tally.as_direct, tally.better, done),
        why=why,
        paths=tally.paths,
        cost=tally.cost,
        permutations=done,
        seed=seed,
        as_many=tally.as_many,
        more=tally.more,
        as_direct=tally.as_direct,
        better=tally.better,
        moved=tally.moved // max(done, 1),
    )


def _word(as_well: int, better: int, permutations: int) -> str:
    """Find the word for how many shuffled graphs do as well, and better.

    The graph itself counts as one more, or a rare outcome would be taken for an impossible one (Phipson and Smyth
    2010, doi:10.2202/1544-6115.1585).
    """
    graphs = permutations + 1
    if (as_well + 1) * 100 <= RARE * graphs:
        return "far-more"
    if (as_well + 1) * 100 <= SCARCE * graphs:
        return "more"
    return "less" if (permutations - better + 1) * 100 <= SCARCE * graphs else "ordinary"


# ---------------------------------------------------------------- shuffled graphs


class _Overlay(Index):
    """An index of which some columns are replaced."""

    def __init__(self, under: Index) -> None:
        self._under, self.over = under, dict[str, Any]()

    def has(self, name: str) -> bool:
        return self._under.has(name)

    def column(self, name: str) -> Any:
        found = self.over.get(name)
        return self._under.column(name) if found is None else found


class Shuffled:
    """A graph whose walkable edges are shuffled; only searches may be run on it.

    Args:
        kg: the graph to shuffle.

    Attributes:
        kg: the shuffled graph; its claims and edges must not be read, for they still say what was said.
        edges: how many edges take part: those that a walk may take, but for claims of one thing alone.
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._index = _Overlay(kg.index)
        self.kg = KnowledgeGraph(self._index)
        column = kg.index.column
        self._walks = sorted(column("out.edge"))
        self._predicate = column("e.pred")
        real = [edge for edge in self._walks if not column("e.mirror")[edge]]
        self._subjects = {edge: _end(column, "s", edge) for edge in self._walks}
        self._objects = {edge: _end(column, "o", edge) for edge in real}
        self._mirrors = self._paired(set(self._walks).difference(real))
        self._groups: dict[int, list[int]] = {}
        for edge in real:
            if self._subjects[edge][0] != self._objects[edge][0]:
                self._groups.setdefault(self._predicate[edge], []).append(edge)
        self.edges = sum(map(len, self._groups.values()))

    def _paired(self, mirrored: Iterable[int]) -> dict[int, int]:
        """Find the mirror of each edge that has one."""
        column = self._index.column
        there = {(self._predicate[e], _end(column, "o", e), self._subjects[e]): e for e in mirrored}
        ends = {e: (self._predicate[e], self._subjects[e], obj) for e, obj in self._objects.items()}
        return {edge: there[key] for edge, key in ends.items() if key in there}

    def shuffle(self, dice: Random) -> int:
        """Shuffle anew, from the graph as it was, and return how many edges lead elsewhere than they did."""
        objects = dict(self._objects)
        for _, group in sorted(self._groups.items()):
            self._swap(group, objects, dice)
        self._write(objects)
        return sum(objects[edge] != self._objects[edge] for group in self._groups.values() for edge in group)

    def _swap(self, group: list[int], objects: dict[int, _End], dice: Random) -> None:
        """Exchange the objects of two edges, over and over, unless that would make an edge twice or a loop."""
        subjects = self._subjects
        pairs = {(subjects[edge], objects[edge]) for edge in group}
        if any(edge in self._mirrors for edge in group):
            pairs |= {(b, a) for a, b in pairs}
        size, draw = len(group), dice.random
        for _ in range(SWAPS_PER_EDGE * size):
            one, other = group[int(draw() * size)], group[int(draw() * size)]
            made = (subjects[one], objects[other]), (subjects[other], objects[one])
            if any(pair in pairs or pair[0][0] == pair[1][0] for pair in made) or made[0] == made[1][::-1]:
                continue
            for edge, new in ((one, made[0]), (other, made[1])):
                gone = subjects[edge], objects[edge]
                pairs.discard(gone)
                pairs.add(new)
                if edge in self._mirrors:
                    pairs.discard(gone[::-1])
                    pairs.add(new[::-1])
            objects[one], objects[other] = objects[other], objects[one]

    def _write(self, objects: dict[int, _End]) -> None:
        """Lay the shuffled ends over the columns of the index, and sort the adjacency as `assemble` does."""
        under, over = self._index._under.column, self._index.over
        ends = {end: [array(c, under(f"e.{name}")) for c, name in _columns(end)] for end in "so"}
        for edge, found in objects.items():
            _put(ends["o"], edge, found)
            if edge in self._mirrors:
                _put(ends["o"], self._mirrors[edge], self._subjects[edge])
                _put(ends["s"], self._mirrors[edge], found)
        for end in "so":
            over |= {f"e.{name}": column for (_, name), column in zip(_columns(end), ends[end], strict=True)}
        cost, count = under("e.cost"), len(under("out.off")) - 1
        for name, (entity, state, side) in (("in", ends["o"]), ("out", ends["s"])):
            order = sorted(self._walks, key=lambda e: (entity[e], state[e], side[e], cost[e], e))
            places = array("I", bytes(4 * (count + 1)))
            for edge in order:
                places[entity[edge] + 1] += 1
            for i in range(count):
                places[i + 1] += places[i]
            over[f"{name}.off"], over[f"{name}.edge"] = places, array("I", order)


def _columns(end: str) -> tuple[tuple[str, str], ...]:
    return ("I", "subj" if end == "s" else "obj"), ("B", f"{end}state"), ("B", f"{end}side")


def _end(column: Callable[[str], Any], end: str, edge: int) -> _End:
    entity, state, side = (column(f"e.{name}")[edge] for _, name in _columns(end))
    return entity, state, side


def _put(columns: Iterable[Any], edge: int, found: _End) -> None:
    for column, value in zip(columns, found, strict=True):
        column[edge] = value
