"""The JSON form of answers: keys and their order are fixed, because other people's programs read them."""

from __future__ import annotations

import json

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import view
from refgraph.search import questions

FINDING = ["entity", "label", "category", "state", "side"]
CLAIM = [
    *("id", "source", "polarity", "modality", "evidence", "locator", "anchor", "statement", "condition", "population"),
    *("disputed_by", "link"),
]
ANSWER = [
    *("query", "data_version", "complete", "lead", "red_flags", "notice", "groups", "joined", "paths", "members"),
    *("nearby", "aggravated_by", "indefinite", "near_misses", "more", "rivals", "common"),
]
PATH = ["rank", "hops", "origin", "target", "verdict", "steps"]
REST = ["beside", "told_of", "rivals", "loops"]
VERDICT = [
    *("weakest_step", "evidence", "grade", "independent_sources", "sources", "joined", "contested"),
    *("single_point_of_failure", "flags"),
]
STEP = ["subject", "predicate", "object", "status", "grade", "flags", "claims"]


def test_an_answer_has_the_keys_of_the_contract_in_their_order(toy: KnowledgeGraph) -> None:
    record = answer_json.answer(view(toy, questions.origins(toy, Finding("headache"))))
    assert list(record) == ANSWER
    assert record["query"]["kind"] == "origins"
    assert record["query"]["target"] == report_json.finding(toy, Finding("headache"))
    path = record["paths"][-1]
    assert list(path)[: len(PATH)] == PATH
    assert list(path)[len(PATH) :] == REST
    assert list(path["verdict"]) == [*VERDICT, "abstains"]
    assert all(list(step) == STEP for step in path["steps"])
    assert all(list(step[end]) == FINDING for step in path["steps"] for end in ("subject", "object"))
    assert path["hops"] == len(path["steps"])
    assert path["origin"] == path["steps"][0]["subject"]
    assert path["target"] == path["steps"][-1]["object"]
    claims = [claim for step in path["steps"] for claim in step["claims"]] + record["red_flags"]
    assert all(list(claim)[: len(CLAIM)] == CLAIM for claim in claims)
    assert json.loads(json.dumps(record)) == record


def test_what_was_typed_and_is_no_part_of_the_question_is_told_where_there_is_any(toy: KnowledgeGraph) -> None:
    query = questions.origins(toy, Finding("headache"), top=1).query
    assert "left_out" not in answer_json.query(toy, query)
