"""The JSON form: keys and their order are fixed, because other people's programs read them."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report.records import json as report_json


def test_a_claim_that_leans_on_a_disputed_theory_names_its_dispute(toy: KnowledgeGraph) -> None:
    edge = toy.edges(subject="upper-trapezius", object="headache")[-1]
    claim = report_json.edge(toy, edge)["claims"][0]
    assert [list(dispute) for dispute in claim["disputed_by"]] == [["id", "source", "statement", "link"]]
    assert claim["disputed_by"][0]["id"] == "toy-neck#8"


def test_a_denial_disputes_and_is_not_disputed(toy: KnowledgeGraph) -> None:
    edge = toy.edges(subject="forward-head-posture", object="neck-pain")[0]
    by_polarity = {claim["polarity"]: claim for claim in report_json.edge(toy, edge)["claims"]}
    assert [dispute["id"] for dispute in by_polarity["asserts"]["disputed_by"]] == ["toy-neck#4"]
    assert by_polarity["denies"]["disputed_by"] == []


def test_the_link_leads_to_the_passage_where_an_address_is_known(toy: KnowledgeGraph) -> None:
    known, unknown = toy.claim("toy-hip#2"), toy.claim("toy-neck#2")
    assert report_json.claim(toy, known)["link"].startswith("https://nowhere-clinic.example/hips-and-heads#:~:text=")
    assert report_json.claim(toy, unknown)["link"] is None
    assert report_json.claim(toy, known)["locator"] == {
        "paragraph": 3,
        "section": None,
        "context": [],
        "repeated": [13],
        "term": None,
    }
