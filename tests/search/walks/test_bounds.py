"""No path costs less than the bound says, however far the sweep has come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import ENTITIES, brute_force, claims, dataset_of, dense_claims

from refgraph.graph.graph import build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.walks.bounds import NEVER, Bounds, LookAhead
from refgraph.search.walks.constraints import Constraints


@given(st.one_of(claims(), dense_claims()), st.sampled_from(ENTITIES), st.sampled_from([0, 3, 3_000]), st.booleans())
def test_no_path_is_cheaper_or_shorter_than_its_bound(
    told: tuple[Claim, ...], end: str, edges: int, widen: bool
) -> None:
    kg = build(dataset_of(told))
    query = Query("origins", end=Finding(end), max_hops=4)
    bounds = Bounds(kg, Constraints(kg, query).pattern(Finding(end)), 4, LookAhead(edges), back=False)
    if widen:
        bounds.widen(50)
    for cost, path in brute_force(kg, query):
        start, state = (kg.index.column(name)[path[0]] for name in ("e.subj", "e.sstate"))
        assert bounds.hops(start) <= len(path)
        if not kg.codes.carries[kg.index.column("e.pred")[path[0]]]:
            assert bounds.at(start, state) <= cost


def test_a_sweep_that_has_seen_everything_knows_what_is_out_of_reach() -> None:
    told = (
        Claim("s1#1", "s1", Finding("b"), "causes", Finding("a"), 1, "some words", "A claim."),
        Claim("s1#2", "s1", Finding("d"), "causes", Finding("c"), 1, "some words", "A claim."),
    )
    kg = build(dataset_of(told))
    bounds = Bounds(kg, Constraints(kg, Query("origins", end=Finding("a"))).pattern(Finding("a")), 6, back=False)
    assert bounds.rim == NEVER
    assert bounds.hops(kg.number("b")) == 1
    assert bounds.hops(kg.number("d")) == 7
    assert bounds.at(kg.number("d"), 0) == NEVER


@pytest.mark.parametrize("edges", [0, 1, 2])
def test_what_has_not_been_reached_lies_beyond_the_rim(edges: int) -> None:
    told = tuple(
        Claim(f"s1#{n}", "s1", Finding(one), "causes", Finding(other), 1, "some words", "A claim.")
        for n, (one, other) in enumerate([("b", "a"), ("c", "b"), ("d", "c")], 1)
    )
    kg = build(dataset_of(told))
    pattern = Constraints(kg, Query("origins", end=Finding("a"))).pattern(Finding("a"))
    bounds = Bounds(kg, pattern, 6, LookAhead(edges), back=False)
    assert bounds.rim_hops == edges + 1
    assert bounds.hops(kg.number("d")) == edges + 1
    bounds.widen(10)
    assert (bounds.rim, bounds.hops(kg.number("d"))) == (NEVER, 3)
