"""The search: best coherent paths first, over the flat arrays of the index.

A walk starts at the queried end and is extended edge by edge, cheapest first, on (entity, state, side). Every path is
simple: no entity stands in it twice. Edges of a node are not all put on the heap: each group of like edges, sorted by
cost, is a cursor that moves on when its head is taken, so that a node with a million edges costs what is read of it.

A partial path is dropped when at least `per_origin` better ones end at the same node, through no entity that it does
not pass itself, through every `via` it passes, and with every source it could still be told by (or better still after
they pay for being joined): whatever continues the dropped path continues them too, so none of the best paths is lost.

A node is opened only when the cheapest of what may follow it is due. Between two given ends the order of the heap adds
the least that is still to come (`refgraph.search.bounds`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from time import monotonic
from typing import Any, NamedTuple

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import joints as chain
from refgraph.model.answers import Query
from refgraph.search.bounds import NEVER, Ahead
from refgraph.search.constraints import Node, Rules

ENTRY = 500  # bytes, about what an entry of the heap holds on to
RIVALS = 64
FEW = 512  # edges that are looked at one by one
# A search that goes on looks further ahead: after so many steps, and by so many edges for each step taken.
WIDEN, PER_POP = 500, 8
_CLOCK_EVERY = 1023
_NONE: frozenset[int] = frozenset()
_OPEN, _CURSOR, _PARTIAL, _WHOLE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search gives up; what it has found by then is right, and its outcome is not `complete`.

    Attributes:
        steps: how many it takes.
        seconds: how long it may take; None for as long as it takes.
        megabytes: about how much memory it may hold on to.
    """

    steps: int = 200_000
    seconds: float | None = None
    megabytes: int = 1_000


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Found:
    """A path as numbers of edges, in causal order; `node` is the open end of one that has one."""

    edges: tuple[int, ...]
    cost: int
    node: Node | None = None


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
        limits: when to give up.
        forward: look from the start on; of paths between two ends that cost the same the order may then differ.
        barred: numbers of edges that no path may take.
        ahead: what is known of what is still to come, from an earlier search towards the same end of a query.
    """

    kg: KnowledgeGraph
    query: Query
    limits: Limits = field(default_factory=Limits)
    forward: bool = False
    barred: frozenset[int] = _NONE
    ahead: Ahead | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def paths(self) -> Iterator[Found]:
        """Yield paths in their total order (see `graph_data/schema/ranking.yaml`), as many as there are."""
        return _Run(self).paths()


class _Run:
    """One run over the arrays; `back` goes from the end of the query to causes, else from its start to effects."""

    def __init__(self, search: Search) -> None:
        self.search, self.query, self.outcome = search, search.query, search.outcome
        self.back = search.query.end is not None and not search.forward
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
        far_end = search.query.start if self.back else search.query.end
        self.goal = self.rules.pattern(far_end) if far_end else None
        self.ahead = self._look() if self.goal else None
        self.guided = bool(self.ahead or self.rules.via)
        self.least, self.widen = self.rules.least, WIDEN

    def _look(self) -> Ahead:
        assert self.goal is not None
        if self.search.ahead is None:
            self.search.ahead = Ahead(self.search.kg, self.goal, self.query.max_hops, back=self.back)
        return self.search.ahead

    # ------------------------------------------------------------ the walk

    def paths(self) -> Iterator[Found]:
        first = self.query.end if self.back else self.query.start
        if first is None:
            return
        node = self.rules.pattern(first)
        if self.goal is not None and (
            self.goal[0] == node[0] or self._to_come(node, self.rules.via & {node[0]}) >= NEVER
        ):
            return
        self._expand(_Partial(0, (), node, frozenset((node[0],)), None, self.rules.via & {node[0]}))
        heap, outcome, limits = self.heap, self.outcome, self.search.limits
        last = None if limits.seconds is None else monotonic() + limits.seconds
        most = limits.megabytes * 1_000_000 // ENTRY
        while heap:
            outcome.pops += 1
            if self.ahead and outcome.pops == self.widen:
                self.ahead.widen(PER_POP * self.widen)
                self.widen *= 2
            late = last is not None and not outcome.pops & _CLOCK_EVERY and monotonic() > last
            if late or outcome.pops > limits.steps or len(heap) > most:
                outcome.complete = False
                return
            found = self._next()
            if found is not None:
                yield found

    def _next(self) -> Found | None:
        """Take the best of the heap; return it if it is a path that was asked for."""
        due, hops, trail, stage, what = heappop(self.heap)
        if stage == _OPEN:
            self._expand(what)
            return None
        if stage == _WHOLE:
            return self._found(trail, due)
        if stage == _PARTIAL:
            return self._settle(what, due)
        made = self._advance(trail, *what)
        if made is None:
            return None
        least = made.cost + self._to_come(made.node, made.via) if self.guided else made.cost
        if least > due:
            if least < NEVER:
                heappush(self.heap, (least, hops, trail, _PARTIAL, made))
            return None
        return self._settle(made, due)

    def _to_come(self, node: Node, via: frozenset[int]) -> int:
        """Return the least cost of what is still to come at a node: to the start, through all that must be passed."""
        least = self._to_pass(via) * self.least if self.rules.via else 0
        return max(least, self.ahead.at(node[0], node[1])) if self.ahead else least

    def _to_pass(self, via: frozenset[int]) -> int:
        """Return the least steps that what must still be passed takes."""
        missing = self.rules.via - via
        if not missing or self.goal is None or self.goal[0] in missing:
            return len(missing)
        return len(missing) + 1

    def _found(self, trail: tuple[int, ...], cost: int, node: Node | None = None) -> Found:
        return Found(trail[::-1] if self.back else trail, cost, node)

    # ------------------------------------------------------------ settling a partial path

    def _settle(self, path: _Partial, due: int) -> Found | None:
        """Take up a partial path: hand it out if it is one that was asked for, and extend it."""
        if self._dominated(path):
            return None
        if self.goal is not None and path.node[0] == self.goal[0]:
            self._arrive(path)
            return None
        if len(path.edges) < self.query.max_hops:
            self._open(path, due)
        if self.goal is not None or not self._asked_for(path):
            return None
        taken = self.taken.get(path.node, 0)
        self.taken[path.node] = taken + 1
        return self._found(path.edges, path.cost, path.node) if taken < self.quota else None

    def _arrive(self, path: _Partial) -> None:
        """Judge the joint of a path with the start that was asked for, and put it back at its final cost."""
        assert self.goal is not None
        _, state, side = self.goal
        met = self.codes.meet(state, path.node[1])
        joined: tuple[bool, int] | None = (False, 0)
        if side != chain.ANY:
            have = path.node[2]
            joined = chain.side_back(side, side, have) if self.back else chain.side_forward(have, side, side)
        if not self.rules.via <= path.via or not met or joined is None:
            return
        if not (self.query.strict and (met > 1 or joined[0])):
            cost = path.cost + self.rules.joint_cost(met, joined[0])
            heappush(self.heap, (cost, len(path.edges), path.edges, _WHOLE, None))

    def _asked_for(self, path: _Partial) -> bool:
        """A path of an open end must not end in a mere change of level, and must meet the filters of its end."""
        return (
            not self.rules.carries(path.edges[-1]) and self.rules.via <= path.via and self.rules.welcome(path.node[0])
        )

    def _dominated(self, path: _Partial) -> bool:
        rivals = self.better.get(path.node)
        if rivals is None:
            self.better[path.node] = [path]
            return False
        if sum(1 for other in rivals if self._better(other, path)) >= self.quota:
            return True
        # Dropping is never owed: a bound on the rivals keeps a crowded node from costing the square of its paths.
        if len(rivals) < max(RIVALS, self.quota):
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

    def _open(self, path: _Partial, due: int) -> None:
        """Have a path extended once the cheapest of what may follow it is due."""
        least = path.cost + self.least
        if least > due:
            heappush(self.heap, (least, len(path.edges) + 1, path.edges, _OPEN, path))
        else:
            self._expand(path)

    def _expand(self, path: _Partial) -> None:
        """Open a cursor on each group of like edges that may follow."""
        entity, state, _ = path.node
        places, edges, states, sides = self.places, self.edges, self.near_state, self.near_side
        meets, joints = self.codes.row(state), self.codes.joints
        begin, end = places[entity], places[entity + 1]
        ahead = self.ahead
        while begin < end:
            head, stop = edges[begin], begin + 1
            near = states[head]
            if stop < end and states[edges[stop]] == near and sides[edges[stop]] == sides[head]:
                stop = self._group_end(begin, end, near, sides[head])
            met = meets[near]
            if met and ahead:
                self._look_ahead(path, begin, stop, joints[met])
            elif met:
                self._cursor(path, begin, stop, joints[met])
            begin = stop

    def _group_end(self, begin: int, end: int, state: int, side: int) -> int:
        """Find where a group of like edges ends, doubling the stride and then halving it."""
        edges, states, sides = self.edges, self.near_state, self.near_side
        stride, low = 1, begin
        while low + stride < end and states[edges[low + stride]] == state and sides[edges[low + stride]] == side:
            low += stride
            stride *= 2
        high = min(low + stride, end)
        while low + 1 < high:
            middle = (low + high) // 2
            like = states[edges[middle]] == state and sides[edges[middle]] == side
            low, high = (middle, high) if like else (low, middle)
        return low + 1

    def _look_ahead(self, path: _Partial, begin: int, stop: int, joint: int) -> None:
        """Put each edge of a group on the heap at the least that it and what is still to come can cost.

        Of a large group only those are looked at that come from what has been seen; the others follow as a cursor.
        """
        assert self.ahead is not None
        if stop - begin <= FEW:
            self._try_each(path, self.edges[begin:stop], joint)
            return
        head = self.edges[begin]
        like = self.near_state[head], self.near_side[head]
        arrivals = self.ahead.arrivals(path.node[0])
        seen = frozenset(e for e in arrivals if (self.near_state[e], self.near_side[e]) == like)
        self._try_each(path, seen, joint)
        if self.ahead.rim < NEVER:
            # An edge that has not been seen may come from the rim itself, whose last step is yet to be taken.
            self._cursor(path, begin, stop, joint + self.ahead.last, seen)

    def _try_each(self, path: _Partial, edges: Iterable[int], joint: int) -> None:
        ahead, left = self.ahead, self.query.max_hops - len(path.edges) - 1
        assert ahead is not None
        for edge in edges:
            far, state = self.far[edge], self.far_state[edge]
            if far in path.passed or ahead.hops(far) > left:
                continue
            due = path.cost + joint + self.cost[edge] + ahead.at(far, path.node[1] if state == chain.CARRY else state)
            if due < NEVER:
                trail = (*path.edges, edge)
                heappush(self.heap, (due, len(trail), trail, _CURSOR, (path, 0, 0, 0, _NONE)))

    def _cursor(self, path: _Partial, place: int, stop: int, extra: int, seen: frozenset[int] = _NONE) -> None:
        """Put the next edge of a group that has not been `seen` on the heap; `extra` is what any of it must add."""
        edge = self.edges[place]
        while edge in seen:
            place += 1
            if place == stop:
                return
            edge = self.edges[place]
        trail = (*path.edges, edge)
        due = path.cost + extra + self.cost[edge]
        heappush(self.heap, (due, len(trail), trail, _CURSOR, (path, place, stop, extra, seen)))

    def _advance(
        self, trail: tuple[int, ...], path: _Partial, place: int, stop: int, extra: int, seen: frozenset[int]
    ) -> _Partial | None:
        """Take the head of a group: move its cursor on, and return the path it makes, if it makes one."""
        if place + 1 < stop:
            self._cursor(path, place + 1, stop, extra, seen)
        edge = trail[-1]
        far = self.far[edge]
        if far in path.passed or (self.ahead and len(trail) + self.ahead.hops(far) > self.query.max_hops):
            return None
        told = self.rules.told(edge)
        if told is None or edge in self.search.barred or not self.rules.open_to(far, self.goal):
            return None
        judged = self._joint(path.node, edge)
        return None if judged is None else self._extend(path, trail, far, judged, told)

    def _extend(
        self,
        path: _Partial,
        trail: tuple[int, ...],
        far: int,
        joint: tuple[int, int, int],
        told: tuple[int, frozenset[int]],
    ) -> _Partial | None:
        cost, state, side = joint
        sources = told[1] if path.sources is None else path.sources & told[1]
        if not sources and path.sources:
            if self.query.one_source:
                return None
            cost += self.rules.ranking.joined
        via = path.via | {far} if far in self.rules.via else path.via
        if self.rules.via and len(trail) + self._to_pass(via) > self.query.max_hops:
            return None
        return _Partial(path.cost + told[0] + cost, trail, (far, state, side), path.passed | {far}, sources, via)

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
