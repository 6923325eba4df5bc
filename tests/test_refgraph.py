"""What is shipped, and what of it is public."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import refgraph

ROOT = Path(__file__).parents[1]


def test_public_names_are_sorted_and_there() -> None:
    assert refgraph.__all__ == sorted(refgraph.__all__)
    for name in refgraph.__all__:
        assert getattr(refgraph, name).__doc__, name


def test_public_names_stay_what_they_are_once_modules_are_loaded() -> None:
    kg = refgraph.open_graph(ROOT / "tests" / "data" / "mini")
    answer = refgraph.origins(kg, "headache")
    for name in ("open_graph", "origins", "effects", "paths", "routes", "why_not", "find"):
        assert callable(getattr(refgraph, name)), name
    assert isinstance(answer, refgraph.Answer)


def test_importing_refgraph_loads_nothing_heavy() -> None:
    heavy = "networkx rdflib pyvis pydantic yaml rich jinja2 numpy typer rapidfuzz pyoxigraph"
    code = f"import sys, refgraph; print([m for m in {heavy.split()!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"


def test_the_wheel_holds_data_queries_and_templates(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        check=True, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl")), "r").namelist())
    assert made.returncode == 0
    for folder, inside in (("graph_data", "_bundled/graph_data"), ("queries", "_bundled/queries")):
        kept = {p.relative_to(ROOT / folder).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {f"refgraph/{inside}/{name}" for name in kept if not name.startswith(".")} <= names
    assert any(name.startswith("refgraph/web/templates/") for name in names)
    assert "refgraph/drawing/metrics.json" in names
