"""A graph that is asked batch by batch gives the answers of the whole graph, and says so where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_checks import assert_same_commands, bit_by_bit, queries, same
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import picture
from small_graphs import ENTITIES, SOURCES, claims, dataset_of, dense_claims

from refgraph.cli import main
from refgraph.engines import ENGINES, open_engine
from refgraph.engines.bidirectional import Linked, Sweep, advance
from refgraph.engines.gather import ask, ask_all, why_not
from refgraph.engines.local import Mapped
from refgraph.engines.partial_graph import names_of
from refgraph.engines.protocol import IN, OUT, Budget
from refgraph.errors import EngineError, UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.report import json as report_json
from refgraph.report import render
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


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return open_graph()


def whole_graph(told: tuple[Claim, ...]) -> KnowledgeGraph:
    return build(dataset_of(tuple(sorted(told, key=lambda claim: claim.sort_key))))


# ---------------------------------------------------------------- the same answers


@settings(max_examples=80, deadline=None)
@given(st.one_of(claims(), dense_claims()), ENDS, NARROWED, st.sampled_from(["origins", "effects"]))
def test_open_ends_of_any_small_graph(told: tuple[Claim, ...], end: Finding, narrowed: dict, kind: str) -> None:
    kg = whole_graph(told)
    query = Query(kind, **{"end" if kind == "origins" else "start": end}, **narrowed)
    assert same(kg, ask(Mapped(kg), query, bit_by_bit()))


@settings(max_examples=80, deadline=None)
@given(st.one_of(claims(), dense_claims()), ENDS, ENDS, NARROWED)
def test_routes_of_any_small_graph(told: tuple[Claim, ...], start: Finding, end: Finding, narrowed: dict) -> None:
    kg = whole_graph(told)
    assert same(kg, ask(Mapped(kg), Query("paths", start=start, end=end, **narrowed), bit_by_bit()))


def test_every_end_of_the_toy_graph(toy: KnowledgeGraph) -> None:
    for query in queries(toy, step=2):
        assert same(toy, ask(Mapped(toy), query)), query
        assert same(toy, ask(Mapped(toy), query, bit_by_bit())), query


def test_ends_of_the_bundled_graph(real: KnowledgeGraph) -> None:
    for query in queries(real, step=59):
        assert same(real, ask(Mapped(real), query)), query
        assert same(real, ask(Mapped(real), query, bit_by_bit())), query


def test_many_questions_at_once_are_answered_like_each_alone(real: KnowledgeGraph) -> None:
    together = list(queries(real, step=60))
    asked = ask_all(Mapped(real), together, bit_by_bit())
    assert [one.answer.query for one in asked] == together
    assert all(same(real, one) for one in asked)
    alone = sum(ask(Mapped(real), query, bit_by_bit()).budget.used["rounds"] for query in together)
    assert asked[0].budget.used["rounds"] < alone / 2


def test_why_not_is_that_of_the_whole_graph(toy: KnowledgeGraph) -> None:
    for query in queries(toy):
        if query.start and query.end:
            assert why_not(Mapped(toy), query.start, query.end) == questions.why_not(toy, query.start, query.end)


def test_what_is_drawn_of_a_part_is_what_is_drawn_of_the_whole(real: KnowledgeGraph) -> None:
    query = Query("paths", start=Finding("gluteals", "weak", "left"), end=Finding("headache"), top=3)
    asked, whole = ask(Mapped(real), query, bit_by_bit()), questions.ask(real, query)
    whole = replace(whole, paths=tuple(replace(path, loops=None) for path in whole.paths))
    assert whole.paths
    assert asked.show(lambda kg: render(kg, asked.answer, "html")) == render(real, whole, "html")
    assert asked.show(lambda kg: picture(kg, asked.answer.paths[0])) == picture(real, whole.paths[0])
    for form in ("text", "json", "csv", "markdown", "mermaid", "dot"):
        assert render(asked.kg, asked.answer, form) == render(real, whole, form)


def test_the_command_line_answers_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert_same_commands("mapped", "tests/data/mini", capsys)
    assert main(["origins", "headache", "--engine", "grmblfx"]) == 2
    assert "unknown engine 'grmblfx'" in capsys.readouterr().err


def test_what_is_fetched_is_a_small_part(real: KnowledgeGraph) -> None:
    asked = ask(Mapped(real), Query("origins", end=Finding("headache"), max_hops=1), bit_by_bit())
    assert asked.answer.complete
    assert asked.budget.used["claims"] < len(real.claims()) / 2


# ---------------------------------------------------------------- wrong questions


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


def test_names_are_read_without_the_graph(real: KnowledgeGraph) -> None:
    for typed in ("left gluteals weak", "pain in the butt", "tight hip flexors", "headache"):
        assert names.read(names_of(Mapped(real), [typed]), typed) == names.read(real, typed)
    with pytest.raises(UnknownNameError):
        names.read(names_of(Mapped(real), ["grmblfx"]), "grmblfx")


def test_engines_have_names(toy: KnowledgeGraph) -> None:
    assert isinstance(open_engine("mapped", lambda: toy), Mapped)
    with pytest.raises(UsageError, match="spark: name a folder"):
        open_engine("spark:", lambda: toy)
    for wrong in ("", "mappedx", "ftp://a.example", "grmblfx"):
        with pytest.raises(UsageError, match="Known: mapped"):
            open_engine(wrong, lambda: toy)
    assert len(ENGINES) == 3


# ---------------------------------------------------------------- the budget


@pytest.mark.parametrize("budget", [{"claims": 10}, {"rounds": 2}, {"seconds": 0.0}])
def test_a_budget_that_ends_is_said(real: KnowledgeGraph, budget: dict[str, int]) -> None:
    asked = ask(Mapped(real), Query("origins", end=Finding("headache")), Budget(**budget, whole=0))
    assert asked.budget.spent == next(iter(budget))
    assert not asked.answer.complete
    known = {claim.id for claim in real.claims()}
    assert all(claim.id in known for path in asked.answer.paths for step in path.steps for claim in step.edge.claims)


def test_what_the_budget_left_open_is_not_claimed(real: KnowledgeGraph) -> None:
    query = Query("origins", end=Finding("back-pain"))
    whole = ask(Mapped(real), query, bit_by_bit())
    assert any(path.verdict.single_point_of_failure for path in whole.answer.paths)
    cut = ask(Mapped(real), query, Budget(links=1, whole=0))
    held = {path.steps[0].edge.subject: path.verdict.single_point_of_failure for path in whole.answer.paths}
    assert not cut.answer.complete
    assert len(cut.answer.paths) == len(whole.answer.paths)
    for path in cut.answer.paths:
        assert set(path.verdict.single_point_of_failure) <= set(held[path.steps[0].edge.subject])


@pytest.mark.parametrize("budget", [{"rounds": 2}, {"claims": 1}, {"seconds": 0.0}])
def test_red_flags_and_names_come_whatever_has_been_spent(real: KnowledgeGraph, budget: dict[str, int]) -> None:
    query = Query("origins", end=Finding("headache"))
    cut = ask(Mapped(real), query, Budget(**budget, whole=0))
    # Those of what was asked, and of its kinds, stand first.
    own = [claim.id for claim in questions.ask(real, replace(query, max_hops=1)).red_flags]
    flags = [claim.id for claim in cut.answer.red_flags]
    assert flags
    assert flags == own[: len(flags)]
    report_json.answer(view(cut.kg, cut.answer))
    assert all(cut.kg.entity(path.origin.entity).category for path in cut.answer.paths)


def test_more_than_can_be_shown_is_an_error(real: KnowledgeGraph) -> None:
    with pytest.raises(EngineError, match="more than 1 claims would be shown"):
        ask(Mapped(real), Query("origins", end=Finding("headache")), replace(bit_by_bit(), shown=1))


def test_a_batch_that_was_cut_is_not_used(toy: KnowledgeGraph) -> None:
    near = Mapped(toy)
    whole = near.in_edges(["headache"], 100)
    assert whole.whole
    assert not near.in_edges(["headache"], len(whole.claims) - 1).whole
    assert not near.links(["headache"], IN, 1).whole
    cut = ask(near, Query("origins", end=Finding("headache")), Budget(claims=len(whole.claims) - 1, whole=0))
    assert cut.answer.paths == ()
    assert not cut.answer.complete


# ---------------------------------------------------------------- sweeps


def test_a_sweep_finds_all_that_lies_between_two_ends_and_nothing_else(real: KnowledgeGraph) -> None:
    near, linked = Mapped(real), Linked(real.schema)
    sweep = Sweep(linked.node("gluteals", None), linked.node("headache", None), 4)

    def fetch(way: str, keys: list[str]) -> bool:
        linked.add(way, keys, near.links(keys, way, 10_000))
        return True

    while not sweep.done:
        assert advance([sweep], linked, fetch)
    region = set(sweep.region(linked))
    found = questions.paths(real, Finding("gluteals"), Finding("headache"), max_hops=4, top=500).paths
    assert found
    for path in found:
        for step in path.steps:
            assert (step.subject.entity, step.object.entity) in region
    assert all(pair in linked.claims for pair in region)


def test_a_side_that_cannot_grow_proves_that_there_is_no_route(toy: KnowledgeGraph) -> None:
    near, linked, asked = Mapped(toy), Linked(toy.schema), []

    def fetch(way: str, keys: list[str]) -> bool:
        asked.append(way)
        linked.add(way, keys, near.links(keys, way, 10_000))
        return True

    sweep = Sweep(linked.node("head-rolls", None), linked.node("headache", None), 6)
    while not sweep.done:
        advance([sweep], linked, fetch)
    assert sweep.exhausted
    assert not list(sweep.region(linked))
    assert asked == [OUT]


def test_a_store_is_asked_nothing_twice(real: KnowledgeGraph) -> None:
    near, asked = Mapped(real), []
    in_edges = near.in_edges
    near.in_edges = lambda keys, most: asked.extend(keys) or in_edges(keys, most)  # type: ignore[method-assign]
    ask(near, replace(Query("origins", end=Finding("headache")), top=5), bit_by_bit())
    assert len(asked) == len(set(asked)) > 1
