"""Measure refgraph against other libraries on generated graphs of all sizes, and write the tables of RESULTS.md.

Run: python benchmarks/run.py --date YYYY-MM-DD [--quick] [--sizes 1e3,1e5] [--peers networkx,scipy] [--keep FOLDER]

Graphs and the environments of the peers are made in a folder that is deleted afterwards, or kept where you say. A full
run needs some 8 GB of disk, 12 GB of memory and half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import building
import check
import environments
import graphs
import report
import rounds
import sections
import startup

SIZES = (10**3, 10**4, 10**5, 10**6, 10**7)
QUICK = SIZES[:3]
CHECKED = 10**4  # edges; the check takes long on larger graphs
QUESTIONS_CHECKED = 10


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as thrown_away:
        base = options.keep or Path(thrown_away)
        results = measure(options, base)
    results |= {"date": options.date, "command": shlex.join(["python", "benchmarks/run.py", *_told(arguments)])}
    # Written before the tables are made, so that nothing that was measured is lost.
    text = json.dumps(results, separators=(",", ":"), sort_keys=True)
    options.out.with_name("results.json").write_text(f"{text}\n", "utf-8")
    options.out.write_text(report.page(results), "utf-8")
    sections.write(options.out)


def measure(options: argparse.Namespace, base: Path) -> dict[str, Any]:
    load = os.getloadavg()[0]
    say("environments")
    pythons = environments.make(options.peers, base / "environments")
    made = []
    for edges in options.sizes:
        say(f"graph of {edges:,} edges")
        made.append(graphs.make(edges, base / "graphs"))
    limits = rounds.Limits(options.cap, options.budget, int(options.memory * 2**30))
    say("check")
    small = [one for one in made if one.edges <= CHECKED]
    checked = check.coherent(small[0], options.checked) | {"edges": small[0].edges} if small else {}
    say("start-up")
    started = startup.measure(
        startup.commands(pythons, options.imports), base / "cache", options.rounds, options.budget
    )
    say("whole commands")
    whole = startup.measure(startup.on_graphs(made, pythons), base / "cache", options.rounds, options.budget)
    sizes = []
    for one in made:
        say(f"questions at {one.edges:,} edges")
        sizes.append(_asked(one, pythons, limits))
    say("building")
    built = building.measure(made, limits, options.networkx_most) if "networkx" in pythons else {}
    return {
        "machine": _machine(load), "limits": {"cap": limits.cap, "budget": limits.budget}, "check": checked,
        "startup": started, "whole": whole, "sizes": sizes, "building": built,
    }  # fmt: skip


def _asked(made: graphs.Made, pythons: dict[str, str], limits: rounds.Limits) -> dict[str, Any]:
    found = rounds.measure(made, pythons, limits)
    rows = found["rows"]
    return found | {"rows": [row.record() for row in rows], "agreement": check.agreement(rows)}


def say(what: str) -> None:
    print(f"benchmarks: {what}", file=sys.stderr, flush=True)


def _machine(load: float) -> dict[str, Any]:
    lines = Path("/proc/cpuinfo").read_text("ascii", "replace").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "cpu": names[0] if names else platform.machine(), "cores": os.cpu_count(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), "system": platform.system(),
        "python": platform.python_version(), "load": [load, os.getloadavg()[0]],
    }  # fmt: skip


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--date", required=True, type=_date, help="when this is run; the results say so")
    parser.add_argument("--quick", action="store_true", help="10^3 to 10^5 edges, a few minutes")
    parser.add_argument("--sizes", type=_numbers, help="numbers of edges, such as 1e3,1e5")
    parser.add_argument("--checked", type=int, default=QUESTIONS_CHECKED, help="questions that are checked one by one")
    parser.add_argument("--imports", type=_names, default=startup.HERE, help="such as typer,numpy")
    parser.add_argument("--peers", type=_peers, default=list(environments.WHERE), help="such as networkx,scipy")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    parser.add_argument("--keep", type=Path, help="a folder for graphs and environments, kept for the next run")
    usual = rounds.Limits()
    parser.add_argument("--cap", type=float, default=usual.cap, help="CPU seconds for one question")
    parser.add_argument("--budget", type=float, default=usual.budget, help="seconds a peer has for questions of a kind")
    parser.add_argument("--rounds", type=int, default=15, help="of whole commands")
    parser.add_argument("--memory", type=float, default=12, help="GiB of address space for a process")
    parser.add_argument("--networkx-most", type=float, default=10**7, help="edges of KGX files that networkx loads")
    options = parser.parse_args(arguments)
    options.sizes = options.sizes or (QUICK if options.quick else SIZES)
    return options


def _date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _numbers(text: str) -> list[int]:
    return sorted(int(float(number)) for number in text.split(","))


def _names(text: str) -> list[str]:
    return text.split(",")


def _peers(text: str) -> list[str]:
    chosen = ["refgraph", *(name for name in text.split(",") if name != "refgraph")]
    if unknown := set(chosen) - set(environments.WHERE):
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return chosen


def _told(arguments: Sequence[str]) -> list[str]:
    """The command line without places on this machine."""
    return [word for before, word in zip(["", *arguments], arguments, strict=False) if not {before, word} & PLACES]


PLACES = {"--keep", "--out"}

if __name__ == "__main__":
    main(sys.argv[1:])
