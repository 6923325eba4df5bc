"""English that agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.language.grammar import agree, capital, count, indefinite, listed, plural
from refgraph.model.dataset import Dataset


@pytest.mark.parametrize(
    ("verb", "many", "hedged"),
    [
        ("is felt as", "are felt as", "may be felt as"),
        ("has as part", "have as part", "may have as part"),
        ("compresses", "compress", "may compress"),
        ("pushes on", "push on", "may push on"),
        ("carries", "carry", "may carry"),
        ("tilts", "tilt", "may tilt"),
        ("goes with", "go with", "may go with"),
        ("can mislead about", "can mislead about", "can mislead about"),
    ],
)
def test_a_verb_agrees_with_its_subject(verb: str, many: str, hedged: str) -> None:
    assert (agree(verb), agree(verb, plural=True), agree(verb, may=True)) == (verb, many, hedged)


def test_every_verb_of_the_vocabulary_can_be_said_of_many(mini: Dataset) -> None:
    for predicate in mini.schema.predicates.values():
        for verb in (predicate.forward, predicate.inverse):
            first = agree(verb, plural=True).split()[0]
            assert first in ("are", "have", "do", "can", "cannot", "may", "must") or not first.endswith(
                ("ies", "xes", "ches")
            )
            assert agree(verb, may=True).split()[0] in ("may", "can", "cannot", "must")


def test_lists() -> None:
    assert [listed(words, "or") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a or b",
        "a, b or c",
    ]


def test_counts_plurals_and_articles() -> None:
    assert [count(number, "source") for number in (0, 1, 2)] == ["0 sources", "1 source", "2 sources"]
    assert [plural(word) for word in ("knot", "knots")] == ["knots", "knots"]
    assert [indefinite(words) for words in ("aching hip", "tight hip")] == ["an aching hip", "a tight hip"]


@given(st.text(max_size=20))
def test_a_capital_changes_the_first_letter_alone(text: str) -> None:
    assert capital(text)[len(text[:1].upper()) :] == text[1:]
