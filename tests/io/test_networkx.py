"""A graph that went through networkx says what it said; anything else is refused in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import SCHEMA, claims, dataset_of, dense_claims

import refgraph
from refgraph.errors import DataError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.io.networkx import from_networkx, to_networkx
from refgraph.model.statements import Claim, Finding


def same(one: KnowledgeGraph, other: KnowledgeGraph) -> bool:
    return (
        one.edges() == other.edges()
        and one.claims() == other.claims()
        and one.entities() == other.entities()
        and one.sources() == other.sources()
        and one.schema == other.schema
    )


@given(claims() | dense_claims(), st.randoms(use_true_random=False))
def test_there_and_back_in_any_order(told: tuple[Claim, ...], dice: Random) -> None:
    # Claims stand by source and number, as they do when they are loaded.
    kg = build(dataset_of(tuple(sorted(told, key=lambda claim: claim.sort_key))))
    drawn = to_networkx(kg)
    back = from_networkx(drawn)
    assert same(back, kg)
    mixed = nx.MultiDiGraph(**drawn.graph)
    nodes, edges = list(drawn.nodes(data=True)), list(drawn.edges(keys=True, data=True))
    dice.shuffle(nodes)
    dice.shuffle(edges)
    mixed.add_nodes_from(nodes)
    mixed.add_edges_from(edges)
    again = from_networkx(mixed)
    assert same(again, kg)
    assert again.data_version == back.data_version


def test_the_real_graph_goes_there_and_back() -> None:
    kg = open_graph()
    back = from_networkx(to_networkx(kg))
    assert same(back, kg)
    asked = Finding("headache")
    from refgraph.search.questions import origins

    assert origins(back, asked).paths == origins(kg, asked).paths


def test_what_was_altered_counts_and_has_a_version_of_its_own(toy: KnowledgeGraph) -> None:
    drawn = nx.MultiDiGraph(to_networkx(toy))
    drawn.remove_node("headache")
    back = refgraph.from_networkx(drawn)
    assert {edge.id for edge in back.edges()} < {edge.id for edge in toy.edges()}
    assert back.data_version not in ("", toy.data_version)


def test_a_bare_graph_is_read_with_the_vocabulary_of_refgraph() -> None:
    said = Claim("mine#1", "mine", Finding("x", "tight"), "causes", Finding("y"), 1, "two words", "A claim.")
    drawn = nx.MultiDiGraph()
    drawn.add_node("x", label="the x", category="muscle")
    drawn.add_node("y", label="the y", category="symptom")
    drawn.add_edge("x", "y", claims=(said,))
    kg = from_networkx(drawn)
    assert kg.claims() == (said,)
    assert kg.schema == open_graph().schema
    assert [source.key for source in kg.sources()] == ["mine"]
    assert from_networkx(drawn, replace(kg.schema)).edges() == kg.edges()


def spoilt(change: Callable[[Any], object]) -> Any:
    drawn = nx.MultiDiGraph(to_networkx(build(dataset_of((SAID,)))))
    change(drawn)
    return drawn


SAID = Claim("s1#1", "s1", Finding("a", "tight"), "causes", Finding("b"), 1, "two words", "A claim.")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda g: g.add_node(1), "node '1' is not an entity key"),
        (lambda g: g.add_node("z"), "node 'z' has no label"),
        (lambda g: g.add_node("z", label="z", category="thin"), "unknown category 'thin'. Did you mean: thing?"),
        (lambda g: g.add_edge("a", "b"), "the edge 'a' → 'b' carries no claims"),
        (lambda g: g.add_edge("a", "b", claims=("x",)), "the edge 'a' → 'b' carries no claims"),
        (lambda g: g.add_edge("c", "b", claims=(replace(SAID, id="s1#2"),)), "does not join 'c' and 'b'"),
        (lambda g: g.add_edge("a", "b", claims=(SAID,)), "claim 's1#1' stands twice"),
        (
            lambda g: g.add_edge("a", "b", claims=(replace(SAID, id="s1#2"),), predicate="precedes"),
            "claim 's1#2' has another predicate than its edge",
        ),
        (
            lambda g: g.add_edge("a", "b", claims=(replace(SAID, id="s1#2", predicate="cause"),)),
            "unknown predicate 'cause'. Did you mean: causes?",
        ),
        (
            lambda g: g.add_edge("a", "b", claims=(replace(SAID, id="s1#2", subject=Finding("a", "tigt")),)),
            "unknown state 'tigt'. Did you mean: tight?",
        ),
        (
            lambda g: g.add_edge("a", "b", claims=(replace(SAID, id="s1#2", object=Finding("b", None, "up")),)),
            "unknown side 'up'",
        ),
        (lambda g: g.graph.update(schema="mine"), "schema is not a refgraph Schema"),
        (lambda g: g.graph.update(sources=("s1",)), "something that is not a Source"),
    ],
)
def test_every_other_form_is_refused_in_plain_words(change: Callable[[Any], object], message: str) -> None:
    with pytest.raises(DataError) as caught:
        from_networkx(spoilt(change))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("other", [nx.DiGraph(), nx.MultiGraph(), nx.Graph(), {}, None])
def test_another_kind_of_graph_is_refused(other: Any) -> None:
    with pytest.raises(DataError, match="not a networkx MultiDiGraph"):
        from_networkx(other)


def test_many_faults_are_counted() -> None:
    drawn = nx.MultiDiGraph(schema=SCHEMA)
    drawn.add_nodes_from(f"n{i}" for i in range(9))
    with pytest.raises(DataError, match=r"\(and 13 more\)"):
        from_networkx(drawn)
