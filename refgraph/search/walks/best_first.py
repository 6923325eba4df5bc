"""The search: best coherent paths first, over the flat arrays of the index.

A walk starts at the queried end and is extended edge by edge, cheapest first, on (entity, state, side). Every path is
simple: no entity stands in it twice. Only one that a single source tells whole passes through what is too general to
join the claims of several (`Ranking.unspecific`), unless the query asks for that by `via`. Whether an edge may follow
is decided by `refgraph.model.joints`; what has yet to be taken stands in `refgraph.search.walks.frontier`.

A partial path is dropped when at least `per_origin` better ones end at the same node, through no entity that it does
not pass itself, through every `via` it passes, and with every source it could still be told by (or better still after
they pay for being joined): whatever continues the dropped path continues them too, so none of the best paths is lost.

A node is opened only when the cheapest of what may follow it is due. Between two given ends the order of the heap adds
the least that is still to come (`refgraph.search.walks.bounds`), which makes the search A* (Hart, Nilsson and Raphael
1968, doi:10.1109/TSSC.1968.300136).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop
from time import monotonic

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.joints import Ends, Joint
from refgraph.search.walks.bounds import FAR, NEVER, Bounds, LookAhead
from refgraph.search.walks.constraints import Node, constraints_of
from refgraph.search.walks.frontier import CURSOR, OPEN, PARTIAL, WHOLE, Cursor, Dominance, Frontier, Partial

ENTRY = 500  # bytes, about what an entry of the heap holds on to
_CLOCK_EVERY = 1023
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search gives up; what it has found by then is right, and its outcome is not `complete`.

    Attributes:
        steps: how many it takes.
        seconds: how long it may take; None for as long as it takes.
        megabytes: about how much memory it may hold on to.
        look_ahead: how far it looks ahead between two given ends; no answer depends on it.
        compared: how many paths of a node it compares a further one with; no answer depends on it.
    """

    steps: int = 200_000
    seconds: float | None = None
    megabytes: int = 1_000
    look_ahead: LookAhead = FAR
    compared: int = 64


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Found:
    """A path as numbers of edges, in causal order; `node` is the open end of one that has one."""

    edges: tuple[int, ...]
    cost: int
    node: Node | None = None


@dataclass(slots=True)
class Outcome:
    """What is known of a search once it has ended; `complete` is False where it gave up early.

    Attributes:
        pops: how many steps it took.
        due: no path that it has yet to find costs less.
    """

    complete: bool = True
    pops: int = 0
    due: int = 0


@dataclass(slots=True)
class BestFirst:
    """A search for the paths that a query asks for.

    Args:
        kg: the graph.
        query: what to look for; `top` is the caller's to heed, the search yields on.
        limits: when to give up.
        forward: look from the start on; of paths between two ends that cost the same the order may then differ.
        barred: numbers of edges that no path may take.
        bounds: what is known of what is still to come, from an earlier search towards the same end of a query.

    Attributes:
        outcome: what is known of the search so far.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.statements import Finding
        >>> search = BestFirst(open_graph(Path("tests/data/mini")), Query("origins", end=Finding("headache")))
        >>> next(search.paths()).cost, search.outcome.complete
        (14, True)
    """

    kg: KnowledgeGraph
    query: Query
    limits: Limits = USUAL
    forward: bool = False
    barred: frozenset[int] = _NONE
    bounds: Bounds | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def paths(self) -> Iterator[Found]:
        """Yield paths in their total order (see `graph_data/schema/ranking.yaml`), as many as there are.

        Raises:
            UnknownNameError: an entity, source or evidence kind of the query is not known.
        """
        return _Run(self).paths()


class _Run:
    """One run over the arrays; `back` goes from the end of the query to causes, else from its start to effects."""

    def __init__(self, search: BestFirst) -> None:
        query, limits = search.query, search.limits
        self.search, self.query, self.outcome = search, query, search.outcome
        self.back = query.end is not None and not search.forward
        self.constraints, self.codes = constraints_of(search.kg, query), search.kg.codes
        column = search.kg.index.column
        self.far = column("e.subj" if self.back else "e.obj")
        self.ends = tuple(column(f"e.{name}") for name in ("pred", "sstate", "ostate", "sside", "oside"))
        self.known = self.codes.known_back if self.back else self.codes.known_forward
        self.judge = self.codes.back if self.back else self.codes.forward
        self.taken: dict[Node, int] = {}
        self.first = _NONE
        self.quota = query.top if query.kind == "paths" else query.per_origin
        far_end = query.start if self.back else query.end
        self.goal = self.constraints.pattern(far_end) if far_end else None
        self.bounds = self._bounds() if self.goal else None
        self.guided = bool(self.bounds or self.constraints.via)
        self.frontier = Frontier(search.kg, self.bounds, self.constraints.least, query.max_hops, back=self.back)
        self.dominance = Dominance(self.constraints, self.quota, limits.compared)

    def _bounds(self) -> Bounds:
        assert self.goal is not None
        search = self.search
        if search.bounds is None:
            look_ahead = search.limits.look_ahead
            search.bounds = Bounds(search.kg, self.goal, self.query.max_hops, look_ahead, back=self.back)
        return search.bounds

    # ------------------------------------------------------------ the walk

    def paths(self) -> Iterator[Found]:
        first = self.query.end if self.back else self.query.start
        if first is None:
            return
        node = self.constraints.pattern(first)
        self.first = frozenset((node[0],))
        passed = self.constraints.via & {node[0]}
        if self.goal is not None and (self.goal[0] == node[0] or self._to_come(node, passed) >= NEVER):
            return
        self.frontier.expand(Partial(0, (), node, self.first, None, passed))
        heap, outcome, limits = self.frontier.heap, self.outcome, self.search.limits
        last = None if limits.seconds is None else monotonic() + limits.seconds
        most, widen = limits.megabytes * 1_000_000 // ENTRY, limits.look_ahead.widen_after
        while heap:
            outcome.pops += 1
            if self.bounds and outcome.pops == widen:
                self.bounds.widen(limits.look_ahead.per_step * widen)
                widen *= 2
            late = last is not None and not outcome.pops & _CLOCK_EVERY and monotonic() > last
            if late or outcome.pops > limits.steps or len(heap) > most:
                outcome.complete = False
                return
            found = self._next()
            if found is not None:
                outcome.due = heap[0][0] if heap else NEVER
                yield found

    def _next(self) -> Found | None:
        """Take the best of the heap; return it if it is a path that was asked for."""
        due, _, edges, kind, what = heappop(self.frontier.heap)
        if kind == CURSOR:
            made = self._advance(edges, what)
            if made is None:
                return None
            least = made.cost + self._to_come(made.node, made.via) if self.guided else made.cost
            if least > due:
                if least < NEVER:
                    self.frontier.put(least, edges, PARTIAL, made)
                return None
            return self._settle(made, due)
        if kind == OPEN:
            self.frontier.expand(what)
            return None
        return self._found(edges, due) if kind == WHOLE else self._settle(what, due)

    def _to_come(self, node: Node, via: frozenset[int]) -> int:
        """Return the least cost of what is still to come at a node: to the start, through all that must be passed."""
        least = self._to_pass(via) * self.constraints.least if self.constraints.via else 0
        return max(least, self.bounds.at(node[0], node[1])) if self.bounds else least

    def _to_pass(self, via: frozenset[int]) -> int:
        """Return the least steps that what must still be passed takes."""
        missing = self.constraints.via - via
        if not missing or self.goal is None or self.goal[0] in missing:
            return len(missing)
        return len(missing) + 1

    def _found(self, edges: tuple[int, ...], cost: int, node: Node | None = None) -> Found:
        return Found(edges[::-1] if self.back else edges, cost, node)

    # ------------------------------------------------------------ settling a partial path

    def _settle(self, path: Partial, due: int) -> Found | None:
        """Take up a partial path: hand it out if it is one that was asked for, and extend it."""
        if self.dominance.drops(path):
            return None
        if self.goal is not None and path.node[0] == self.goal[0]:
            self._arrive(path, self.goal)
            return None
        if len(path.edges) < self.query.max_hops:
            self.frontier.open(path, due)
        if self.goal is not None or not self._asked_for(path):
            return None
        taken = self.taken.get(path.node, 0)
        self.taken[path.node] = taken + 1
        return self._found(path.edges, path.cost, path.node) if taken < self.quota else None

    def _arrive(self, path: Partial, goal: Node) -> None:
        """Judge the joint of a path with the end that was asked for, and put it back at its final cost."""
        joint = self.codes.at_end(path.node[1], path.node[2], goal[1:])
        if joint is None or not self.constraints.via <= path.via or (self.query.strict and joint.flags):
            return
        if all(map(self.constraints.rests, path.edges)):
            return  # that the one belongs to the other is anatomy, and nothing that an article tells
        self.frontier.put(path.cost + joint.cost, path.edges, WHOLE, None)

    def _asked_for(self, path: Partial) -> bool:
        """A path of an open end must not end in a mere change of level, and must meet the filters of its end."""
        return (
            not self.constraints.carries(path.edges[-1])
            and self.constraints.via <= path.via
            and self.constraints.welcome(path.node[0])
        )

    # ------------------------------------------------------------ extending a path

    def _advance(self, edges: tuple[int, ...], cursor: Cursor) -> Partial | None:
        """Take the head of a group: move its cursor on, and return the path it makes, if it makes one."""
        path, place, stop, extra, seen = cursor
        if place + 1 < stop:
            self.frontier.cursor(path, place + 1, stop, extra, seen)
        edge = edges[-1]
        far = self.far[edge]
        if far in path.passed or (self.bounds and len(edges) + self.bounds.hops(far) > self.query.max_hops):
            return None
        told = self.constraints.told(edge)
        if told is None or edge in self.search.barred or not self.constraints.open_to(far, self.goal):
            return None
        joint = self._joint(path.node, edge)
        return None if joint is None else self._extend(path, edges, far, joint, told)

    def _extend(
        self,
        path: Partial,
        edges: tuple[int, ...],
        far: int,
        joint: Joint,
        told: tuple[int, frozenset[int]],
    ) -> Partial | None:
        cost = joint.cost
        sources = told[1] if path.sources is None else path.sources & told[1]
        if not sources:
            if self.query.one_source or not self.constraints.joins(path.passed - self.first):
                return None
            cost += self.constraints.ranking.joined if path.sources else 0
        via = path.via | {far} if far in self.constraints.via else path.via
        if self.constraints.via and len(edges) + self._to_pass(via) > self.query.max_hops:
            return None
        return Partial(
            path.cost + told[0] + cost, edges, (far, joint.state, joint.side), path.passed | {far}, sources, via
        )

    def _joint(self, node: Node, edge: int) -> Joint | None:
        predicates, subject_states, object_states, subject_sides, object_sides = self.ends
        predicate = predicates[edge]
        ends = predicate, subject_states[edge], object_states[edge], subject_sides[edge], object_sides[edge]
        try:
            joint = self.known[(*ends, node[1], node[2])]
        except KeyError:
            joint = self.judge(Ends(*ends), node[1], node[2])
        if joint is None or (self.query.strict and (self.codes.flagged[predicate] or joint.flags)):
            return None
        return joint
