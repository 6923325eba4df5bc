"""Environments for the peers that refgraph does not need, made with venv and pip and thrown away with their folder."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

# igraph is under the GPL and shares an environment with nothing.
PACKAGES = {"libraries": ("numpy", "scipy", "rustworkx", "duckdb"), "gpl": ("numpy", "igraph")}
HERE = "refgraph"  # the environment that this runs in
WHERE = {
    "refgraph": HERE,
    "networkx": HERE,
    "pyoxigraph": HERE,
    "scipy": "libraries",
    "rustworkx": "libraries",
    "duckdb": "libraries",
    "igraph": "gpl",
}


def make(peers: list[str], base: Path) -> dict[str, str]:
    """Return the Python of each peer; one whose environment cannot be made is left out."""
    pythons = {HERE: sys.executable}
    for name in sorted({WHERE[peer] for peer in peers} - {HERE}):
        python = base / name / "bin" / "python"
        if _ready(python, base / name, PACKAGES[name]):
            pythons[name] = str(python)
    return {peer: pythons[WHERE[peer]] for peer in peers if WHERE[peer] in pythons}


def _ready(python: Path, folder: Path, packages: tuple[str, ...]) -> bool:
    done = folder / "installed"
    if done.is_file():
        return True
    venv.create(folder, with_pip=True)
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages]
    if subprocess.run(command, check=False).returncode:
        print(f"benchmarks: {', '.join(packages)} cannot be installed; measured without", file=sys.stderr)
        return False
    done.touch()
    return True
