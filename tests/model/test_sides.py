"""When two sides meet, and what a relative side stands for."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.model.sides import (
    ANY,
    DERIVED,
    LEANING,
    NONE,
    SIDE_CODES,
    WALKED_SIDES,
    askable,
    relative,
    same_side,
    side_back,
    side_forward,
    side_name,
    sides_meet,
    told,
)
from refgraph.model.statements import Finding

OPPOSITE = {"left": "right", "right": "left", "bilateral": "bilateral", "midline": "midline"}


@pytest.mark.parametrize(("one", "other"), list(product(WALKED_SIDES, WALKED_SIDES)))
def test_sides_meet_alike_from_either_end(one: int, other: int) -> None:
    assert sides_meet(one, other) == sides_meet(other, one)
    if ANY not in (one, other) and one & 7 and other & 7:
        opposite = {one & 7, other & 7} == {SIDE_CODES["left"], SIDE_CODES["right"]}
        leaning = (one | other) & LEANING
        assert (sides_meet(one, other) is None) == (opposite if leaning else one & 7 != other & 7)
    else:
        assert sides_meet(one, other) is not None


def test_what_is_said_of_no_side_and_felt_on_one_says_nothing_of_the_other() -> None:
    left, right, both = (SIDE_CODES[side] for side in ("left", "right", "bilateral"))
    assert side_forward(left, NONE, right) is None
    assert side_forward(right, NONE, right) == (True, right)
    assert side_forward(both, NONE, right) == (True, right)
    assert side_forward(left, left, right) == (False, right)
    joined = side_back(NONE, right, ANY)
    assert joined is not None
    assert sides_meet(joined[1], left) is None
    assert side_name(joined[1]) is None


@pytest.mark.parametrize("side", OPPOSITE)
def test_a_relative_side_is_told_from_the_other_end(side: str) -> None:
    other, same = SIDE_CODES["contralateral"], SIDE_CODES["ipsilateral"]
    assert side_forward(ANY, SIDE_CODES[side], other) == (False, SIDE_CODES[OPPOSITE[side]])
    assert side_forward(ANY, SIDE_CODES[side], same) == (False, SIDE_CODES[side])
    assert side_back(SIDE_CODES[side], other, SIDE_CODES[OPPOSITE[side]]) == (False, SIDE_CODES[side])
    assert side_back(SIDE_CODES[side], same, SIDE_CODES[side]) == (False, SIDE_CODES[side])


@given(st.sampled_from(sorted(OPPOSITE)), st.sampled_from(["ipsilateral", "contralateral"]))
def test_what_no_claim_states_is_flagged_and_comes_back_to_where_it_began(side: str, told_as: str) -> None:
    joined = side_forward(SIDE_CODES[side], NONE, SIDE_CODES[told_as])
    assert joined is not None
    flagged, arrived = joined
    assert flagged
    assert arrived & DERIVED
    back = side_back(NONE, SIDE_CODES[told_as], arrived)
    assert back is not None
    assert side_name(back[1]) == side


def test_a_clash_is_no_joint() -> None:
    left, right = SIDE_CODES["left"], SIDE_CODES["right"]
    assert side_forward(left, right, NONE) is None
    assert side_back(NONE, left, right) is None
    assert side_back(left, SIDE_CODES["contralateral"], left) is None


def test_only_a_side_that_is_known_is_told() -> None:
    assert [told(side) for side in (NONE, 1, DERIVED | 1, LEANING | 1, ANY)] == [0, 1, 1, 0, 0]
    assert [side_name(side) for side in (NONE, 2, DERIVED | 2, LEANING | 2, ANY)] == [
        None,
        "right",
        "right",
        None,
        None,
    ]


def test_nobody_asks_for_a_side_that_hangs_on_another() -> None:
    assert [relative(side) for side in SIDE_CODES] == [side in ("ipsilateral", "contralateral") for side in SIDE_CODES]
    assert askable(Finding("a", "tight", "contralateral")) == Finding("a", "tight")
    assert askable(Finding("a", "tight", "left")) == Finding("a", "tight", "left")


@pytest.mark.parametrize(("one", "other"), list(product(SIDE_CODES, SIDE_CODES)))
def test_two_findings_are_on_one_side_unless_both_say_otherwise(one: str | None, other: str | None) -> None:
    same = same_side(Finding("a", side=one), Finding("a", side=other))
    assert same == same_side(Finding("a", side=other), Finding("a", side=one))
    assert same == (one == other or None in (one, other) or relative(one) != relative(other))
