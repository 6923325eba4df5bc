"""All origins at once are those that the search finds one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graphs import ENTITIES, brute_force, claims, dataset_of, dense_claims

from refgraph.graph import KnowledgeGraph, build
from refgraph.model import Claim, Finding, Query
from refgraph.reach import Reach, reach
from refgraph.rules import Node
from refgraph.search import Limits, Search

asked = st.builds(
    Finding,
    st.sampled_from(ENTITIES),
    st.sampled_from([None, None, "tight", "weak", "reduced"]),
    st.sampled_from([None, None, "left", "right", "bilateral"]),
)


def one_by_one(kg: KnowledgeGraph, query: Query) -> dict[Node | None, tuple[int, int]]:
    search = Search(kg, query, Limits(steps=5_000_000))
    found: dict[Node | None, tuple[int, int]] = {}
    for path in search.paths():
        found.setdefault(path.node, (path.cost, len(path.edges)))
    assert search.outcome.complete
    return found


def at_once(found: Reach) -> dict[Node | None, tuple[int, int]]:
    return {found.node(i): (int(found.costs[i]), int(found.hops[i])) for i in range(len(found))}


@settings(max_examples=500, deadline=None)
@given(st.one_of(claims(), dense_claims()), asked, st.integers(1, 6), st.booleans())
def test_origins_and_their_costs_are_those_of_the_search(
    told: tuple[Claim, ...], end: Finding, hops: int, strict: bool
) -> None:
    kg = build(dataset_of(told))
    found = reach(kg, end, hops, strict=strict)
    assert found.complete
    assert at_once(found) == one_by_one(kg, Query("origins", end=end, max_hops=hops, strict=strict, per_origin=1))


@settings(max_examples=300, deadline=None)
@given(st.one_of(claims(), dense_claims()), asked, st.integers(1, 6))
def test_paths_are_paths_of_that_cost(told: tuple[Claim, ...], end: Finding, hops: int) -> None:
    kg = build(dataset_of(told))
    found = reach(kg, end, hops)
    every = {edges: cost for cost, edges in brute_force(kg, Query("origins", end=end, max_hops=hops))}
    for i in range(len(found)):
        path = found.path(i)
        assert (path.node, path.cost, len(path.edges)) == (found.node(i), found.costs[i], found.hops[i])
        assert every[path.edges] == path.cost
        assert kg.number(kg.edge(path.edges[0]).subject.entity) == found.entities[i]
