"""The same answers through a real SPARQL server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from engine_checks import assert_same_commands, bit_by_bit, queries, recorded, same

from refgraph.cli import main
from refgraph.engines.gathering.gather import ask
from refgraph.engines.gathering.partial_graph import names_of
from refgraph.engines.http import Limits
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import Budget
from refgraph.engines.sparql import Endpoint
from refgraph.errors import EngineError, TooLargeError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import sparql
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.search import questions

SERVER = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
NEEDS_SERVER = pytest.mark.skipif(SERVER is None, reason="the Oxigraph server is not installed: pip install oxigraph")


# ---------------------------------------------------------------- real servers


@contextmanager
def served(body: bytes, kind: str, graph: str = "") -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start an Oxigraph server on a free port of this machine, load something, and stop it in the end."""
    assert SERVER
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen([SERVER, "serve", "--bind", place], stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(place.split(":"), 1):
                break
            time.sleep(0.02)
        request = urllib.request.Request(f"http://{place}/store?{graph}", body, {"Content-Type": kind}, method="POST")
        urllib.request.urlopen(request, timeout=20).close()
        yield f"http://{place}/query", server
    finally:
        server.kill()
        server.wait()


def quads(kg: KnowledgeGraph) -> bytes:
    import pyoxigraph

    return bytes(sparql.store(kg).dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"")


@pytest.fixture(scope="module")
def founding_endpoint(founding: KnowledgeGraph) -> Iterator[Endpoint]:
    with served(quads(founding), "application/n-quads") as (address, _):
        yield Endpoint(address, founding.schema)


@pytest.fixture(scope="module")
def toy_address(toy: KnowledgeGraph) -> Iterator[str]:
    with served(quads(toy), "application/n-quads") as (address, _):
        yield address


@NEEDS_SERVER
def test_every_end_of_the_toy_graph(toy: KnowledgeGraph, toy_address: str) -> None:
    store = Endpoint(toy_address, toy.schema)
    assert store.data_version == toy.data_version
    for query in queries(toy, step=7):
        assert_same(toy, query, store)


@pytest.mark.slow
@NEEDS_SERVER
def test_ends_of_the_bundled_graph(founding: KnowledgeGraph, founding_endpoint: Endpoint) -> None:
    for query in queries(founding, step=97):
        assert_same(founding, query, founding_endpoint)


@NEEDS_SERVER
@pytest.mark.parametrize(
    "narrowed",
    [
        pytest.param({"max_hops": 3, "top": 5}, marks=pytest.mark.slow),
        pytest.param({"categories": ("muscle",)}, marks=pytest.mark.slow),
        pytest.param({"sources": ("drjo-hip-neck",)}, marks=pytest.mark.slow),
        {"avoid": ("drjo-hip-neck", "sciatic-nerve", "tightens")},
        {"min_evidence": "author-assertion", "strict": True},
        pytest.param({"one_source": True}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_narrowed_questions(founding: KnowledgeGraph, founding_endpoint: Endpoint, narrowed: dict) -> None:
    assert_same(founding, Query("origins", end=Finding("neck-pain"), **narrowed), founding_endpoint)
    start, end = Finding("gluteals", "tight"), Finding("lower-back-pain")
    assert_same(founding, Query("paths", start=start, end=end, **narrowed), founding_endpoint)


@NEEDS_SERVER
def test_claims_in_the_default_graph_serve_as_well_and_opposites_come_along(mini: Dataset) -> None:
    opposed = replace(
        mini.entities["gluteals"], opposite={"posterior-pelvic-tilt": "Made up: the one excludes the other."}
    )
    toy = build(replace(mini, entities={**mini.entities, "gluteals": opposed}))
    with served(rdflib_graphs.serialise(toy, "turtle").encode(), "text/turtle", "default") as (address, _):
        store = Endpoint(address, toy.schema)
        for query in queries(toy, step=24):
            assert_same(toy, query, store)
        assert store.entities(["gluteals"])[0].opposite == opposed.opposite
        rival = Query("origins", end=Finding("headache"), top=100)
        assert questions.ask(toy, rival).rivals
        assert_same(toy, rival, store)


@NEEDS_SERVER
def test_the_command_line_answers_the_same(toy_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert_same_commands(toy_address, "tests/data/mini", capsys)
    assert main(["origins", "headache", "--engine", "http://127.0.0.1:9/none"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("refgraph: endpoint http://127.0.0.1:9/none: cannot be reached (")
    assert error.count("\n") == 1


@NEEDS_SERVER
def test_batches_that_are_too_large_are_halved(toy: KnowledgeGraph, toy_address: str) -> None:
    keys = [entity.key for entity in toy.entities()]
    small = Endpoint(toy_address, toy.schema, Limits(most_bytes=12_000))
    assert small.entities(keys) == Endpoint(toy_address, toy.schema).entities(keys)
    with pytest.raises(TooLargeError, match="answers with more than 100 bytes"):
        Endpoint(toy_address, toy.schema, Limits(most_bytes=100))


@NEEDS_SERVER
def test_a_store_tells_what_a_mapped_index_tells(toy: KnowledgeGraph, toy_address: str) -> None:
    store, near = Endpoint(toy_address, toy.schema), Mapped(toy)
    keys = [entity.key for entity in toy.entities()]
    assert store.in_edges(keys, 1000) == near.in_edges(keys, 1000)
    assert store.out_edges(keys[:5], 1000) == near.out_edges(keys[:5], 1000)
    assert store.touching(keys, 1000) == near.touching(keys, 1000)
    for way in ("in", "out"):
        assert store.links(keys, way, 1000) == near.links(keys, way, 1000)
    assert not store.in_edges(keys, 3).whole
    assert store.entities(["no-such-thing"]) == store.sources(["nobody"]) == ()
    assert [source.key for source in store.sources(["toy-hip"])] == ["toy-hip"]


@NEEDS_SERVER
def test_names_are_read(founding: KnowledgeGraph, founding_endpoint: Endpoint) -> None:
    typed = ("left gluteals weak", "pain in the butt", "Tight Hip Flexors")
    for text in typed:
        assert names.read(names_of(founding_endpoint, [text]), text) == names.read(founding, text)
    # Where there are too many names to read them all, a name must be spelt as it is there.
    spelt = Endpoint(founding_endpoint.address, founding.schema, most_names=10)
    assert names.read(names_of(spelt, ["Tight hip flexors"]), "Tight hip flexors").entity == "hip-flexors"


@NEEDS_SERVER
def test_data_of_another_vocabulary_are_refused(
    toy: KnowledgeGraph, founding: KnowledgeGraph, toy_address: str
) -> None:
    few = {key: p for key, p in toy.schema.predicates.items() if key != "causes"}
    with pytest.raises(EngineError, match="predicate:causes is not that of the data here"):
        Endpoint(toy_address, replace(toy.schema, predicates=few))
    with (
        served(b"", "application/n-quads") as (address, _),
        pytest.raises(EngineError, match="holds no claims with names"),
    ):
        Endpoint(address, toy.schema)


@NEEDS_SERVER
def test_a_server_that_dies_is_one_plain_line(toy: KnowledgeGraph) -> None:
    with served(quads(toy), "application/n-quads") as (address, server):
        store = Endpoint(address, toy.schema, Limits(tries=2, pause=0.01))
        server.kill()
        server.wait()
        with pytest.raises(EngineError) as told:
            ask(store, Query("origins", end=Finding("headache")))
    assert str(told.value).startswith(f"endpoint {address}: cannot be reached (")
    assert str(told.value).endswith("(2 tries)")
    assert "\n" not in str(told.value)
    assert told.value.exit_code == 3


@NEEDS_SERVER
def test_a_budget_that_ends_is_said(founding: KnowledgeGraph, founding_endpoint: Endpoint) -> None:
    cut = ask(founding_endpoint, Query("origins", end=Finding("headache")), Budget(claims=10, whole=0))
    assert cut.budget.spent == "claims"
    assert not cut.answer.complete
    assert cut.answer.red_flags


def assert_same(kg: KnowledgeGraph, query: Query, store: Endpoint) -> None:
    for budget in (Budget(), bit_by_bit()):
        asked = ask(store, query, budget)
        if not same(kg, asked):
            assert answer_json.answer(view(asked.kg, asked.answer)) == recorded(
                kg, questions.ask(kg, query), asked.kg.whole
            )


# ---------------------------------------------------------------- servers that do wrong
