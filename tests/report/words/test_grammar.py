"""English that agrees."""

from __future__ import annotations

import pytest

from refgraph.report.words import grammar


@pytest.mark.parametrize(
    ("verb", "many", "perhaps"),
    [
        ("is felt as", "are felt as", "may be felt as"),
        ("has", "have", "may have"),
        ("causes", "cause", "may cause"),
        ("carries", "carry", "may carry"),
    ],
)
def test_a_verb_agrees_with_a_plural_and_with_may(verb: str, many: str, perhaps: str) -> None:
    assert grammar.agree(verb) == verb
    assert grammar.agree(verb, plural=True) == many
    assert grammar.agree(verb, may=True) == perhaps


@pytest.mark.parametrize(
    ("words", "listed"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_lists_have_a_conjunction_before_the_last(words: list[str], listed: str) -> None:
    assert grammar.listed(words, "or") == listed


def test_one_is_counted_in_the_singular() -> None:
    assert [grammar.count(number, "path") for number in (0, 1, 2)] == ["0 paths", "1 path", "2 paths"]


def test_articles_plurals_and_capitals() -> None:
    assert (grammar.indefinite("aching back"), grammar.indefinite("sore back")) == ("an aching back", "a sore back")
    assert (grammar.plural("knot"), grammar.plural("knots")) == ("knots", "knots")
    assert (grammar.capital("neck pain"), grammar.capital("")) == ("Neck pain", "")
