"""All origins of a finding within some steps, each with the exact least cost of a coherent path from it. Needs numpy.

This package is fenced: `refgraph.api.every_origin` alone reaches it, and nothing else of search needs numpy. It imports
`graph`, `model` and, of search, the values of `best_first` and `constraints`. Read `sweep` first, then `edge_groups`
(how edges are laid out for it) and `repair` (what is done where the best walk is no path).

Answers are those of `refgraph.search.walks.best_first`, but all at once: layers of least costs (see `sweep`) lead back
from the finding. Two things keep such a least cost from being that of a path:

- Being joined costs once, where no source tells the whole path, and bars what is too general to join claims. So a
  second sweep keeps to one source: its entities are pairs of an entity and a source. The cost of an origin is the
  least by one source, or the least by any walk and what being joined costs, whichever is less.
- A walk may pass an entity twice. The few walks that may have done so are rebuilt; where the best walk of an origin
  has, its best path is searched for (`refgraph.search.all_origins.repair`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.all_origins.edge_groups import Array, Groups, Links
from refgraph.search.all_origins.repair import Repair
from refgraph.search.all_origins.sweep import Sweep, ranges, walks
from refgraph.search.walks.best_first import Found
from refgraph.search.walks.constraints import Constraints, Node

LIMIT = 100_000


@dataclass(frozen=True, eq=False)
class AllOrigins:
    """All origins of a finding, the cheapest first, then in the order of their entities, states and sides.

    Attributes:
        entities: numbers of the entities in the index.
        states, sides: codes of the states and sides that a path needs of its origin (see `refgraph.model.joints`).
        costs, hops: cost of the best path, and its steps: of equally good ones the least.
        unsettled: how many origins are left out because it is not known whether a path, or only a walk that comes
            back to where it was, leads from them.
    """

    entities: Array
    states: Array
    sides: Array
    costs: Array
    hops: Array
    unsettled: int
    _sweeps: tuple[Sweep, ...] = field(repr=False)
    _places: tuple[Array, Array] = field(repr=False)  # which sweep, and where in it
    _settled: dict[Node, Found] = field(repr=False)

    @property
    def complete(self) -> bool:
        """Whether no origin is left out."""
        return not self.unsettled

    @property
    def repaired(self) -> int:
        """How many origins have a best walk that is no path, and so another best path."""
        return len(self._settled)

    def __len__(self) -> int:
        return len(self.entities)

    def node(self, i: int) -> Node:
        """Return entity, state and side of an origin, as `refgraph.search.walks.best_first.Found` has them."""
        return int(self.entities[i]), int(self.states[i]), int(self.sides[i])

    def path(self, i: int) -> Found:
        """Return a best path of an origin, its edges in causal order; of equally good ones any, but always the same."""
        node = self.node(i)
        if node in self._settled:
            return self._settled[node]
        which, place = (column[i : i + 1] for column in self._places)
        edges, _ = walks(self._sweeps[int(which[0])], place)
        return Found(tuple(edges[0, : self.hops[i]].tolist()), int(self.costs[i]), node)


def all_origins(
    kg: KnowledgeGraph, target: Finding, max_hops: int = 6, *, strict: bool = False, limit: int = LIMIT
) -> AllOrigins:
    """Find all origins of a finding, each with the least cost of a coherent path that passes no entity twice.

    What serves any question about a graph is worked out with the first one.

    Args:
        kg: the graph.
        target: what is felt, as `refgraph.search.query_checks.check` lets it pass; a state or side of None matches any.
        max_hops: how many steps a path may have.
        strict: no joint may have a flag.
        limit: how many steps may be spent on the origins whose best walk is no path, all of them together.

    Returns:
        The origins, cheapest first, as columns of numbers of equal length.

    Raises:
        UnknownNameError: no entity has this key.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = all_origins(kg, Finding("headache"))
        >>> kg.entity_at(int(found.entities[0])).key, int(found.costs[0]), int(found.hops[0])
        ('upper-trapezius', 14, 1)
        >>> kg.edge(found.path(0).edges[0]).subject.state
        'tight'
    """
    query = Query("origins", end=target, max_hops=max_hops, strict=strict)
    return _Answer(kg, query, limit).origins()


# ---------------------------------------------------------------- what serves any question


class _Ready:
    """What a graph's questions share: its groups, and who tells each edge."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        edges = np.asarray(kg.index.column("in.edge"))
        self._ends = tuple(np.asarray(kg.index.column(name)) for name in ("e.subj", "e.obj"))
        # What leads from one state of a thing to another passes the thing twice.
        self._edges = edges[self._ends[0][edges] != self._ends[1][edges]]
        self.entities = kg.index.count("ent.key")
        self._groups: dict[bool, Groups] = {}
        self._tell()

    def groups(self, *, strict: bool) -> Groups:
        if strict not in self._groups:
            subject, obj = (ends[self._edges] for ends in self._ends)
            links = Links(self._edges, subject, obj, self.entities)
            self._groups[strict] = Groups(self._kg, links, strict=strict)
        return self._groups[strict]

    def _tell(self) -> None:
        """Pair edges with the sources that assert them, in the order of the entity led to and the source."""
        column = self._kg.index.column
        counts = np.asarray(column("e.claims"))[self._edges].astype(np.int64)
        claims = ranges(np.asarray(column("e.claim"))[self._edges].astype(np.int64), counts)
        edges, sources = np.repeat(self._edges, counts), np.asarray(column("c.src"))[claims]
        asserts = np.asarray(column("c.denies"))[claims] == 0
        databases = self._kg.database_numbers  # They tell no path whole.
        asserts &= (sources < databases.start) | (sources >= databases.stop)
        edges, self._sources = edges[asserts], self._kg.index.count("src.key")
        into = self._ends[1][edges].astype(np.int64) * self._sources + sources[asserts]
        order = np.lexsort((edges, into))
        self._told, self._into = edges[order], into[order]
        self._from = self._ends[0][self._told].astype(np.int64) * self._sources + sources[asserts][order]

    def one_source(self, target: int, hops: int) -> tuple[Links, Array, Array] | None:
        """Return what leads to a target by one source: links between pairs, entities of pairs, pairs of the target."""
        bounds = np.searchsorted(self._into, [target * self._sources, (target + 1) * self._sources])
        chosen = layer = np.arange(*bounds)
        for _ in range(hops - 1):
            heads = np.unique(self._from[layer])
            begin = np.searchsorted(self._into, heads)
            layer = ranges(begin, np.searchsorted(self._into, heads, side="right") - begin)
            layer = np.setdiff1d(layer, chosen, assume_unique=True)
            if not len(layer):
                break
            chosen = np.union1d(chosen, layer)
        if not len(chosen):
            return None
        pairs, ends = np.unique(np.concatenate([self._from[chosen], self._into[chosen]]), return_inverse=True)
        entities = pairs // self._sources
        links = Links(self._told[chosen], ends[: len(chosen)], ends[len(chosen) :], len(pairs))
        return links, entities, np.flatnonzero(entities == target)


_READY: WeakKeyDictionary[KnowledgeGraph, _Ready] = WeakKeyDictionary()


def _ready(kg: KnowledgeGraph) -> _Ready:
    if kg not in _READY:
        _READY[kg] = _Ready(kg)
    return _READY[kg]


# ---------------------------------------------------------------- one question


class _Answer:
    """One question's sweeps, and what they say of each origin, by its place in the table of the first sweep."""

    def __init__(self, kg: KnowledgeGraph, query: Query, limit: int) -> None:
        assert query.end is not None
        self._kg, self._query, self._constraints = kg, query, Constraints(kg, query)
        self._left, self._unsettled = limit, 0
        self._found: dict[Node, Found] = {}
        target, *pattern = self._constraints.pattern(query.end)
        self._pattern, ready = (pattern[0], pattern[1]), _ready(kg)
        groups = ready.groups(strict=query.strict)
        self._walks = self._sweep(groups, np.array([target]), sorted(kg.unspecific_numbers))
        self._sweeps: tuple[Sweep, ...] = (self._walks,)
        self._origins = _Origins.of(self._walks, kg.schema.ranking.joined)
        alone = ready.one_source(target, query.max_hops)
        if alone is not None:
            links, entities, starts = alone
            sweep = self._sweep(Groups(kg, links, strict=query.strict), starts)
            self._sweeps = (self._walks, sweep)
            theirs = _Origins.of(sweep, 0)
            self._places = _translated(sweep, self._walks, entities), theirs.places
            self._origins = self._origins.with_others(theirs, self._places[0])

    def _sweep(self, groups: Groups, starts: Array, dead_ends: Sequence[int] = ()) -> Sweep:
        return Sweep(groups, starts, self._pattern, self._query.max_hops, self._constraints.least, dead_ends)

    def origins(self) -> AllOrigins:
        self._drop_walks()
        origins, groups = self._origins, self._walks.groups
        row, entity = np.divmod(origins.places, groups.entities)
        order = np.argsort((origins.costs * groups.entities + entity) * max(groups.rows, 1) + row)
        state, side = np.divmod(row[order], max(len(groups.sides), 1))
        return AllOrigins(
            entities=_frozen(entity[order]),
            states=_frozen(groups.states[state]),
            sides=_frozen(groups.sides[side]),
            costs=_frozen(origins.costs[order]),
            hops=_frozen(origins.hops[order]),
            unsettled=self._unsettled,
            _sweeps=self._sweeps,
            _places=(origins.sweeps[order], origins.at[order]),
            _settled=self._found,
        )

    def _drop_walks(self) -> None:
        """Find the best paths of the origins whose best walk passes an entity twice; leave out those that have none."""
        origins = self._origins
        repeating = np.concatenate(
            [chosen[_repeats(walks(sweep, origins.at[chosen])[1])] for sweep, chosen in self._doubtful()]
        )
        kept = np.ones(len(origins.places), bool)
        kept[repeating] = False
        for i in repeating.tolist():
            path = self._repaired(int(origins.places[i]))
            if path is not None and path.node is not None:
                self._found[path.node], kept[i] = path, True
                origins.costs[i], origins.hops[i] = path.cost, len(path.edges)
        origins.keep(np.flatnonzero(kept))

    def _doubtful(self) -> Iterator[tuple[Sweep, Array]]:
        for number, sweep in enumerate(self._sweeps):
            yield sweep, np.flatnonzero(self._origins.doubts & (self._origins.sweeps == number))

    def _repaired(self, place: int) -> Found | None:
        """Return the best path of an origin, if it has any."""
        joined, found = self._kg.schema.ranking.joined, []
        searches = [Repair(self._walks, [place])]
        searches += [Repair(sweep, self._alike(place)) for sweep in self._sweeps[1:]]
        for extra, search in zip((joined, 0), searches, strict=False):
            path = search.path(self._left)
            self._left -= search.steps
            if not search.complete:
                self._unsettled += 1
                return None
            if path is not None:
                found.append((path[0] + extra, len(path[1]), path[1]))
        if not found:
            return None
        cost, _, edges = min(found)
        row, entity = divmod(place, self._walks.groups.entities)
        return Found(edges, cost, (entity, *self._walks.groups.node(row)))

    def _alike(self, place: int) -> list[int]:
        """Return the places in the second sweep of an origin in the first."""
        ours, theirs = self._places
        return [int(i) for i in theirs[ours == place]]


@dataclass(slots=True)
class _Origins:
    """What is known of origins, in columns; `places` are in ascending order."""

    places: Array
    costs: Array
    hops: Array
    doubts: Array  # whether the walk that has this cost may pass an entity twice
    sweeps: Array
    at: Array

    @classmethod
    def of(cls, sweep: Sweep, joined: int) -> _Origins:
        places = np.flatnonzero(sweep.costs < sweep.never)
        costs = sweep.costs.reshape(-1)[places].astype(np.int64)
        hops = sweep.hops.reshape(-1)[places]
        first = np.zeros(len(places), np.uint8)
        return cls(places, (costs >> 1) + joined, hops, (costs & 1) == 1, first, places.copy())

    def with_others(self, others: _Origins, places: Array) -> _Origins:
        """Take in what another sweep has found: what is new, cheaper, shorter, or as good but surely a path."""
        at = np.concatenate([self.places, places])
        both = {
            name: np.concatenate([getattr(self, name), getattr(others, name)])
            for name in self.__slots__
            if name != "places"
        }
        both["sweeps"][len(self.places) :] = 1
        order = np.lexsort((both["sweeps"], both["doubts"], both["hops"], both["costs"], at))
        best = order[np.flatnonzero(np.diff(at[order], prepend=-1))]
        return _Origins(at[best], **{name: column[best] for name, column in both.items()})

    def keep(self, chosen: Array) -> None:
        if len(chosen) < len(self.places):
            for name in self.__slots__:
                setattr(self, name, getattr(self, name)[chosen])


def _translated(sweep: Sweep, into: Sweep, entities: Array) -> Array:
    """Return the places that the origins of one sweep have in the table of another; `entities` renumbers entities."""
    theirs, ours = sweep.groups, into.groups
    row, entity = np.divmod(np.flatnonzero(sweep.costs < sweep.never), theirs.entities)
    state = np.searchsorted(ours.states, theirs.states)[row // max(len(theirs.sides), 1)]
    side = np.searchsorted(ours.sides, theirs.sides)[row % max(len(theirs.sides), 1)]
    found: Array = (state * len(ours.sides) + side) * ours.entities + entities[entity]
    return found


def _frozen(column: Array) -> Array:
    column.flags.writeable = False
    return column


def _repeats(passed: Array) -> Array:
    """Say which rows hold a number twice; -1 does not count."""
    ordered = np.sort(passed, axis=1)
    found: Array = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1)
    return found
