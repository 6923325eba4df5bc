"""One peer on one graph in a process of its own: loads it, then answers questions line by line, timed.

Run by rounds.py: python worker.py PEER VARIANT FOLDER BYTES
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SHORT = 0.02  # seconds; what takes less is timed three times, and the median counts


def timed(call: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = call()
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}, found


def peak() -> int:
    """Most memory that this process has held, in bytes, mapped pages included."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


def answer(peer: Any, task: str, question: list[int]) -> dict[str, Any]:
    ask = getattr(peer, task)
    times, found = timed(lambda: ask(*question))
    if times["wall"] < SHORT:
        more = sorted((times, *(timed(lambda: ask(*question))[0] for _ in range(2))), key=lambda one: one["cpu"])
        times = more[1]
    return {**times, "answer": peer.told(task, found), "peak": peak()}


def main(name: str, variant: str, folder: Path, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Whatever a library prints must not get among the answers.
    out, sys.stdout = sys.stdout, sys.stderr
    times, module = timed(lambda: importlib.import_module(f"peers.{name}"))
    imported, before = times["cpu"], peak()
    times, peer = timed(lambda: module.Peer(folder, variant))
    ready = {"version": module.VERSION, "import": imported, **times, "before": before, "peak": peak()}
    print(json.dumps(ready), file=out, flush=True)
    for line in sys.stdin:
        task, question = json.loads(line)
        try:
            reply = answer(peer, task, question)
        except Exception as error:  # whatever it is belongs among the results
            reply = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
