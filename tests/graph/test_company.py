"""Several things typed at once: one is asked about, the others are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UsageError
from refgraph.graph import company, names
from refgraph.graph.company import Company
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding


def read(kg: KnowledgeGraph, text: str) -> Company | None:
    def whole(part: str) -> Finding | None:
        try:
            return names.whole(kg, part)
        except UsageError:
            return None

    return company.read(kg, text, whole)


@pytest.mark.parametrize(
    ("typed", "asked", "beside", "words"),
    [
        ("headache and neck pain", "headache", ["neck-pain"], "neck pain"),
        ("neck pain with headache", "neck-pain", ["headache"], "headache"),
        (
            "headache, neck pain and tight hamstrings",
            "headache",
            ["neck-pain", "hamstrings"],
            "neck pain, tight hamstrings",
        ),
        ("headache after sitting on clouds", "headache", ["sitting-on-clouds"], "sitting on clouds"),
    ],
)
def test_one_is_asked_about_and_the_others_are_kept(
    toy: KnowledgeGraph, typed: str, asked: str, beside: list[str], words: str
) -> None:
    found = read(toy, typed)
    assert found is not None
    assert found.finding.entity == asked
    assert [one.entity for one in found.beside] == beside
    assert found.words == words


@pytest.mark.parametrize(
    "typed",
    [
        "headache",
        "headache and",
        "headache and grmblfx",
        "headache but no neck pain",
        "headache without neck pain",
        "tight hamstrings and weak gluteals",
        "headache after tight hamstrings",
        "headache and hamstrings",
    ],
)
def test_what_is_denied_unknown_or_no_complaint_is_not_parted(toy: KnowledgeGraph, typed: str) -> None:
    assert read(toy, typed) is None


@given(st.lists(st.sampled_from(["headache", "and", "with", "no", "neck pain", "tight hamstrings", "x"]), max_size=9))
def test_every_part_that_is_read_was_typed(toy: KnowledgeGraph, words: list[str]) -> None:
    found = read(toy, " ".join(words))
    if found:
        assert "no" not in words
        known = {"headache": "headache", "neck pain": "neck-pain", "tight hamstrings": "hamstrings"}
        assert {found.finding.entity, *(one.entity for one in found.beside)} <= {known[w] for w in words if w in known}


def test_two_complaints_may_stand_side_by_side_without_a_joining_word(real: KnowledgeGraph) -> None:
    found = read(real, "chest pain short of breath")
    assert found is not None
    assert found.finding.entity == "chest-pain"
    assert [finding.entity for finding in found.beside] == ["shortness-of-breath"]
    assert read(real, "neck shoulder") is None
