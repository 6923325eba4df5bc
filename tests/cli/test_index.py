"""refgraph index: from what it builds, what it says, and that nothing is left of what went wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.cli.index import Phases, build
from refgraph.cli.output import Pace
from refgraph.graph.open import open_graph
from refgraph.io import kgx

pytest.importorskip("numpy")

MINI = Path(__file__).parents[1] / "data" / "mini"
NODES = "id\tcategory\tname\nN:1\trefgraph:muscle\tpiriformis\nN:2\tbiolink:PhenotypicFeature\tleg pain\n"
EDGES = "subject\tpredicate\tobject\nN:1\tbiolink:causes\tN:2\nN:1\tx:{}\tN:2\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x_nodes.tsv").write_text(NODES)
    (tmp_path / "x_edges.tsv").write_text(EDGES.format("near"))

    def once(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        return code, *capsys.readouterr()

    return once


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("given", [(".",), ("x_nodes.tsv",), ("x_nodes.tsv", "--edges", "x_edges.tsv")])
def test_a_kgx_graph_is_named_in_several_ways(run: Run, tmp_path: Path, given: tuple[str, ...]) -> None:
    code, out, err = run("index", *given, "--output", "x.index")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2 nodes",
        "2 edges, 1 of them walkable",
        "2 claims",
        "1 sources",
        "1 predicates that the schema does not have: x:near",
    ]
    assert files(tmp_path) == ["x.index", "x_edges.tsv", "x_nodes.tsv"]
    code, out, _ = run("origins", "leg pain", "--data", "x.index", "--format", "json")
    assert (code, json.loads(out)["paths"][0]["origin"]["label"]) == (0, "piriformis")
    assert run("check", "--data", "x.index")[:2] == (0, "0 errors, 0 warnings\n")


def test_a_data_folder_becomes_an_index(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("index", str(MINI), "-o", "mini.index")
    mini, built = open_graph(MINI), open_graph(tmp_path / "mini.index")
    walks = {e.id for e in mini.edges() if mini.schema.predicates[e.predicate].walk != "no" and e.status != "denied"}
    assert code == 0
    assert out.splitlines()[:2] == [
        f"{len(mini.entities())} nodes",
        f"{len(mini.edges())} edges, {len(walks)} of them walkable",
    ]
    assert built.claims() == mini.claims()


def test_a_damaged_index_is_found_by_check(run: Run, tmp_path: Path) -> None:
    run("index", ".", "-o", "x.index")
    data = bytearray((tmp_path / "x.index").read_bytes())
    data[data.rindex(b"piriformis")] ^= 1
    (tmp_path / "x.index").write_bytes(data)
    code, out, err = run("check", "--data", "x.index")
    assert (code, out) == (3, "")
    assert "x.index: damaged index (section " in err
    assert run("check", "--data", "x.index", "--texts", ".")[0] == 2


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("nowhere", "-o", "y"), 2, "nowhere: not found"),
        (("x_edges.tsv", "-o", "y"), 2, "name them with --edges"),
        ((".",), 2, "missing option"),
        ((".", "-o", "no/y"), 2, "no such folder"),
        ((".", "-o", "."), 2, "is a folder"),
        ((".", "-o", "y", "--data", ""), 2, "--data is empty"),
        ((str(MINI), "-o", "y", "--data", str(MINI)), 2, "leave --data out"),
        (("cache", "-o", "y"), 2, "cache: holds neither a KGX graph"),
        (("x_nodes.tsv", "--edges", "gone.tsv", "-o", "y"), 3, "gone.tsv: cannot be read"),
    ],
)
def test_what_cannot_be_built_is_said_in_a_line(
    run: Run, tmp_path: Path, given: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "cache").mkdir(exist_ok=True)
    found, out, err = run("index", *given)
    assert (found, out) == (code, "")
    assert said in err
    assert files(tmp_path) == ["x_edges.tsv", "x_nodes.tsv"]


def test_faults_are_told_with_their_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x_edges.tsv").write_text(EDGES.format("near") + "N:1\tx:near\tN:7\n")
    code, out, err = run("index", ".", "-o", "y")
    assert (code, out) == (3, "")
    assert "x_edges.tsv:4" in err
    assert "E707" in err


def test_of_several_graphs_one_must_be_named(run: Run, tmp_path: Path) -> None:
    for name in ("nodes.tsv", "edges.tsv"):
        (tmp_path / name).touch()
    code, _, err = run("index", ".", "-o", "y")
    assert code == 2
    assert "holds 2 KGX graphs" in err


def test_an_interrupted_build_leaves_one_line_and_no_file(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(phase: str, done: int, total: int) -> None:
        if phase == "writing claims":
            raise KeyboardInterrupt

    assert build(Path(), None, Path("y"), None, stop) == 130
    assert capsys.readouterr() == ("", "refgraph: interrupted; y was not written\n")
    assert files(tmp_path) == ["x_edges.tsv", "x_nodes.tsv"]


def test_each_phase_is_shown_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter(range(0, 1000, 20))
    with Phases(Pace(clock=lambda: next(times))) as phases:
        for phase, done in (("reading", 50), ("reading", 200), ("writing", 100)):
            phases.tell(phase, done, 200)
    assert capsys.readouterr().err.splitlines() == [
        "reading: 25 of 100",
        "reading: 100 of 100",
        "writing: 50 of 100",
    ]


def test_files_of_a_folder_without_a_graph_are_none(tmp_path: Path) -> None:
    assert kgx.files(tmp_path) is None
