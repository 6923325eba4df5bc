"""The page about the state of the curation."""

from __future__ import annotations

import json
from dataclasses import replace

from serving import text

from refgraph.curator.gaps import KINDS
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import REVIEWED, Review
from refgraph.web.explorer import Explorer


def test_coverage_grades_and_gaps_are_told(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "curation")
    for word in ("By region", "Claims by evidence", "Causal statements by grade", "Second reading", "What is lacking"):
        assert word in html
    assert all(rule.meaning in html for rule in toy.schema.ranking.grades.values())
    assert "No claim of this data carries the verdict" in html
    told = json.loads(explorer.file("curation.json").body)
    assert set(told["lacking"]) == set(KINDS)
    assert told["review"] == []
    assert told["claims"] == len(toy.claims())


def test_rates_of_a_second_reading_are_shown(mini: Dataset) -> None:
    verdicts = {**dict.fromkeys(REVIEWED, "right"), "object": "wrong"}
    first = replace(mini.claims[0], review=Review("A", "2026-11-28", tuple(verdicts.items())))
    explorer = Explorer(build(replace(mini, claims=(first, *mini.claims[1:]))))
    assert '<th scope="row">object</th><td class="n">1</td><td class="n">0</td><td class="n">1</td>' in text(
        explorer, "curation"
    )


def test_the_page_about_the_evidence_leads_to_it(explorer: Explorer) -> None:
    assert 'href="curation"' in text(explorer, "evidence")


def test_the_page_reads_no_texts_of_claims_that_it_only_counts(mini: Dataset) -> None:
    kg = build(mini)
    text(Explorer(kg), "curation")
    assert 0 < len(kg._claims) < len(mini.claims) / 2
