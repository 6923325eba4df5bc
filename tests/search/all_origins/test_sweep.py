"""Layers of least costs: ranges are laid end to end, and a walk that is rebuilt costs what its table says."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("numpy")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import ENTITIES, claims, dataset_of, dense_claims

from refgraph.graph.graph import build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.all_origins.edge_groups import Groups, Links
from refgraph.search.all_origins.sweep import Sweep, ranges, walks
from refgraph.search.walks.constraints import Constraints


def swept(told: tuple[Claim, ...], end: str, hops: int) -> Sweep | None:
    kg = build(dataset_of(told))
    edge = np.unique(np.asarray(kg.index.column("in.edge")))
    if not len(edge):
        return None
    ends = (np.asarray(kg.index.column(name))[edge] for name in ("e.subj", "e.obj"))
    constraints = Constraints(kg, Query("origins", end=Finding(end)))
    number, state, side = constraints.pattern(Finding(end))
    groups = Groups(kg, Links(edge, *ends, len(kg.entities())))
    return Sweep(groups, np.array([number]), (state, side), hops, constraints.least)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_ranges_are_laid_end_to_end(given_: list[tuple[int, int]]) -> None:
    begin, counts = (np.array(column, np.int64) for column in zip(*given_, strict=True)) if given_ else ([], [])
    wanted = [number for start, count in given_ for number in range(start, start + count)]
    if given_:
        assert ranges(begin, counts).tolist() == wanted


@given(st.one_of(claims(), dense_claims()), st.sampled_from(ENTITIES), st.integers(1, 5))
def test_each_layer_only_lowers_costs(told: tuple[Claim, ...], end: str, hops: int) -> None:
    sweep = swept(told, end, hops)
    if sweep is None:
        return
    assert len(sweep.tables) <= hops + 1
    for before, after in pairwise(sweep.tables):
        assert (after >> 1 <= before >> 1).all()


@given(st.one_of(claims(), dense_claims()), st.sampled_from(ENTITIES), st.integers(1, 5))
def test_a_walk_has_as_many_edges_as_its_hops_say(told: tuple[Claim, ...], end: str, hops: int) -> None:
    sweep = swept(told, end, hops)
    if sweep is None:
        return
    places = np.flatnonzero(sweep.costs.reshape(-1) < sweep.never)
    edges, passed = walks(sweep, places)
    assert ((edges >= 0).sum(axis=1) == sweep.hops.reshape(-1)[places]).all()
    assert (passed[:, 0] == places % sweep.groups.entities).all()
