"""How long people wait for a whole answer on drawn graphs: the search, verdicts, loops, what is told beside, misses.

Run: python benchmarks/answers.py --date YYYY-MM-DD [--sizes 1e3 1e4 1e5 1e6] [--questions 60] [--cap SECONDS]

Each size is measured in a process of its own, after one question that opens what every answer needs. Figures are kept
in `answers.json` and written into `RESULTS.md`.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

KEPT = HERE / "answers.json"
HEADING = "## The whole answer"
SEED = 7
# What the shell prints of its own accord is told in few words; `--all` says of every path what would break it.
KINDS = ("origins", "origins in words", "origins with --all", "pairs", "pairs in words")


def main() -> None:
    import sections

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--date", required=True)
    words.add_argument("--sizes", type=float, nargs="+", default=[1e3, 1e4, 1e5, 1e6])
    words.add_argument("--questions", type=int, default=60)
    words.add_argument("--cap", type=int, default=300, help="CPU seconds after which a size is given up")
    chosen = words.parse_args()
    kept = sections.known(KEPT)
    for size in map(int, chosen.sizes):
        found = measure(size, chosen.questions, chosen.cap)
        print(size, found, flush=True)
        kept[str(size)] = found | {"date": chosen.date}
        sections.keep(kept, KEPT)
    sections.write()


def measure(edges: int, questions: int, cap: int) -> dict[str, Any]:
    """Figures of one size; those of a size that is given up are empty."""
    import generate

    with tempfile.TemporaryDirectory() as place:
        index = Path(place) / "graph.index"
        generate.write_index(generate.draw(edges, SEED), index)
        told = subprocess.run(
            [sys.executable, __file__, "--worker", str(index), str(questions)],
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (cap, cap + 5)),
        )
    found: dict[str, Any] = json.loads(told.stdout) if told.returncode == 0 else {}
    if not found:
        print(told.stderr[-300:], file=sys.stderr)
    return found


def worker(index: Path, questions: int) -> dict[str, Any]:
    """Ask, in this process."""
    from refgraph.graph.open import open_graph
    from refgraph.model.statements import Finding
    from refgraph.report import render
    from refgraph.report.short import short
    from refgraph.search.questions import origins, paths

    kg, dice = open_graph(index), random.Random(SEED)
    count = kg.index.count("ent.key")
    drawn = [[kg.entity_at(dice.randrange(count)).key for _ in range(2)] for _ in range(questions)]
    asked = [(one, other) for one, other in drawn if one != other]
    first = origins(kg, Finding(asked[0][0]), top=20)
    short(kg, first), render(kg, first, "text")
    # As `refgraph serve` does once its first pages are made.
    gc.collect()
    gc.freeze()
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    found = 0
    # `--all` looks at so much that what is asked after it finds the processor's caches filled: it comes last.
    for start, end in asked:
        answer = _timed(took["origins"], partial(origins, kg, Finding(end), top=20))
        _timed(took["origins in words"], partial(short, kg, answer))
        between = _timed(took["pairs"], partial(paths, kg, Finding(start), Finding(end), top=10))
        _timed(took["pairs in words"], partial(_printed, kg, between))
        found += bool(between.paths)
    for _, end in asked:
        answer = origins(kg, Finding(end), top=20)
        _timed(took["origins with --all"], partial(render, kg, answer, "text"))
    return {kind: [median(times), max(times)] for kind, times in took.items()} | {
        "questions": len(asked),
        "joined": found,
    }


def _printed(kg: Any, answer: Any) -> str:
    """What the shell prints of paths between two."""
    from refgraph.report import text
    from refgraph.report.view_builder import view

    return text.answer(view(kg, answer), whole=False, told=text.FEW)


def _timed(took: list[float], made: Callable[[], Any]) -> Any:
    """Make something, and note how many milliseconds it took."""
    begun = perf_counter()
    outcome = made()
    took.append((perf_counter() - begun) * 1000)
    return outcome


def section(kept: dict[str, Any]) -> str:
    """The table in words."""
    dates = ", ".join(sorted({found["date"] for found in kept.values()}))
    lines = [
        HEADING,
        "",
        f"Made by `python benchmarks/answers.py`, {dates}. Not edited. Drawn graphs (`generate.py`), ms on the clock",
        "of a quiet machine (median; worst) of whole answers, questions in turn in one process: 20 origins of a drawn",
        "entity, and 10 paths between two drawn ones or why there are none. Apart from them the shell's words: as it",
        "prints them, and with `--all`, which names for each path the loops that touch it and what would break it.",
        "Loops are found once for the same surroundings. To reach: 20 origins ≤ 10 ms median, ≤ 50 ms worst; a pair",
        "≤ 15 ms median, ≤ 250 ms worst.",
        "",
        "| edges | 20 origins | in the shell's words | with `--all` | a pair | in words | asked; joined pairs |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size, found in sorted(kept.items(), key=lambda item: int(item[0])):
        cells = ["; ".join(f"{one:,.3g}" for one in found[kind]) if kind in found else "given up" for kind in KINDS]
        asked = f"{found['questions']}; {found['joined']}" if "questions" in found else "–"
        lines.append(f"| {int(size):,} | {' | '.join(cells)} | {asked} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        print(json.dumps(worker(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
