"""Paths that contradict each other are shown as rivals, by what the data declares opposite and by nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from small_graphs import ENTITIES, SCHEMA, SOURCES
from toys import ends_at_all

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer, Step
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity
from refgraph.report import render
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import view
from refgraph.search.judging.rivals import rivals, with_rivals
from refgraph.search.questions import origins

WHY = "The one is the other turned round."


def graph(*told: tuple[Finding, Finding], states: bool = False, entities: bool = False) -> KnowledgeGraph:
    """A graph of plain claims; tight and weak are opposite states, b and c opposite things, if so asked."""
    schema = SCHEMA
    if states:
        schema = replace(
            schema, states={**schema.states, "weak": replace(schema.states["weak"], opposite={"tight": WHY})}
        )
    claims = tuple(
        Claim(f"s1#{i}", "s1", subject, "causes", obj, i, "three words here", "A claim.")
        for i, (subject, obj) in enumerate(told, 1)
    )
    keys = {*ENTITIES, *(end.entity for pair in told for end in pair)}
    things = {key: Entity(key, "thing", f"thing {key}") for key in sorted(keys)}
    if entities:
        things["c"] = replace(things["c"], opposite={"b": WHY})
    return build(Dataset(schema, things, {key: Source(key) for key in SOURCES}, claims, version="sha256:test"))


def ranks(answer: Answer) -> list[tuple[str, str, tuple[int, ...], tuple[int, ...]]]:
    def named(finding: Finding) -> str:
        return " ".join(part for part in (finding.side, finding.state, finding.entity) if part)

    return [(named(r.one), named(r.other), r.one_ranks, r.other_ranks) for r in answer.rivals]


def f(entity: str, state: str | None = None, side: str | None = None) -> Finding:
    return Finding(entity, state, side)


TWO_STATES = ((f("a", "tight"), f("e")), (f("a", "weak"), f("e")))
TWO_THINGS = ((f("a"), f("b")), (f("b"), f("e")), (f("d"), f("c")), (f("c"), f("e")))


def test_opposite_states_of_one_thing_are_rivals() -> None:
    answer = origins(graph(*TWO_STATES, states=True), f("e"))
    assert ranks(answer) == [("tight a", "weak a", (1,), (2,))]
    assert [path.rivals for path in answer.paths] == [(2,), (1,)]
    assert answer.rivals[0].why == WHY
    assert answer.rivals[0].end == f("e")


def test_opposite_things_are_rivals_with_all_that_leads_to_them() -> None:
    answer = origins(graph(*TWO_THINGS, entities=True), f("e"))
    [(one, other, left, right)] = ranks(answer)
    assert (one, other) == ("b", "c")
    by_origin = {path.rank: path.origin.entity for path in answer.paths}
    assert {by_origin[rank] for rank in left} == {"a", "b"}
    assert {by_origin[rank] for rank in right} == {"c", "d"}


@pytest.mark.parametrize("told", [TWO_STATES, TWO_THINGS])
def test_nothing_is_inferred_from_words(told: tuple[tuple[Finding, Finding], ...]) -> None:
    answer = origins(graph(*told), f("e"))
    assert answer.rivals == ()
    assert all(path.rivals == () for path in answer.paths)


@pytest.mark.parametrize(
    "told",
    [
        # The left one tight and the right one weak is no contradiction.
        ((f("a", "tight", "left"), f("e")), (f("a", "weak", "right"), f("e"))),
        # Neither is a state that is not stated, nor one that is merely compatible with an opposite.
        ((f("a"), f("e")), (f("a", "weak"), f("e"))),
        ((f("a", "short"), f("e")), (f("a", "weak"), f("e"))),
        # Ends that cannot be one finding are two ends.
        ((f("a", "tight"), f("e", "tight")), (f("a", "weak"), f("e", "weak"))),
        ((f("a", "tight"), f("e", None, "left")), (f("a", "weak"), f("e", None, "right"))),
    ],
)
def test_what_can_both_hold_is_no_rival(told: tuple[tuple[Finding, Finding], ...]) -> None:
    assert origins(graph(*told, states=True), f("e")).rivals == ()


def test_a_side_is_told_where_all_routes_name_it() -> None:
    told = (f("a", "tight", "left"), f("e")), (f("a", "weak"), f("e"))
    assert ranks(origins(graph(*told, states=True), f("e"))) == [("left tight a", "weak a", (1,), (2,))]


def test_less_of_one_direction_does_not_contradict_the_other() -> None:
    told = (f("b", "reduced"), f("e")), (f("c"), f("e")), (f("c", "reduced"), f("e"))
    assert origins(graph(*told, entities=True), f("e")).rivals == ()


def test_the_end_itself_is_what_both_reach() -> None:
    told = (f("b"), f("a", "tight")), (f("c"), f("a", "weak"))
    assert origins(graph(*told, states=True), f("a")).rivals == ()


def test_ten_thousand_routes_of_two_camps_end_at_all() -> None:
    kg = graph(*TWO_STATES, states=True)
    one, other = origins(kg, f("e")).paths
    routes = [replace((one, other)[rank % 2], rank=rank) for rank in range(1, 10_001)]
    with ends_at_all():
        found = rivals(kg, routes)
        told = with_rivals(routes, found)
    assert len(found) == 1
    assert {len(path.rivals) for path in told} == {5_000}
    assert told[0].rivals == tuple(path.rank for path in routes if path.rank % 2 == told[1].rank % 2)


def test_routes_through_ten_thousand_things_end_at_all() -> None:
    kg = graph(*((f(f"x{i:05}"), f("e")) for i in range(10_000)), states=True)
    with ends_at_all():
        found = [Step(edge, edge.subject, edge.object) for edge in kg.edges()]
        path = origins(kg, f("e"), top=1).paths[0]
        routes = [replace(path, rank=rank, steps=(step,)) for rank, step in enumerate(found, 1)]
        assert rivals(kg, routes) == ()


def test_every_form_names_rivals() -> None:
    kg = graph(*TWO_STATES, states=True)
    answer = origins(kg, f("e"))
    said = "thing e: path 1 leads through tight thing a, path 2 leads through weak thing a."
    for form in ("text", "markdown", "csv", "dot"):
        assert said in " ".join(render(kg, answer, form).split())
    assert "path 2 leads through weak thing a" in render(kg, answer, "mermaid")
    assert said in render(kg, answer, "html")


def test_the_verdict_abstains_in_json_and_in_words() -> None:
    kg = graph(*TWO_STATES, states=True)
    answer = origins(kg, f("e"))
    record = json.loads(json.dumps(answer_json.answer(view(kg, answer))))
    assert [path["verdict"]["abstains"] for path in record["paths"]] == [True, True]
    assert record["paths"][0]["rivals"] == [2]
    assert record["rivals"][0]["one"] == {"through": report_json.finding(kg, f("a", "tight")), "ranks": [1]}
    told = " ".join(render(kg, answer).split())
    assert "No verdict: path 2 leads through the opposite." in told
    assert "thing e: path 1 leads through tight thing a, path 2 leads through weak thing a." in told


def test_the_data_of_refgraph_declares_opposites_both_ways_round() -> None:
    states = open_graph().schema.states
    assert states["increased"].opposite["reduced"]
    declared = {frozenset((key, other)) for key, state in states.items() for other in state.opposite}
    compatible = {frozenset((key, other)) for key, state in states.items() for other in state.compatible}
    assert not declared & compatible
