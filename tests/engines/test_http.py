"""One plain line for whatever a server does wrong, and a second try for what passes."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from refgraph.engines.http import Client, Limits
from refgraph.errors import EngineError

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


def test_half_a_character_is_no_answer_and_a_missing_value_is_said() -> None:
    from refgraph.engines.http import Row, _FailedError, _rows

    body = b'{"results":{"bindings":[{"x":{"value":"\\ud800"}}]}}'
    with pytest.raises(_FailedError, match="no SPARQL result"):
        _rows(body)
    with pytest.raises(EngineError, match=r"no \?claim"):
        Row({"x": "y"})["claim"]
