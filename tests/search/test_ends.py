"""What stands for an end of a question, and what is told near it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search.composites import combinations
from refgraph.search.ends import USUAL, Most, apart, below, broader, felt_at, itself, nearby, places, relation


@pytest.fixture(scope="module")
def placed(mini: Dataset) -> KnowledgeGraph:
    """The toy graph in which headache is felt at the shoulder blade, and neck pain, too."""
    model = mini.claims[0]
    more = [
        replace(
            model,
            id=f"toy-hip#{90 + number}",
            subject=Finding(key),
            predicate="felt-at",
            object=Finding("shoulder-blade"),
        )
        for number, key in enumerate(("headache", "neck-pain"))
    ]
    return build(replace(mini, claims=(*mini.claims, *more)))


def test_what_stands_below_is_a_member_a_kind_or_a_part(toy: KnowledgeGraph) -> None:
    assert below(toy, "gluteals", 9) == {"gluteus-medius": "member"}
    assert below(toy, "headache", 9)["cervicogenic-headache"] == "kind"
    assert below(toy, "gluteals", 0) == {}
    assert below(toy, "gluteus-medius", 9) == {}


def test_every_relation_is_of_a_structural_predicate(toy: KnowledgeGraph) -> None:
    for predicate in toy.schema.predicates.values():
        if relation(predicate):
            assert toy.schema.families[predicate.family].role == "structure"


def test_the_end_itself_does_not_count_what_is_said_of_its_kinds(toy: KnowledgeGraph) -> None:
    search = itself(toy, Query("origins", end=Finding("headache")))
    barred = [edge for edge in toy.edges(object="headache") if edge.id in search.barred]
    assert {edge.predicate for edge in barred} == {"kind-of"}
    assert itself(toy, Query("effects", start=Finding("gluteals"))).barred == frozenset()


def test_what_is_told_apart_names_what_it_asks_of(toy: KnowledgeGraph) -> None:
    found = list(apart(toy, Query("effects", start=Finding("forward-head-posture"))))
    assert [(s.instead.finding.entity, s.instead.relation) for s in found if s.instead] == [("slump", "combination")]
    # What the rest of the combination leads to is not said of this part of it.
    assert {edge.object.entity for edge in toy.edges(subject="slump", predicate="has-component")} == {
        "rounded-back",
        "forward-head-posture",
    }
    assert found[0].barred == frozenset(e.id for e in toy.edges(subject="slump", predicate="has-component"))


def test_a_member_is_only_asked_of_a_state_that_it_can_be_in(toy: KnowledgeGraph) -> None:
    asked = [s.query.start for s in apart(toy, Query("effects", start=Finding("gluteals", "tight", "left")))]
    assert asked == [Finding("gluteus-medius", "tight", "left")]


def test_combinations_of_a_part(toy: KnowledgeGraph) -> None:
    assert combinations(toy, Finding("forward-head-posture")) == ("slump",)
    assert combinations(toy, Finding("headache")) == ()


def test_places_and_what_is_felt_there(placed: KnowledgeGraph) -> None:
    assert places(placed, "headache") == ("shoulder-blade",)
    assert places(placed, "piriformis") == ("piriformis",)
    assert felt_at(placed, "shoulder-blade") == ("headache", "neck-pain")
    assert broader(placed, "cervicogenic-headache") == ("headache",)


def test_nearby_is_what_is_felt_at_the_same_place_and_a_broader_name(placed: KnowledgeGraph) -> None:
    def near(key: str, most: Most = USUAL) -> list[tuple[str, str]]:
        found = nearby(placed, Query("origins", end=Finding(key)), most)
        return [(s.instead.finding.entity, s.instead.relation) for s in found if s.instead]

    assert ("neck-pain", "same place") in near("headache")
    assert ("headache", "broader name") in near("cervicogenic-headache")
    assert len(near("headache", Most(nearby=1))) == 1
    assert near("piriformis") == []
    assert all(key != "headache" for key, _ in near("headache"))


def test_a_nearby_finding_keeps_the_side_that_was_asked_for(placed: KnowledgeGraph) -> None:
    found = list(nearby(placed, Query("origins", end=Finding("headache", side="left"))))
    assert found
    assert {s.query.end.side for s in found if s.query.end} == {"left"}
