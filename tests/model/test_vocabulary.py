"""The words that claims are made of."""

from __future__ import annotations

from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity


def test_synonyms_put_lay_words_first() -> None:
    assert Entity("a", "muscle", "a", lay=("x",), clinical=("y",)).synonyms == ("x", "y")


def test_families_keep_the_order_of_the_file(mini: Dataset) -> None:
    assert tuple(mini.schema.families) == (
        "causal",
        "timing",
        "diagnostic",
        "treatment",
        "aggravating",
        "warning",
        "epistemic",
        "structural",
    )
