"""The commands by name: each has its help, and the document of all of them is fresh."""

from __future__ import annotations

import os
import subprocess
import sys

from commands import ROOT, Run

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


def test_the_document_of_the_commands_is_fresh() -> None:
    command = [sys.executable, "tools/cli_docs.py", "--check"]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert made.returncode == 0
