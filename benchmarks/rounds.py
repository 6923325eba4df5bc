"""Peers asked in turn, question by question, each in a process of its own."""

from __future__ import annotations

import json
import os
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures import OURS
from graphs import Made

LEAST = 3  # questions that a peer is asked whatever they cost
LOOK = 0.2  # seconds between two looks at what a process has spent
PATIENCE = 4  # times the cap that a question may take on the clock, where the machine has other work
LONGEST = 300  # seconds to load a graph
SLOW = 5.0  # seconds; a warm-up that takes longer is counted
WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class Seat:
    """A peer on one variant of the graph, what it is asked, and up to how many edges."""

    peer: str
    variant: str
    tasks: tuple[str, ...]
    most: int

    @property
    def name(self) -> str:
        return f"{self.peer}, {self.variant}"


TASKS = {"top": ("origins",), "early": ("origins",), "all": ("origins",), "pair": ("random", "hub")}
ROUNDS = (("top", "early"), ("all",), ("pair",))  # what is asked in the same rounds
PAIRS_FROM, PAIRS_TO = 10_000, 1_000_000
SEATS = (
    Seat("refgraph", "coherent", ("top", "all", "pair"), 10**7),
    Seat("networkx", "stateless", ("top", "all", "pair"), 10**6),
    Seat("networkx", "product", ("top", "all"), 10**6),
    Seat("rustworkx", "stateless", ("top", "early", "all", "pair"), 10**7),
    Seat("rustworkx", "product", ("top", "early", "all"), 10**6),
    Seat("igraph", "stateless", ("top", "all", "pair"), 10**7),
    Seat("igraph", "product", ("top", "all"), 10**6),
    Seat("scipy", "stateless", ("top", "early", "all", "pair"), 10**7),
    Seat("scipy", "product", ("top", "early", "all"), 10**6),
    Seat("duckdb", "6 layers", ("top", "all"), 10**7),
    Seat("pyoxigraph", "reachability", ("all",), 10**6),
)


@dataclass(frozen=True)
class Limits:
    """Limits of a run.

    Attributes:
        cap: CPU seconds for one question. budget: seconds on the clock for the questions of a kind to one peer.
        memory: bytes of address space of a process.
    """

    cap: float = 15
    budget: float = 15
    memory: int = 12 << 30


@dataclass
class Row:
    """What one peer took for the questions of one kind, in seconds; what was cut off with what it had spent."""

    seat: str
    task: str
    kind: str
    asked: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    capped: list[int] = field(default_factory=list)
    first: float | None = None  # the first question of all, which may work out what serves the others
    fault: str = ""

    def record(self) -> dict[str, Any]:
        return {
            "seat": self.seat, "task": self.task, "kind": self.kind, "asked": self.asked, "capped": self.capped,
            "cpu": [float(f"{value:.3g}") for value in self.cpu],
            "wall": float(f"{statistics.median(self.wall):.3g}") if self.wall else None,
            "incomplete": sum(1 for answer in self.answers if answer and answer[-1] is None and self.seat == OURS),
            "first": self.first,
            "fault": self.fault,
        }  # fmt: skip


class Worker:
    """A peer that has loaded a graph; started again after it was stopped for taking too long."""

    def __init__(self, seat: Seat, python: str, made: Made, limits: Limits) -> None:
        self.seat, self._limits = seat, limits
        self._command = [python, str(WORKER), seat.peer, seat.variant, str(made.folder), str(limits.memory)]
        self._process: subprocess.Popen[bytes] | None = None
        self.ready: dict[str, Any] | None = None
        self.peak = 0

    def start(self) -> bool:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        ready = self._reply(LONGEST)
        self.ready = self.ready or ready
        if ready is None:
            self.stop()
        return ready is not None

    def ask(self, task: str, question: Sequence[int]) -> dict[str, Any] | None:
        """Return the reply, or what was spent until the cap; None where the process has ended."""
        if self._process is None and not self.start():
            return None
        assert self._process is not None
        assert self._process.stdin is not None
        before, start = self._spent(), time.perf_counter()
        self._process.stdin.write(json.dumps([task, question]).encode() + b"\n")
        self._process.stdin.flush()
        reply = self._reply(self._limits.cap)
        if reply is not None:
            self.peak = max(self.peak, reply.get("peak", 0))
        elif self._process is not None:
            reply = {"cpu": self._spent() - before, "wall": time.perf_counter() - start, "answer": None}
            self.stop()
        return reply

    def _spent(self) -> float:
        """CPU seconds of the process until now; 0 where it has ended."""
        assert self._process is not None
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return 0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _reply(self, cap: float) -> dict[str, Any] | None:
        """Return what the process says; None where it has spent its seconds, or has ended and is no more."""
        assert self._process is not None
        assert self._process.stdout is not None
        last, latest = self._spent() + cap, time.perf_counter() + PATIENCE * cap
        while not select.select([self._process.stdout], [], [], LOOK)[0]:
            if self._spent() > last or time.perf_counter() > latest:
                return None
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            return None
        found: dict[str, Any] = json.loads(line)
        return found

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def measure(made: Made, pythons: Mapping[str, str], limits: Limits) -> dict[str, Any]:
    """Load all peers of a size, ask them everything in turn, and return rows and what loading took."""
    seats = [seat for seat in SEATS if seat.peer in pythons and made.edges <= seat.most]
    workers = [Worker(seat, pythons[seat.peer], made, limits) for seat in seats]
    try:
        ready = [worker for worker in workers if worker.start()]
        rows = [row for tasks in ROUNDS for row in _rounds(made, ready, tasks, limits)]
    finally:
        for worker in workers:
            worker.stop()
    loads = {worker.seat.name: (worker.ready or {}) | {"most": worker.peak} for worker in workers}
    return {"edges": made.edges, "loads": loads, "rows": rows}


def _rounds(made: Made, workers: Sequence[Worker], tasks: Sequence[str], limits: Limits) -> list[Row]:
    if "pair" in tasks and not PAIRS_FROM <= made.edges <= PAIRS_TO:
        return []
    found = []
    for kind in TASKS[tasks[0]]:
        entrants = [
            (worker, Row(worker.seat.name, task, kind))
            for worker in workers
            for task in tasks
            if task in worker.seat.tasks
        ]
        _ask_in_turn(entrants, made.questions()[kind], limits)
        found += [row for _, row in entrants]
    return found


def _ask_in_turn(entrants: Sequence[tuple[Worker, Row]], questions: Sequence[list[int]], limits: Limits) -> None:
    spent = [0.0] * len(entrants)
    for number, question in enumerate([questions[0], *questions]):
        for place, (worker, row) in enumerate(entrants):
            done = row.fault or number - 1 in row.asked or (len(row.asked) >= LEAST and spent[place] > limits.budget)
            if done:
                continue
            start = time.perf_counter()
            reply = worker.ask(row.task, question)
            took = time.perf_counter() - start
            spent[place] += took
            if not number and reply is not None:
                row.first = reply.get("cpu")
            if number or reply is None or took > SLOW:
                _note(row, max(number - 1, 0), reply or {"fault": "ended without an answer"})


def _note(row: Row, number: int, reply: dict[str, Any]) -> None:
    if "fault" in reply:
        row.fault = reply["fault"]
        print(f"benchmarks: {row.seat}: {row.task}: {row.fault}", file=sys.stderr)
        return
    row.asked.append(number)
    row.cpu.append(reply["cpu"])
    row.wall.append(reply["wall"])
    row.answers.append(reply["answer"])
    if reply["answer"] is None:
        row.capped.append(number)
