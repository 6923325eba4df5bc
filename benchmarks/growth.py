"""What grows with the graph: the bundled claims once and several times over, in CPU seconds, counts and bytes.

Run: python benchmarks/growth.py --date YYYY-MM-DD [--times 1 3 10 30] [--label NAME] [--cap SECONDS] [--only NAME ...]

Each figure is measured in a process of its own, so that none profits from what another has read. The figures are kept
by their label (`before`, `after`) in `growth.json`; all labels that are there are written into `RESULTS.md`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

KEPT = HERE / "growth.json"
HEADING = "## Growth"
PAIRS = 300
SEARCHES = ("headache", "trapez", "piriformis sindrome", "pain in the lower part of the back", "x")
SHOWN = {
    "claims": "claims",
    "entities": "entities",
    "check": "`refgraph check`, s",
    "first": "first reading: check, compile, answer, s",
    "command": "`refgraph origins headache`, index in the cache, s",
    "claims_command": "`refgraph claims`, s",
    "start_page": "explorer: first page, s",
    "symptom_page": "explorer: page of headache after it, s",
    "curation_page": "explorer: page for curators after it, s",
    "path_page_ms": "path page, ms (median of 12)",
    "path_page_kb": "path page, kB (median; worst)",
    "compare_ms": "compare page, ms (median of 12)",
    "compare_kb": "compare page, kB (median; worst)",
    "network": "network of everything (`refgraph html`), s; MB",
    "network_focused": "network page of the explorer, ms; kB (median of 12)",
    "addresses": "addresses of a site, s",
    "pages": "pages of a site",
    "site": "`refgraph site`, s",
    "site_files": "files; MB",
    "origins_ms": "20 origins, all that is felt, ms (median; worst)",
    "pairs_ms": f"a pair, {PAIRS} of them, ms (median; worst)",
    "search_ms": "search of a name, ms (median; worst)",
    "typed_ms": "a name that is typed, ms (median; worst)",
}


def main() -> None:
    import sections

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--date", required=True)
    words.add_argument("--times", type=int, nargs="+", default=[1, 3, 10])
    words.add_argument("--label", default="after")
    words.add_argument("--cap", type=int, default=600, help="CPU seconds after which a measurement is given up")
    words.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    chosen = words.parse_args()
    kept = sections.known(KEPT)
    for times in chosen.times:
        found = kept.setdefault(chosen.label, {}).setdefault(str(times), {})
        for part in measure(times, chosen.only, chosen.cap):
            found |= part | {"date": chosen.date}
            sections.keep(kept, KEPT)
            sections.write()


def measure(times: int, names: list[str], cap: int) -> Iterator[dict[str, Any]]:
    """Yield the figures of one size as they are measured: the larger ones take long."""
    from multiply import multiply

    with tempfile.TemporaryDirectory() as place:
        data = multiply(times, Path(place) / "data")
        around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(Path(place) / "cache")}
        around.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start would compile the program anew
        subprocess.run(
            [sys.executable, "-m", "refgraph", "stats", "--data", str(data)], env=around, capture_output=True
        )
        for name in names:
            told = subprocess.run(
                [sys.executable, __file__, "--worker", name, str(data)],
                env=around,
                capture_output=True,
                text=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (cap, cap + 5)),
            )
            lost = dict.fromkeys(MEASURES[name][1], f"> {cap} s")
            found = json.loads(told.stdout) if told.returncode == 0 else lost
            print(times, name, told.stderr[-300:], found, flush=True)
            yield found


def section(kept: dict[str, Any]) -> str:
    """The table in words."""
    columns = [(label, times) for label in ("before", "after") for times in sorted(kept.get(label, {}), key=int)]
    dates = sorted({kept[label][times]["date"] for label, times in columns})
    lines = [
        HEADING,
        "",
        f"Made by `python benchmarks/growth.py`, {', '.join(dates)}. Not edited. The bundled claims once and several",
        "times over (`benchmarks/multiply.py`: each copy has names and articles of its own, and a third of its ends in",
        "other copies). CPU time of the process, and of a single answer or search ms on the clock; “> n s” was stopped",
        "there. *Before* and *after* were measured on machines of different speed: compare along a row, in one label.",
        "",
        "| | " + " | ".join(f"{label} {times}×" for label, times in columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for name, words in SHOWN.items():
        cells = [_cell(kept[label][times].get(name)) for label, times in columns]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:.3g}" if value < 100 else f"{value:,.0f}"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


# ---------------------------------------------------------------- what is measured


def _command(*words: str) -> float:
    """CPU seconds of a command of refgraph."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "refgraph", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(data: Path) -> dict[str, Any]:
    return {"check": _command("check", "--data", str(data))}


def first(data: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        return {"first": _command("origins", "headache", "--data", str(data))}


def command(data: Path) -> dict[str, Any]:
    times = [_command("origins", "headache", "--data", str(data)) for _ in range(7)]
    return {"command": median(times), "claims_command": _command("claims", "--data", str(data))}


def _graph(data: Path) -> Any:
    from refgraph.graph.open import open_graph

    return open_graph(data)


def _timed(work: Callable[..., Any], *words: Any, **options: Any) -> tuple[float, Any]:
    start = process_time()
    made = work(*words, **options)
    return process_time() - start, made


def _ms(work: Callable[..., Any], *words: Any, **options: Any) -> float:
    # Of CPU time some systems tell only how many ticks of several ms have passed.
    start = perf_counter()
    work(*words, **options)
    return (perf_counter() - start) * 1000


def size(data: Path) -> dict[str, Any]:
    kg = _graph(data)
    return {"claims": kg.index.count("c.rec"), "entities": kg.index.count("ent.key")}


def explorer(data: Path) -> dict[str, Any]:
    from refgraph.web.explorer import Explorer

    kg = _graph(data)
    start, made = _timed(_opened, Explorer(kg))
    pages = {"symptom_page": "symptom/headache", "curation_page": "curation"}
    return {"start_page": start} | {name: _timed(made.file, address)[0] for name, address in pages.items()}


def _opened(made: Any) -> Any:
    made.file("")
    return made


def pages(data: Path) -> dict[str, Any]:
    from refgraph.model.statements import Finding
    from refgraph.search.questions import origins
    from refgraph.web.explorer import Explorer, addresses
    from refgraph.web.network.page import network_page

    kg = _graph(data)
    made = Explorer(kg)
    felt = [entity.key for entity in kg.entities("symptom")]
    chosen = random.Random(1).sample(felt, len(felt))[:40]
    answers = [origins(kg, Finding(key), top=60, per_origin=3) for key in chosen]
    some = [answer.paths for answer in answers if len(answer.paths) > 1][:12]
    path = [_timed(made.file, addresses.path(paths[-1])) for paths in some]
    compare = [_timed(made.file, addresses.compare(paths[0], paths[-1])) for paths in some]
    focused = [_timed(made.file, f"{addresses.network(key)}/interactive") for key in chosen[:12]]
    took, page = _timed(network_page, kg)
    return {
        "path_page_ms": median(time for time, _ in path) * 1000,
        "path_page_kb": _bytes(path),
        "compare_ms": median(time for time, _ in compare) * 1000,
        "compare_kb": _bytes(compare),
        "network": [took, len(page.encode()) / 1e6],
        "network_focused": [median(time for time, _ in focused) * 1000, _bytes(focused)[0]],
    }


def _bytes(files: list[tuple[float, Any]]) -> list[float]:
    sizes = [len(file.body) / 1000 for _, file in files]
    return [median(sizes), max(sizes)]


def addresses_(data: Path) -> dict[str, Any]:
    from refgraph.web.explorer import Explorer

    kg = _graph(data)
    took, found = _timed(list, Explorer(kg, frozen=True).addresses())
    return {"addresses": took, "pages": len(found)}


def site(data: Path) -> dict[str, Any]:
    from refgraph.web.site import freeze

    with tempfile.TemporaryDirectory() as folder:
        kg = _graph(data)
        took, made = _timed(freeze, kg, Path(folder) / "site")
    return {"site": took, "site_files": [made.files, made.size / 1e6]}


def answers(data: Path) -> dict[str, Any]:
    from refgraph.model.statements import Finding
    from refgraph.search.questions import origins, paths

    kg = _graph(data)
    felt = [entity.key for entity in kg.entities("symptom")]
    others = [entity.key for entity in kg.entities() if entity.category in ("muscle", "joint", "nerve", "posture")]
    dice = random.Random(2)
    origins(kg, Finding("headache"))
    # As `refgraph serve` does once its first pages are made.
    gc.collect()
    gc.freeze()
    one = [_ms(origins, kg, Finding(key), top=20) for key in felt]
    pairs = [(dice.choice(others), dice.choice(felt)) for _ in range(PAIRS)]
    two = [_ms(paths, kg, Finding(start), Finding(end), top=10) for start, end in pairs]
    return {"origins_ms": [median(one), max(one)], "pairs_ms": [median(two), max(two)]}


def search(data: Path) -> dict[str, Any]:
    from refgraph.errors import RefgraphError
    from refgraph.graph import names

    kg = _graph(data)

    def typed(text: str) -> None:
        with suppress(RefgraphError):
            names.read(kg, text)

    typed("neck pain")
    found = [_ms(names.search, kg, text) for text in SEARCHES]
    read = [_ms(typed, text) for text in (*SEARCHES, "left hip flexors tight", "sore piriformus")]
    return {"search_ms": [median(found), max(found)], "typed_ms": [median(read), max(read)]}


MEASURES: dict[str, tuple[Callable[[Path], dict[str, Any]], tuple[str, ...]]] = {
    "size": (size, ("claims", "entities")),
    "check": (check, ("check",)),
    "first": (first, ("first",)),
    "command": (command, ("command", "claims_command")),
    "explorer": (explorer, ("start_page", "symptom_page", "curation_page")),
    "pages": (pages, ("path_page_ms", "path_page_kb", "compare_ms", "compare_kb", "network", "network_focused")),
    "addresses": (addresses_, ("addresses", "pages")),
    "answers": (answers, ("origins_ms", "pairs_ms")),
    "search": (search, ("search_ms", "typed_ms")),
    "site": (site, ("site", "site_files")),
}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        from refgraph.cli.app import SELDOM

        gc.set_threshold(*SELDOM)
        print(json.dumps(MEASURES[sys.argv[2]][0](Path(sys.argv[3]))))
    else:
        main()
