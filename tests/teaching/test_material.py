"""What is asked about: undisputed chains only, who tells them, and claims as evidence."""

from __future__ import annotations

import pytest
from quizzes import answer_about, every_edge

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.material import (
    Chain,
    Material,
    evidence,
    of_chain,
    of_edge,
    plain,
    sentence,
    warnings,
    who_tells,
)


@pytest.mark.parametrize("key", ["headache", "neck-pain", "buttock-pain"])
def test_chains_are_mechanisms_that_nobody_disputes(founding: KnowledgeGraph, key: str) -> None:
    walked = founding.schema.of_role("walked")
    chains = Material(founding, answer_about(founding, key), 1, {}).chains
    assert any(len(chain.steps) > 1 for chain in chains)
    for chain in chains:
        for step in chain.steps:
            assert founding.schema.predicates[step.edge.predicate].family in walked
            assert plain(founding, step.edge)
        if chain.teller:
            assert all(chain.teller in {c.source for c in step.edge.claims} for step in chain.steps)
        else:
            assert not any(step.flags for step in chain.steps)


def test_what_is_disputed_denied_or_mere_hearsay_is_not_plain(founding: KnowledgeGraph, toy: KnowledgeGraph) -> None:
    for kg in (founding, toy):
        for edge in every_edge(kg):
            if edge.status != "supported" or edge.counter_evidence:
                assert not plain(kg, edge)
    hearsay = [e for e in every_edge(founding) if {c.evidence for c in e.claims} <= {"reader-comment", "advertisement"}]
    assert hearsay
    assert not any(plain(founding, edge) for edge in hearsay)


def test_a_teller_is_named_and_several_are_read_together(founding: KnowledgeGraph) -> None:
    chains = Material(founding, answer_about(founding, "headache"), 1, {}).chains
    whole = next(chain for chain in chains if chain.teller)
    assert "read together" not in who_tells(founding, whole)
    told = of_chain(founding, whole)
    assert len(told) == len(whole.steps)
    assert all(one.who == who_tells(founding, whole) for one in told)
    mixed = Chain((*whole.steps, *chains[-1].steps), None)
    names = {one.who for one in of_chain(founding, mixed)}
    assert all(name in who_tells(founding, mixed) for name in names)


def test_what_is_only_possible_may_be_so(toy: KnowledgeGraph) -> None:
    (edge,) = toy.edges(subject="hamstrings", predicate="tilts")
    assert sentence(toy, edge) == "tight hamstrings may tilt into posterior pelvic tilt"


def test_evidence_has_hedge_place_and_address_and_what_is_against_comes_last(toy: KnowledgeGraph) -> None:
    told = evidence(toy, toy.claim("toy-hip#2"))
    assert (told.how, told.where) == ("says it may; clinic blog", "paragraphs 3, 13")
    assert (
        told.address
        == "https://nowhere-clinic.example/hips-and-heads#:~:text=hamstrings%20can%20tilt%20the%20pelvis%20backward"
    )
    contested = next(edge for edge in every_edge(toy) if edge.status == "contested")
    assert [one.against for one in of_edge(toy, contested)] == [False, True]


def test_signs_for_which_to_see_a_doctor_first(toy: KnowledgeGraph) -> None:
    line, told = warnings(toy, answer_about(toy, "headache"))
    assert line.startswith("See a doctor first ")
    assert told
    assert warnings(toy, answer_about(toy, "forward-head-posture")) == ("", ())
