"""When two sides meet: the part of the rule of joints (`refgraph.model.joints`) that concerns left and right.

Equal sides meet, and an unstated one meets any. Sides are small numbers:

- *literal* (1-4): a claim states it.
- *derived* (`DERIVED` + side): a relative side (ipsilateral, contralateral) resolved against the side that the walk
  runs on; it must not clash, but no claim states it.
- *leaning* (`LEANING` + side): a claim names the side of its object and none of its subject. It then says nothing of
  a subject on the other side: that sciatica is felt in the right buttock is not said of left sciatica. A leaning side
  clashes with its opposite alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from refgraph.model.statements import Finding
from refgraph.model.vocabulary import SIDES

NONE = 0
RELATIVE = 5
DERIVED = 8
LEANING = 16
ANY = 255
SIDE_CODES: Mapping[str | None, int] = {None: NONE, **{side: i + 1 for i, side in enumerate(SIDES)}}
_LEFT, _RIGHT = SIDE_CODES["left"], SIDE_CODES["right"]
_PAIRED = (_LEFT, _RIGHT)
# Every side that a walk may stand on: unstated, literal, derived, leaning, and that of a query that leaves it out.
WALKED_SIDES = (*range(RELATIVE), *range(DERIVED + 1, DERIVED + RELATIVE), *(LEANING | side for side in _PAIRED), ANY)
_SIDE_NAMES = {code: side for side, code in SIDE_CODES.items()}
# The opposite of bilateral and midline is itself: nothing else could be meant.
_OPPOSITE = (0, 2, 1, 3, 4)


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


def told(side: int) -> int:
    """Return the code of the side that is stated or derived where a walk stands; `NONE` where it leans or is any.

    Args:
        side: 0, literal 1-4, derived (+8), leaning (+16) or `ANY`.

    Returns:
        0 to 4.

    Example:
        >>> told(DERIVED | 2), told(LEANING | 2), told(ANY)
        (2, 0, 0)
    """
    return NONE if side & LEANING else side & 7


def side_name(side: int) -> str | None:
    """Return the word for a side that a walk stands on, stated or derived; None where it is unstated, leaning or any.

    Args:
        side: 0, literal 1-4, derived (+8) or `ANY`.

    Returns:
        `left`, `right`, `bilateral` or `midline`.

    Example:
        >>> side_name(1), side_name(DERIVED | 2), side_name(ANY)
        ('left', 'right', None)
    """
    return _SIDE_NAMES[told(side)]


def sides_meet(one: int, other: int) -> bool | None:
    """Say whether two sides meet that are not relative.

    Args:
        one: 0, literal 1-4, derived, leaning or `ANY`.
        other: likewise; the order does not matter.

    Returns:
        Whether just one of the two is stated, which is flagged. None: the sides clash.

    Example:
        >>> sides_meet(1, 1), sides_meet(1, NONE), sides_meet(1, DERIVED | 1), sides_meet(1, 2)
        (False, True, True, None)
    """
    if ANY in (one, other):
        return False
    if _clash(one, other):
        return None
    return (NONE < one < DERIVED) != (NONE < other < DERIVED)


def _clash(one: int, other: int) -> bool:
    a, b = one & 7, other & 7
    if not a or not b or a == b:
        return False
    return _OPPOSITE[a] == b if (one | other) & LEANING else True


def _resolve(side: int, against: int) -> int:
    return against if side == RELATIVE else _OPPOSITE[against]


def _supposed(obj: int, want: int) -> int:
    """The side of a subject of which no claim states any, told from that of what follows the object."""
    if want in (ANY, NONE):
        return NONE
    return _resolve(obj, want & 7) | (LEANING if want & LEANING else DERIVED)


# A few hundred combinations at the most: looking one up costs the search less than judging it anew.
@cache
def side_back(subject: int, obj: int, want: int) -> tuple[bool, int] | None:
    """Join a step to what follows it, walking from effect to cause.

    Args:
        subject: side of the step's subject, as its claims state it: 0 or literal 1-4.
        obj: side of the step's object, as its claims state it: 0, literal, or relative 5-6.
        want: side that the following step needs: 0, literal 1-4, derived, leaning or `ANY`.

    Returns:
        Whether the joint is flagged, and the side that this step needs of what precedes it. None: the sides clash.

    Example:
        >>> side_back(NONE, SIDE_CODES["contralateral"], SIDE_CODES["left"]) == (True, DERIVED | SIDE_CODES["right"])
        True
    """
    need = subject
    if obj >= RELATIVE and subject == NONE:
        # The subject takes its side from what follows; no claim states either.
        need = _supposed(obj, want)
        obj = NONE
    elif obj >= RELATIVE:
        obj = _resolve(obj, subject)
    elif subject == NONE and obj in _PAIRED:
        need = LEANING | obj
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
    if flagged is None or (subject == NONE and obj in _PAIRED and sides_meet(have, LEANING | obj) is None):
        return None
    if obj < RELATIVE:
        return flagged, obj
    if subject != NONE:
        return flagged, _resolve(obj, subject)
    running = told(have)
    return flagged, (_resolve(obj, running) | DERIVED if running else NONE)


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
