"""A near miss says why two findings are not joined, by the rule by which a search joins them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from small_graphs import asked, claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.names import read
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.near_misses import misses
from refgraph.search.questions import paths, why_not

LEFT_OUT = "options given"


def claim(number: int, subject: Finding, obj: Finding) -> Claim:
    return Claim(f"s1#{number}", "s1", subject, "causes", obj, 1, "some words", "A claim.")


def test_less_of_a_thing_is_not_the_thing_itself(real: KnowledgeGraph) -> None:
    start, end = read(real, "hip soreness worse left"), read(real, "left hip pain")
    found = why_not(real, start, end)
    assert found
    assert not any(LEFT_OUT in miss.why for miss in found)


def test_a_negated_state_and_an_unstated_one_clash() -> None:
    kg = build(dataset_of((claim(1, Finding("a"), Finding("b", "reduced")), claim(2, Finding("b"), Finding("c")))))
    assert why_not(kg, Finding("a"), Finding("c"))[0].why == (
        "thing b: reduced here, but the next claim names no state"
    )


def test_the_other_side_of_the_left_is_not_the_left() -> None:
    told = (
        claim(1, Finding("a", side="left"), Finding("b", side="contralateral")),
        claim(2, Finding("b", side="left"), Finding("c")),
    )
    kg = build(dataset_of(told))
    assert why_not(kg, Finding("a"), Finding("c"))[0].why == ("thing b: right here, but the claim speaks of left")


def test_what_is_too_general_joins_what_one_source_says_of_it() -> None:
    told = claim(1, Finding("b"), Finding("e")), claim(2, Finding("e"), Finding("a"))
    kg = build(dataset_of(told))
    assert misses(kg, Query("paths", start=Finding("b"), end=Finding("a")))[0].why == (
        "a coherent path exists, but the options given leave it out"
    )
    other = replace(told[1], id="s2#2", source="s2")
    assert why_not(build(dataset_of((told[0], other))), Finding("b"), Finding("a"))[0].why == (
        "thing e is too general to join what different sources say of it"
    )


@given(claims(), asked, asked)
def test_what_is_called_coherent_is_found(told: tuple[Claim, ...], start: Finding, end: Finding) -> None:
    kg = build(dataset_of(told))
    found = misses(kg, Query("paths", start=start, end=end))
    if start.entity != end.entity:
        coherent = any(LEFT_OUT in miss.why for miss in found)
        assert coherent == bool(paths(kg, start, end).paths)
