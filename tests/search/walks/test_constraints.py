"""What a query lets count: claims of its sources and evidence, predicates that it names, ends that it welcomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import SOURCES, claims, dataset_of, dense_claims

from refgraph.errors import UnknownNameError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.walks.constraints import Constraints

NARROWED = st.fixed_dictionaries(
    {},
    optional={
        "sources": st.sampled_from([SOURCES[:1], SOURCES[:2]]),
        "avoid": st.sampled_from([("s1",), ("causes",), ("has-part",)]),
        "min_evidence": st.just("author-assertion"),
        "predicates": st.just(("causes",)),
    },
)


@given(st.one_of(claims(), dense_claims()), NARROWED)
def test_an_edge_is_told_by_exactly_the_claims_that_count(told: tuple[Claim, ...], narrowed: dict) -> None:
    kg = build(dataset_of(told))
    constraints = Constraints(kg, Query("origins", end=Finding("a"), **narrowed))
    avoid, wanted = narrowed.get("avoid", ()), narrowed.get("predicates", ())
    for number in sorted({*kg.index.column("in.edge")}):
        edge = kg.edge(number)
        carries = constraints.carries(number)
        allowed = edge.predicate not in avoid and (not wanted or edge.predicate in wanted or carries)
        sources = {claim.source for claim in edge.claims if constraints.counts(claim)} if allowed else set()
        found = constraints.told(number)
        assert {kg.source_number(source) for source in sources} == (set(found[1]) if found else set())


def test_the_ends_that_were_asked_for_are_never_refused(toy: KnowledgeGraph) -> None:
    query = Query("paths", Finding("slump"), Finding("headache"), categories=("muscle",), avoid=("slump",))
    constraints = Constraints(toy, query)
    goal = constraints.pattern(Finding("slump"))
    assert constraints.open_to(toy.number("slump"), goal)
    assert not constraints.open_to(toy.number("slump"), None)
    assert not constraints.open_to(toy.number("neck-pain"), goal), "it is no muscle"
    assert constraints.open_to(toy.number("hamstrings"), goal)


def test_no_step_costs_less_than_the_least(toy: KnowledgeGraph) -> None:
    constraints = Constraints(toy, Query("origins", end=Finding("headache")))
    told = [constraints.told(number) for number in toy.index.column("in.edge")]
    assert min(found[0] for found in told if found) >= constraints.least


@pytest.mark.parametrize("narrowed", [{"min_evidence": "rumour"}, {"via": ("nowhere",)}, {"avoid": ("nowhere",)}])
def test_keys_that_nothing_carries_are_refused(toy: KnowledgeGraph, narrowed: dict) -> None:
    with pytest.raises(UnknownNameError):
        Constraints(toy, Query("origins", end=Finding("headache"), **narrowed))
