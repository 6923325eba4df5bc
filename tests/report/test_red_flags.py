"""Warning signs in words and as a record."""

from __future__ import annotations

import json

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report import red_flags
from refgraph.report.records.json import NOTICE
from refgraph.search.warning.signs import signs


@pytest.mark.parametrize("width", [60, 100])
def test_each_sign_is_told_with_who_says_it_and_how_soon(toy: KnowledgeGraph, width: int) -> None:
    told = red_flags.text(toy, None, signs(toy), width)
    lines = told.splitlines()
    assert lines[0] == "All warning signs"
    assert NOTICE in lines
    assert max(map(len, lines)) <= width
    flat = " ".join(told.split())
    assert red_flags.URGENT["soon"] in flat
    assert "! headache can be a sign of moon fever" in flat
    assert "when it strikes all at once; toy-neck#9)" in flat


def test_no_sign_is_no_comfort(toy: KnowledgeGraph) -> None:
    finding = Finding("buttock-pain")
    told = red_flags.text(toy, finding, signs(toy, finding))
    assert "Warning signs that concern buttock pain" in told
    assert "No source in this graph states a warning sign for buttock pain; that is no reassurance." in told


def test_the_record_says_how_a_sign_concerns_what_was_asked(toy: KnowledgeGraph) -> None:
    for key, concern in (("headache", red_flags.CONCERNS[0]), ("cervicogenic-headache", red_flags.CONCERNS[1])):
        record = red_flags.record(toy, Finding(key), signs(toy, Finding(key)))
        assert json.loads(json.dumps(record)) == record
        assert record["query"]["target"]["entity"] == key
        assert [(told["id"], told["urgency"], told["concerns"]) for told in record["red_flags"]] == [
            ("toy-neck#9", "soon", concern)
        ]


def test_the_record_of_all_names_no_target(toy: KnowledgeGraph) -> None:
    record = red_flags.record(toy, None, signs(toy))
    assert record["query"] == {"kind": "red-flags", "target": None}
    assert (record["against"], record["about"]) == ([], [])
    assert record["notice"] == NOTICE
