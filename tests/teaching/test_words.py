"""What questions say: evidence with its kind, sentences with articles, names instead of keys."""

from __future__ import annotations

from dataclasses import replace

from quizzes import answer_about, every_edge
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.teaching.material import Chain, Material
from refgraph.teaching.words import (
    evidence,
    of_chain,
    of_edge,
    sentence,
    warnings,
    who_tells,
)


def test_a_teller_is_named_and_several_are_read_together(founding: KnowledgeGraph) -> None:
    chains = Material(founding, answer_about(founding, "headache"), 1, {}).chains
    whole = next(chain for chain in chains if chain.teller)
    assert "read together" not in who_tells(founding, whole)
    told = of_chain(founding, whole)
    assert len(told) == len(whole.steps)
    assert all(f"{one.who} (clinic blog)" == who_tells(founding, whole) for one in told)
    mixed = Chain((*whole.steps, *chains[-1].steps), None)
    names = {one.who for one in of_chain(founding, mixed)}
    assert all(name in who_tells(founding, mixed) for name in names)


def test_what_is_only_possible_may_be_so(toy: KnowledgeGraph) -> None:
    (edge,) = toy.edges(subject="hamstrings", predicate="tilts")
    assert sentence(toy, edge) == "a tight hamstrings may tilt into posterior pelvic tilt"


def test_what_is_held_in_a_thing_is_named_as_that(mini: Dataset) -> None:
    kg = build(with_claims(mini, claim(Finding("piriformis", "trigger-point"), "causes", Finding("buttock-pain"))))
    (edge,) = kg.edges(subject="piriformis")
    assert sentence(kg, edge) == "knots in the piriformis cause buttock pain"


def test_evidence_has_hedge_place_and_address_and_what_is_against_comes_last(toy: KnowledgeGraph) -> None:
    told = evidence(toy, toy.claim("toy-hip#2"))
    assert (told.how, told.where) == ("says it may; the author's own word, clinic blog", "paragraphs 3, 13")
    assert (
        told.address
        == "https://nowhere-clinic.example/hips-and-heads#:~:text=hamstrings%20can%20tilt%20the%20pelvis%20backward"
    )
    contested = next(edge for edge in every_edge(toy) if edge.status == "contested")
    assert [one.against for one in of_edge(toy, contested)] == [False, True]


def test_what_an_author_only_asserts_in_a_study_is_told_as_no_study(mini: Dataset) -> None:
    sources = {key: replace(one, type="experiment") for key, one in mini.sources.items()}
    asserted = claim(Finding("piriformis", "tight"), "causes", Finding("buttock-pain"), evidence="author-assertion")
    kg = build(replace(with_claims(mini, asserted), sources=sources))
    assert evidence(kg, kg.claim(asserted.id)).how == "the author's own word"


def test_signs_for_which_to_see_a_doctor_first(toy: KnowledgeGraph) -> None:
    line, told = warnings(toy, answer_about(toy, "headache"))
    assert line.startswith("See a doctor first ")
    assert told
    assert warnings(toy, answer_about(toy, "forward-head-posture")) == ("", ())
