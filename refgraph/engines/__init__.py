"""Engines answer path questions on a graph that is on this machine, behind a SPARQL endpoint or in Parquet under Spark.

What an engine is stands in `protocol`; `local` is the default one, `sparql` and `spark` the others, each in a file of
its own that is imported only when it is asked for, and none is known to `search`. `gathering` answers questions with
any of them, on the part of the graph that it has fetched. It imports `rdf` and what is below it. Read `protocol` first,
then `gathering`.

To add an engine: a file with a class as `protocol.ClaimStore` says, and a row in `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from refgraph.errors import UsageError, quoted

if TYPE_CHECKING:
    from refgraph.engines.protocol import ClaimStore
    from refgraph.graph.graph import KnowledgeGraph

Local = Callable[[], "KnowledgeGraph"]


class Engine(NamedTuple):
    """A row of `ENGINES`.

    Attributes:
        name: how it is asked for, as the help writes it.
        starts: what the word of --engine begins with.
        about: what it is, for the help and the documentation.
        open: opens it, given that word and what opens the data on this machine.
    """

    name: str
    starts: tuple[str, ...]
    about: str
    open: Callable[[str, Local], ClaimStore]


def _mapped(_: str, local: Local) -> ClaimStore:
    from refgraph.engines.local import Mapped

    return Mapped(local())


def _endpoint(address: str, local: Local) -> ClaimStore:
    from refgraph.engines.sparql import Endpoint

    return Endpoint(address, local().schema)


def _spark(word: str, _: Local) -> ClaimStore:
    from refgraph.engines.spark import Spark

    folder = word.partition(":")[2]
    if not folder:
        raise UsageError("spark: name a folder, as in spark:FOLDER")
    return Spark(folder)


ENGINES = (
    Engine("mapped", ("mapped",), "the data folder or index file of --data, on this machine", _mapped),
    Engine(
        "http(s)://ENDPOINT",
        ("http://", "https://"),
        "a SPARQL 1.1 endpoint that has loaded `refgraph export trig` (or turtle)",
        _endpoint,
    ),
    Engine("spark:FOLDER", ("spark:",), "Parquet as `refgraph.engines.spark.write` lays it out, in Spark", _spark),
)


def open_engine(word: str, local: Local) -> ClaimStore:
    """Open an engine by the word that --engine takes (`ENGINES`).

    Args:
        word: `mapped`, the address of an endpoint, or `spark:` and a folder.
        local: opens the data on this machine; an endpoint takes its schema from there.

    Raises:
        UsageError: there is no such engine.
        EngineError: it does not answer.
    """
    for engine in ENGINES:
        # Where there is nothing to follow the name, nothing may.
        if word in engine.starts or (engine.name not in engine.starts and word.startswith(engine.starts)):
            return engine.open(word, local)
    known = "; ".join(f"{engine.name} ({engine.about})" for engine in ENGINES)
    raise UsageError(f"unknown engine {quoted(word)}. Known: {known}")
