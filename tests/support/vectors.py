"""Cases that a Python module and the script beside it are both checked against.

A case gives what both are told and what both must answer. Cases are added by hand, with `"expected": null`;
`REFGRAPH_UPDATE_GOLDEN=1` fills in what Python answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refgraph.web.network import edge_routing, layout, static_view
from refgraph.web.network.edge_routing import Verb

FOLDER = Path(__file__).parents[1] / "data" / "vectors"
Given = dict[str, Any]


def load(name: str) -> list[dict[str, Any]]:
    """Read the cases of a module: each has `given` and `expected`."""
    cases: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return cases


def check(name: str) -> None:
    """Hold a Python module to its cases."""
    answer, cases = ANSWERS[name], load(name)
    assert cases
    # What comes out of JSON has lists where Python has tuples.
    answers = [json.loads(json.dumps(answer(case["given"]))) for case in cases]
    if os.environ.get("REFGRAPH_UPDATE_GOLDEN"):
        _write(name, [{**case, "expected": made} for case, made in zip(cases, answers, strict=True)])
        return
    for case, made in zip(cases, answers, strict=True):
        assert made == case["expected"], case["given"]


def _write(name: str, cases: list[dict[str, Any]]) -> None:
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (FOLDER / f"{name}.json").write_bytes(f"[\n{lines}\n]\n".encode())


def _layout(given: Given) -> Given:
    unit, rank = dict(enumerate(given["unit"])), dict(enumerate(given["rank"]))
    arrows = [(a, b) for a, b in given["arrows"]]
    points = layout.arrange(range(len(unit)), arrows, unit, given["per_row"])
    near = layout.neighbourhood(arrows, given["seeds"], given["steps"], given["limit"], rank)
    return {"points": [points[node] for node in unit], "near": near}


def _drawn(given: Given) -> tuple[dict[int, layout.Point], dict[int, layout.Arrow], dict[int, Any], dict[int, Any]]:
    points = {box: (x, y) for box, (x, y) in enumerate(given["points"])}
    lines = {line: (start, end) for line, (start, end) in enumerate(given["lines"])}
    drawn = edge_routing.curves_of(lines, points)
    verbs = [Verb(line, wide, first) for line, (wide, first) in enumerate(given["verbs"])]
    return points, lines, drawn, edge_routing.labels(verbs, drawn, points)


def _edge_routing(given: Given) -> Given:
    points, lines, drawn, placed = _drawn(given)
    led = edge_routing.waypoints(lines, points)
    return {
        "waypoints": [led.get(line) for line in lines],
        "curves": [drawn[line] for line in lines],
        "labels": [placed[line] for line in lines],
    }


def _static_view(given: Given) -> Given:
    points, lines, drawn, placed = _drawn(given)
    return {
        "frame": static_view.frame(points.values(), drawn.values(), placed.values()),
        "heads": [static_view.head(drawn[line][-1]) for line in lines],
        "chevrons": [static_view.chevrons(drawn[line]) for line in lines],
    }


ANSWERS: dict[str, Callable[[Given], Given]] = {
    "layout": _layout,
    "edge_routing": _edge_routing,
    "static_view": _static_view,
}
