"""duckdb: a recursive query of at most 6 layers that keeps the least cost of each node in each; no paths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from peers.arcs import MAX_HOPS, TOP, Arcs

VERSION = f"duckdb {duckdb.__version__}"
# `USING KEY`, which keeps one row a node over all layers, took 1.2 times as long at 10^5 and 10^6.
LAYERS = f"""
WITH RECURSIVE far(node, cost, hop) AS (
  SELECT ?::INTEGER, 0, 0
  UNION ALL
  SELECT head, min(cost + weight)::INTEGER, hop + 1 FROM far JOIN arcs ON tail = node
  WHERE hop < {MAX_HOPS} GROUP BY head, hop
)
SELECT node, min(cost) AS cost FROM far WHERE node <> ? GROUP BY node"""


class Peer:
    def __init__(self, folder: Path, _: str) -> None:
        found = Arcs(folder, "stateless")
        columns = {"tail": found.tail, "head": found.head, "weight": found.weight.astype("int32")}
        self.store = duckdb.connect()
        self.store.register("columns", columns)
        self.store.execute("CREATE TABLE arcs AS SELECT * FROM columns")

    def top(self, entity: int) -> Any:
        return self.store.execute(f"{LAYERS} ORDER BY cost, node LIMIT {TOP}", [entity, entity]).fetchall()

    def all(self, entity: int) -> Any:
        return self.store.execute(LAYERS, [entity, entity]).fetchnumpy()["cost"]

    def told(self, task: str, found: Any) -> Any:
        return [len(found), float(sum(found))] if task == "all" else [float(cost) for _, cost in found]
