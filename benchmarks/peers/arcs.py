"""Arcs from a prepared folder, and what peers that search them have in common."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

TOP = 20
PATHS = 10
MAX_HOPS = 6


class Arcs:
    """Arcs of a variant, and which node stands for an entity that is asked for."""

    def __init__(self, folder: Path, variant: str) -> None:
        place = folder / variant
        self.nodes, self.needs = map(int, np.load(place / "nodes.npy"))
        self.tail, self.head, self.weight = (np.load(place / f"{name}.npy") for name in ("tail", "head", "weight"))
        self._own = json.loads((place / "own.json").read_text("utf-8")) if variant == "product" else {}

    def node(self, entity: int) -> int:
        return int(self._own.get(str(entity), entity))

    def costs(self) -> dict[tuple[int, int], float]:
        return dict(zip(zip(self.tail.tolist(), self.head.tolist(), strict=True), self.weight.tolist(), strict=True))


def nearest(distances: Any, needs: int, source: int) -> Any:
    """The nodes of the least distances, nearest first, of those that may be origins."""
    distances = distances[:needs].copy()
    if source < needs:
        distances[source] = np.inf
    few = np.argpartition(distances, min(TOP, needs - 1))[:TOP]
    few = few[np.isfinite(distances[few])]
    return few[np.argsort(distances[few], kind="stable")]


def told(task: str, found: Any) -> Any:
    """What answers are compared by: costs, or how many origins there are and what they cost together."""
    if task == "all":
        return [len(found), float(sum(found))]
    return [float(cost) for cost, *_ in found]
