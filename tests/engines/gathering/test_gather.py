"""A graph that is asked batch by batch gives the answers of the whole graph, and says so where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_checks import bit_by_bit, queries, same
from hypothesis import given
from hypothesis import strategies as st
from pictures import picture
from small_graphs import ENTITIES, SOURCES, claims, dataset_of, dense_claims

from refgraph.engines.gathering.gather import ask, ask_all, why_not
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import Budget
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.report import render
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.search import questions

ENDS = st.builds(Finding, st.sampled_from(ENTITIES), st.sampled_from([None, None, "tight", "weak"]))
NARROWED = st.fixed_dictionaries(
    {},
    optional={
        "max_hops": st.integers(1, 5),
        "top": st.integers(1, 4),
        "via": st.sampled_from([("b",), ("c",)]),
        "avoid": st.sampled_from([("d",), ("s1",), ("has-part",)]),
        "sources": st.sampled_from([SOURCES[:1], SOURCES[:2]]),
        "min_evidence": st.just("author-assertion"),
        "one_source": st.booleans(),
        "strict": st.booleans(),
    },
)


def as_a_part(kg: KnowledgeGraph) -> KnowledgeGraph:
    """A graph that says of itself that it is only a part of the data."""
    part = KnowledgeGraph(kg.index)
    part.whole = False
    return part


def whole_graph(told: tuple[Claim, ...]) -> KnowledgeGraph:
    return build(dataset_of(tuple(sorted(told, key=lambda claim: claim.sort_key))))


@given(st.one_of(claims(), dense_claims()), ENDS, NARROWED, st.sampled_from(["origins", "effects"]))
def test_open_ends_of_any_small_graph(told: tuple[Claim, ...], end: Finding, narrowed: dict, kind: str) -> None:
    kg = whole_graph(told)
    query = Query(kind, **{"end" if kind == "origins" else "start": end}, **narrowed)
    assert same(kg, ask(Mapped(kg), query, bit_by_bit()))


@given(st.one_of(claims(), dense_claims()), ENDS, ENDS, NARROWED)
def test_routes_of_any_small_graph(told: tuple[Claim, ...], start: Finding, end: Finding, narrowed: dict) -> None:
    kg = whole_graph(told)
    assert same(kg, ask(Mapped(kg), Query("paths", start=start, end=end, **narrowed), bit_by_bit()))


def test_every_end_of_the_toy_graph(toy: KnowledgeGraph) -> None:
    for query in queries(toy, step=2):
        assert same(toy, ask(Mapped(toy), query)), query
        assert same(toy, ask(Mapped(toy), query, bit_by_bit())), query


@pytest.mark.slow
def test_ends_of_the_bundled_graph(founding: KnowledgeGraph) -> None:
    for query in queries(founding, step=59):
        assert same(founding, ask(Mapped(founding), query)), query
        assert same(founding, ask(Mapped(founding), query, bit_by_bit())), query


def test_many_questions_at_once_are_answered_like_each_alone(founding: KnowledgeGraph) -> None:
    together = list(queries(founding, step=149))
    asked = ask_all(Mapped(founding), together, bit_by_bit())
    assert [one.answer.query for one in asked] == together
    assert all(same(founding, one) for one in asked)
    alone = sum(ask(Mapped(founding), query, bit_by_bit()).budget.used["rounds"] for query in together)
    assert asked[0].budget.used["rounds"] < alone / 2


def test_why_not_is_that_of_the_whole_graph(toy: KnowledgeGraph) -> None:
    for query in queries(toy):
        if query.start and query.end:
            assert why_not(Mapped(toy), query.start, query.end) == questions.why_not(toy, query.start, query.end)


def test_what_is_drawn_of_a_part_is_what_is_drawn_of_the_whole(founding: KnowledgeGraph) -> None:
    query = Query("paths", start=Finding("gluteals", "weak", "left"), end=Finding("headache"), top=3)
    asked, whole = ask(Mapped(founding), query, bit_by_bit()), questions.ask(founding, query)
    # A part of the data is not summed up, whatever else of it is told.
    founding = as_a_part(founding)
    whole = replace(whole, paths=tuple(replace(path, looping=lambda: None) for path in whole.paths))
    assert whole.paths
    assert asked.show(lambda kg: render(kg, asked.answer, "html")) == render(founding, whole, "html")
    assert asked.show(lambda kg: picture(kg, asked.answer.paths[0])) == picture(founding, whole.paths[0])
    for form in ("text", "json", "csv", "markdown", "mermaid", "dot"):
        assert render(asked.kg, asked.answer, form) == render(founding, whole, form)


def test_unknown_names_and_wrong_options_are_errors_as_on_the_whole_graph(toy: KnowledgeGraph) -> None:
    near = Mapped(toy)
    for query, error in (
        (Query("origins", end=Finding("no-such-thing")), UnknownNameError),
        (Query("paths", start=Finding("no-such-thing"), end=Finding("headache")), UnknownNameError),
        (Query("origins", end=Finding("headache"), sources=("nobody",)), UnknownNameError),
        (Query("origins", end=Finding("headache"), via=("nowhere",)), UnknownNameError),
        (Query("origins", end=Finding("headache"), max_hops=31), UsageError),
        (Query("effects", start=Finding("headache", "no-such-state")), UsageError),
    ):
        with pytest.raises(error):
            ask(near, query)


@pytest.mark.parametrize("budget", [{"claims": 10}, {"rounds": 2}, {"seconds": 0.0}])
def test_a_budget_that_ends_is_said(founding: KnowledgeGraph, budget: dict[str, int]) -> None:
    asked = ask(Mapped(founding), Query("origins", end=Finding("headache")), Budget(**budget, whole=0))
    assert asked.budget.spent == next(iter(budget))
    assert not asked.answer.complete
    known = {claim.id for claim in founding.claims()}
    assert all(claim.id in known for path in asked.answer.paths for step in path.steps for claim in step.edge.claims)


@pytest.mark.parametrize("budget", [{"rounds": 2}, {"claims": 1}, {"seconds": 0.0}])
def test_red_flags_and_names_come_whatever_has_been_spent(founding: KnowledgeGraph, budget: dict[str, int]) -> None:
    query = Query("origins", end=Finding("headache"))
    cut = ask(Mapped(founding), query, Budget(**budget, whole=0))
    # Those of what was asked, and of its kinds, stand first.
    own = [claim.id for claim in questions.ask(founding, replace(query, max_hops=1)).red_flags]
    flags = [claim.id for claim in cut.answer.red_flags]
    assert flags
    assert flags == own[: len(flags)]
    answer_json.answer(view(cut.kg, cut.answer))
    assert all(cut.kg.entity(path.origin.entity).category for path in cut.answer.paths)
