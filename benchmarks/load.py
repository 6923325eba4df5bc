"""How the server bears several readers at once: clients that follow links for a while, over pages of every kind.

Run: python benchmarks/load.py --date YYYY-MM-DD [--times 1 10] [--clients 4] [--seconds 60]

Each client keeps a pool of the links that it has seen, by the kind of page, and asks for one of a kind drawn evenly, so
that rare kinds are asked for as often as common ones. Figures are kept in `load.json` and written into `RESULTS.md`.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urljoin, urlsplit

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

KEPT = HERE / "load.json"
HEADING = "## Load"
LINK = re.compile(rb'href="([^"#?]+)')
ENDINGS = ("", ".json", ".csv", ".svg", ".bib")
MOST_KNOWN = 2_000
# Seconds for a page, and for the first one after the start.
TIMEOUT, START = 60, 600


@dataclass(slots=True)
class Client:
    """A reader.

    Attributes:
        asked: seconds of each answer by the kind of page. faults: what was no answer.
    """

    host: str
    port: int
    chance: random.Random
    pool: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)
    asked: list[tuple[str, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def read(self, seconds: float) -> None:
        """Follow links for some seconds."""
        until = time.monotonic() + seconds
        self.know("/")
        while time.monotonic() < until:
            kind = self.chance.choice(sorted(self.pool))
            self.ask(kind, self.chance.choice(self.pool[kind]))

    def ask(self, kind: str, address: str, timeout: float = TIMEOUT) -> None:
        """Ask for a page and note its links."""
        begun = time.perf_counter()
        try:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{address}: {error!r}")
            return
        self.asked.append((kind, time.perf_counter() - begun))
        if answer.status != 200:
            self.faults.append(f"{address}: status {answer.status}")
        elif answer.getheader("Content-Type", "").startswith("text/html"):
            for link in LINK.findall(body):
                self.know(urljoin(address, link.decode("utf-8", "replace")))

    def know(self, address: str) -> None:
        """Note a link to a page of this server."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address in self.seen or len(self.seen) >= MOST_KNOWN * 20:
            return
        self.seen.add(address)
        first, _, rest = parts.path.strip("/").partition("/")
        kind = (first or "start") + ("/…" if rest else "") + next((e for e in ENDINGS[1:] if address.endswith(e)), "")
        if len(self.pool[kind]) < MOST_KNOWN:
            self.pool[kind].append(address)


def main() -> None:
    import sections

    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--date", required=True)
    words.add_argument("--times", type=int, nargs="+", default=[1, 10])
    words.add_argument("--clients", type=int, default=4)
    words.add_argument("--seconds", type=float, default=60)
    chosen = words.parse_args()
    kept = sections.known(KEPT)
    for times in chosen.times:
        kept[str(times)] = {"date": chosen.date, **measure(times, chosen.clients, chosen.seconds)}
        sections.keep(kept, KEPT)
        print(times, kept[str(times)], flush=True)
    sections.write()


def measure(times: int, clients: int, seconds: float) -> dict[str, Any]:
    """All figures of one size."""
    from multiply import multiply

    with tempfile.TemporaryDirectory() as place:
        data = multiply(times, Path(place) / "data")
        around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(Path(place) / "cache")}
        command = [sys.executable, "-u", "-m", "refgraph", "serve", "--data", str(data)]
        server = subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            told = next(line for line in _lines(server) if "http://" in line)
            found = urlsplit(re.findall(r"http://\S+", told)[0])
            Client(str(found.hostname), int(found.port or 80), random.Random(0)).ask("start", "/", START)
            return _load(server, str(found.hostname), int(found.port or 80), clients, seconds)
        finally:
            server.terminate()
            server.wait(START)


def _lines(server: subprocess.Popen[str]) -> Any:
    """What the server says where it stands: on either stream."""
    import selectors

    with selectors.DefaultSelector() as streams:
        for stream in (server.stdout, server.stderr):
            streams.register(stream, selectors.EVENT_READ)  # type: ignore[arg-type]
        while True:
            for key, _ in streams.select(300):
                line = key.fileobj.readline()  # type: ignore[union-attr]
                if not line and server.poll() is not None:
                    raise SystemExit(f"the server ended with {server.returncode}")
                yield line


def _load(server: subprocess.Popen[str], host: str, port: int, clients: int, seconds: float) -> dict[str, Any]:
    before, spent = _memory(server.pid), _cpu(server.pid)
    readers = [Client(host, port, random.Random(number)) for number in range(clients)]
    threads = [threading.Thread(target=reader.read, args=(seconds,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = _cpu(server.pid) - spent
    by_kind: dict[str, list[float]] = defaultdict(list)
    for reader in readers:
        for kind, took in reader.asked:
            by_kind[kind].append(1000 * took)
    every = [took for all_ in by_kind.values() for took in all_]
    if len(every) < 2:
        raise SystemExit(f"no answers: {readers[0].faults[:1]}")
    slowest = max(by_kind, key=lambda kind: median(by_kind[kind]))
    faults = [fault for reader in readers for fault in reader.faults]
    for fault in faults[:5]:
        print(fault, file=sys.stderr)
    return {
        "answers": len(every),
        "kinds": len(by_kind),
        "faults": len(faults),
        "p50": median(every),
        "p99": quantiles(every, n=100)[98],
        "worst": max(every),
        "cpu_ms": 1000 * spent / max(len(every), 1),
        "slowest": [slowest, median(by_kind[slowest])],
        "memory": [before, _memory(server.pid)],
        "clients": clients,
        "seconds": seconds,
    }


def _memory(pid: int) -> float:
    """Resident MB of a process."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1000


def _cpu(pid: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def section(kept: dict[str, Any]) -> str:
    """The table in words."""
    dates = sorted({found["date"] for found in kept.values()})
    lines = [
        HEADING,
        "",
        f"Made by `python benchmarks/load.py`, {', '.join(dates)}. Not edited. Clients follow links of",
        "`refgraph serve` over pages of every kind and what stands beside them; clients and server share two cores",
        "with other work, so that times are those of a busy machine.",
        "",
        "| data | clients × s | kinds | answers | faults | p50 ms | p99 ms | worst ms | CPU ms an answer "
        "| slowest kind, median ms | MB before; after |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---|---:|",
    ]
    for times, found in sorted(kept.items(), key=lambda item: int(item[0])):
        kind, took = found["slowest"]
        lines.append(
            f"| {times}× | {found['clients']} × {found['seconds']:.0f} | {found['kinds']} | {found['answers']:,} "
            f"| {found['faults']} | {found['p50']:.0f} | {found['p99']:.0f} | {found['worst']:,.0f} "
            f"| {found['cpu_ms']:.0f} | {kind}, {took:.0f} | {found['memory'][0]:.0f}; {found['memory'][1]:.0f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
