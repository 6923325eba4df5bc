"""The search: best coherent paths first, over the flat arrays of the index.

A walk starts at the queried end and is extended edge by edge, cheapest first, on (entity, state, side). Every path is
simple:
no entity stands in it twice. Edges of a node are not all put on the heap: each group of like edges, sorted by cost,
is a cursor that moves on when its head is taken, so that a node with a million edges costs what is read of it.

A partial path is dropped when at least `per_origin` better ones end at the same node, through no entity that it does
not pass
itself, through every `via` it passes, and with every source it could still be told by (or better still after they
pay for being joined): whatever continues the dropped path continues them too, so none of the best paths is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, NamedTuple

from refgraph import chain
from refgraph.errors import UnknownNameError
from refgraph.graph import KnowledgeGraph
from refgraph.model import Claim, Finding, Query

Node = tuple[int, int, int]
MAX_POPS = 200_000
MAX_HEAP = 2_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A path as numbers of edges, in causal order."""

    edges: tuple[int, ...]
    cost: int


@dataclass(slots=True)
class Outcome:
    """What is known of a search once it has ended; `complete` is False where it gave up early."""

    complete: bool = True
    pops: int = 0


class _Partial(NamedTuple):
    """A path so far: edges from the queried end on, the node it has reached, and what it has passed."""

    cost: int
    edges: tuple[int, ...]
    node: Node
    passed: frozenset[int]
    sources: frozenset[int] | None  # that tell every step so far; None before the first
    via: frozenset[int]


@dataclass(slots=True)
class Search:
    """A search for the paths that a query asks for.

    Args:
        kg: the graph.
        query: what to look for; `top` is the caller's to heed, the search yields on.
        max_pops: after how many steps to give up.
    """

    kg: KnowledgeGraph
    query: Query
    max_pops: int = MAX_POPS
    outcome: Outcome = field(default_factory=Outcome)

    def paths(self) -> Iterator[Found]:
        """Yield paths in their total order (see `graph_data/schema/ranking.yaml`), as many as there are."""
        return _Run(self).paths()


class _Run:
    """One run over the arrays; `back` goes from the end of the query to causes, else from its start to effects."""

    def __init__(self, search: Search) -> None:
        self.search, self.query, self.outcome = search, search.query, search.outcome
        self.back = search.query.end is not None
        self.rules, self.codes = Rules(search.kg, search.query), search.kg.codes
        column = search.kg.index.column
        side = "in" if self.back else "out"
        near, far = ("obj", "subj") if self.back else ("subj", "obj")
        self.places, self.edges = column(f"{side}.off"), column(f"{side}.edge")
        self.near_state, self.near_side = column(f"e.{near[0]}state"), column(f"e.{near[0]}side")
        self.far, self.far_state = column(f"e.{far}"), column(f"e.{far[0]}state")
        self.cost = column("e.cost")
        self.heap: list[tuple[Any, ...]] = []
        self.better: dict[Node, list[_Partial]] = {}
        self.taken: dict[Node, int] = {}
        self.quota = search.query.top if search.query.kind == "paths" else search.query.per_origin
        self.goal = self.rules.pattern(search.query.start) if self.back and search.query.start else None
        self.bound = self._bound()

    def _bound(self) -> dict[int, int] | None:
        """Least number of steps from the query's start to each entity, whatever the states; None without a start."""
        if self.goal is None:
            return None
        column = self.search.kg.index.column
        places, edges, objects = column("out.off"), column("out.edge"), column("e.obj")
        found, layer = {self.goal[0]: 0}, [self.goal[0]]
        for hops in range(1, self.query.max_hops + 1):
            ahead = {objects[e] for entity in layer for e in edges[places[entity] : places[entity + 1]]}
            layer = [entity for entity in ahead if entity not in found]
            found |= dict.fromkeys(layer, hops)
        return found

    def paths(self) -> Iterator[Found]:
        first = self.query.end if self.back else self.query.start
        if first is None:
            return
        node = self.rules.pattern(first)
        if self.goal is not None and (self.goal[0] == node[0] or node[0] not in (self.bound or {})):
            return
        start = _Partial(0, (), node, frozenset((node[0],)), None, self.rules.via & {node[0]})
        self._expand(start)
        while self.heap:
            self.outcome.pops += 1
            if self.outcome.pops > self.search.max_pops or len(self.heap) > MAX_HEAP:
                self.outcome.complete = False
                return
            found = self._next()
            if found is not None:
                yield found

    def _next(self) -> Found | None:
        """Take the best of the heap; return it if it is a path that was asked for."""
        cost, _, trail, stage, what = heappop(self.heap)
        if stage == 0:
            made = self._advance(trail, *what)
            if made is None:
                return None
            if made.cost > cost:
                heappush(self.heap, (made.cost, len(trail), trail, 1, made))
                return None
            return self._settle(made)
        if stage == 2:
            return self._found(trail, cost)
        return self._settle(what)

    def _found(self, trail: tuple[int, ...], cost: int) -> Found:
        return Found(trail[::-1] if self.back else trail, cost)

    # ------------------------------------------------------------ settling a partial path

    def _settle(self, path: _Partial) -> Found | None:
        """Take up a partial path: hand it out if it is one that was asked for, and extend it."""
        if self._dominated(path):
            return None
        arrived = self.goal is not None and path.node[0] == self.goal[0]
        if not arrived and len(path.edges) < self.query.max_hops:
            self._expand(path)
        if self.goal is not None:
            if arrived:
                self._arrive(path)
            return None
        if not self._asked_for(path) or self.taken.get(path.node, 0) >= self.quota:
            return None
        self.taken[path.node] = self.taken.get(path.node, 0) + 1
        return self._found(path.edges, path.cost)

    def _arrive(self, path: _Partial) -> None:
        """Judge the joint of a path with the start that was asked for, and put it back at its final cost."""
        assert self.goal is not None
        _, state, side = self.goal
        met = self.codes.meet(state, path.node[1])
        joined = (False, 0) if side == chain.ANY else chain.side_back(side, side, path.node[2])
        if not self.rules.via <= path.via or not met or joined is None:
            return
        if not (self.query.strict and (met > 1 or joined[0])):
            cost = path.cost + self.rules.joint_cost(met, joined[0])
            heappush(self.heap, (cost, len(path.edges), path.edges, 2, None))

    def _asked_for(self, path: _Partial) -> bool:
        """A path of an open end must not end in a mere change of level, and must meet the filters of its end."""
        return (
            not self.rules.carries(path.edges[-1]) and self.rules.via <= path.via and self.rules.welcome(path.node[0])
        )

    def _dominated(self, path: _Partial) -> bool:
        rivals = self.better.setdefault(path.node, [])
        if sum(1 for other in rivals if self._better(other, path)) >= self.quota:
            return True
        rivals.append(path)
        return False

    def _better(self, other: _Partial, path: _Partial) -> bool:
        """Say whether all that continues one path continues another, taken up before it, at least as well."""
        if not (other.passed <= path.passed and path.via <= other.via):
            return False
        if self.rules.carries(other.edges[-1]) and not self.rules.carries(path.edges[-1]):
            return False
        if path.sources:
            return other.sources is not None and other.sources >= path.sources
        # A path that has paid for being joined is only beaten by one that would still be better once it pays too.
        due = self.rules.ranking.joined if other.sources else 0
        return (other.cost + due, len(other.edges), other.edges) <= (path.cost, len(path.edges), path.edges)

    # ------------------------------------------------------------ extending a path

    def _expand(self, path: _Partial) -> None:
        """Open a cursor on each group of like edges that may follow."""
        entity, state, _ = path.node
        begin, end = self.places[entity], self.places[entity + 1]
        while begin < end:
            head = self.edges[begin]
            near = self.near_state[head], self.near_side[head]
            stop = self._group_end(begin, end, near)
            if near[0] == chain.CARRY or self.codes.meet(near[0], state):
                self._cursor(path, begin, stop)
            begin = stop

    def _group_end(self, begin: int, end: int, near: tuple[int, int]) -> int:
        """Find where a group of like edges ends, doubling the stride and then halving it."""
        stride, low = 1, begin
        while low + stride < end and self._near(low + stride) == near:
            low += stride
            stride *= 2
        high = min(low + stride, end)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self._near(middle) == near else (low, middle)
        return low + 1

    def _near(self, place: int) -> tuple[int, int]:
        edge = self.edges[place]
        return self.near_state[edge], self.near_side[edge]

    def _cursor(self, path: _Partial, place: int, stop: int) -> None:
        """Put the next edge of a group on the heap at the least it can cost."""
        edge = self.edges[place]
        trail = (*path.edges, edge)
        heappush(self.heap, (path.cost + self.cost[edge], len(trail), trail, 0, (path, place, stop)))

    def _advance(self, trail: tuple[int, ...], path: _Partial, place: int, stop: int) -> _Partial | None:
        """Take the head of a group: move its cursor on, and return the path it makes, if it makes one."""
        if place + 1 < stop:
            self._cursor(path, place + 1, stop)
        edge = trail[-1]
        far = self.far[edge]
        if far in path.passed or (self.bound is not None and self._too_far(far, len(trail))):
            return None
        return self._extend(path, edge, far)

    def _too_far(self, entity: int, hops: int) -> bool:
        assert self.bound is not None
        least = self.bound.get(entity)
        return least is None or hops + least > self.query.max_hops

    def _extend(self, path: _Partial, edge: int, far: int) -> _Partial | None:
        told = self.rules.told(edge)
        if told is None or not self.rules.open_to(far, self.goal):
            return None
        joint = self._joint(path.node, edge)
        if joint is None:
            return None
        cost, state, side = joint
        sources = told[1] if path.sources is None else path.sources & told[1]
        if not sources and path.sources:
            if self.query.one_source:
                return None
            cost += self.rules.ranking.joined
        return _Partial(
            path.cost + told[0] + cost,
            (*path.edges, edge),
            (far, state, side),
            path.passed | {far},
            sources,
            path.via | (self.rules.via & {far}),
        )

    def _joint(self, node: Node, edge: int) -> tuple[int, int, int] | None:
        """Judge a joint: what its flags cost, and the state and side of the far end; None where it does not hold."""
        rules, codes, (_, state, side) = self.rules, self.codes, node
        predicate, strict = rules.predicate[edge], self.query.strict
        own = codes.own[predicate]
        if strict and codes.flagged[predicate]:
            return None
        if codes.carries[predicate]:
            return own, state, side
        met = codes.meet(self.near_state[edge], state)
        subject, obj = rules.sides[0][edge], rules.sides[1][edge]
        joined = chain.side_back(subject, obj, side) if self.back else chain.side_forward(side, subject, obj)
        if not met or joined is None or (strict and (met > 1 or joined[0])):
            return None
        return own + rules.joint_cost(met, joined[0]), self.far_state[edge], joined[1]


class Rules:
    """What a query allows, as numbers: which edges and claims count, and where a path may pass and end."""

    def __init__(self, kg: KnowledgeGraph, query: Query) -> None:
        self.kg, self.query, self.codes = kg, query, kg.codes
        self.ranking = kg.schema.ranking
        column = kg.index.column
        self.predicate = column("e.pred")
        self.sides = column("e.sside"), column("e.oside")
        self._first, self._count = column("e.claim"), column("e.claims")
        self._source, self._denies = column("c.src"), column("c.denies")
        self._evidence, self._claim_cost = column("c.evidence"), column("c.cost")
        self._status = column("e.status")
        self._told: dict[int, tuple[int, frozenset[int]] | None] = {}
        self.via = frozenset(kg.number(key) for key in query.via)
        self._read_filters()

    def _read_filters(self) -> None:
        kg, query = self.kg, self.query
        predicates = kg.schema.predicates
        kinds = tuple(self.ranking.evidence)
        if query.min_evidence is not None and query.min_evidence not in kinds:
            raise UnknownNameError(query.min_evidence, kinds, kind="evidence")
        self._kinds, self._worst = kinds, kinds.index(query.min_evidence) if query.min_evidence else len(kinds)
        withdrawn = {key: number for key in query.avoid if (number := kg.source_number(key)) is not None}
        avoided = [key for key in query.avoid if key not in predicates and key not in withdrawn]
        self._avoided = frozenset(kg.number(key) for key in avoided)
        self._no_sources = frozenset(withdrawn.values())
        self._only_sources = frozenset(kg.source_number(key) for key in query.sources)
        self._usable = None
        if query.predicates or any(key in predicates for key in query.avoid):
            chosen = query.predicates or tuple(predicates)
            self._usable = tuple(
                key not in query.avoid and (key in chosen or p.walk == "carry") for key, p in predicates.items()
            )

    def pattern(self, finding: Finding) -> Node:
        """Return the node of a query's end: a state or side left out matches any."""
        state = chain.ANY if finding.state is None else self.codes.states[finding.state]
        side = chain.ANY if finding.side is None else chain.SIDE_CODES[finding.side]
        return self.kg.number(finding.entity), state, side

    def joint_cost(self, met: int, side_flagged: bool) -> int:
        """Return what the flags of a joint cost."""
        return self.codes.joints[met] + (self.codes.side if side_flagged else 0)

    def carries(self, edge: int) -> bool:
        """Say whether state and side pass through an edge unchanged."""
        return bool(self.codes.carries[self.predicate[edge]])

    def welcome(self, entity: int) -> bool:
        """Say whether an entity may be the open end of a path."""
        wanted = self.query.categories
        return not wanted or self.kg.entity_at(entity).category in wanted

    def open_to(self, entity: int, goal: Node | None) -> bool:
        """Say whether a path may pass an entity."""
        if entity in self._avoided:
            return False
        return goal is None or entity == goal[0] or self.welcome(entity)

    def told(self, edge: int) -> tuple[int, frozenset[int]] | None:
        """Return an edge's cost and sources by the claims that the query lets count; None where none is left."""
        if edge not in self._told:
            self._told[edge] = self._tell(edge)
        return self._told[edge]

    def _tell(self, edge: int) -> tuple[int, frozenset[int]] | None:
        if self._usable is not None and not self._usable[self.predicate[edge]]:
            return None
        first = self._first[edge]
        counted = [claim for claim in range(first, first + self._count[edge]) if self._counts(claim)]
        if not counted:
            return None
        best = min(self._claim_cost[claim] for claim in counted)
        cost = self.ranking.hop + best + self.codes.statuses[self._status[edge]]
        return cost, frozenset(self._source[claim] for claim in counted)

    def _counts(self, claim: int) -> bool:
        source = self._source[claim]
        return (
            not self._denies[claim]
            and source not in self._no_sources
            and (not self._only_sources or source in self._only_sources)
            and self._evidence[claim] <= self._worst
        )

    def counts(self, claim: Claim) -> bool:
        """Say whether a claim asserts and the query lets it count."""
        return (
            claim.polarity == "asserts"
            and claim.source not in self.query.avoid
            and (not self.query.sources or claim.source in self.query.sources)
            and self._kinds.index(claim.evidence) <= self._worst
        )
