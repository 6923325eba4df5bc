"""The search finds exactly the paths that the rules allow, in the documented order."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import (
    ENTITIES,
    SOURCES,
    asked,
    best_of_each,
    brute_force,
    claims,
    dataset_of,
    dense_claims,
    reachable,
)

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.judging.verdict import Judge
from refgraph.search.walks.best_first import USUAL, BestFirst, Limits
from refgraph.search.walks.bounds import LookAhead
from refgraph.search.walks.steps import steps

filters = st.fixed_dictionaries(
    {},
    optional={
        "via": st.tuples(st.sampled_from(ENTITIES)),
        "avoid": st.tuples(st.sampled_from([*ENTITIES, *SOURCES, "has-part"])),
        "sources": st.tuples(st.sampled_from(SOURCES)),
        "predicates": st.just(("causes",)),
        "min_evidence": st.sampled_from(["study", "author-assertion"]),
        "one_source": st.booleans(),
        "strict": st.booleans(),
        "max_hops": st.integers(1, 5),
    },
)


def found(kg: KnowledgeGraph, query: Query, limits: Limits = USUAL) -> list[tuple[int, tuple[int, ...]]]:
    search = BestFirst(kg, query, limits)
    paths = [(path.cost, path.edges) for path in search.paths()]
    assert search.outcome.complete
    return paths


@given(claims(), asked, filters)
def test_all_origins_equal_brute_force(told: tuple[Claim, ...], end: Finding, options: dict[str, object]) -> None:
    kg = build(dataset_of(told))
    query = Query("origins", end=end, per_origin=10_000, **options)
    assert found(kg, query) == brute_force(kg, query)


@given(claims(), asked, filters)
def test_all_effects_equal_brute_force(told: tuple[Claim, ...], start: Finding, options: dict[str, object]) -> None:
    kg = build(dataset_of(told))
    query = Query("effects", start=start, per_origin=10_000, **options)
    assert found(kg, query) == brute_force(kg, query)


@given(claims(), asked, asked, filters, st.integers(1, 4))
def test_paths_between_two_equal_brute_force(
    told: tuple[Claim, ...], start: Finding, end: Finding, options: dict[str, object], top: int
) -> None:
    kg = build(dataset_of(told))
    query = Query("paths", start=start, end=end, top=top, **options)
    assert found(kg, query)[:top] == brute_force(kg, query)[:top]


@given(st.one_of(claims(), dense_claims()), asked, asked, filters, st.integers(0, 6), st.integers(1, 4))
def test_how_far_is_looked_ahead_changes_nothing(
    told: tuple[Claim, ...], start: Finding, end: Finding, options: dict[str, object], most: int, widen: int
) -> None:
    kg = build(dataset_of(told))
    query = Query("paths", start=start, end=end, top=10, **options)
    limits = Limits(look_ahead=LookAhead(edges=most, widen_after=widen, per_step=1, one_by_one=1))
    assert found(kg, query, limits)[:10] == brute_force(kg, query)[:10]


@given(st.one_of(claims(), dense_claims()), asked, asked, filters, st.integers(0, 6))
def test_from_the_start_on_the_same_paths_are_found(
    told: tuple[Claim, ...], start: Finding, end: Finding, options: dict[str, object], most: int
) -> None:
    kg = build(dataset_of(told))
    query = Query("paths", start=start, end=end, top=10_000, **options)
    limits = Limits(look_ahead=LookAhead(edges=most, one_by_one=1))
    forward = [(path.cost, path.edges) for path in BestFirst(kg, query, limits, forward=True).paths()]
    assert [cost for cost, _ in forward] == sorted(cost for cost, _ in forward)
    assert sorted(forward) == sorted(brute_force(kg, query))


@given(claims(), asked, filters, st.integers(1, 3), st.booleans())
def test_the_best_of_each_open_end_equal_brute_force(
    told: tuple[Claim, ...], end: Finding, options: dict[str, object], quota: int, back: bool
) -> None:
    kg = build(dataset_of(told))
    ends = {"kind": "origins", "end": end} if back else {"kind": "effects", "start": end}
    query = Query(per_origin=quota, **ends, **options)  # type: ignore[arg-type]
    assert found(kg, query) == best_of_each(kg, query)


@given(dense_claims(), asked, filters, st.integers(1, 3), st.booleans())
def test_nothing_is_lost_where_routes_are_many(
    told: tuple[Claim, ...], end: Finding, options: dict[str, object], quota: int, back: bool
) -> None:
    kg = build(dataset_of(told))
    ends = {"kind": "origins", "end": end} if back else {"kind": "effects", "start": end}
    query = Query(per_origin=quota, **ends, **options)  # type: ignore[arg-type]
    assert found(kg, query) == best_of_each(kg, query)


@given(claims(plain=True), st.sampled_from(ENTITIES))
def test_by_one_source_without_states_and_sides_it_is_reachability(told: tuple[Claim, ...], end: str) -> None:
    told = tuple(replace(claim, id=f"s1#{i}", source="s1") for i, claim in enumerate(told, 1))
    kg = build(dataset_of(told))
    drawn = nx.DiGraph(reachable(told))
    origins = {kg.edge(edges[0]).subject.entity for _, edges in found(kg, Query("origins", end=Finding(end)))}
    assert origins == nx.ancestors(drawn, end)


@given(claims(), asked, st.booleans())
def test_flags_of_the_steps_add_up_to_the_cost(told: tuple[Claim, ...], end: Finding, back: bool) -> None:
    kg = build(dataset_of(told))
    query = Query("origins", end=end) if back else Query("effects", start=end)
    ranking = kg.schema.ranking
    for path in BestFirst(kg, query).paths():
        chain = steps(kg, query, path.edges)
        joined = ranking.joined if Judge(kg, query).verdict(chain).joined else 0
        edges = sum(kg.index.column("e.cost")[edge] for edge in path.edges)
        flags = sum(ranking.flags[flag].cost for step in chain for flag in step.flags)
        assert edges + flags + joined == path.cost


@given(st.one_of(claims(), dense_claims()), asked, st.booleans())
def test_a_source_is_a_point_of_failure_exactly_if_nothing_is_left_without_it(
    told: tuple[Claim, ...], end: Finding, one_source: bool
) -> None:
    kg = build(dataset_of(told))
    query = Query("origins", end=end, one_source=one_source, max_hops=4)
    for path in BestFirst(kg, query).paths():
        chain = steps(kg, query, path.edges)
        verdict = Judge(kg, query).verdict(chain)
        for source in SOURCES:
            rest = build(dataset_of(tuple(claim for claim in told if claim.source != source)))
            pair = Query("paths", start=chain[0].subject, end=end, one_source=one_source, max_hops=4)
            # A denial of the withdrawn source no longer counts in `rest`; compare only where it denied nothing.
            if all(claim.polarity == "asserts" for claim in told if claim.source == source):
                assert (source in verdict.single_point_of_failure) == (not brute_force(rest, pair))


def say(key: str, source: str, subject: str, obj: str, evidence: str = "study") -> Claim:
    return Claim(
        f"{source}#{key}", source, Finding(subject), "causes", Finding(obj), 1, "words", "A.", evidence=evidence
    )


def test_a_longer_start_told_by_the_right_source_is_kept() -> None:
    told = (
        say("1", "s1", "b", "a"),
        say("2", "s2", "c", "a"),
        say("3", "s2", "b", "c"),
        say("4", "s2", "d", "b"),
    )
    kg = build(dataset_of(told))
    query = Query("origins", end=Finding("a"), per_origin=1)
    longest = found(kg, query)[-1]
    assert (longest[0], len(longest[1])) == (3, 3), "one source for three steps beats two sources for two"
    assert found(kg, query) == best_of_each(kg, query)


def test_it_gives_up_and_says_so() -> None:
    told = tuple(
        Claim(f"s1#{i}", "s1", Finding(a), "causes", Finding(b), 1, "some words", "A claim.")
        for i, (a, b) in enumerate((a, b) for a in ENTITIES for b in ENTITIES if a != b)
    )
    search = BestFirst(
        build(dataset_of(told)), Query("origins", end=Finding("a"), per_origin=1000), limits=Limits(steps=10)
    )
    assert len(list(search.paths())) < 10
    assert not search.outcome.complete


def test_what_is_said_of_a_thing_is_not_said_of_less_of_it() -> None:
    told = (
        Claim("s1#1", "s1", Finding("a"), "causes", Finding("b", "reduced"), 1, "some words", "A claim."),
        Claim("s1#2", "s1", Finding("b"), "causes", Finding("c"), 1, "some words", "A claim."),
    )
    kg = build(dataset_of(told))
    assert found(kg, Query("paths", start=Finding("a"), end=Finding("c"))) == []


@pytest.mark.parametrize("state", ["weak", None])
def test_a_tight_muscle_never_leaves_as_weak(state: str | None) -> None:
    told = (
        Claim("s1#1", "s1", Finding("a"), "causes", Finding("b", "tight"), 1, "some words", "A claim."),
        Claim("s1#2", "s1", Finding("b", state), "causes", Finding("c"), 1, "some words", "A claim."),
    )
    kg = build(dataset_of(told))
    routes = found(kg, Query("paths", start=Finding("a"), end=Finding("c")))
    assert len(routes) == (0 if state else 1)


def chain(*told: tuple[str, str, str]) -> KnowledgeGraph:
    """A graph of claims (cause, effect, source)."""
    made = (
        Claim(f"{source}#{i}", source, Finding(a), "causes", Finding(b), i, "three words here", "A claim.")
        for i, (a, b, source) in enumerate(told, 1)
    )
    return build(dataset_of(tuple(made)))


def test_what_is_too_general_does_not_join_two_sources() -> None:
    kg = chain(("a", "e", "s1"), ("e", "b", "s2"))
    assert [len(edges) for _, edges in found(kg, Query("origins", end=Finding("b")))] == [1]
    assert not found(kg, Query("paths", Finding("a"), Finding("b")))


def test_a_source_may_tell_a_whole_path_through_what_is_too_general() -> None:
    kg = chain(("a", "e", "s1"), ("e", "b", "s1"), ("b", "c", "s2"))
    assert [len(edges) for _, edges in found(kg, Query("paths", Finding("a"), Finding("b")))] == [2]
    assert not found(kg, Query("paths", Finding("a"), Finding("c")))


def test_a_path_may_begin_and_end_with_what_is_too_general_and_pass_it_where_asked_to() -> None:
    kg = chain(("e", "a", "s1"), ("a", "f", "s2"), ("f", "b", "s3"))
    assert [len(edges) for _, edges in found(kg, Query("paths", Finding("e"), Finding("f")))] == [2]
    assert [len(edges) for _, edges in found(kg, Query("paths", Finding("a"), Finding("b"), via=("f",)))] == [2]
