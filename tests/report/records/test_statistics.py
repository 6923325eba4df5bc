"""Counts of what a graph holds."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report.records.statistics import stats


def test_counts_add_up(toy: KnowledgeGraph) -> None:
    record = stats(toy)
    assert record["claims"] == sum(record["claims_by_source"].values()) == sum(record["claims_by_family"].values())
    assert record["entities"] == sum(record["entities_by_category"].values())
    assert record["edges"] == sum(record["edges_by_status"].values())


def test_every_way_of_counting_claims_counts_all_of_them(toy: KnowledgeGraph) -> None:
    record = stats(toy)
    for name in ("source", "kind_of_source", "family", "evidence", "polarity", "modality"):
        assert sum(record[f"claims_by_{name}"].values()) == record["claims"], name


def test_places_are_counted_by_what_is_felt_there(toy: KnowledgeGraph) -> None:
    assert all(number > 0 for number in stats(toy)["claims_by_place"].values())


def test_reuse_is_told_in_numbers_and_shares(toy: KnowledgeGraph) -> None:
    found = stats(toy)["reuse"]
    assert found["used by one claim alone and without a term"] == 0
    assert 0 < found["used by one claim alone, percent"] < 100
