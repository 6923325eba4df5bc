"""A verdict tells the weakest step by the claim that tells it best."""

from __future__ import annotations

from dataclasses import replace

from small_graphs import SCHEMA, dataset_of

from refgraph.graph.graph import build
from refgraph.model.statements import Claim, Finding
from refgraph.search.questions import origins


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
