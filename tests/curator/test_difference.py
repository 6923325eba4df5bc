"""What a new state of the data changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.curator.difference import difference, lines, record
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Review

NEW = Claim("toy-neck#90", "toy-neck", Finding("slump"), "causes", Finding("headache"), 2, "x", "X.")


@pytest.fixture(scope="module")
def grown(mini: Dataset) -> KnowledgeGraph:
    """The toy graph with one claim more."""
    return build(replace(mini, claims=(*mini.claims, NEW)))


def test_nothing_has_changed_where_only_a_review_has(mini: Dataset, toy: KnowledgeGraph) -> None:
    first = replace(mini.claims[0], review=Review("A", "2026-01-02", (("side", "right"),)))
    read = build(replace(mini, claims=(first, *mini.claims[1:])))
    found = difference(toy, read)
    assert not found
    assert record(found)["symptoms"] == {}


def test_what_came_is_told_and_the_way_back_is_its_mirror(toy: KnowledgeGraph, grown: KnowledgeGraph) -> None:
    found, back = difference(toy, grown), difference(grown, toy)
    assert (found.claims.gained, found.claims.lost, found.claims.changed) == (("toy-neck#90",), (), ())
    assert found.edges.gained == back.edges.lost == ("slump — causes → headache",)
    assert "headache" in found.symptoms
    assert any(one.before is None and one.said == "slump → headache" for one in found.symptoms["headache"])
    mirrored = {(one.after, one.before, one.said) for one in back.symptoms["headache"]}
    assert {(one.before, one.after, one.said) for one in found.symptoms["headache"]} == mirrored
    assert found
    assert back


def test_a_denial_changes_the_status_of_its_edge(mini: Dataset, toy: KnowledgeGraph) -> None:
    said = next(claim for claim in mini.claims if claim.predicate == "compresses")
    denied = replace(said, id="toy-neck#90", source="toy-neck", polarity="denies")
    found = difference(toy, build(replace(mini, claims=(*mini.claims, denied))), top=0)
    assert len(found.edges.changed) == 1
    assert found.edges.changed[0].endswith("supported → contested")
    assert found.symptoms == {}


def test_only_what_is_asked_for_is_compared_and_progress_is_told(toy: KnowledgeGraph, grown: KnowledgeGraph) -> None:
    told: list[tuple[int, int]] = []
    found = difference(toy, grown, ["buttock-pain"], tell=lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert found.symptoms == {}


def test_long_lists_are_cut_unless_all_is_asked_for(toy: KnowledgeGraph, grown: KnowledgeGraph, mini: Dataset) -> None:
    few = build(replace(mini, claims=tuple(claim for claim in mini.claims if claim.source == "toy-neck")))
    found = difference(toy, few)
    short, whole = list(lines(found, 2)), list(lines(found, 1000))
    assert any(line.endswith("more; --all lists them") for line in short)
    assert len(whole) > len(short)
    assert sum(line.startswith("  - toy-hip#") for line in whole) == len(found.claims.lost)
