"""refgraph itself, state- and side-coherent, simple paths of at most 6 steps, straight from the mapped index."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import refgraph as library
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.walks.best_first import BestFirst

TOP = 20
PATHS = 10
MAX_HOPS = 6
VERSION = f"refgraph {library.__version__}"


class Peer:
    def __init__(self, folder: Path, _: str) -> None:
        self.kg = open_graph(folder / "graph.index")
        # The vocabulary is read with the first question.
        assert self.kg.codes.size

    def top(self, entity: int) -> Any:
        search = BestFirst(self.kg, Query("origins", end=self._finding(entity), top=TOP, per_origin=1))
        return list(islice(search.paths(), TOP)), search

    def all(self, entity: int) -> Any:
        from refgraph.search.all_origins import all_origins

        return all_origins(self.kg, self._finding(entity), max_hops=MAX_HOPS)

    def pair(self, start: int, end: int) -> Any:
        query = Query("paths", start=self._finding(start), end=self._finding(end), top=PATHS)
        search = BestFirst(self.kg, query)
        return list(islice(search.paths(), PATHS)), search

    def _finding(self, entity: int) -> Finding:
        return Finding(self.kg.index.text("ent.key", entity).decode())

    def told(self, task: str, found: Any) -> Any:
        if task == "all":
            return [len(found), float(found.costs.sum()), *([] if found.complete else [None])]
        paths, search = found
        return [*(float(path.cost) for path in paths), *([] if search.outcome.complete else [None])]
