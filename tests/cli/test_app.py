"""The commands by name: each has its help, and the document of all of them is fresh."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
from commands import ROOT, Run
from toys import MINI

from refgraph.cli.app import COMMANDS


def test_help_and_version(run: Run) -> None:
    assert run("--version", data=None) == (0, "refgraph 0.1.0\n", "")
    code, out, err = run(data=None)
    assert (code, err) == (0, "")
    assert all(name in out for name in COMMANDS)
    for name in COMMANDS:
        code, out, err = run(name, "--help", data=None)
        assert (code, err) == (0, "")
        assert f"Usage: refgraph {name}" in out
        assert "--data" in out


def test_a_command_leaves_the_collector_of_garbage_as_it_was(run: Run) -> None:
    before = gc.isenabled(), gc.get_threshold()
    for name in ("origins", "effects"):
        run(name, "headache")
    run("sources")
    assert (gc.isenabled(), gc.get_threshold()) == before


def test_the_document_of_the_commands_is_fresh() -> None:
    command = [sys.executable, "tools/cli_docs.py", "--check"]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert made.returncode == 0


def test_a_name_where_a_command_is_expected_is_answered(run: Run) -> None:
    assert run("headache") == run("origins", "headache")
    assert run("tight upper trapezius") == run("origins", "tight upper trapezius")
    assert run("slump") == run("effects", "slump")
    assert run("neck", "pain", "--top", "1") == run("origins", "neck pain", "--top", "1")
    assert run("piriformis") == run("show", "piriformis")
    assert run("headach")[:2] == run("headache")[:2]
    assert run("headach")[2] == "read as: headache\n"
    assert run("hedach")[0] == 2
    assert "Did you mean 'origins'" in run("orgins", "headache")[2]


def test_text_is_short_unless_all_of_it_is_asked_for(run: Run) -> None:
    short, whole = run("origins", "headache")[1], run("origins", "headache", "--all")[1]
    assert len(short.splitlines()) <= 25
    assert len(whole) > len(short)
    assert "https://" in run("paths", "weak gluteals", "headache", "--all")[1]
    assert "https://" not in run("paths", "weak gluteals", "headache")[1]


def test_columns_are_heeded_without_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("origins", "headache")[1].splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "wide")
    assert max(map(len, run("origins", "headache")[1].splitlines())) <= 80


def test_the_package_is_a_program() -> None:
    command = [sys.executable, "-m", "refgraph", "origins", "headache", "--data", str(MINI)]
    made = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert made.returncode == 0
