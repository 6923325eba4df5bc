"""Names are folded and texts numbered whole columns at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.language.normalise import normalise

pl = pytest.importorskip("polars")


@given(st.lists(st.text(st.sampled_from("aesxhcubnfot'` -_.0é’\u0301Ａﬁ"), max_size=24), min_size=1, max_size=6))
def test_names_are_folded_together_as_they_are_one_by_one(names: list[str]) -> None:
    from refgraph.io.kgx.read import fold

    assert fold(pl.Series(names)).to_list() == [normalise(name) for name in names]


@given(st.lists(st.text(max_size=4), unique=True, max_size=40), st.lists(st.text(max_size=4), max_size=10))
def test_texts_are_numbered_as_they_are_added(held: list[str], others: list[str]) -> None:
    from refgraph.io.kgx.read import Numbering

    numbering, half = Numbering(), len(held) // 2
    for part in (held[:half], held[half:]):
        numbering.add(pl.Series(part, dtype=pl.Categorical))
    numbers = {text: number for number, text in enumerate(held)}
    asked = [*others, *held]
    assert numbering.of(pl.Series(asked, dtype=pl.Categorical)).to_list() == [numbers.get(text) for text in asked]
