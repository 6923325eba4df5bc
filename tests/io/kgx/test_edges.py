"""Rows are put in order by columns of numbers, whether or not these fit one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pl = pytest.importorskip("polars")


@pytest.mark.parametrize("most", [2**10 - 1, 2**26 - 1])
@given(st.data())
def test_rows_are_ordered_by_all_columns(most: int, data: st.DataObject) -> None:
    from refgraph.io.kgx.edges import order

    rows = data.draw(st.lists(st.tuples(*[st.integers(0, most)] * 3, st.integers(0, 3)), max_size=30))
    columns = [pl.Series([row[place] for row in rows], dtype=pl.UInt32) for place in range(4)]
    assert order(columns).to_list() == sorted(range(len(rows)), key=rows.__getitem__)
