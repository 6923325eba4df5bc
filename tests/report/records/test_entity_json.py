"""The JSON form of entities, sources and counts."""

from __future__ import annotations

import json

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.records import entity_json
from refgraph.report.records import json as report_json


def test_show_has_what_a_reader_needs_to_judge(toy: KnowledgeGraph) -> None:
    record = entity_json.show(toy, "headache")
    assert [edge["predicate"] for edge in record["red_flags"]] == ["sign-of"]
    assert [edge["predicate"] for edge in record["beside"]["treatment"]] == ["relieves"]
    assert list(record["edges_in"]) == ["causal", "treatment", "structural"]
    assert list(record["edges_out"]) == ["causal", "warning"]
    assert [dispute["id"] for dispute in record["disputes"]] == ["toy-neck#8"]
    assert entity_json.show(toy, "piriformis")["findings"] == [
        report_json.finding(toy, Finding("piriformis")),
        report_json.finding(toy, Finding("piriformis", "tight")),
    ]


def test_every_record_is_made_of_plain_values(toy: KnowledgeGraph) -> None:
    for entity in toy.entities():
        record = entity_json.show(toy, entity.key)
        assert json.loads(json.dumps(record)) == record
    assert json.loads(json.dumps(entity_json.sources(toy))) == entity_json.sources(toy)
