"""The same answers through a real SPARQL server, and one plain line for whatever a server does wrong."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from engine_checks import assert_same_commands, bit_by_bit, queries, recorded, same

from refgraph.cli import main
from refgraph.engines.gather import ask
from refgraph.engines.http import Client, Limits
from refgraph.engines.local import Mapped
from refgraph.engines.partial_graph import names_of
from refgraph.engines.protocol import Budget
from refgraph.engines.sparql import Endpoint
from refgraph.errors import EngineError, TooLargeError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import sparql
from refgraph.report import json as report_json
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
def real() -> KnowledgeGraph:
    return open_graph()


@pytest.fixture(scope="module")
def real_endpoint(real: KnowledgeGraph) -> Iterator[Endpoint]:
    with served(quads(real), "application/n-quads") as (address, _):
        yield Endpoint(address, real.schema)


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


@NEEDS_SERVER
def test_ends_of_the_bundled_graph(real: KnowledgeGraph, real_endpoint: Endpoint) -> None:
    for query in queries(real, step=97):
        assert_same(real, query, real_endpoint)


@NEEDS_SERVER
@pytest.mark.parametrize(
    "narrowed",
    [
        {"max_hops": 3, "top": 5},
        {"categories": ("muscle",)},
        {"sources": ("drjo-hip-neck",)},
        {"avoid": ("drjo-hip-neck", "sciatic-nerve", "tightens")},
        {"min_evidence": "author-assertion", "strict": True},
        {"one_source": True},
    ],
    ids=str,
)
def test_narrowed_questions(real: KnowledgeGraph, real_endpoint: Endpoint, narrowed: dict) -> None:
    assert_same(real, Query("origins", end=Finding("neck-pain"), **narrowed), real_endpoint)
    start, end = Finding("gluteals", "tight"), Finding("lower-back-pain")
    assert_same(real, Query("paths", start=start, end=end, **narrowed), real_endpoint)


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
def test_names_are_read(real: KnowledgeGraph, real_endpoint: Endpoint) -> None:
    typed = ("left gluteals weak", "pain in the butt", "Tight Hip Flexors")
    for text in typed:
        assert names.read(names_of(real_endpoint, [text]), text) == names.read(real, text)
    # Where there are too many names to read them all, a name must be spelt as it is there.
    spelt = Endpoint(real_endpoint.address, real.schema, most_names=10)
    assert names.read(names_of(spelt, ["Tight hip flexors"]), "Tight hip flexors").entity == "hip-flexors"


@NEEDS_SERVER
def test_data_of_another_vocabulary_are_refused(toy: KnowledgeGraph, real: KnowledgeGraph, toy_address: str) -> None:
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
def test_a_budget_that_ends_is_said(real: KnowledgeGraph, real_endpoint: Endpoint) -> None:
    cut = ask(real_endpoint, Query("origins", end=Finding("headache")), Budget(claims=10, whole=0))
    assert cut.budget.spent == "claims"
    assert not cut.answer.complete
    assert cut.answer.red_flags


def assert_same(kg: KnowledgeGraph, query: Query, store: Endpoint) -> None:
    for budget in (Budget(), bit_by_bit()):
        asked = ask(store, query, budget)
        if not same(kg, asked):
            assert report_json.answer(view(asked.kg, asked.answer)) == recorded(kg, questions.ask(kg, query), budget)


# ---------------------------------------------------------------- servers that do wrong

Say = Callable[[BaseHTTPRequestHandler, int], None]
EMPTY = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()


@contextmanager
def saying(say: Say) -> Iterator[tuple[str, list[int]]]:
    """Start a server that answers as it is told; yields its address and the numbers of the requests it has had."""
    had: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            had.append(len(had) + 1)
            self.rfile.read(int(self.headers["Content-Length"]))
            with suppress(OSError):
                say(self, had[-1])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql", had
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", length: int | None = None, **more: str
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler, _: int) -> None:
    """Send a byte now and then: each comes in time, all of them never do."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("say", "why", "tries", "seconds"),
    [
        (lambda h, _: reply(h, 500, b"<html>stack</html>"), "status 500 (3 tries)", 3, 9),
        (lambda h, _: reply(h, 503), "status 503 (3 tries)", 3, 9),
        (lambda h, _: reply(h, 400, b"bad\n\x1b[31mquery"), "status 400, bad [31mquery", 1, 9),
        (lambda h, _: reply(h, 302, Location="http://127.0.0.1:9/"), "has moved (status 302); give its new", 1, 9),
        (lambda h, _: reply(h, 200, b"<html>"), "no SPARQL result ('<html>') (3 tries)", 3, 9),
        (lambda h, _: reply(h, 200, b'{"boolean": true}'), "no SPARQL result", 3, 9),
        (lambda h, _: reply(h, 200, b'{"results": {"bindings": [{"a": 1}]}}'), "no SPARQL result", 3, 9),
        (lambda h, _: reply(h, 200, b"[" * 50_000), "no SPARQL result", 3, 9),
        (lambda h, _: reply(h, 200, EMPTY, len(EMPTY) + 5), "broke off after", 3, 9),
        (lambda h, _: h.connection.shutdown(socket.SHUT_RDWR), "(3 tries)", 3, 9),
        (lambda h, _: time.sleep(0.6), "gives no whole answer within 0.2 seconds (3 tries)", 3, 0.2),
        (drip, "gives no whole answer within 0.2 seconds", 3, 0.2),
        (lambda h, _: reply(h, 200, EMPTY + b" " * 90_000), "answers with more than 80,000 bytes", 1, 9),
    ],
    ids=("500", "503", "400", "moved", "html", "ask", "shape", "deep", "short", "hangup", "silent", "drip", "large"),
)
def test_whatever_a_server_does_wrong_is_one_line(say: Say, why: str, tries: int, seconds: float) -> None:
    pauses: list[float] = []
    with saying(say) as (address, had):
        client = Client(address, Limits(seconds=seconds, tries=3, pause=0.5, most_bytes=80_000), pauses.append)
        with pytest.raises(EngineError) as told:
            client.select("SELECT * {}")
    message = str(told.value)
    assert message.startswith(f"endpoint {address}: ")
    assert why in message
    assert message.isprintable()
    assert len(had) == tries
    assert pauses == [0.5, 1.0][: tries - 1]


def test_what_passes_is_tried_again() -> None:
    def say(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number < 3:
            reply(handler, 503, Retry_After="7")
        else:
            reply(handler, 200, EMPTY)

    pauses: list[float] = []
    with saying(say) as (address, had):
        assert Client(address, sleep=pauses.append).select("SELECT * {}") == []
    assert had == [1, 2, 3]
    assert pauses == [7.0, 7.0]


@pytest.mark.parametrize(
    ("asked", "pause"),
    [("3", 3.0), ("86400", 10.0), ("Wed, 01 Jan 2200 00:00:00 GMT", 10.0), ("soon", 0.25), ("9" * 400, 10.0)],
)
def test_a_server_may_say_when_to_ask_again_within_reason(asked: str, pause: float) -> None:
    def say(handler: BaseHTTPRequestHandler, number: int) -> None:
        reply(handler, 429, Retry_After=asked) if number == 1 else reply(handler, 200, EMPTY)

    pauses: list[float] = []
    with saying(say) as (address, _):
        assert Client(address, sleep=pauses.append).select("SELECT * {}") == []
    assert pauses == [pause]


def test_a_server_that_speaks_no_tls_is_one_plain_line() -> None:
    with saying(lambda handler, _: reply(handler, 200, EMPTY)) as (address, _):
        secure = address.replace("http://", "https://")
        with pytest.raises(EngineError) as told:
            Client(secure, Limits(tries=1)).select("SELECT * {}")
    assert str(told.value).startswith(f"endpoint {secure}: cannot be reached (")
    assert str(told.value).isprintable()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://a b/",
        "http://user:secret@a.example/",
        "x",
        "http://a:x/",
    ],
)
def test_addresses_that_are_none_are_refused(address: str) -> None:
    with pytest.raises(EngineError) as told:
        Client(address)
    assert "secret" not in str(told.value)


def test_claims_that_are_not_whole_are_refused(toy: KnowledgeGraph) -> None:
    class Told(Client):
        rows: list[dict[str, str]] = []  # noqa: RUF012

        def select(self, query: str) -> list[dict[str, str]]:
            if "?version" in query:
                return [{"plain": "true"}]
            return [] if "rg:family" in query else self.rows

    client = Told("http://a.example/")
    store = Endpoint("http://a.example/", toy.schema, client=client)
    start = "https://w3id.org/refgraph/"
    for row in (
        {"claim": f"{start}claim/s#1"},
        {"claim": f"{start}claim/s#1", "source": "http://b.example/"},
        {"claim": f"{start}claim/s#1", "source": f"{start}source/s", "subject": f"{start}finding/a.b.c.d"},
    ):
        client.rows = [row]
        with pytest.raises(EngineError, match="endpoint's"):
            store.in_edges(["a"], 10)
