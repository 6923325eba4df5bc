"""Figures looked up in results, and written as people read them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Results = Mapping[str, Any]
OURS = "refgraph, coherent"
NOTHING = "–"


def rounded(value: float) -> str:
    """Three digits, grouped by thousands."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.01 else f"{value:.2g}"


def milliseconds(seconds: float | None, *, least: bool = False) -> str:
    return NOTHING if seconds is None else f"{'≥ ' if least else ''}{rounded(seconds * 1000)}"


def megabytes(count: float | None) -> str:
    return NOTHING if not count else f"{count / 2**20:,.0f}"


def times(ratio: float | None, *, least: bool = False) -> str:
    return NOTHING if ratio is None else f"{'≥ ' if least else ''}{rounded(ratio)}×"


def power(edges: int) -> str:
    exponent = len(str(edges)) - 1
    return f"10^{exponent}" if edges == 10**exponent else f"{edges:,}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def size(results: Results, edges: int) -> Mapping[str, Any]:
    return next((found for found in results["sizes"] if found["edges"] == edges), {"rows": [], "loads": {}})


def row(results: Results, edges: int, seat: str, task: str, kind: str = "origins") -> Mapping[str, Any] | None:
    """What a peer took; None where it was not measured."""
    for found in size(results, edges)["rows"]:
        if (found["seat"], found["task"], found["kind"]) == (seat, task, kind) and found["cpu"]:
            return dict(found)
    return None


def median(found: Mapping[str, Any] | None) -> float | None:
    return statistics.median(found["cpu"]) if found else None


def capped(found: Mapping[str, Any] | None) -> bool:
    """Whether the median is that of a question that was cut off."""
    return bool(found) and found is not None and 2 * len(found["capped"]) >= len(found["asked"])


def ratio(theirs: Mapping[str, Any] | None, ours: Mapping[str, Any] | None) -> float | None:
    """How many times as long they took, by medians over the questions that both were asked."""
    if not theirs or not ours:
        return None
    both = set(theirs["asked"]) & set(ours["asked"])
    if not both:
        return None
    one, other = (
        statistics.median(cpu for number, cpu in zip(found["asked"], found["cpu"], strict=True) if number in both)
        for found in (theirs, ours)
    )
    return float(one / other)
