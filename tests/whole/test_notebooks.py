"""The notebooks run from top to bottom, use what is public, and are kept without outputs."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import refgraph

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Modules whose functions are documented for use from Python; everything else is reached through `refgraph` itself.

pytest.importorskip("nbmake")


def _cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(notebook: Path) -> None:
    # Apart from this run's own settings: the kernel's libraries warn of things that are not ours.
    settings = ["-q", "--nbmake", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "filterwarnings=default"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, str(notebook)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_kept(notebook: Path) -> None:
    for cell in _cells(notebook, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_uses_what_is_public(notebook: Path) -> None:
    code = ast.parse("\n".join("".join(cell["source"]) for cell in _cells(notebook, "code")))
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            assert [name.name for name in node.names] == ["refgraph"]
        elif isinstance(node, ast.ImportFrom):
            assert node.module in ("refgraph", "refgraph.report", "refgraph.rdf", "refgraph.io")
            assert not any(name.name.startswith("_") for name in node.names)
        elif isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_") or node.attr == "__doc__"
            if isinstance(node.value, ast.Name) and node.value.id == "refgraph":
                assert node.attr in refgraph.__all__


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_says_what_it_is_not(notebook: Path) -> None:
    told = "".join(line for cell in _cells(notebook, "markdown") for line in cell["source"])
    assert "never diagnoses" in told
