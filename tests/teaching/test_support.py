"""What the graph supports: all that a search finds, all that a second account of the chains reaches, and more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quizzes import led_to
from small_graphs import ENTITIES, SCHEMA, brute_force, claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.teaching.support import Support, kin, near, walked_between

STATES = (None, *SCHEMA.states)


@given(claims(), st.sampled_from(ENTITIES), st.sampled_from(ENTITIES), st.sampled_from(STATES))
def test_whatever_a_path_joins_either_way_is_supported(
    told: tuple[Claim, ...], one: str, target: str, state: str | None
) -> None:
    kg, finding = build(dataset_of(told)), Finding(one, state)
    if one == target:
        return
    there = brute_force(kg, Query("paths", start=finding, end=Finding(target), max_hops=5))
    back = brute_force(kg, Query("paths", start=Finding(target), end=finding, max_hops=5))
    if there or back:
        assert Support(kg, target).holds(finding)


@given(claims(), st.sampled_from(ENTITIES), st.sampled_from(ENTITIES), st.sampled_from(STATES))
def test_whatever_another_account_of_the_chains_reaches_is_supported(
    told: tuple[Claim, ...], one: str, target: str, state: str | None
) -> None:
    kg = build(dataset_of(told))
    reached = {entity for entity, _ in led_to(kg, Finding(one, state))}
    if one != target and target in reached:
        assert Support(kg, target).holds(Finding(one, state))


@given(claims(), st.sampled_from(ENTITIES))
def test_what_an_undenied_claim_of_any_kind_joins_is_supported(told: tuple[Claim, ...], target: str) -> None:
    kg = build(dataset_of(told))
    support = Support(kg, target)
    for edge in (*kg.edges(subject=target), *kg.edges(object=target)):
        if edge.status != "denied":
            assert support.holds(edge.subject)
            assert support.holds(edge.object)


def test_sides_do_not_count_and_states_do(toy: KnowledgeGraph) -> None:
    support = Support(toy, "hamstrings")
    assert support.holds(Finding("gluteals", "weak", "right"))
    assert support.holds(Finding("gluteals", "weak", "left"))
    assert not Support(toy, "buttock-pain").holds(Finding("hamstrings", "tight"))


def test_a_member_its_group_and_what_is_felt_there_are_near(toy: KnowledgeGraph, founding: KnowledgeGraph) -> None:
    assert near(toy, "gluteals") == {"gluteals", "gluteus-medius"}
    assert "neck" in near(founding, "neck-pain")
    assert near(founding, "gluteus-medius") >= {"gluteals"}


def test_what_is_not_known_to_the_end_is_taken_as_supported(toy: KnowledgeGraph) -> None:
    small = Support(toy, "headache")
    small.before = None
    assert not small.known
    assert small.holds(Finding("sciatic-nerve", "compressed"))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (Finding("upper-trapezius", "tight"), Finding("headache"), 1),
        (Finding("sitting-on-clouds"), Finding("hamstrings", "weak"), 0),
        (Finding("gluteus-medius", "weak"), Finding("hamstrings", "tight"), 1),
        (Finding("hamstrings", "weak"), Finding("posterior-pelvic-tilt"), 0),
    ],
)
def test_edges_between_two_findings(toy: KnowledgeGraph, one: Finding, other: Finding, joined: int) -> None:
    assert len(walked_between(toy, one, other)) == joined


@pytest.mark.parametrize(
    ("one", "target"),
    [
        (Finding("deep-gluteal-syndrome"), "neck-pain"),
        (Finding("hip-dysplasia"), "headache"),
        (Finding("dynamic-knee-valgus"), "neck-pain"),
        (Finding("female-reproductive-organs"), "headache"),
        (Finding("lumbar-radiculopathy"), "headache"),
    ],
)
def test_what_is_akin_to_an_origin_is_supported(one: Finding, target: str, real: KnowledgeGraph) -> None:
    assert Support(real, target).holds(one)


def test_a_word_for_any_muscle_makes_no_two_of_them_akin(real: KnowledgeGraph) -> None:
    assert "muscle" in {entity.key for entity in real.entities()}
    assert "muscle" not in kin(real, "extensor-indicis")


def test_kin_is_what_a_definition_names_and_what_a_thing_is_told_apart_from(real: KnowledgeGraph) -> None:
    assert "sciatic-nerve" in kin(real, "deep-gluteal-syndrome")
    assert "genu-valgum" in kin(real, "dynamic-knee-valgus")
    assert "hip" in kin(real, "hip-dysplasia")
