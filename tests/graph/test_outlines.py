"""Outlines say of edges and claims what their records say."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.outlines import claim_outlines, claims_with
from refgraph.model.dataset import Dataset


def test_outlines_say_what_edges_and_claims_say(toy: KnowledgeGraph) -> None:
    for outline, edge in zip(toy.outlines, toy.edges(), strict=True):
        assert outline[:5] == (edge.id, edge.subject, edge.predicate, edge.object, edge.status)
        assert outline.disputed == bool(edge.disputed_by)
        for short, claim in zip(outline.claims, edge.claims, strict=True):
            assert toy.claim_at(short.number) == claim
            assert all(getattr(short, field) == getattr(claim, field) for field in short._fields[1:])
        assert len(outline.asserting) == len(edge.asserting)


def test_theories_that_a_claim_relies_on_are_in_its_outline(mini: Dataset) -> None:
    leaning = replace(mini.claims[0], relies_on=("headache",), statement='It says "relies_on": []')
    kg = build(replace(mini, claims=(leaning, *mini.claims[1:])))
    assert [claim.relies_on for claim in claim_outlines(kg)] == [
        claim.relies_on for e in kg.edges() for claim in e.claims
    ]
    assert {claim.id for _, claim in claims_with(kg, "relies_on")} == {c.id for c in kg.claims() if c.relies_on}
    assert leaning.id in {claim.id for _, claim in claims_with(kg, "relies_on")}
