"""The rule of joints, compared with the same rule said in words; and everything that asks whether findings meet."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import SCHEMA, dataset_of

from refgraph.graph.graph import build
from refgraph.model import joints
from refgraph.model.answers import Query
from refgraph.model.joints import BRIDGED, EQUAL, UNSTATED, Codes, Ends
from refgraph.model.sides import (
    ANY,
    SIDE_CODES,
    WALKED_SIDES,
)
from refgraph.model.statements import Claim, Finding
from refgraph.search.all_origins import all_origins
from refgraph.search.feedback_loops import loops
from refgraph.search.near_misses import misses
from refgraph.search.questions import paths
from refgraph.search.shared_origins import origins as shared_origins
from refgraph.search.walks.bounds import NEVER, Bounds
from refgraph.web.network.scene import scene

CODES = Codes.of(SCHEMA)
STATES = (None, *SCHEMA.states)
STATED_SIDES = (None, "left", "right", "bilateral", "midline")
SUBJECTS = [Finding("b", state, side) for state, side in product(STATES, STATED_SIDES)]
OBJECTS = [*SUBJECTS, *(Finding("b", state, side) for state in STATES for side in ("ipsilateral", "contralateral"))]


def states_meet(one: str | None, other: str | None) -> int:
    """The rule of states in words."""
    if one == other:
        return EQUAL
    if "reduced" in (one, other):
        return 0
    if None in (one, other):
        return UNSTATED
    return BRIDGED if {one, other} == {"tight", "short"} else 0


@pytest.mark.parametrize(("one", "other"), list(product(STATES, STATES)))
def test_states_meet_as_is_said_in_words(one: str | None, other: str | None) -> None:
    assert CODES.meet(CODES.states[one], CODES.states[other]) == states_meet(one, other)
    assert CODES.row(CODES.states[one])[CODES.states[other]] == states_meet(one, other)


@pytest.mark.parametrize(("state", "how"), list(product(STATES, [ANY, joints.CARRY])))
def test_what_a_query_leaves_out_and_what_carries_meets_all(state: str | None, how: int) -> None:
    assert CODES.row(CODES.states[state])[how]
    assert CODES.row(ANY)[CODES.states[state]]
    assert CODES.meet(ANY, CODES.states[state]) == EQUAL


every_edge = st.builds(
    Ends,
    st.integers(0, len(SCHEMA.predicates) - 1),
    *(st.integers(0, CODES.size - 1) for _ in "so"),
    st.integers(0, 4),
    st.integers(0, 6),
)


@given(every_edge, every_edge)
def test_a_joint_of_two_edges_is_judged_alike_from_either_end(one: Ends, other: Ends) -> None:
    """Where neither carries, and no side has to be passed through, the two ways agree on the joint and its flags."""
    if CODES.carries[one.predicate] or CODES.carries[other.predicate]:
        return
    behind, ahead = CODES.back(other, ANY, ANY), CODES.forward(one, ANY, ANY)
    assert behind
    assert ahead
    back = CODES.back(one, behind.state, behind.side)
    forward = CODES.forward(other, ahead.state, ahead.side)
    assert (back is None) == (forward is None)
    assert back is None or forward is None or back.flags == forward.flags


@given(every_edge, st.sampled_from([*range(CODES.size), ANY]), st.sampled_from(WALKED_SIDES))
def test_what_carries_passes_state_and_side_on(edge: Ends, state: int, side: int) -> None:
    for joint in (CODES.back(edge, state, side), CODES.forward(edge, state, side)):
        if CODES.carries[edge.predicate]:
            assert joint == (state, side, CODES.own[edge.predicate], EQUAL, False)
        elif joint is not None:
            assert joint.cost == CODES.own[edge.predicate] + sum(
                SCHEMA.ranking.flags[flag].cost for flag in joint.flags
            )


def test_a_query_leaves_out_what_it_does_not_name() -> None:
    assert CODES.pattern(None) == CODES.pattern(Finding("a")) == (ANY, ANY)
    assert CODES.pattern(Finding("a", "weak", "left")) == (CODES.states["weak"], SIDE_CODES["left"])


# ---------------------------------------------------------------- whoever asks is told the same


def claim(number: int, subject: Finding, obj: Finding) -> Claim:
    return Claim(f"s1#{number}", "s1", subject, "causes", obj, 1, "some words", "A claim.")


@given(st.sampled_from(SUBJECTS), st.sampled_from(SUBJECTS))
def test_everything_agrees_on_whether_two_findings_meet(one: Finding, other: Finding) -> None:
    """Path a → one, other → c: there is one exactly if the two meet, whoever is asked."""
    meets = bool(joints.meets(CODES, one, other))
    assert meets == (
        bool(states_meet(one.state, other.state)) and (None in (one.side, other.side) or one.side == other.side)
    )
    kg = build(dataset_of((claim(1, Finding("a"), one), claim(2, other, Finding("c")))))
    ends = Finding("a"), Finding("c")
    assert meets == bool(paths(kg, *ends).paths)
    assert meets == ("options given" in misses(kg, Query("paths", *ends))[0].why)
    assert meets == (kg.number("a") in all_origins(kg, ends[1]).entities)
    shown = scene(kg)
    assert len(shown.ties) == (meets and one != other)
    assert not meets or one == other or shown.boxes[shown.ties[0].start].finding in (one, other)
    ring = build(dataset_of((claim(1, Finding("a"), one), claim(2, other, Finding("a")))))
    assert meets == bool(loops(ring).loops)
    fork = build(dataset_of((claim(1, one, Finding("a")), claim(2, other, Finding("c")))))
    assert meets == bool(shared_origins(fork, ends).common)


@given(st.sampled_from(SUBJECTS), st.sampled_from(SUBJECTS))
def test_bounds_meet_where_states_do(one: Finding, other: Finding) -> None:
    kg = build(dataset_of((claim(1, Finding("a"), one), claim(2, other, Finding("c")))))
    bounds = Bounds(kg, (kg.number("a"), ANY, ANY), 3)
    assert (bounds.at(kg.number("b"), CODES.states[other.state]) < NEVER) == bool(states_meet(one.state, other.state))


@given(st.sampled_from(OBJECTS), st.sampled_from(SUBJECTS), st.sampled_from(STATED_SIDES[:3]))
def test_a_relative_side_is_that_of_the_path(one: Finding, other: Finding, side: str | None) -> None:
    """Two findings that meet on some path do so on this one, unless its side is not the one that they need."""
    kg = build(dataset_of((claim(1, Finding("a", side=side), one), claim(2, other, Finding("c")))))
    ends = Finding("a"), Finding("c")
    found = bool(paths(kg, *ends).paths)
    assert found == ("options given" in misses(kg, Query("paths", *ends))[0].why)
    assert not found or joints.meets(CODES, one, other)
    if side is None:
        assert found == bool(joints.meets(CODES, one, other))
