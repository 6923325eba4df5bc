"""When two claims may chain: the rules of state and side at the joint between two steps.

States and sides are small numbers here. A joint is judged the same way from either end: `side_back` is used by a
walk from effect to cause, `side_forward` by one from cause to effect, and the flags that they give agree.

A side that a claim states is *literal*. A relative side (ipsilateral, contralateral) is resolved against the side that
the walk runs on; such a side is *derived*: it must not clash, but no claim stated it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from refgraph.model.vocabulary import SIDES, STATUSES, Schema

NONE = 0
CARRY = 254
ANY = 255
DERIVED = 8
RELATIVE = 5
STATE_UNSTATED, STATE_BRIDGED, SIDE_UNSTATED = "state-unstated", "state-bridged", "side-unstated"
JOINT_FLAGS = ("", "", STATE_UNSTATED, STATE_BRIDGED)
SIDE_CODES: Mapping[str | None, int] = {None: NONE, **{side: i + 1 for i, side in enumerate(SIDES)}}
_MEETS_ALL = b"\1" * 256
# The opposite of bilateral and midline is itself: nothing else could be meant.
_OPPOSITE = (0, 2, 1, 3, 4)


def state_codes(schema: Schema) -> dict[str | None, int]:
    """Number the states of a schema from 1, in its order; 0 stands for unstated."""
    return {None: NONE, **{key: i + 1 for i, key in enumerate(schema.states)}}


def state_table(schema: Schema) -> bytes:
    """Tabulate how two states meet: 0 not at all, 1 equal, 2 one unstated, 3 declared compatible.

    Compatibility holds both ways, whichever of the two states declares it. A state that negates does not meet an
    unstated one: a claim about walking says nothing of impaired walking.
    """
    codes = state_codes(schema)
    size = len(codes)
    table = bytearray(size * size)
    for a in range(size):
        table[a] = table[a * size] = 2
        table[a * size + a] = 1
    for state in schema.states.values():
        a = codes[state.key]
        if state.negates:
            table[a] = table[a * size] = 0
        for other in state.compatible:
            if other in codes:
                b = codes[other]
                table[a * size + b] = table[b * size + a] = 3
    return bytes(table)


@dataclass(frozen=True, slots=True)
class Codes:
    """A schema as numbers, made once for a graph.

    Attributes:
        states: state → code. table: how two states meet (`state_table`); `size` states a row.
        carries, flagged, own: of each predicate by its number: whether it carries state and side through, whether it
        is flagged,
            and what that flag costs.
        joints: what the flag of a joint costs, by how the states meet. side: what an unstated side costs.
        statuses: what an edge's status costs.
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

    @classmethod
    def of(cls, schema: Schema) -> Codes:
        """Number a schema."""
        states, ranking, predicates = state_codes(schema), schema.ranking, schema.predicates.values()
        costs = {key: flag.cost for key, flag in ranking.flags.items()}
        return cls(
            states=states,
            table=state_table(schema),
            size=len(states),
            carries=tuple(p.walk == "carry" for p in predicates),
            flagged=tuple(p.flag is not None for p in predicates),
            own=tuple(costs[p.flag] if p.flag else 0 for p in predicates),
            joints=tuple(costs[flag] if flag else 0 for flag in JOINT_FLAGS),
            side=costs[SIDE_UNSTATED],
            statuses=tuple(ranking.status.get(status, 0) for status in STATUSES),
        )

    def meet(self, a: int, b: int) -> int:
        """Return how two states meet: 0 not at all, 1 equal, 2 one unstated, 3 declared compatible."""
        return 1 if ANY in (a, b) else self.table[a * self.size + b]

    def row(self, state: int) -> bytes:
        """Return how a state meets each other one, by code; what carries meets all."""
        if state == ANY:
            return _MEETS_ALL
        return self.table[state * self.size : (state + 1) * self.size].ljust(CARRY, b"\0") + _MEETS_ALL[CARRY:]


def _resolve(relative: int, side: int) -> int:
    return side if relative == RELATIVE else _OPPOSITE[side]


def side_back(subject: int, obj: int, want: int) -> tuple[bool, int] | None:
    """Join a step to what follows it, walking from effect to cause.

    Args:
        subject: side of the step's subject, as its claims state it.
        obj: side of the step's object, as its claims state it, maybe relative.
        want: side that the following step needs: 0, literal 1-4, derived (+8) or ANY.

    Returns:
        Whether the joint is flagged, and the side that this step needs of what precedes it. None: the sides clash.
    """
    need = subject
    if obj >= RELATIVE:
        if subject == NONE:
            if want in (ANY, NONE):
                return False, NONE
            return want < DERIVED, _resolve(obj, want & 7) | DERIVED
        obj = _resolve(obj, subject)
    if want == ANY:
        return False, need
    if obj == NONE:
        return 0 < want < DERIVED, need
    if want == NONE:
        return True, need
    return (want >= DERIVED, need) if obj == want & 7 else None


def side_forward(have: int, subject: int, obj: int) -> tuple[bool, int] | None:
    """Join a step to what precedes it, walking from cause to effect.

    Args:
        have: side that the preceding step arrives with: 0, literal 1-4, derived (+8) or ANY.
        subject: side of the step's subject, as its claims state it.
        obj: side of the step's object, as its claims state it, maybe relative.

    Returns:
        Whether the joint is flagged, and the side that this step arrives with. None: the sides clash.
    """
    running = subject
    if have == ANY:
        flagged = False
    elif subject == NONE:
        flagged, running = 0 < have < DERIVED, have & 7
    elif have == NONE:
        flagged = True
    elif have & 7 == subject:
        flagged = have >= DERIVED
    else:
        return None
    if obj < RELATIVE:
        return flagged, obj
    if subject != NONE:
        return flagged, _resolve(obj, subject)
    return flagged, (_resolve(obj, running) | DERIVED if running else NONE)
