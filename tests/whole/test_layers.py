"""The import contract of pyproject.toml catches what it is there to catch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def checked(folder: Path) -> str:
    """Run the import contract on the package in a folder."""
    run = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    found = subprocess.run(
        [sys.executable, "-c", run],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout + found.stderr


def test_each_contract_catches_a_planted_import(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "refgraph", tmp_path / "refgraph", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    forbidden = [module for contract in CONTRACTS for module in contract.get("forbidden_modules", ())]
    planted = "".join(f"    import {module}\n" for module in (*forbidden, "refgraph.cli.app"))
    with (tmp_path / "refgraph" / "model" / "statements.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef planted() -> None:\n{planted}")
    told = checked(tmp_path)
    for contract in CONTRACTS:
        assert f"{contract['name']} BROKEN" in told
    for module in forbidden:
        assert f"refgraph.model.statements -> {module} " in told
