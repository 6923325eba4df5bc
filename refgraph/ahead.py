"""What is still to come between two findings: the least that any walk from the start of a query to a place costs.

A sweep from the start, step by step, keeps for each entity and state the least cost of a coherent walk that arrives
there; sides, filters and repeated entities are ignored, so no path costs less. It ends after `MOST` edges (`widen` goes
on), and whatever it has not reached costs at least what lies on its rim and one more step. Backward search with such a
bound is A* (Hart, Nilsson and Raphael 1968).
"""

from __future__ import annotations

from refgraph.chain import CARRY
from refgraph.graph import KnowledgeGraph

NEVER = 1 << 40
MOST = 3_000
_Reached = dict[int, dict[int, int]]


class Ahead:
    """Least costs and steps from a start to what lies around it.

    Args:
        kg: the graph.
        start: entity, state and side (see `refgraph.rules`) of the start.
        max_hops: more steps are not asked for.

    Attributes:
        rim: least cost of whatever the sweep has not reached; `NEVER` where it has seen everything.
        last: least cost of what stands on the rim, from where the sweep would go on.
        rim_hops: least steps of it.
    """

    def __init__(self, kg: KnowledgeGraph, start: tuple[int, int, int], max_hops: int) -> None:
        self._codes, column = kg.codes, kg.index.column
        self._places, self._edges = column("out.off"), column("out.edge")
        self._object, self._cost = column("e.obj"), column("e.cost")
        self._states = column("e.sstate"), column("e.ostate")
        self._start, self._step = start[0], kg.schema.ranking.hop
        self._reached: _Reached = {start[0]: {start[1]: 0}}
        self._hops = {start[0]: 0}
        self._arrivals: dict[int, dict[int, None]] = {}
        self._known: dict[tuple[int, int], int] = {}
        self._layer = {entity: dict(costs) for entity, costs in self._reached.items()}
        self._swept, self._most, self._left = 0, max_hops, 0
        self.rim, self.last, self.rim_hops = NEVER, NEVER, max_hops + 1
        self.widen(MOST)

    def widen(self, edges: int) -> None:
        """Sweep on, over as many edges more; what was known stays true, and becomes sharper."""
        places = self._places
        self._left += edges
        while self._layer and self._swept < self._most:
            row = sum(places[entity + 1] - places[entity] for entity in self._layer)
            if row > self._left:
                self.last = min(min(costs.values()) for costs in self._layer.values())
                self.rim = self.last + self._step
                self.rim_hops = self._swept + 1
                break
            self._left -= row
            self._swept += 1
            self._layer = self._advance(self._layer)
            for entity in self._layer:
                self._hops.setdefault(entity, self._swept)
        else:
            self.rim, self.last, self.rim_hops = NEVER, NEVER, self._most + 1
        self._known.clear()

    def _advance(self, layer: _Reached) -> _Reached:
        """Take one step from every finding of a layer; return what is new or has become cheaper."""
        found: _Reached = {}
        for entity, arrived in layer.items():
            self._leave(entity, dict(arrived), found)
        return found

    def _leave(self, entity: int, arrived: dict[int, int], found: _Reached) -> None:
        subject_states, object_states = self._states
        begin, end = self._places[entity], self._places[entity + 1]
        last, base = -1, NEVER
        for edge in self._edges[begin:end]:
            state, far = subject_states[edge], self._object[edge]
            if far == self._start:
                continue
            self._arrivals.setdefault(far, {})[edge] = None
            if state == CARRY:
                for carried, cost in arrived.items():
                    self._improve(far, carried, cost + self._cost[edge], found)
                continue
            if state != last:
                last, base = state, self._meeting(arrived, state)
            if base < NEVER:
                self._improve(far, object_states[edge], base + self._cost[edge], found)

    def _improve(self, entity: int, state: int, cost: int, found: _Reached) -> None:
        costs = self._reached.get(entity)
        if costs is None:
            costs = self._reached[entity] = {}
        if cost < costs.get(state, NEVER):
            costs[state] = cost
            found.setdefault(entity, {})[state] = cost

    def _meeting(self, arrived: dict[int, int], state: int) -> int:
        """Least cost of being at an entity in a state, having arrived in any that meets it."""
        joints, meet = self._codes.joints, self._codes.meet
        return min(
            (cost + joints[met] for other, cost in arrived.items() if (met := meet(other, state))), default=NEVER
        )

    # ------------------------------------------------------------ what is known

    def hops(self, entity: int) -> int:
        """Return the least steps from the start to an entity, whatever the states."""
        return self._hops.get(entity, self.rim_hops)

    def at(self, entity: int, state: int) -> int:
        """Return the least cost of a walk that arrives at an entity so that a step from that state may follow."""
        known = self._known.get((entity, state))
        if known is None:
            reached = self._reached.get(entity)
            known = self._meeting(reached, state) if reached else NEVER
            if entity != self._start:
                known = min(known, self.rim)
            self._known[entity, state] = known
        return known

    def arrivals(self, entity: int) -> tuple[int, ...]:
        """Return the edges by which the sweep has arrived at an entity; those of any other cost at least the rim."""
        return tuple(self._arrivals.get(entity, ()))
