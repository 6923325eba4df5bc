"""Start-up of the command line against what it stands on; whole processes, interleaved, medians and ratios of one run.

Run: python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SMALLEST = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str):
    print("hello", name)
app()
"""


def commands(folder: Path) -> dict[str, list[str]]:
    smallest = folder / "smallest.py"
    smallest.write_text(SMALLEST, "utf-8")
    refgraph = str(Path(sys.executable).with_name("refgraph"))
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import typer": [sys.executable, "-c", "import typer"],
        "smallest typer program": [sys.executable, str(smallest), "you"],
        "refgraph origins headache": [refgraph, "origins", "headache"],
        "refgraph origins headache --format json": [refgraph, "origins", "headache", "--format", "json"],
    }


def run(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Byte code is cached, as it is for everyone after the first run.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["XDG_CACHE_HOME"] = str(folder / "cache")
        todo = commands(folder)
        for command in todo.values():
            run(command, environment)
        times: dict[str, list[float]] = {name: [] for name in todo}
        for _ in range(rounds):
            for name, command in todo.items():
                times[name].append(run(command, environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base, floor = medians["smallest typer program"], medians["python -c pass"]
    print(f"{'':42}{'ms':>8}{'/ bare':>8}{'/ typer':>9}   ({rounds} rounds, interleaved)")
    for name, value in medians.items():
        print(f"{name:42}{value * 1000:8.1f}{value / floor:8.2f}{value / base:9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
