"""The parts that build an index of columns, and the generator of graphs to measure with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.curation.load import read_schema
from refgraph.io.kgx import build_index
from refgraph.language.normalise import normalise
from refgraph.storage.index import Index

np = pytest.importorskip("numpy")

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")


@given(st.lists(st.text(st.sampled_from("aesxhcubnfot'` -_.0é’\u0301Ａﬁ"), max_size=24), min_size=1, max_size=6))
def test_names_are_folded_together_as_they_are_one_by_one(names: list[str]) -> None:
    from refgraph.io.kgx.nodes import fold

    assert fold([name.encode() for name in names]) == [normalise(name).encode() for name in names]


@given(st.lists(st.tuples(*[st.integers(0, 2**26 - 1)] * 3, st.integers(0, 3)), max_size=30))
def test_rows_are_ordered_by_all_columns(rows: list[tuple[int, ...]]) -> None:
    from refgraph.io.kgx.bulk import order_by

    columns = [np.array([row[i] for row in rows], np.int64) for i in range(4)]
    assert order_by(columns).tolist() == sorted(range(len(rows)), key=rows.__getitem__)


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=3000), st.sets(st.integers(0, 2**64 - 1)))
@settings(max_examples=30)
def test_what_was_put_in_a_look_up_is_found(held: list[int], others: set[int]) -> None:
    from refgraph.io.kgx.cells import Lookup

    # All in the same few slots at first, so that they get in each other's way.
    table, half = Lookup(), len(held) // 2
    for part in (range(half), range(half, len(held))):
        table.add(np.array([held[i] for i in part], np.uint64), np.array(part, np.int64))
    asked = [*held, *(others - set(held))]
    numbers = {value: i for i, value in enumerate(held)}
    assert table.get(np.array(asked, np.uint64)).tolist() == [numbers.get(value, -1) for value in asked]


# ---------------------------------------------------------------- the generator of benchmarks/


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import generate as found

    return found


def test_the_generator_gives_the_same_bytes_for_a_seed(generate: Any, tmp_path: Path) -> None:
    def written(seed: int, name: str) -> list[bytes]:
        return [path.read_bytes() for path in generate.write_kgx(generate.draw(500, seed), tmp_path / name)]

    assert written(1, "a") == written(1, "b")
    assert written(1, "a") != written(2, "c")


def test_the_generator_writes_the_index_that_its_files_give(generate: Any, tmp_path: Path) -> None:
    drawn = generate.draw(2000, 3)
    nodes, edges = generate.write_kgx(drawn, tmp_path)
    build_index(nodes, edges, tmp_path / "text.index", SCHEMA)
    generate.write_index(drawn, tmp_path / "fast.index")
    one, two = Index.open(tmp_path / "text.index"), Index.open(tmp_path / "fast.index")
    two.verify()
    assert list(one._table) == list(two._table)
    assert [name for name in one._table if bytes(one.column(name)) != bytes(two.column(name))] == ["meta"]


def test_the_generator_has_hubs_and_no_loops(generate: Any) -> None:
    drawn = generate.draw(20_000, 5)
    degrees = np.sort(np.bincount(drawn.object, minlength=len(drawn.kinds)))
    assert degrees[-1] > 50 * np.median(degrees)
    assert not (drawn.subject == drawn.object).any()
