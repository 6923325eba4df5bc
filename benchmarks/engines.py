"""Path questions through a SPARQL endpoint and through Spark against the mapped index, on generated graphs.

Run: python benchmarks/engines.py EDGES FOLDER [--questions N] [--spark] [--answers N]

It generates a graph, loads it into Oxigraph (`pip install oxigraph`) on disk, and asks the same questions both ways;
answers must be the same. With --spark it writes Parquet, builds the index of it again, asks one question, and
--answers N origins in one batch, by joins and by workers that map the index. What is there already is not made anew.
Lines of a table go to stdout. Needs numpy.
"""

from __future__ import annotations

import argparse
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generate import draw, write_index

from refgraph.engines import spark
from refgraph.engines.gathering.gather import Asked, ask, ask_all
from refgraph.engines.http import Client, Row
from refgraph.engines.sparql import Endpoint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.rdf import statements
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.search import questions as paths

OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
KINDS = ("origins", "effects", "paths")


class Timed(Client):
    """A wire that counts its requests and the seconds that it waits for answers."""

    requests, waited = 0, 0.0

    def select(self, query: str) -> list[Row]:
        begin = time.perf_counter()
        try:
            return super().select(query)
        finally:
            self.requests, self.waited = self.requests + 1, self.waited + time.perf_counter() - begin


def timed(what: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    found = what()
    return found, time.perf_counter() - begin


def size(path: Path) -> str:
    files = path.rglob("*") if path.is_dir() else [path]
    return f"{sum(file.stat().st_size for file in files if file.is_file()) / 1e6:.0f} MB"


def made(path: Path, what: str, make: Callable[[Path], Any]) -> None:
    """Make something that is not there yet, beside its place, and say what it cost."""
    if not path.exists():
        beside = path.with_name(f"{path.name}.part")
        shutil.rmtree(beside, ignore_errors=True)
        _, seconds = timed(lambda: make(beside))
        beside.rename(path)
        print(f"| {what} | {seconds:.1f} | {size(path)} |", flush=True)


def prepare(edges: int, folder: Path) -> KnowledgeGraph:
    folder.mkdir(parents=True, exist_ok=True)
    index, lines, store = folder / "graph.index", folder / "graph.nq", folder / "store"
    made(index, "index, generated", lambda place: write_index(draw(edges), place))
    kg = open_graph(index)

    def write(place: Path) -> None:
        with place.open("w", encoding="utf-8") as file:
            file.writelines(statements.nquads(kg))

    def load(place: Path) -> None:
        command = [OXIGRAPH, "load", "--location", str(place), "--file", str(lines)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    made(lines, "N-Quads of the index", write)
    made(store, "`oxigraph load`", load)
    return kg


@contextmanager
def served(store: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [OXIGRAPH, "serve-read-only", "--location", str(store), "--bind", place]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(500):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", int(place.partition(":")[2]))):
                    break
            time.sleep(0.02)
        yield f"http://{place}/query"
    finally:
        server.terminate()
        server.wait()


def questions(kg: KnowledgeGraph, kind: str, count: int) -> Iterator[Query]:
    dice, keys = random.Random(1), [entity.key for entity in kg.entities()]
    for _ in range(count):
        one, other = (Finding(key) for key in dice.sample(keys, 2))
        start, end = (None if kind == "origins" else one), (None if kind == "effects" else other)
        yield Query(kind, start, one if kind == "origins" else end)


def told(kg: KnowledgeGraph, answer: Answer) -> Any:
    """An answer in words, without feedback loops and verdicts, on which the mapped index may give up."""
    record = answer_json.answer(view(kg, answer))
    for path in record["paths"]:
        path["loops"] = path["verdict"] = None
    return record


def by_endpoint(kg: KnowledgeGraph, store: Path, kind: str, count: int) -> str:
    rows = []
    with served(store) as address:
        client = Timed(address)
        there = Endpoint(address, kg.schema, client=client)
        for query in questions(kg, kind, count):
            whole, mapped = timed(lambda query=query: paths.ask(kg, query))
            before = client.requests, client.waited
            asked, seconds = timed(lambda query=query: ask(there, query))
            assert told(kg, whole) == told(asked.kg, asked.answer)
            used = asked.budget.used
            cost = client.waited - before[1], client.requests - before[0]
            rows.append((mapped, seconds, *cost, used["claims"], used["links"]))
    middle = [statistics.median(column) for column in zip(*rows, strict=True)]
    return " | ".join(["{:.2f}", "{:.2f}", "{:.2f}", "{:.0f}", "{:.0f}", "{:.0f}"]).format(*middle)


def by_spark(kg: KnowledgeGraph, folder: Path, count: int) -> Iterator[tuple[str, float]]:
    tables, again = folder / "parquet", folder / "again.index"
    session, seconds = timed(lambda: spark.session(spark_driver_memory="4g"))
    yield "start of a session", seconds
    shutil.rmtree(tables, ignore_errors=True)
    yield "`spark.write`", timed(lambda: spark.write(kg, str(tables), session))[1]
    yield "`spark.index`", timed(lambda: spark.index(str(tables), again, session))[1]
    store = spark.Spark(str(tables), session)
    one, *_ = questions(kg, "origins", 1)
    asked, seconds = timed(lambda: ask(store, one))
    assert told(kg, paths.ask(kg, one)) == told(asked.kg, asked.answer)
    yield f"origins of one ({asked.budget.used['rounds']} jobs)", seconds
    few = list(questions(kg, "origins", 10))
    found: list[Asked]
    found, seconds = timed(lambda: ask_all(store, few))
    yield f"origins of {len(few)} together, by joins ({found[0].budget.used['rounds']} jobs)", seconds
    symptoms = [Query("origins", end=Finding(entity.key)) for entity in kg.entities("symptom")][:count]
    yield (
        f"origins of {len(symptoms)} symptoms, by workers with the index",
        timed(lambda: list(spark.answers(again, symptoms, session)))[1],
    )
    yield f"the same {len(symptoms)} in this process", timed(lambda: [paths.ask(kg, query) for query in symptoms])[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("edges", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--answers", type=int, default=100)
    options = parser.parse_args()
    kg = prepare(options.edges, options.folder)
    if options.spark:
        for what, seconds in by_spark(kg, options.folder, options.answers):
            print(f"| {what} | {seconds:.1f} |", flush=True)
        return
    print("| question | mapped | endpoint | of it waiting | requests | claims | links |")
    for kind in KINDS:
        print(f"| {kind} | {by_endpoint(kg, options.folder / 'store', kind, options.questions)} |", flush=True)


if __name__ == "__main__":
    main()
