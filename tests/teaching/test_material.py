"""What is asked about: undisputed chains only, and what of them can be taught."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quizzes import answer_about, every_edge
from with_claims import claim, with_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.teaching.material import Material, firm, flat, plain


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


def test_the_word_of_one_who_sells_is_no_ground_for_a_question(mini: Dataset) -> None:
    said = claim(Finding("piriformis", "tight"), "causes", Finding("buttock-pain"))
    other = replace(said, id="toy-neck#9", source="toy-neck")
    sources = {**mini.sources, "toy-hip": replace(mini.sources["toy-hip"], type="vendor-blog")}
    sold, shared = (build(replace(with_claims(mini, *told), sources=sources)) for told in ((said,), (said, other)))
    assert [plain(kg, kg.edges(subject="piriformis")[0]) for kg in (sold, shared)] == [False, True]


@pytest.mark.parametrize(
    ("told", "outright"),
    [
        ({"polarity": "denies"}, True),
        ({"polarity": "denies", "modality": "may"}, False),
        ({"polarity": "denies", "statement": "It may well not be what hurts."}, False),
        ({"polarity": "denies", "statement": "It is not always so."}, False),
        ({"polarity": "denies", "statement": "It is grave and yet hurts little."}, False),
        ({"polarity": "denies", "condition": "seldom or never"}, False),
        ({}, False),
    ],
)
def test_a_hedged_denial_is_no_denial(told: dict[str, str], outright: bool) -> None:
    assert firm(claim(Finding("piriformis"), "causes", Finding("buttock-pain"), **told)) is outright


def test_a_denial_under_a_condition_is_not_flat() -> None:
    denial = claim(Finding("piriformis"), "causes", Finding("buttock-pain"), polarity="denies")
    assert flat(denial)
    assert firm(replace(denial, condition="by itself"))
    assert not flat(replace(denial, condition="by itself"))


def test_of_one_path_nothing_else_is_asked(toy: KnowledgeGraph) -> None:
    answer = answer_about(toy, "forward-head-posture")
    path = next(path for path in answer.paths if len(path.steps) > 2 and all(plain(toy, s.edge) for s in path.steps))
    material = Material(toy, answer, 1, {}, path)
    assert [chain.steps for chain in material.chains] == [path.steps]
    assert material.of_paths == (path,)
    assert material.target == path.target
