"""When two claims may chain: the one rule of state, side and level at the joint between two steps.

Search, steps in words, near misses, contradictions, loops, shared origins and the ties of the network page all ask
here. States and sides are small numbers, so that the innermost loop of a search compares nothing else.

- *State*: equal states meet; an unstated one meets any but a state that negates; others meet where one declares the
  other compatible.
- *Side*: equal sides meet, and an unstated one meets any; `refgraph.model.sides` has the whole rule.
- *Level*: what carries (member to group, narrower to broader) passes state and side on unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from refgraph.model.sides import ANY, NONE, SIDE_CODES, same_side, side_back, side_forward, sides_meet
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import STATUSES, Schema

CARRY = 254
EQUAL, UNSTATED, BRIDGED = 1, 2, 3
STATE_UNSTATED, STATE_BRIDGED, SIDE_UNSTATED = "state-unstated", "state-bridged", "side-unstated"
JOINT_FLAGS = ("", "", STATE_UNSTATED, STATE_BRIDGED)
_MEETS_ALL = b"\1" * 256


class Ends(NamedTuple):
    """An edge as numbers: its predicate, and the states and sides of its two ends, as its claims state them."""

    predicate: int
    subject_state: int
    object_state: int
    subject_side: int
    object_side: int


class Joint(NamedTuple):
    """A joint that holds.

    Attributes:
        state, side: where the walk stands beyond the step, as codes; a side is literal, derived or `NONE`.
        cost: what its flags cost, that of the step's predicate included (`ranking.yaml`).
        met: how the states meet: `EQUAL`, `UNSTATED` or `BRIDGED`.
        unstated: whether just one of the two claims states its side.
    """

    state: int
    side: int
    cost: int
    met: int = EQUAL
    unstated: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of the joint, that of the state first; none of the step's predicate."""
        return (*((JOINT_FLAGS[self.met],) if self.met > EQUAL else ()), *((SIDE_UNSTATED,) if self.unstated else ()))


# An edge, then the state and the side that the walk stands on.
Asked = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Codes:
    """A schema as numbers, made once for a graph.

    Attributes:
        states: state → code. table: how two states meet, `size` states a row.
        carries, flagged, own: of each predicate by its number: whether it carries state and side through, whether it
            is flagged, and what that flag costs.
        joints: what the flag of a joint costs, by how the states meet. side: what an unstated side costs.
        statuses: what an edge's status costs.
        known_back, known_forward: what `back` and `forward` have judged, so that a search judges edges that are alike
            only once; there are as many as the vocabulary has combinations.
    """

    states: Mapping[str | None, int]
    table: bytes
    size: int
    carries: tuple[bool, ...]
    flagged: tuple[bool, ...]
    own: tuple[int, ...]
    joints: tuple[int, ...]
    side: int
    statuses: tuple[int, ...]
    known_back: dict[Asked, Joint | None] = field(default_factory=dict, compare=False, repr=False)
    known_forward: dict[Asked, Joint | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, schema: Schema) -> Codes:
        """Number a schema, predicates and states in its order.

        Example:
            >>> from refgraph.curation.load import read
            >>> codes = Codes.of(read("tests/data/mini").dataset.schema)
            >>> codes.meet(codes.states["tight"], codes.states["weak"])
            0
        """
        states, ranking, predicates = state_codes(schema), schema.ranking, schema.predicates.values()
        costs = {key: flag.cost for key, flag in ranking.flags.items()}
        return cls(
            states=states,
            table=_state_table(schema),
            size=len(states),
            carries=tuple(p.walk == "carry" for p in predicates),
            flagged=tuple(p.flag is not None for p in predicates),
            own=tuple(costs[p.flag] if p.flag else 0 for p in predicates),
            joints=tuple(costs[flag] if flag else 0 for flag in JOINT_FLAGS),
            side=costs[SIDE_UNSTATED],
            statuses=tuple(ranking.status.get(status, 0) for status in STATUSES),
        )

    def meet(self, a: int, b: int) -> int:
        """Return how two states meet: 0 not at all, `EQUAL`, `UNSTATED` (one of them) or `BRIDGED`.

        Args:
            a: code of a state, or `ANY`.
            b: the other; the order does not matter.
        """
        return EQUAL if ANY in (a, b) else self.table[a * self.size + b]

    def row(self, state: int) -> bytes:
        """Return how a state meets each other one, by code, 256 of them; what carries meets all."""
        if state == ANY:
            return _MEETS_ALL
        return self.table[state * self.size : (state + 1) * self.size].ljust(CARRY, b"\0") + _MEETS_ALL[CARRY:]

    def pattern(self, finding: Finding | None) -> tuple[int, int]:
        """Return the state and side of a query's end as codes; what it leaves out matches any.

        Args:
            finding: the end; None for one that is not given.
        """
        if finding is None:
            return ANY, ANY
        state = ANY if finding.state is None else self.states[finding.state]
        return state, ANY if finding.side is None else SIDE_CODES[finding.side]

    def back(self, edge: Ends, state: int, side: int) -> Joint | None:
        """Join an edge to what follows it, walking from effect to cause.

        Args:
            edge: the edge.
            state: state that the following step needs: a code or `ANY`.
            side: side that the following step needs: 0, literal 1-4, derived (+8) or `ANY`.

        Returns:
            The joint, and what the edge needs of what precedes it; None where it does not hold.
        """
        asked = (*edge, state, side)
        if asked not in self.known_back:
            sides = side_back(edge.subject_side, edge.object_side, side)
            self.known_back[asked] = self._joint(edge, (edge.object_state, edge.subject_state), sides, (state, side))
        return self.known_back[asked]

    def forward(self, edge: Ends, state: int, side: int) -> Joint | None:
        """Join an edge to what precedes it, walking from cause to effect.

        Args:
            edge: the edge.
            state: state that the preceding step arrives with: a code or `ANY`.
            side: side that the preceding step arrives with: 0, literal 1-4, derived (+8) or `ANY`.

        Returns:
            The joint, and what the edge arrives with; None where it does not hold.
        """
        asked = (*edge, state, side)
        if asked not in self.known_forward:
            sides = side_forward(side, edge.subject_side, edge.object_side)
            self.known_forward[asked] = self._joint(edge, (edge.subject_state, edge.object_state), sides, (state, side))
        return self.known_forward[asked]

    def _joint(
        self, edge: Ends, states: tuple[int, int], sides: tuple[bool, int] | None, here: tuple[int, int]
    ) -> Joint | None:
        """Judge a joint: `states` of the near and the far end of the edge; `here` the walk stands."""
        own = self.own[edge.predicate]
        if self.carries[edge.predicate]:
            return Joint(*here, own)
        met = self.meet(states[0], here[0])
        if not met or sides is None:
            return None
        return Joint(states[1], sides[1], own + self._cost(met, sides[0]), met, sides[0])

    def _cost(self, met: int, unstated: bool) -> int:
        return self.joints[met] + (self.side if unstated else 0)

    def at_end(self, state: int, side: int, end: tuple[int, int]) -> Joint | None:
        """Join a walk to where it was asked to end, or two walks that have met, whichever way they go.

        Args:
            state: state that the walk stands on: a code or `ANY`.
            side: side that it stands on: 0, literal 1-4, derived (+8) or `ANY`.
            end: state and side of the end (`pattern`), or those that the other walk stands on.

        Returns:
            The joint; None where it does not hold.
        """
        met, unstated = self.meet(state, end[0]), sides_meet(side, end[1])
        return Joint(*end, self._cost(met, unstated), met, unstated) if met and unstated is not None else None


def state_codes(schema: Schema) -> dict[str | None, int]:
    """Number the states of a schema from 1, in its order; 0 stands for unstated.

    Args:
        schema: the vocabulary.

    Returns:
        Codes by key, from 1 in the order of the schema; 0 for None.

    Example:
        >>> from refgraph.curation.load import read
        >>> list(state_codes(read("tests/data/mini").dataset.schema).items())[:2]
        [(None, 0), ('tight', 1)]
    """
    return {None: NONE, **{key: i + 1 for i, key in enumerate(schema.states)}}


def _state_table(schema: Schema) -> bytes:
    """Tabulate how two states meet, one row for each code: see the rule of states at the head of this module.

    Compatibility holds both ways, whichever of the two states declares it. A state that negates does not meet an
    unstated one: a claim about walking says nothing of impaired walking.
    """
    codes = state_codes(schema)
    size = len(codes)
    table = bytearray(size * size)
    for a in range(size):
        table[a] = table[a * size] = UNSTATED
        table[a * size + a] = EQUAL
    for state in schema.states.values():
        a = codes[state.key]
        if state.negates:
            table[a] = table[a * size] = 0
        for other in state.compatible:
            if other in codes:
                b = codes[other]
                table[a * size + b] = table[b * size + a] = BRIDGED
    return bytes(table)


def meets(codes: Codes, one: Finding, other: Finding) -> int:
    """Say how two findings of one entity can meet at a joint of some path.

    Args:
        codes: the vocabulary as numbers.
        one: a finding, as claims or a path state it.
        other: likewise; neither the order nor the entities matter.

    Returns:
        How their states meet: 0 where states or sides contradict each other, else `EQUAL`, `UNSTATED` or `BRIDGED`.

    Example:
        >>> from refgraph.curation.load import read
        >>> codes = Codes.of(read("tests/data/mini").dataset.schema)
        >>> meets(codes, Finding("hamstrings", "tight"), Finding("hamstrings", None, "left")) == UNSTATED
        True
        >>> meets(codes, Finding("hamstrings", "tight"), Finding("hamstrings", "weak"))
        0
    """
    return codes.meet(codes.states[one.state], codes.states[other.state]) if same_side(one, other) else 0
