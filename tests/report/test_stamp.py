"""The stamp of an embed: it travels as text, is read back whole, and tells what has changed."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import DataError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Query
from refgraph.model.answers import Path as FoundPath
from refgraph.model.statements import Finding
from refgraph.report import stamp
from refgraph.report.stamp import Stamp, Told

KEYS = st.text("abc-", min_size=1, max_size=5)
FINDINGS = st.builds(Finding, KEYS, st.none() | KEYS, st.none() | KEYS)
QUERIES = st.builds(
    Query,
    st.sampled_from(["origins", "paths"]),
    start=st.none() | FINDINGS,
    end=st.none() | FINDINGS,
    max_hops=st.integers(1, 9),
    via=st.lists(KEYS, max_size=2).map(tuple),
    min_evidence=st.none() | KEYS,
    strict=st.booleans(),
    also=st.lists(FINDINGS, max_size=2).map(tuple),
)
TOLD = st.lists(st.builds(Told, st.text(max_size=9), KEYS, st.lists(KEYS, max_size=2).map(tuple)), max_size=3)
STAMPS = st.builds(Stamp, st.just("path"), TOLD.map(tuple), KEYS, QUERIES, rank=st.integers(1, 9), verdict=KEYS)


@given(STAMPS)
def test_a_stamp_is_read_back_from_any_text(made: Stamp) -> None:
    assert made.text.isascii()
    assert "\n" not in made.text
    for around in (made.text, f"<p>{escape(made.text)}</p>", json.dumps({"a": made.text}), f"%PDF {made.text} x"):
        assert stamp.found_in(around) == made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"refgraph-stamp":1', '"refgraph-stamp":2'),
        ('"rank":1', '"rank":"x"'),
        ("headache", "footache"),
        ('"kind":"origins"', '"kind":"origins","top":"many"'),
        ('"kind":"origins"', '"colour":"red"'),
        ('"answer":', '"answers":'),
        ("}", ""),
    ],
)
def test_a_damaged_stamp_is_refused(toy: KnowledgeGraph, answer: Answer, old: str, new: str) -> None:
    text = stamp.of_path(toy, answer, answer.paths[0]).text
    assert old in text
    with pytest.raises(DataError, match="damaged"):
        stamp.found_in(text.replace(old, new))


def test_no_stamp_is_none() -> None:
    assert stamp.found_in('{"refgraph":1}') is None


def test_a_hash_is_of_the_content_alone(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    made = stamp.of_path(toy, answer, longest, longest.rank)
    assert replace(made, data_version="x", refgraph="y", rank=7).answer == made.answer
    assert replace(made, told=made.told[::-1]).answer != made.answer
    assert replace(made, verdict="x").answer != made.answer
    assert made.answer.startswith(f"sha256:{made.short}")


def test_what_is_shown_is_in_it(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    made = stamp.of_path(toy, answer, longest, longest.rank)
    claims = {one.rpartition(":")[0] for told in made.told for one in told.claims}
    assert claims >= {claim.id for step in longest.steps for claim in step.edge.claims}
    whole = stamp.of_answer(toy, answer)
    assert {told.what.partition(":")[0] for told in whole.told} >= {group.entity for group in answer.groups.shown}
    entity = stamp.of_entity(toy, toy.entity("upper-trapezius"))
    assert entity.told[0].what == "upper-trapezius"
    assert len(entity.told) > 1


def test_changes_are_told() -> None:
    then = Stamp("path", (Told("a", "good", ("x#1:1", "x#2:1")), Told("b", "", ("y#1:1",))), "v", Query("origins"))
    now = replace(then, told=(Told("a", "bad", ("x#1:2", "z#1:1")), Told("c", "", ("y#1:1",))), verdict="new")
    assert stamp.changes(then, then) == ()
    assert stamp.changes(then, replace(then, told=then.told[::-1])) == ("the order has changed",)
    assert stamp.changes(then, now) == (
        "gone: b",
        "new: c",
        "gone: claim x#2, in a",
        "changed: what claim x#1 says, in a",
        "new: claim z#1, in a",
        "changed: a was good, is bad",
        "verdict changed: was ; is new",
    )
