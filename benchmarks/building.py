"""What it takes to make a graph ready: an index built of KGX files, against the same files loaded into networkx."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import processes
from graphs import Made
from rounds import Limits

PROGRAMS = Path(__file__).with_name("programs")
LONGEST = 600  # seconds


def measure(graphs: Sequence[Made], limits: Limits, most: int) -> dict[str, dict[str, Any]]:
    """Build and load once each; networkx up to `most` edges."""
    found = {}
    for made in graphs:
        nodes, edges = map(str, made.kgx)
        built = made.folder / "built.index"
        commands = {"refgraph": [sys.executable, str(PROGRAMS / "build_index.py"), nodes, edges, str(built)]}
        if made.edges <= most:
            program = str(PROGRAMS / "networkx_kgx.py")
            commands["networkx"] = [sys.executable, program, nodes, edges, str(limits.memory)]
        for name, command in commands.items():
            found[f"{name} {made.edges}"] = _once(command)
        built.unlink(missing_ok=True)
    return found


def _once(command: Sequence[str]) -> dict[str, Any]:
    runs = processes.Runs()
    with processes.Launcher() as launcher:
        launcher.run(command, runs, LONGEST)
    return runs.record()
