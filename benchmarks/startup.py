"""How long whole commands take: start-up against a bare interpreter, and the answer to "top 20 origins"."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

import processes
from graphs import Made

PROGRAMS = Path(__file__).with_name("programs")
BARE, SMALLEST, ORIGINS = "python -c pass", "smallest typer program", "refgraph origins headache"
HERE = ("typer", "numpy", "networkx", "rdflib", "pyoxigraph", "pyvis", "pydantic", "rich.table")
MOST_JSON = 1_000_000  # edges


def commands(pythons: Mapping[str, str], here: Sequence[str] = HERE) -> dict[str, list[str]]:
    """What is started: refgraph on the graph that comes with it, and imports of libraries that are `here`."""
    found = {
        BARE: [sys.executable, "-c", "pass"],
        SMALLEST: [sys.executable, str(PROGRAMS / "smallest.py"), "you"],
        ORIGINS: [script(), "origins", "headache"],
        f"{ORIGINS} --format json": [script(), "origins", "headache", "--format", "json"],
    }
    found |= {f"import {name}": [sys.executable, "-c", f"import {name}"] for name in here}
    for name in ("rustworkx", "scipy.sparse.csgraph", "igraph", "duckdb"):
        if python := pythons.get(name.partition(".")[0]):
            found[f"import {name}"] = [python, "-c", f"import {name}"]
    return found


def script() -> str:
    return str(Path(sysconfig.get_path("scripts")) / "refgraph")


def on_graphs(graphs: Sequence[Made], pythons: Mapping[str, str]) -> dict[str, list[str]]:
    """Commands that answer "top 20 origins" on graphs of all sizes, and the two they are compared with."""
    found = {name: command for name, command in commands(pythons).items() if name in (BARE, SMALLEST, ORIGINS)}
    for made in graphs:
        (entity,), size = made.questions()["origins"][0], str(made.edges)
        found[f"refgraph {size}"] = [script(), "origins", made.name(entity), "--top", "20", "--data", str(made.index)]
        if made.json.is_file():
            program = str(PROGRAMS / "networkx_typer.py")
            found[f"networkx {size}"] = [sys.executable, program, str(made.json), str(entity)]
        if python := pythons.get("scipy"):
            found[f"scipy {size}"] = [python, str(PROGRAMS / "scipy_bare.py"), str(made.folder), str(entity)]
    return found


def measure(
    commands: Mapping[str, Sequence[str]], cache: Path, rounds: int, budget: float
) -> dict[str, dict[str, float | str]]:
    found = processes.interleaved(commands, rounds, budget, {"XDG_CACHE_HOME": str(cache)})
    return {name: runs.record() for name, runs in found.items()}
