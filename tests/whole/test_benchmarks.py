"""The machinery that measures: small, but whole."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

np = pytest.importorskip("numpy")

ROOT = Path(__file__).parents[2]
MODULES = ("bars", "check", "figures", "generate", "graphs", "product", "rounds", "run", "startup")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return SimpleNamespace(**{name: __import__(name) for name in MODULES})


@pytest.mark.slow
def test_one_command_measures_checks_and_writes_tables(bench: Any, tmp_path: Path) -> None:
    out = tmp_path / "RESULTS.md"
    arguments = ["--sizes", "1e3", "--peers", "networkx", "--rounds", "1", "--budget", "1", "--keep", str(tmp_path)]
    arguments += ["--checked", "2", "--imports", "typer"]
    bench.run.main(["--date", "2026-01-02", *arguments, "--out", str(out)])
    results, page = json.loads((tmp_path / "results.json").read_text("utf-8")), out.read_text("utf-8")
    (size,) = results["sizes"]
    assert results["check"]["equal"] > 500
    assert (results["check"]["wrong"], results["check"]["reached wrong"]) == (0, 0)
    assert results["check"]["reached"] > 500
    assert all(bench.figures.row(results, 1000, seat, "top") for seat in ("refgraph, coherent", "networkx, product"))
    assert {load["version"].split()[0] for load in size["loads"].values()} == {"refgraph", "networkx"}
    assert results["building"]["refgraph 1000"]["peak"] > 10 << 20
    assert "2026-01-02" in page
    assert "not measured" in page
    assert str(tmp_path) not in page


def test_the_cheapest_walks_of_the_product_graph_are_the_paths_of_the_search(bench: Any, tmp_path: Path) -> None:
    from peers import networkx, refgraph

    from refgraph.graph.open import open_graph

    drawn = bench.generate.draw(3000, 11)
    # Told by one source, no path is joined, so that costs are sums over arcs; without cycles all walks are paths.
    ends = np.sort(np.stack([drawn.subject, drawn.object]), axis=0)
    drawn = dataclasses.replace(drawn, publication=drawn.publication * 0, subject=ends[0], object=ends[1])
    bench.generate.write_index(drawn, index := tmp_path / "graph.index")
    asked = [299, 264, 214, 150, 92]
    arcs, own = bench.product.product(open_graph(index), asked)
    arcs.save(tmp_path / "product")
    (tmp_path / "product" / "own.json").write_text(json.dumps(own), "utf-8")
    theirs, ours = networkx.Peer(tmp_path, "product"), refgraph.Peer(tmp_path, "coherent")
    costs = [[peer.told("top", peer.top(entity)) for entity in asked] for peer in (theirs, ours)]
    assert costs[0] == costs[1]
    assert len({cost for found in costs[0] for cost in found}) > 5


def test_a_question_that_is_cut_off_counts_with_what_it_had_spent(bench: Any) -> None:
    replies = {
        1: {"cpu": 0.5, "wall": 0.6, "answer": [1.0]},
        2: {"cpu": 7, "wall": 8, "answer": None},
        3: {"fault": "ValueError: no"},
    }

    class Worker:
        def ask(self, task: str, question: list[int]) -> Any:
            return replies[question[0]]

    row = bench.rounds.Row("a", "pair", "hub")
    bench.rounds._ask_in_turn([(Worker(), row)], [[1], [2]], bench.rounds.Limits())
    assert (row.asked, row.cpu, row.capped) == ([0, 1], [0.5, 7], [1])
    assert bench.figures.capped(row.record())
    other = bench.rounds.Row("a", "pair", "hub")
    bench.rounds._ask_in_turn([(Worker(), other)], [[3], [1]], bench.rounds.Limits())
    assert (other.fault, other.asked) == ("ValueError: no", [])


def test_ratios_are_of_the_questions_that_both_were_asked(bench: Any) -> None:
    ours, theirs = {"asked": [0, 1, 2], "cpu": [1.0, 2.0, 9.0]}, {"asked": [0, 1], "cpu": [10.0, 20.0]}
    assert bench.figures.ratio(theirs, ours) == 10
    assert bench.figures.ratio({"asked": [5], "cpu": [1.0]}, ours) is None


@pytest.mark.parametrize(("seconds", "verdict"), [(0.004, "yes"), (0.006, "**no**"), (None, "not measured")])
def test_verdicts_follow_from_the_figures(bench: Any, seconds: float | None, verdict: str) -> None:
    loads = {"refgraph, coherent": {"wall": seconds}} if seconds else {}
    results = {"startup": {}, "whole": {}, "building": {}, "sizes": [{"edges": 10**7, "loads": loads, "rows": []}]}
    (line,) = [line for line in bench.bars.bars(results).splitlines() if line.startswith("| opening an index")]
    assert line.endswith(f"| {verdict} |")
