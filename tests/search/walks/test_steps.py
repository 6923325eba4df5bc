"""Numbers of edges become steps in words: one for each edge, sides resolved, flags where the joints stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from small_graphs import ENTITIES, claims, dataset_of, dense_claims

from refgraph.graph.graph import build
from refgraph.model import joints
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.walks.steps import edge_ends, steps


@given(st.one_of(claims(), dense_claims()), st.sampled_from(ENTITIES))
def test_steps_follow_their_edges_and_join(told: tuple[Claim, ...], end: str) -> None:
    kg = build(dataset_of(told))
    query = Query("origins", end=Finding(end), max_hops=4)
    for found in BestFirst(kg, query).paths():
        shown = steps(kg, query, found.edges)
        assert [step.edge.id for step in shown] == list(found.edges)
        assert shown[-1].object.entity == end
        for one, other in pairwise(shown):
            assert one.object.entity == other.subject.entity
        for step in shown:
            assert not {"ipsilateral", "contralateral"} & {step.subject.side}, "a subject's side is never relative"


@given(claims())
def test_an_edge_as_numbers_is_the_edge(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    names = {code: state for state, code in kg.codes.states.items()}
    for edge in kg.edges():
        ends = edge_ends(kg, edge)
        assert kg.predicate_keys[ends.predicate] == edge.predicate
        assert (names[ends.subject_state], names[ends.object_state]) == (edge.subject.state, edge.object.state)
        assert (ends.subject_side, ends.object_side) == (
            joints.SIDE_CODES[edge.subject.side],
            joints.SIDE_CODES[edge.object.side],
        )


def test_a_relative_side_is_resolved_where_the_walk_knows_its_own() -> None:
    told = Claim(
        "s1#1", "s1", Finding("b", "tight"), "causes", Finding("a", None, "contralateral"), 1, "some words", "A claim."
    )
    kg = build(dataset_of((told,)))
    for asked, sides in (("left", ("right", "left")), ("right", ("left", "right")), (None, (None, "contralateral"))):
        query = Query("origins", end=Finding("a", None, asked))
        (step,) = steps(kg, query, next(BestFirst(kg, query).paths()).edges)
        assert (step.subject.side, step.object.side) == sides
