"""Edges by how nodes join them: every edge stands in one group, and a group costs what its joints cost."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import claims, dataset_of, dense_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.statements import Claim
from refgraph.search.all_origins.edge_groups import Groups, Links


def links(kg: KnowledgeGraph) -> Links:
    """Every edge that a walk may take."""
    edge = np.unique(np.asarray(kg.index.column("in.edge")))
    ends = (np.asarray(kg.index.column(name))[edge] for name in ("e.subj", "e.obj"))
    return Links(edge, *ends, len(kg.entities()))


@given(st.one_of(claims(), dense_claims()))
def test_every_edge_stands_somewhere_and_no_other(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    given_ = links(kg)
    groups = Groups(kg, given_)
    assert set(groups.edge.tolist()) == set(given_.edge.tolist())
    carrying = {n for n in given_.edge.tolist() if kg.codes.carries[kg.index.column("e.pred")[n]]}
    assert set(groups.edge[groups.grouped :].tolist()) == carrying
    objects = np.asarray(kg.index.column("e.obj"))
    assert (objects[groups.edge[: groups.grouped]] == groups.entity[groups.group]).all()


@given(st.one_of(claims(), dense_claims()))
def test_an_edge_is_mutual_if_another_leads_back(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    given_ = links(kg)
    ways = set(zip(given_.subject.tolist(), given_.object.tolist(), strict=True))
    groups = Groups(kg, given_)
    subjects, objects = (np.asarray(kg.index.column(name)) for name in ("e.subj", "e.obj"))
    for edge, mutual in zip(groups.edge.tolist(), groups.mutual.tolist(), strict=True):
        assert mutual == ((int(objects[edge]), int(subjects[edge])) in ways)


@given(dense_claims())
def test_strictly_nothing_flagged_is_taken(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    groups = Groups(kg, links(kg), strict=True)
    predicates = np.asarray(kg.index.column("e.pred"))[groups.edge]
    assert not any(kg.codes.flagged[number] for number in predicates.tolist())
