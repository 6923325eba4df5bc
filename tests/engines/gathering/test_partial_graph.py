"""A graph of what has been told so far: it answers from that, and notes what it was asked and does not know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from refgraph.engines.gathering.partial_graph import AllKeys, FetchedClaims, Missing
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import IN, OUT, SHOWN
from refgraph.errors import EngineError, UnknownNameError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding


@pytest.fixture
def known(toy: KnowledgeGraph) -> FetchedClaims:
    """What leads to a headache, and nothing else."""
    store = Mapped(toy)
    found = FetchedClaims(store.schema, store.data_version)
    found.add(store.in_edges(["headache"], 1000).claims)
    found.whole[IN].add("headache")
    return found


def test_rows_that_are_not_whole_are_noted(known: FetchedClaims, toy: KnowledgeGraph) -> None:
    local = known.graph()
    edges = local.edges(object="headache")
    assert {edge.subject for edge in edges} <= {edge.subject for edge in toy.edges(object="headache")}
    assert "headache" not in local.missing.in_
    other = edges[0].subject.entity
    local.edges(object=other)
    local.edges(subject=other)
    assert other in {**local.missing.in_, **local.missing.out, **local.missing.shown}


def test_a_name_is_unknown_here_until_it_is_told(known: FetchedClaims, toy: KnowledgeGraph) -> None:
    local = known.graph()
    with pytest.raises(UnknownNameError):
        local.entity("nowhere")
    assert "nowhere" in local.missing.entities
    entity = toy.entity("piriformis")
    known.name([entity], ["piriformis", "nowhere"], known.entities)
    assert known.graph().entity("piriformis") == entity
    assert known.entities["nowhere"] is None


def test_what_is_missing_is_kept_by_the_kind_of_row() -> None:
    missing = Missing()
    assert not missing
    for way in (IN, OUT, SHOWN):
        missing.rows(way)["a"] = None
    assert (list(missing.in_), list(missing.out), list(missing.shown)) == (["a"], ["a"], ["a"])
    assert missing
    assert "anything" in AllKeys()


@pytest.mark.parametrize(
    "change",
    [
        {"predicate": "feeds"},
        {"evidence": "hearsay"},
        {"modality": "shouts"},
        {"polarity": "perhaps"},
        {"subject": Finding("headache", "purple")},
        {"object": Finding("headache", None, "upper")},
    ],
)
def test_a_claim_with_a_word_that_is_not_in_the_vocabulary_is_refused(
    known: FetchedClaims, toy: KnowledgeGraph, change: dict[str, Any]
) -> None:
    with pytest.raises(EngineError, match="no such"):
        known.add([replace(toy.claims()[0], **change)])
