"""Results → the tables of RESULTS.md; nothing in them is typed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bars import bars
from figures import (
    NOTHING,
    OURS,
    Results,
    capped,
    median,
    megabytes,
    milliseconds,
    power,
    ratio,
    rounded,
    row,
    size,
    table,
    times,
)
from rounds import SEATS
from startup import BARE, ORIGINS, SMALLEST

EARLY = "stopped by its user's code after 20"


def page(results: Results) -> str:
    return "\n".join(part for section in SECTIONS for part in section(results))


def _head(results: Results) -> Iterator[str]:
    machine, limits = results["machine"], results["limits"]
    yield "# Measured\n"
    yield f"Made by `{results['command']}`, {results['date']}. Not edited.\n"
    yield (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory'] / 2**30:.0f} GB, {machine['system']}, Python "
        f"{machine['python']}; load average {machine['load'][0]:.1f} at the start and {machine['load'][1]:.1f} at the "
        "end (other work on the machine).\n"
    )
    yield f"{', '.join(_versions(results))}.\n"
    yield (
        "Absolute figures belong to this machine; ratios travel. Times are CPU time of the process, all its threads "
        "together, medians over questions unless said; peers are asked in turn, question by question. Brackets hold "
        "ratios to refgraph over the questions that both were asked: above 1 they took longer. What is cut off after "
        f"{limits['cap']:.0f} s of CPU time counts with that and is marked ≥. A peer is asked no more questions of a "
        f"kind once they have taken {limits['budget']:.0f} s on the clock and three are answered or cut off.\n"
    )


def _versions(results: Results) -> list[str]:
    return sorted(
        {load["version"] for found in results["sizes"] for load in found["loads"].values() if "version" in load}
    )


def _bars(results: Results) -> Iterator[str]:
    yield "## To reach\n"
    yield bars(results)


def _right(results: Results) -> Iterator[str]:
    yield "## Are the answers right\n"
    check = results["check"]
    if check:
        yield (
            f"At {power(check['edges'])} edges, what refgraph says {check['origins']:,} origins cost, against Dijkstra "
            f"in networkx on a graph of states, sides, sources and steps: {check['equal']:,} equal, {check['walks']:,} "
            f"dearer because the cheapest walk passes something twice, which a path does not, {check['wrong']:,} "
            f"wrong. All origins at once: {check['reached']:,} compared with the search, {check['reached wrong']:,} "
            "wrong.\n"
        )
    compared: dict[str, list[int]] = {}
    for found in results["sizes"]:
        for name, (count, differ) in found["agreement"].items():
            total = compared.setdefault(name, [0, 0])
            total[0], total[1] = total[0] + count, total[1] + differ
    told = [f"{name}: {count:,} compared, {differ:,} differ" for name, (count, differ) in compared.items()]
    yield f"Costs that the other libraries give for the same question: {'; '.join(told)}.\n"


def _startup(results: Results) -> Iterator[str]:
    yield "## Start-up\n"
    yield "Whole processes.\n"
    found = results["startup"]
    bare, base = (found[name]["cpu"] for name in (BARE, SMALLEST))
    rows = [
        (name, milliseconds(one["cpu"]), milliseconds(one["wall"]), times(one["cpu"] / bare), times(one["cpu"] / base),
         megabytes(one["peak"]))
        for name, one in found.items() if "cpu" in one
    ]  # fmt: skip
    yield table(("", "CPU ms", "wall ms", "/ bare", "/ smallest typer", "peak MB"), rows)


def _whole(results: Results) -> Iterator[str]:
    yield "## A whole command that answers “top 20 origins”\n"
    yield "CPU ms (bare interpreter = 1), peak MB. networkx: node-link JSON behind typer; scipy: arrays, no typer.\n"
    found = results["whole"]
    bare = found[BARE]["cpu"]
    rows = []
    for name in ("refgraph", "networkx", "scipy"):
        rows.append([name, _command(found.get(ORIGINS) if name == "refgraph" else None, bare)])
        rows[-1] += [_command(found.get(f"{name} {one['edges']}"), bare) for one in results["sizes"]]
    yield table(("", "bundled", *_sizes(results)), rows)


def _command(found: Any, bare: float) -> str:
    if not found:
        return NOTHING
    if "fault" in found:
        return str(found["fault"])
    return f"{milliseconds(found['cpu'])} ({times(found['cpu'] / bare)}), {megabytes(found['peak'])} MB"


def _sizes(results: Results) -> list[str]:
    return [power(found["edges"]) for found in results["sizes"]]


def _loading(results: Results) -> Iterator[str]:
    yield "## Loading\n"
    yield (
        "Seconds of wall time to make a graph ready in a process that has imported the library: refgraph opens an "
        "index, the others take arrays of numbers (pyoxigraph: N-Triples).\n"
    )
    names = [seat.name for seat in SEATS]
    yield table(("", *_sizes(results)), _by_size(results, names, lambda load: rounded(load["wall"])))
    yield "From KGX files, every column, whole processes: seconds of wall time, peak MB.\n"
    rows = []
    for name, what in (("refgraph", "refgraph builds an index"), ("networkx", "networkx holds a multigraph")):
        cells = [results["building"].get(f"{name} {found['edges']}") for found in results["sizes"]]
        rows.append([what, *map(_built, cells)])
    yield table(("", *_sizes(results)), rows)


def _by_size(results: Results, names: Sequence[str], say: Any) -> list[list[str]]:
    rows = []
    for name in names:
        loads = [found["loads"].get(name) for found in results["sizes"]]
        if any(loads):
            rows.append([name, *(say(load) if load and "wall" in load else NOTHING for load in loads)])
    return rows


def _built(found: Any) -> str:
    if not found:
        return NOTHING
    return str(found["fault"]) if "fault" in found else f"{rounded(found['wall'])}, {megabytes(found['peak'])} MB"


def _top(results: Results) -> Iterator[str]:
    yield "## Top 20 origins, best path each\n"
    yield (
        "ms. refgraph: state- and side-coherent simple paths of at most 6 steps. *Stateless*: no states, no sides. "
        "*Product*: states and sides as nodes, made beforehand. duckdb tells costs and no paths. The others search "
        f"from the symptom to everything, as their functions for it do; *{EARLY}* means a visitor that raises "
        "`StopSearch` (rustworkx) or ever larger limits (scipy).\n"
    )
    yield _asked(
        results, [(seat.name, task) for seat in SEATS for task in ("top", "early") if task in seat.tasks], "top"
    )


def _all(results: Results) -> Iterator[str]:
    yield "## All origins\n"
    yield (
        "ms. refgraph, duckdb: at most 6 steps, the others any number. refgraph tells what each coherent origin costs "
        "at least; pyoxigraph tells only what can be reached.\n"
    )
    yield _asked(results, [(seat.name, "all") for seat in SEATS if "all" in seat.tasks], "all")
    firsts = [(found["edges"], row(results, found["edges"], OURS, "all")) for found in results["sizes"]]
    told = [f"{power(edges)}: {milliseconds(found['first'])}" for edges, found in firsts if found]
    if told:
        yield f"The first question to refgraph, which works out what serves all others: {', '.join(told)} ms.\n"


def _asked(results: Results, asked: Sequence[tuple[str, str]], ours: str) -> str:
    rows = []
    for seat, task in asked:
        cells = [_cell(results, found["edges"], seat, task, ours) for found in results["sizes"]]
        if set(cells) != {NOTHING}:
            rows.append([f"{seat}, {EARLY}" if task == "early" else seat, *cells])
    return table(("", *_sizes(results)), rows)


def _cell(results: Results, edges: int, seat: str, task: str, ours: str, kind: str = "origins") -> str:
    found = row(results, edges, seat, task, kind)
    if found is None:
        return NOTHING
    least = capped(found)
    against = ratio(found, row(results, edges, OURS, ours, kind))
    shown = milliseconds(median(found), least=least)
    return shown if seat == OURS or against is None else f"{shown} ({times(against, least=least)})"


def _pairs(results: Results) -> Iterator[str]:
    yield "## 10 best simple paths between two\n"
    yield (
        "ms: median of random pairs, median of pairs of hubs, worst of both; questions cut off. refgraph: coherent, "
        "at most 6 steps. rustworkx: all simple paths of at most 6 steps, stateless, then sorted. scipy, igraph, "
        "networkx: Yen, stateless, any number of steps.\n"
    )
    edges = [one for one in (found["edges"] for found in results["sizes"]) if row(results, one, OURS, "pair", "random")]
    header = [f"{power(one)} {what}" for one in edges for what in ("random", "hubs", "worst", "cut off")]
    rows = []
    for seat in SEATS:
        if "pair" in seat.tasks:
            rows.append([seat.name, *(cell for one in edges for cell in _pair(results, one, seat.name))])
    yield table(("", *header), rows)
    lost = sum((row(results, one, OURS, "pair", kind) or {}).get("incomplete", 0) for one in edges for kind in KINDS)
    yield f"refgraph gave up before it had 10 paths, and said so, for {lost} of the questions.\n"


KINDS = ("random", "hub")


def _pair(results: Results, edges: int, seat: str) -> list[str]:
    found = [row(results, edges, seat, "pair", kind) for kind in KINDS]
    known = [one for one in found if one]
    cut, asked = (sum(len(one[what]) for one in known) for what in ("capped", "asked"))
    worst = max((max(one["cpu"]) for one in known), default=None)
    cells = [_cell(results, edges, seat, "pair", "pair", kind) for kind in KINDS]
    return [*cells, milliseconds(worst, least=cut > 0), f"{cut} of {asked}" if known else NOTHING]


def _memory(results: Results) -> Iterator[str]:
    yield "## Memory\n"
    yield (
        "Peak MB of the process that answered all of the questions above, mapped pages included; in brackets before "
        "the graph was loaded.\n"
    )
    names = [seat.name for seat in SEATS]
    say = lambda load: f"{megabytes(max(load['most'], load['peak']))} ({megabytes(load['before'])})"  # noqa: E731
    yield table(("", *_sizes(results)), _by_size(results, names, say))


def _faults(results: Results) -> Iterator[str]:
    lines = [
        f"- {power(found['edges'])}: {one['seat']}, {one['task']}: {one['fault']}"
        for found in results["sizes"]
        for one in size(results, found["edges"])["rows"]
        if one["fault"]
    ]
    if lines:
        yield "## Not measured\n"
        yield "\n".join(lines) + "\n"


SECTIONS = (_head, _bars, _right, _startup, _whole, _loading, _top, _all, _pairs, _memory, _faults)
