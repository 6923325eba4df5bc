"""Entities, claims, tables and faults as text."""

from __future__ import annotations

import json

from asked import SUFFIXES
from golden import compare

from refgraph.graph import claims as selection
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.report import listings, text
from refgraph.report.records import statistics


def test_an_entity_is_shown_red_flags_first(toy: KnowledgeGraph) -> None:
    compare("cli/show-headache.txt", listings.show(toy, "headache"))
    compare("cli/show-knots.txt", listings.show(toy, "knots"))


def test_claims_are_listed_with_their_disputes(toy: KnowledgeGraph) -> None:
    found = selection.claims(toy, selection.Wanted(families=("epistemic", "warning"), predicates=()))
    assert [claim.id for _, claim in found] == ["toy-neck#8", "toy-neck#9"]
    for form in ("text", "markdown", "csv", "json"):
        compare(f"cli/claims-doubt.{SUFFIXES[form]}", text.claims(toy, found, form))
    assert text.claims(toy, (), "text") == "No claim is like that.\n"


def test_tables_fall_back_to_a_cell_a_line(toy: KnowledgeGraph) -> None:
    assert text.table(("a", "b"), [("1", "2")]).splitlines() == ["a  b", "1  2", "", "1 row"]
    wide = text.table(("a", "b"), [("x" * 90, "y" * 90)], complete=False)
    assert wide.splitlines()[:2] == ["a: " + "x" * 90, "b: " + "y" * 90]
    assert wide.endswith("1 row, and there are more\n")
    assert json.loads(text.table(("a",), [("1",)], "json")) == {"complete": True, "rows": [{"a": "1"}]}


def test_faults_are_counted_and_warnings_told_apart(mini: Dataset) -> None:
    from refgraph.model.dataset import Fault, Mark

    found = [Fault(Mark("a.yaml", 1, 2), "E1", "wrong"), Fault(Mark("b.yaml"), "W2", "odd")]
    assert listings.faults(found, 3).splitlines() == [
        "a.yaml:1:2: E1 wrong",
        "b.yaml:1:1: W2 odd",
        "1 error, 1 warning; 3 anchors checked",
    ]


def test_counts_are_listed_by_kind(toy: KnowledgeGraph) -> None:
    record = {**statistics.stats(toy), "data_version": "sha256:0"}
    compare("cli/stats.txt", listings.stats(record))


def test_a_table_too_long_to_be_read_shows_its_largest_rows() -> None:
    record = {"claims_by_source": {f"source-{number:02}": number for number in range(1, 14)}}
    whole = listings.stats(record).splitlines()
    assert len(whole) == 14
    assert listings.stats(record, most=13).splitlines() == whole
    folded = listings.stats(record, most=12).splitlines()
    assert folded[1] == "     13  source-13"
    assert folded[-2:] == ["      4  source-04", "         3 more with 1 to 3 each; --all lists them"]
