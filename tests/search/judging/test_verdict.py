"""A verdict tells the weakest step by the claim that tells it best, and counts sources that share something once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from small_graphs import SCHEMA, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity
from refgraph.search.judging.verdict import independent
from refgraph.search.questions import origins

CLAIM = Claim("", "", Finding("a"), "causes", Finding("b"), 1, "three words here", "A claim.")


def graph(*told: dict[str, Any]) -> KnowledgeGraph:
    """One source and one claim for each: what begins with `claim_` belongs to the claim."""
    sources, claims = {}, []
    for number, fields in enumerate(told):
        key = f"s{number:03}"
        own = {name.removeprefix("claim_"): value for name, value in fields.items() if name.startswith("claim_")}
        rest = {name: value for name, value in fields.items() if not name.startswith("claim_")}
        sources[key] = Source(key, **rest)
        claims.append(replace(CLAIM, id=f"{key}#1", source=key, **own))
    things = {key: Entity(key, "thing", key) for key in "ab"}
    return build(Dataset(SCHEMA, things, sources, tuple(claims), version="sha256:test"))


def count(*told: dict[str, Any]) -> int:
    kg = graph(*told)
    return independent(kg, kg.claims())


def test_the_kind_of_evidence_is_that_of_the_claim_that_counts() -> None:
    kinds = {
        key: replace(SCHEMA.ranking.evidence["author-assertion"], key=key, cost=cost)
        for key, cost in {"study": 3, "author-assertion": 4, "advertisement": 16}.items()
    }
    schema = replace(SCHEMA, ranking=replace(SCHEMA.ranking, evidence=kinds, grades={}))
    one = Claim("s1#1", "s1", Finding("a"), "causes", Finding("b"), 1, "three words here", "A claim.")
    told = (replace(one, evidence="study", modality="may"), replace(one, id="s2#1", source="s2"))
    verdict = origins(build(replace(dataset_of(told), schema=schema)), Finding("b")).paths[0].verdict
    assert verdict.evidence == "author-assertion"
