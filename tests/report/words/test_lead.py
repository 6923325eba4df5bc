"""The sentences that answer agree in number, name who says it, and name what is against it."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.words.citing import named
from refgraph.report.words.lead import asserting, counter_claims, lead
from refgraph.search import questions


def test_several_authors_say_and_put(toy: KnowledgeGraph, answer: Answer) -> None:
    assert "Ada Author et al. (blog) say that" in lead(toy, answer)
    assert ", and put slump behind that; " in lead(toy, answer)


def test_one_author_says_and_puts(toy: KnowledgeGraph) -> None:
    answered = [questions.origins(toy, Finding(entity.key)) for entity in toy.entities()]
    for told in (lead(toy, answer) for answer in answered if answer.groups.shown):
        several = " say that " in told or " say of one patient that " in told
        assert (", and puts " not in told) if several else (", and put " not in told), told


def test_the_best_group_is_told_by_someone_who_says_it(toy: KnowledgeGraph, answer: Answer) -> None:
    edges = answer.groups.shown[0].direct
    assert any(named(toy.source(claim.source)) in lead(toy, answer) for edge in edges for claim in edge.claims)


def test_only_assertions_say_an_edge_the_best_evidence_first(toy: KnowledgeGraph) -> None:
    kinds = toy.schema.ranking.evidence
    for edge in toy.edges():
        said = asserting(toy, edge)
        assert all(claim.polarity == "asserts" for claim in said)
        ranks = [(kinds[claim.evidence].one_patient, kinds[claim.evidence].rank) for claim in said]
        assert ranks == sorted(ranks)


def test_what_is_against_a_group_is_named_once(toy: KnowledgeGraph, answer: Answer) -> None:
    for group in answer.groups.shown:
        ids = [claim.id for claim in counter_claims(group)]
        assert ids == list(dict.fromkeys(ids))
