"""What is still to come between two findings: the least that any walk between one of them and a place costs.

A sweep from that end, with the edges or against them, keeps step by step for each entity and state the least cost of a
coherent walk that arrives there; sides, filters and repeated entities are ignored, so no path costs less. It ends
after so many edges (`LookAhead`; `widen` goes on), and whatever it has not reached costs at least what lies on its rim
and one more step. A search with such a bound is A* (Hart, Nilsson and Raphael 1968, doi:10.1109/TSSC.1968.300136).
"""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.joints import CARRY
from refgraph.search.walks.constraints import Node

NEVER = 1 << 40
_Reached = dict[int, dict[int, int]]


@dataclass(frozen=True, slots=True)
class LookAhead:
    """How far a search between two ends looks ahead; it changes how long an answer takes, never the answer.

    Attributes:
        edges: how many the sweep takes at first.
        widen_after: steps of the search after which the sweep goes on, then after twice as many, and so forth.
        per_step: how many edges more it then takes for each step of the search.
        one_by_one: groups of up to so many like edges are looked at edge by edge.
        weight: of what is still to come; above 1 some path is found sooner, and need not be the cheapest (weighted A*:
            Pohl 1970, doi:10.1016/0004-3702(70)90007-X).
    """

    edges: int = 3_000
    widen_after: int = 500
    per_step: int = 4
    one_by_one: int = 512
    weight: int = 1


FAR = LookAhead()


class Bounds:
    """Least costs and steps between an end of a query and what lies around it.

    Args:
        kg: the graph.
        start: entity, state and side (see `walks.constraints`) of the end that a search leads to.
        max_hops: more steps are not asked for.
        look_ahead: how far to sweep at first.
        back: whether that search goes back from effects to causes, and this sweep with the edges.

    Attributes:
        rim: least cost of whatever the sweep has not reached; `NEVER` where it has seen everything.
        last: least cost of what stands on the rim, from where the sweep would go on.
        rim_hops: least steps of it.
    """

    def __init__(
        self,
        kg: KnowledgeGraph,
        start: Node,
        max_hops: int,
        look_ahead: LookAhead = FAR,
        *,
        back: bool = True,
    ) -> None:
        self.look_ahead, self._codes, column = look_ahead, kg.codes, kg.index.column
        side, near, far = ("out", "s", "o") if back else ("in", "o", "s")
        self._places, self._edges = column(f"{side}.off"), column(f"{side}.edge")
        self._far, self._cost = column("e.obj" if back else "e.subj"), column("e.cost")
        self._states = column(f"e.{near}state"), column(f"e.{far}state")
        self._start, self._step = start[0], kg.schema.ranking.hop
        self._reached: _Reached = {start[0]: {start[1]: 0}}
        self._hops = {start[0]: 0}
        self._arrivals: dict[int, dict[int, None]] = {}
        self._rows: list[tuple[int, int]] = []
        self._joints: dict[int, list[int]] = {}
        self._known: dict[tuple[int, int], int] = {}
        self._swept, self._most, self._left = 0, max_hops, 0
        self.rim, self.last, self.rim_hops = NEVER, NEVER, max_hops + 1
        self._stand_on({entity: dict(costs) for entity, costs in self._reached.items()})
        self.widen(look_ahead.edges)

    def widen(self, edges: int) -> None:
        """Sweep on, over as many edges more; what was known stays true, and becomes sharper."""
        self._left += edges
        if self._row <= self._left:
            self._known.clear()
        while self._layer and self._swept < self._most:
            if self._row > self._left:
                self.rim = self.last + self._step
                self.rim_hops = self._swept + 1
                return
            self._left -= self._row
            self._swept += 1
            self._stand_on(self._advance(self._layer))
            for entity in self._layer:
                self._hops.setdefault(entity, self._swept)
        self.rim, self.last, self.rim_hops = NEVER, NEVER, self._most + 1

    def _stand_on(self, layer: _Reached) -> None:
        """Take what the next step leaves from, how many edges that has, and the least that being there costs."""
        places = self._places
        self._layer = layer
        self._row = sum([places[entity + 1] - places[entity] for entity in layer])
        self.last = min((min(costs.values()) for costs in layer.values()), default=NEVER)

    def _advance(self, layer: _Reached) -> _Reached:
        """Take one step from every finding of a layer; return what is new or has become cheaper."""
        found: _Reached = {}
        for entity, arrived in layer.items():
            self._leave(entity, dict(arrived), found)
        return found

    def _leave(self, entity: int, arrived: dict[int, int], found: _Reached) -> None:
        # The innermost loop of a search between two ends: what it calls is written out in it.
        near_states, far_states = self._states
        far_ends, costs, reached, start = self._far, self._cost, self._reached, self._start
        begin, end = self._places[entity], self._places[entity + 1]
        self._rows.append((begin, end))
        last = -1
        bases: tuple[tuple[int, int], ...] = ()
        for edge in self._edges[begin:end]:
            far = far_ends[edge]
            if far == start:
                continue
            near = near_states[edge]
            if near != last:
                last, bases = near, self._bases(arrived, near)
            for state, base in bases:
                if state == CARRY:
                    state = far_states[edge]
                cost = base + costs[edge]
                known = reached.get(far)
                if known is None:
                    reached[far], found[far] = {state: cost}, {state: cost}
                elif cost < known.get(state, NEVER):
                    known[state] = cost
                    found.setdefault(far, {})[state] = cost

    def _bases(self, arrived: dict[int, int], near: int) -> tuple[tuple[int, int], ...]:
        """States in which like edges arrive (`CARRY`: each in its own), and what being there for them costs."""
        if near == CARRY:
            return tuple(arrived.items())
        least = self._meeting(arrived, near)
        return ((CARRY, least),) if least < NEVER else ()

    def _meeting(self, arrived: dict[int, int], state: int) -> int:
        """Least cost of being at an entity in a state, having arrived in any that meets it."""
        joints = self._joints.get(state)
        if joints is None:
            costs = self._codes.joints
            joints = self._joints[state] = [costs[met] if met else NEVER for met in self._codes.row(state)]
        return min([cost + joints[other] for other, cost in arrived.items()])

    # ------------------------------------------------------------ what is known

    def hops(self, entity: int) -> int:
        """Return the least steps between an entity and the end, whatever the states."""
        return self._hops.get(entity, self.rim_hops)

    def at(self, entity: int, state: int) -> int:
        """Return the least cost of a walk between an entity and the end that meets it in that state."""
        known = self._known.get((entity, state))
        if known is None:
            reached = self._reached.get(entity)
            known = self._meeting(reached, state) if reached else NEVER
            if entity != self._start:
                known = min(known, self.rim)
            known = self._known[entity, state] = known * self.look_ahead.weight
        return known

    def arrivals(self, entity: int) -> tuple[int, ...]:
        """Return the edges by which the sweep has arrived at an entity; those of any other cost at least the rim."""
        for begin, end in self._rows:
            for edge in self._edges[begin:end]:
                self._arrivals.setdefault(self._far[edge], {})[edge] = None
        self._rows.clear()
        return tuple(self._arrivals.get(entity, ()))
