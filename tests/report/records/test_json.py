"""The JSON form: keys and their order are fixed, because other people's programs read them."""

from __future__ import annotations

import json
from pathlib import Path

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import view
from refgraph.search import questions

MINI = Path(__file__).parents[1] / "data" / "mini"

FINDING = ["entity", "label", "category", "state", "side"]
CLAIM = [
    *("id", "source", "polarity", "modality", "evidence", "locator", "anchor", "statement", "condition", "population"),
    *("disputed_by", "link"),
]
ANSWER = [
    *(
        "query",
        "data_version",
        "complete",
        "red_flags",
        "notice",
        "paths",
        "members",
        "near_misses",
        "more",
        "rivals",
        "common",
    ),
]
PATH = ["rank", "hops", "origin", "target", "verdict", "steps"]
VERDICT = [
    *("weakest_step", "evidence", "independent_sources", "sources", "joined", "contested"),
    *("single_point_of_failure", "flags"),
]
STEP = ["subject", "predicate", "object", "status", "flags", "claims"]


def test_an_answer_has_the_keys_of_the_contract_in_their_order(toy: KnowledgeGraph) -> None:
    record = answer_json.answer(view(toy, questions.origins(toy, Finding("headache"))))
    assert list(record) == ANSWER
    assert record["query"]["kind"] == "origins"
    assert record["query"]["target"] == report_json.finding(toy, Finding("headache"))
    path = record["paths"][-1]
    assert list(path)[: len(PATH)] == PATH
    assert list(path)[len(PATH) :] == ["beside", "rivals", "loops"]
    assert list(path["verdict"]) == [*VERDICT, "abstains"]
    assert all(list(step) == STEP for step in path["steps"])
    assert all(list(step[end]) == FINDING for step in path["steps"] for end in ("subject", "object"))
    assert path["hops"] == len(path["steps"])
    assert path["origin"] == path["steps"][0]["subject"]
    assert path["target"] == path["steps"][-1]["object"]
    claims = [claim for step in path["steps"] for claim in step["claims"]] + record["red_flags"]
    assert all(list(claim)[: len(CLAIM)] == CLAIM for claim in claims)
    assert json.loads(json.dumps(record)) == record


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
