"""Claims become edges with a status that follows from them; the same claims give the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from small_graphs import claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.statements import Claim, Finding
from refgraph.storage.compiler import assemble


def claim(key: str, predicate: str = "causes", polarity: str = "asserts", **ends: Finding) -> Claim:
    subject, obj = ends.get("subject", Finding("a", "tight")), ends.get("object", Finding("b"))
    return Claim(key, key.partition("#")[0], subject, predicate, obj, 1, "two words", "A claim.", polarity=polarity)


@given(claims())
def test_same_claims_same_bytes_in_whatever_order(told: tuple[Claim, ...]) -> None:
    there, back = assemble(dataset_of(told)), assemble(dataset_of(told))
    assert there == back


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ((claim("s1#1"),), "supported"),
        ((claim("s1#1", polarity="denies"),), "denied"),
        ((claim("s1#1"), claim("s2#1", polarity="denies")), "contested"),
        # A denial in general contests the particular; one of the particular leaves the general alone.
        ((claim("s1#1"), claim("s2#1", polarity="denies", subject=Finding("a"))), "contested"),
        ((claim("s1#1", subject=Finding("a")), claim("s2#1", polarity="denies")), "supported"),
        # That the two do not go together, whichever is named first, speaks against the one causing the other.
        ((claim("s1#1"), claim("s2#1", "precedes", "denies")), "contested"),
        (
            (claim("s1#1"), claim("s2#1", "precedes", "denies", subject=Finding("b"), object=Finding("a"))),
            "contested",
        ),
        ((claim("s1#1"), claim("s2#1", "precedes", "denies", subject=Finding("a", "weak"))), "supported"),
        ((claim("s1#1"), claim("s2#1", "precedes")), "supported"),
    ],
)
def test_status_is_derived(told: tuple[Claim, ...], status: str) -> None:
    kg = build(dataset_of(told))
    edge = next(edge for edge in kg.edges() if edge.claims[0].id == "s1#1")
    assert edge.status == status


def test_a_theory_that_is_disputed_contests_what_leans_on_it(toy: KnowledgeGraph) -> None:
    leaning = [edge for edge in toy.edges() if any(claim.relies_on for claim in edge.claims)]
    assert leaning
    for edge in leaning:
        assert edge.status == "contested"
        assert any(toy.schema.predicates[claim.predicate].contests for claim in edge.disputed_by)
