"""The explorer behind a real server, and a static host for frozen pages, both on this machine and in a thread."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web import server as serve
from refgraph.web.explorer import Explorer


class Answer(NamedTuple):
    """What a server sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@contextmanager
def served(kg: KnowledgeGraph, *hosts: str, patience: float = serve.PATIENCE) -> Iterator[int]:
    """Serve the explorer of a graph and yield the port."""
    import uvicorn

    with serve._listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(serve.configured(kg, hosts, patience))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        for _ in range(500):
            if server.started:
                break
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@contextmanager
def hosted(folder: Path) -> Iterator[int]:
    """Host a folder as plain files and yield the port."""
    handler = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def one_of_each(explorer: Explorer) -> dict[str, str]:
    """The last address of each kind of page; it is the one with the most in it for paths of the toy graph."""
    found = {}
    for address in explorer.addresses():
        kind = "interactive" if address.endswith("/interactive") else address.partition("/")[0]
        found["choose" if kind == "compare" and address.count("/") == 1 else kind] = address
    return found


def text(explorer: Explorer, address: str, **query: list[str]) -> str:
    """Return what stands at an address as text."""
    return explorer.file(address, query).body.decode()


def ask(port: int, address: str, method: str = "GET", **headers: str) -> Answer:
    """Send one request exactly as it is worded; `_` in names of headers stands for `-`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, address, skip_host="host" in {name.lower() for name in named})
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()
