"""An index is written of columns: those of the files, or those that the generator of benchmarks/ draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refgraph.curation.load import read_schema
from refgraph.io.kgx import build_index
from refgraph.storage.index import Index

np = pytest.importorskip("numpy")
pytest.importorskip("polars")

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")


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
