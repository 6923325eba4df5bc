"""A graph in Parquet, through Apache Spark: one join for each batch. Needs `refgraph[spark]` and Java 17.

A job of Spark takes a second or more, whatever it does, so this is for graphs that no machine holds and for many
questions at once: `refgraph.engines.gathering.gather.ask_all` over `Spark` answers all symptoms with hardly more jobs
than one, and `answers` spreads questions over workers that each map the same index. The folder has five tables: `meta`
(schema and version), `claims`, `entities`, `names`, `sources`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from refgraph.engines.protocol import IN, Batch, Keys, Links, batch_of, both_ways, links_of, shown, walking
from refgraph.engines.spark_rows import (
    CLAIM_TABLE,
    ENTITY_TABLE,
    SOURCE_TABLE,
    claim_of_row,
    claim_row,
    entity_of_row,
    entity_row,
    source_of_row,
)
from refgraph.errors import EngineError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.normalise import normalise
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import Entity, Schema
from refgraph.storage.compiler import assemble
from refgraph.storage.files import atomic
from refgraph.storage.schema_codec import read_schema_record, schema_record

SLICE = 50_000
_ENDS = ("subject", "object")
INLINE = 500


def session(**settings: str) -> Any:
    """Return the Spark session of this process, or a quiet one on all cores of this machine.

    Args:
        settings: of Spark, with `_` for `.`: `spark_driver_memory="4g"`.

    Raises:
        EngineError: pyspark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise EngineError("spark: pyspark is not installed; pip install 'refgraph[spark]'") from None
    chosen = {
        "spark.master": "local[*]",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.log.level": "OFF",
    } | {name.replace("_", "."): value for name, value in settings.items()}
    with _quiet():
        return SparkSession.getActiveSession() or _run(
            "cannot start", lambda: SparkSession.builder.config(map=dict(chosen)).getOrCreate()
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Discard the standard error of what is started within: Java and Spark print to it before any setting takes effect.

    Failures are still raised, as exceptions of the call.
    """
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


# ---------------------------------------------------------------- Parquet from a graph, an index from Parquet


def write(kg: KnowledgeGraph, folder: str, spark: Any = None) -> None:
    """Write a graph as Parquet.

    Args:
        kg: the graph.
        folder: a folder that does not exist yet, on any file system that Spark knows.
        spark: the session to use.

    Raises:
        EngineError: the folder exists or cannot be written.
    """
    spark = spark or session()
    meta = {"data_version": kg.data_version, "schema": schema_record(kg.schema)}
    entities = kg.entities()
    names = {(normalise(name), e.key) for e in entities for name in (e.key, e.label, *e.synonyms)}
    ordered = sorted((kg.claim_at(number) for number in range(kg.index.count("c.rec"))), key=lambda c: c.object.entity)
    _write(spark, folder, "entities", map(entity_row, entities), ENTITY_TABLE)
    _write(spark, folder, "names", sorted(names), "name string, key string")
    _write(spark, folder, "sources", (tuple(asdict(source).values()) for source in kg.sources()), SOURCE_TABLE)
    # Sorted by object, so that what does not hold any of a batch is passed over by the least and greatest of each part.
    _write(spark, folder, "claims", map(claim_row, ordered), CLAIM_TABLE)
    _write(spark, folder, "meta", [(json.dumps(meta, ensure_ascii=False),)], "record string")


def _write(spark: Any, folder: str, table: str, rows: Iterable[tuple[Any, ...]], schema: str) -> None:
    waiting, mode = iter(rows), "error"
    while (some := [row for _, row in zip(range(SLICE), waiting, strict=False)]) or mode == "error":
        frame = spark.createDataFrame(some, schema).coalesce(1)
        _run("cannot write", partial(frame.write.mode(mode).parquet, f"{folder}/{table}"))
        mode = "append"


def index(folder: str, out: Path, spark: Any = None) -> int:
    """Build an index file of Parquet.

    Args:
        folder: what `write` wrote.
        out: the index file.
        spark: the session to use.

    Returns:
        How many claims it holds.

    Raises:
        EngineError: the folder cannot be read.
        UsageError: the file cannot be written.
    """
    store = Spark(folder, spark)
    claims = batch_of(map(claim_of_row, store.rows("claims"))).claims
    dataset = Dataset(
        schema=store.schema,
        entities={entity.key: entity for entity in map(entity_of_row, store.rows("entities"))},
        sources={source.key: source for source in map(source_of_row, store.rows("sources"))},
        claims=claims,
        version=store.data_version,
    )
    with atomic(out) as file:
        file.write(assemble(dataset))
    return len(claims)


# ---------------------------------------------------------------- many questions


def answers(path: Path, queries: Sequence[Query], spark: Any = None) -> Iterator[tuple[Query, dict[str, Any]]]:
    """Answer many path queries, spread over workers that each map the same index file.

    Args:
        path: an index file that every worker can open under this name.
        queries: the questions.
        spark: the session to use; refgraph must be installed where its workers run.

    Yields:
        Each question with its answer, as `refgraph.report.records.json.answer` words it, in the order of the questions.

    Raises:
        EngineError: a worker failed.
    """
    spark = spark or session()
    place, context = str(path), spark.sparkContext
    parts = max(1, min(len(queries), 4 * context.defaultParallelism))

    def answered(some: Iterator[Query]) -> Iterator[str]:
        from refgraph.graph.open import open_graph
        from refgraph.report.records import answer_json
        from refgraph.report.view_builder import view
        from refgraph.search import questions

        kg = open_graph(Path(place))
        for query in some:
            yield json.dumps(answer_json.answer(view(kg, questions.ask(kg, query))), ensure_ascii=False)

    told = _run("a worker failed", lambda: context.parallelize(list(queries), parts).mapPartitions(answered).collect())
    yield from zip(queries, map(json.loads, told), strict=True)


# ---------------------------------------------------------------- the store


class Spark:
    """A graph in Parquet (`refgraph.engines.protocol.ClaimStore`).

    Args:
        folder: what `write` wrote.
        spark: the session to use.
        inline: a batch of at most so many keys is written into the plan of a job.

    Raises:
        EngineError: the folder is none of these, or there is no Spark.
    """

    def __init__(self, folder: str, spark: Any = None, inline: int = INLINE) -> None:
        self._spark, self._folder, self._inline = spark or session(), folder, inline
        self._tables: dict[str, Any] = {}
        self._met: dict[str, Claim] = {}
        record = json.loads(self.rows("meta")[0].record)
        self._schema, self._version = read_schema_record(record["schema"]), str(record["data_version"])
        self._both = both_ways(self._schema)
        self._count: int | None = None

    @property
    def schema(self) -> Schema:
        """The vocabulary."""
        return self._schema

    @property
    def data_version(self) -> str:
        """What identifies the data."""
        return self._version

    def everything(self, most: int) -> Batch | None:
        """Return all claims of a small graph, else None."""
        if self._count is None:
            self._count = int(_run("cannot read", self._table("claims").count))
        return batch_of(map(claim_of_row, self.rows("claims"))) if self._count <= most else None

    def in_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads to one of these entities."""
        return self._row(keys, "object", "subject", most)

    def out_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads from one of these entities."""
        return self._row(keys, "subject", "object", most)

    def touching(self, keys: Keys, most: int) -> Batch:
        """Return every claim with one of these entities at either end that is shown."""
        words = shown(self._schema)
        return self._batch([self._joined(keys, end, words) for end in _ENDS], most)

    def links(self, keys: Keys, way: str, most: int) -> Links:
        """Return the links that lead to or from these entities."""
        batch = (self.in_edges if way == IN else self.out_edges)(keys, most)
        # A join returns whole claims as fast as links, and fetching them later would cost another job.
        self._met |= {claim.id: claim for claim in batch.claims}
        return links_of(batch, keys, way, frozenset(self._both))

    def claims(self, ids: Keys, most: int) -> Batch:
        """Return these claims."""
        if len(ids) > most:
            return Batch((), whole=False)
        strange = [key for key in ids if key not in self._met]
        found = self._batch([self._matching("claims", "id", strange)], most).claims if strange else ()
        return batch_of((*found, *(self._met[key] for key in ids if key in self._met)))

    def entities(self, keys: Keys) -> tuple[Entity, ...]:
        """Return those of these entities that there are."""
        return tuple(map(entity_of_row, self._collect(self._matching("entities", "key", keys))))

    def alike(self, keys: Keys) -> tuple[Entity, ...]:
        """Return the entities of which it is said that they are not one of these."""
        from pyspark.sql import functions

        asked = functions.array(*map(functions.lit, keys)) if keys else functions.array().cast("array<string>")
        apart = functions.arrays_overlap("distinct_from.key", asked)
        return tuple(map(entity_of_row, self._collect(self._table("entities").where(apart).orderBy("key"))))

    def sources(self, keys: Keys) -> tuple[Source, ...]:
        """Return those of these sources that there are."""
        return tuple(map(source_of_row, self._collect(self._matching("sources", "key", keys))))

    def named(self, names: Keys) -> tuple[str, ...]:
        """Return the keys of entities that carry one of these names."""
        wanted = sorted({normalise(name) for name in names})
        return tuple(dict.fromkeys(row.key for row in self._collect(self._matching("names", "name", wanted))))

    def of_category(self, category: str) -> tuple[str, ...]:
        """Return the keys of all entities of a category."""
        chosen = self._table("entities").where(self._table("entities").category == category)
        return tuple(sorted(row.key for row in self._collect(chosen.select("key"))))

    def rows(self, table: str) -> list[Any]:
        """Return a whole table."""
        return self._collect(self._table(table))

    def close(self) -> None:
        """Release the tables; the session may be the caller's and is left open."""
        for table in self._tables.values():
            table.unpersist()
        self._tables.clear()
        self._met.clear()

    # ------------------------------------------------------------ joins

    def _table(self, name: str) -> Any:
        if name not in self._tables:
            path = f"{self._folder}/{name}"
            self._tables[name] = _run("cannot read", lambda: self._spark.read.parquet(path).persist())
        return self._tables[name]

    def _row(self, keys: Keys, near: str, far: str, most: int) -> Batch:
        found = [self._joined(keys, near, walking(self._schema))]
        return self._batch([*found, self._joined(keys, far, self._both)] if self._both else found, most)

    def _joined(self, keys: Keys, end: str, predicates: Sequence[str]) -> Any:
        matching = self._matching("claims", end, keys)
        return matching.where(matching.predicate.isin(*predicates))

    def _matching(self, table: str, column: str, keys: Keys) -> Any:
        """Keep the rows of a table that hold one of some keys: a join with the batch, which every worker gets whole.

        A small batch is written into the plan, which saves a job and lets whole parts of the table be passed over.
        """
        from pyspark.sql import functions

        found, wanted = self._table(table), list(dict.fromkeys(keys))
        if len(wanted) <= self._inline:
            return found.where(found[column].isin(*wanted))
        batch = self._spark.createDataFrame([(key,) for key in wanted], f"{column} string")
        return found.join(functions.broadcast(batch), column, "left_semi")

    def _batch(self, frames: Sequence[Any], most: int) -> Batch:
        together = frames[0]
        for frame in frames[1:]:
            together = together.unionByName(frame)
        rows = self._collect(together.limit(most + 1))
        return batch_of(map(claim_of_row, rows[:most]), whole=len(rows) <= most)

    def _collect(self, frame: Any) -> list[Any]:
        return list(_run(f"cannot read {self._folder}", frame.collect))


def _run(what: str, job: Callable[[], Any]) -> Any:
    """Run a job; an exception of Spark becomes an `EngineError` of one line."""
    try:
        return job()
    except Exception as error:
        # Java's errors carry a stack trace; the first line that is not empty is the reason.
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise EngineError(f"spark: {what} ({said[:160]})") from None
