"""When two claims may chain: the one rule of state, side and level at the joint between two steps.

Search, steps in words, near misses, contradictions, loops, shared origins and the ties of the network page all ask
here. States and sides are small numbers, so that the innermost loop of a search compares nothing else.

- *State*: equal states meet; an unstated one meets any but a state that negates; others meet where one declares the
  other compatible.
- *Side*: equal sides meet, and an unstated one meets any. A side that a claim states is *literal*. A relative side
  (ipsilateral, contralateral) is resolved against the side that the walk runs on; such a side is *derived*: it must not
  clash, but no claim states it.
- *Level*: what carries (member to group, narrower to broader) passes state and side on unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from refgraph.model.statements import Finding
from refgraph.model.vocabulary import SIDES, STATUSES, Schema

NONE = 0
CARRY = 254
ANY = 255
DERIVED = 8
RELATIVE = 5
EQUAL, UNSTATED, BRIDGED = 1, 2, 3
STATE_UNSTATED, STATE_BRIDGED, SIDE_UNSTATED = "state-unstated", "state-bridged", "side-unstated"
JOINT_FLAGS = ("", "", STATE_UNSTATED, STATE_BRIDGED)
SIDE_CODES: Mapping[str | None, int] = {None: NONE, **{side: i + 1 for i, side in enumerate(SIDES)}}
# Every side that a walk may stand on: unstated, literal, derived, and that of a query that leaves it out.
WALKED_SIDES = (*range(RELATIVE), *range(DERIVED + 1, DERIVED + RELATIVE), ANY)
_SIDE_NAMES = {code: side for side, code in SIDE_CODES.items()}
_MEETS_ALL = b"\1" * 256
# The opposite of bilateral and midline is itself: nothing else could be meant.
_OPPOSITE = (0, 2, 1, 3, 4)


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


def relative(side: str | None) -> bool:
    """Say whether a side is told from another one: ipsilateral or contralateral.

    Args:
        side: as a claim states it; None where it states none.

    Returns:
        Whether it is.

    Example:
        >>> relative("contralateral"), relative("left"), relative(None)
        (True, False, False)
    """
    return SIDE_CODES[side] >= RELATIVE


def askable(finding: Finding) -> Finding:
    """Return a finding as a query may name it: a relative side that no walk has resolved names no side to ask for.

    Args:
        finding: entity, state and side; what is None is not said.

    Returns:
        The finding, without its side where that is relative.

    Example:
        >>> askable(Finding("headache", side="ipsilateral")), askable(Finding("headache", side="left")).side
        (Finding(entity='headache', state=None, side=None), 'left')
    """
    return replace(finding, side=None) if relative(finding.side) else finding


def side_name(side: int) -> str | None:
    """Return the word for a side that a walk stands on, stated or derived; None where it is unstated or any.

    Args:
        side: 0, literal 1-4, derived (+8) or `ANY`.

    Returns:
        `left`, `right`, `bilateral` or `midline`.

    Example:
        >>> side_name(1), side_name(DERIVED | 2), side_name(ANY)
        ('left', 'right', None)
    """
    return None if side == ANY else _SIDE_NAMES[side & 7]


def sides_meet(one: int, other: int) -> bool | None:
    """Say whether two sides meet that are not relative.

    Args:
        one: 0, literal 1-4, derived (+8) or `ANY`.
        other: likewise; the order does not matter.

    Returns:
        Whether just one of the two is stated, which is flagged. None: the sides clash.

    Example:
        >>> sides_meet(1, 1), sides_meet(1, NONE), sides_meet(1, DERIVED | 1), sides_meet(1, 2)
        (False, True, True, None)
    """
    if ANY in (one, other):
        return False
    if one & 7 and other & 7 and one & 7 != other & 7:
        return None
    return (NONE < one < DERIVED) != (NONE < other < DERIVED)


def _resolve(side: int, against: int) -> int:
    return against if side == RELATIVE else _OPPOSITE[against]


# A few hundred combinations at the most: looking one up costs the search less than judging it anew.
@cache
def side_back(subject: int, obj: int, want: int) -> tuple[bool, int] | None:
    """Join a step to what follows it, walking from effect to cause.

    Args:
        subject: side of the step's subject, as its claims state it: 0 or literal 1-4.
        obj: side of the step's object, as its claims state it: 0, literal, or relative 5-6.
        want: side that the following step needs: 0, literal 1-4, derived (+8) or `ANY`.

    Returns:
        Whether the joint is flagged, and the side that this step needs of what precedes it. None: the sides clash.

    Example:
        >>> side_back(NONE, SIDE_CODES["contralateral"], SIDE_CODES["left"]) == (True, DERIVED | SIDE_CODES["right"])
        True
    """
    need = subject
    if obj >= RELATIVE and subject == NONE:
        # The subject takes its side from what follows; no claim states either.
        need = NONE if want in (ANY, NONE) else _resolve(obj, want & 7) | DERIVED
        obj = NONE
    elif obj >= RELATIVE:
        obj = _resolve(obj, subject)
    flagged = sides_meet(obj, want)
    return None if flagged is None else (flagged, need)


@cache
def side_forward(have: int, subject: int, obj: int) -> tuple[bool, int] | None:
    """Join a step to what precedes it, walking from cause to effect.

    Args:
        have: side that the preceding step arrives with: 0, literal 1-4, derived (+8) or `ANY`.
        subject: side of the step's subject, as its claims state it: 0 or literal 1-4.
        obj: side of the step's object, as its claims state it: 0, literal, or relative 5-6.

    Returns:
        Whether the joint is flagged, and the side that this step arrives with. None: the sides clash.

    Example:
        >>> side_forward(SIDE_CODES["left"], NONE, SIDE_CODES["ipsilateral"]) == (True, DERIVED | SIDE_CODES["left"])
        True
    """
    flagged = sides_meet(have, subject)
    if flagged is None:
        return None
    if obj < RELATIVE:
        return flagged, obj
    if subject != NONE:
        return flagged, _resolve(obj, subject)
    running = NONE if have == ANY else have & 7
    return flagged, (_resolve(obj, running) | DERIVED if running else NONE)


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


def same_side(one: Finding, other: Finding) -> bool:
    """Say whether the sides of two findings do not contradict each other, on some path.

    A relative side may be any; two that are relative are told from the same side.

    Args:
        one: a finding.
        other: likewise; the order does not matter.

    Returns:
        False only where they do on every path.

    Example:
        >>> same_side(Finding("a", side="left"), Finding("a", side="right"))
        False
        >>> same_side(Finding("a", side="left"), Finding("a", side="contralateral"))
        True
    """
    if relative(one.side) != relative(other.side):
        return True
    return sides_meet(SIDE_CODES[one.side], SIDE_CODES[other.side]) is not None
