"""The stores of a graph by their names on the command line; each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from refgraph.engines.local import Mapped
from refgraph.engines.protocol import Neighbours
from refgraph.errors import UsageError

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

ENGINES: Mapping[str, str] = {
    "mapped": "the data folder or index file of --data, on this machine",
    "http://… or https://…": "a SPARQL 1.1 endpoint that has loaded `refgraph export trig` (or turtle)",
    "spark:FOLDER": "Parquet as `refgraph.engines.spark.write` lays it out, through Apache Spark",
}


def open_engine(engine: str, local: Callable[[], KnowledgeGraph]) -> Neighbours:
    """Open a store by its name on the command line (`ENGINES`).

    Args:
        engine: `mapped`, the address of an endpoint, or `spark:` and a folder.
        local: opens the data on this machine; an endpoint takes its schema from there.

    Raises:
        UsageError: there is no such engine.
        EngineError: it does not answer.
    """
    kind, _, rest = engine.partition(":")
    if engine == "mapped":
        return Mapped(local())
    if kind in ("http", "https"):
        from refgraph.engines.sparql import Endpoint

        return Endpoint(engine, local().schema)
    if kind == "spark" and rest:
        from refgraph.engines.spark import Spark

        return Spark(rest)
    raise UsageError(f"unknown engine {engine[:60]!r}. Known: {'; '.join(ENGINES)}")
