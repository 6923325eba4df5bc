"""What is to be reached, and what was: every verdict is computed from the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures import OURS, Results, median, megabytes, milliseconds, power, ratio, row, size, table, times
from rounds import SEATS
from startup import ORIGINS, SMALLEST

THOUSAND, MILLION, MOST = 10**3, 10**6, 10**7
PAIRS = (10**4, 10**5, MILLION)
SINGLE_SOURCE = tuple(seat.name for seat in SEATS if "top" in seat.tasks and seat.peer not in ("refgraph", "networkx"))
EARLY = tuple(seat.name for seat in SEATS if "early" in seat.tasks)
YEN = ("scipy, stateless", "igraph, stateless")
ALL_PATHS = "rustworkx, stateless"


@dataclass(frozen=True)
class Bar:
    """A bar, what was measured, in words, and whether that is enough; None where it was not measured."""

    what: str
    bar: str
    measured: str
    reached: bool | None

    def cells(self) -> tuple[str, ...]:
        verdict = {True: "yes", False: "**no**", None: "not measured"}[self.reached]
        return self.what, self.bar, self.measured, verdict


def bars(results: Results) -> str:
    found = [*_top(results), *_pairs(results), *_all(results), *_commands(results), *_index(results)]
    return table(("what", "bar", "measured", "reached"), [bar.cells() for bar in found])


def _least(what: str, bar: float, ratios: Mapping[str, float | None]) -> Bar:
    """A bar that the least of some ratios must reach; all of them are shown."""
    known = [value for value in ratios.values() if value is not None]
    shown = ", ".join(f"{name}: {times(value)}".removeprefix(": ") for name, value in ratios.items())
    reached = None if len(known) < len(ratios) else min(known) >= bar
    return Bar(what, f"≥ {times(bar)}", shown, reached)


def _fastest(results: Results, seats: Sequence[str], edges: int, task: str, ours: str, kind: str) -> float | None:
    mine = row(results, edges, OURS, ours, kind)
    found = [ratio(row(results, edges, seat, task, kind), mine) for seat in seats]
    known = [value for value in found if value is not None]
    # The fastest is not known before all have been asked.
    return min(known) if len(known) == len(found) else None


def _top(results: Results) -> list[Bar]:
    mine = row(results, MILLION, OURS, "top")
    networkx = ratio(row(results, MILLION, "networkx, stateless", "top"), mine)
    peer = _fastest(results, SINGLE_SOURCE, MILLION, "top", "top", "origins")
    early = _fastest(results, EARLY, MILLION, "early", "top", "origins")
    small, large = (median(row(results, edges, OURS, "top")) for edges in (THOUSAND, MOST))
    growth = large / small if large and small else None
    return [
        _least("top 20 origins at 10^6, networkx's single-source search (stateless) against it", 5000, {"": networkx}),
        _least("the same, the fastest single-source search of any other library", 200, {"": peer}),
        _least("the same, the fastest search that its user's own code stops after 20 (no bar was set)", 1, {"": early}),
        Bar("top 20 origins at 10^7, against 10^3", "≤ 4×", times(growth), None if growth is None else growth <= 4),
    ]


def _pairs(results: Results) -> list[Bar]:
    found = []
    for kind in ("random", "hub"):
        yen = {power(edges): _fastest(results, YEN, edges, "pair", "pair", kind) for edges in PAIRS}
        every = {power(edges): _fastest(results, (ALL_PATHS,), edges, "pair", "pair", kind) for edges in PAIRS}
        what = f"10 best paths of a {kind} pair, ≤ 6 steps"
        found.append(_least(f"{what}: the fastest stateless Yen (scipy, igraph) against it", 10, yen))
        found.append(_least(f"{what}: rustworkx's all simple paths, sorted, against it", 1, every))
    worst = {power(edges): _worst(results, edges) for edges in PAIRS}
    return [*found, _least("the same on the pair that takes rustworkx longest", 10, worst)]


def _worst(results: Results, edges: int) -> float | None:
    """What rustworkx took for the pair that took it longest, against what refgraph took for that pair."""
    taken = []
    for kind in ("random", "hub"):
        theirs, ours = (row(results, edges, seat, "pair", kind) for seat in (ALL_PATHS, OURS))
        if theirs and ours:
            mine = dict(zip(ours["asked"], ours["cpu"], strict=True))
            both = zip(theirs["asked"], theirs["cpu"], strict=True)
            taken += [(cpu, mine[number]) for number, cpu in both if number in mine]
    return max(taken)[0] / max(taken)[1] if taken else None


def _all(results: Results) -> list[Bar]:
    found = ratio(row(results, MILLION, "scipy, product", "all"), row(results, MILLION, OURS, "all"))
    return [_least("all origins at 10^6, ≤ 6 steps: scipy's Dijkstra on the product graph against it", 1, {"": found})]


def _commands(results: Results) -> list[Bar]:
    whole, start = results["whole"], results["startup"]
    bundled, smallest = (start.get(name, {}).get("cpu") for name in (ORIGINS, SMALLEST))
    first = bundled / smallest if bundled and smallest else None
    here, there = whole.get(ORIGINS, {}), whole.get(f"refgraph {MOST}", {})
    both = "cpu" in here and "cpu" in there
    second = there["cpu"] / here["cpu"] if both else None
    above = there["peak"] - here["peak"] if both else None
    return [
        _most("`refgraph origins headache`, against the smallest typer program", 1.25, first),
        _most("the same with an index of 10^7 edges, against the bundled graph", 1.4, second),
        Bar(
            "its peak memory above that on the bundled graph", "≤ 64 MB", f"{megabytes(above)} MB",
            None if above is None else above <= 64 << 20,
        ),
    ]  # fmt: skip


def _most(what: str, bar: float, found: float | None) -> Bar:
    return Bar(what, f"≤ {times(bar)}", times(found), None if found is None else found <= bar)


def _index(results: Results) -> list[Bar]:
    opened = size(results, MOST)["loads"].get(OURS, {}).get("wall")
    built, loaded = (results["building"].get(f"{name} {MOST}", {}) for name in ("refgraph", "networkx"))
    peak = built.get("peak")
    faster = loaded["wall"] / built["wall"] if "wall" in built and "wall" in loaded else None
    return [
        Bar(
            "opening an index at 10^7", "< 5 ms", f"{milliseconds(opened)} ms",
            None if opened is None else opened < 0.005,
        ),
        Bar(
            "peak memory while an index of 10^7 edges is built of KGX", "≤ 4,096 MB", f"{megabytes(peak)} MB",
            None if peak is None else peak <= 4 << 30,
        ),
        _least("loading the same files into networkx, against building", 10, {"": faster}),
    ]  # fmt: skip
