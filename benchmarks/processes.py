"""Whole processes: how long they take and how much memory they hold at the most, interleaved."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

LEAST_ROUNDS = 1


@dataclass
class Runs:
    """What was measured of one command; `fault` says why there is nothing."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: int = 0
    fault: str = ""

    def record(self) -> dict[str, Any]:
        if not self.cpu:
            return {"fault": self.fault}
        return {
            "cpu": statistics.median(self.cpu),
            "wall": statistics.median(self.wall),
            "peak": self.peak,
            "rounds": len(self.cpu),
        }


class Launcher:
    """Runs commands one at a time."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        # Byte code is cached, as it is for everyone after the first run.
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        script = Path(__file__).with_name("launcher.py")
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=kept | dict(environment or {}),
        )

    def __enter__(self) -> Launcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(self, command: Sequence[str], runs: Runs, cap: float) -> None:
        """Run a command once and note what it took, or why it failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\0".join([str(int(cap)), *command]) + "\n")
        self._process.stdin.flush()
        status, cpu, wall, peak = self._process.stdout.readline().split()
        if int(status) == 0:
            runs.cpu.append(float(cpu))
            runs.wall.append(float(wall))
            runs.peak = max(runs.peak, int(peak) * 1024)
        else:
            runs.fault = f"not done in {cap:.0f} s" if float(wall) >= cap else f"exit code {status}"


def interleaved(
    commands: Mapping[str, Sequence[str]], rounds: int, budget: float, environment: Mapping[str, str] | None = None
) -> dict[str, Runs]:
    """Run commands in turn, each at most `rounds` times and until its `budget` of seconds is spent.

    One more run before all others is not counted, unless it is the only one that the budget allows.
    """
    found = {name: Runs() for name in commands}
    spent = dict.fromkeys(commands, 0.0)
    with Launcher(environment) as launcher:
        for turn in range(rounds + 1):
            for name, command in commands.items():
                runs = found[name]
                if runs.fault or (runs.cpu and spent[name] > budget):
                    continue
                start = time.perf_counter()
                launcher.run(command, runs, cap=max(budget * 4, 10))
                spent[name] += time.perf_counter() - start
                if turn == 0 and runs.cpu and spent[name] < budget / (LEAST_ROUNDS + 1):
                    found[name] = Runs()
    return found
