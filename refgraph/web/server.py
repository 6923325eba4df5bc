"""A read-only server for the explorer: on this machine unless asked otherwise; foreign Host headers are refused."""

from __future__ import annotations

import gc
import ipaddress
import logging
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from refgraph.errors import (
    DataError,
    MovedError,
    NoPageError,
    NoSuchFormError,
    RefgraphError,
    RefusedError,
    UsageError,
    reason,
)
from refgraph.web.assets import NOTHING_ALLOWED
from refgraph.web.explorer import (
    ENDPOINT,
    LONGEST_ADDRESS,
    LONGEST_QUERY,
    MOST_VALUES,
    TOO_LONG,
    TOO_MUCH,
    Explorer,
    File,
    addresses,
)

if TYPE_CHECKING:
    import asyncio

    import uvicorn
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from refgraph.graph.graph import KnowledgeGraph

HOST, PORT = "127.0.0.1", 8765
_PORTS_TRIED = 20
PATIENCE = 10.0  # seconds
CONNECTIONS = 256
# Pages of so many symptoms are made at the start; the state of the explorer keeps more than these.
PREPARED = 24
_METHODS = ("GET", "HEAD")
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
# What pages of others may show: they may frame it, and load it as a picture.
_ABROAD: Mapping[str, str] = {
    **{name: value for name, value in _HEADERS.items() if name != "X-Frame-Options"},
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def serve(
    kg: KnowledgeGraph,
    host: str = HOST,
    port: int | None = None,
    *,
    open_browser: bool = False,
    base: str = "",
    lang: str = "en",
) -> None:
    """Serve the explorer until it is interrupted; its address is printed once it listens.

    Args:
        kg: the graph.
        host: a name or address of this machine.
        port: 0 for any that is free; None for the usual one, or the next that is free.
        open_browser: whether to show it at once.
        base: the address that others reach it at, for previews of its links; empty where there is none.
        lang: of pages whose address asks for none, by its code.

    Raises:
        UsageError: nothing can listen there.
    """
    import uvicorn

    listening = _listen(host, port)
    explorer = Explorer(kg, base=base, lang=lang)
    # With one page made, templates and plates are read; others are made while whoever started this looks at it.
    explorer.prepare(1)
    Thread(target=_prepare, args=(explorer,), daemon=True).start()
    url = _url(host, listening.getsockname()[1])
    if not _is_loopback(host):
        print("this address can be reached by other machines", file=sys.stderr)
    print(url, flush=True)
    if open_browser:
        _browse(url)
    # Ctrl-C is the usual way to stop it, so no error.
    with listening, suppress(KeyboardInterrupt):
        config = configured(kg, _names(host, base), explorer=explorer)
        _say_seldom()
        uvicorn.Server(config).run(sockets=[listening])


class Seldom(logging.Filter):
    """Lets a message through that has not been told for some time: whoever knocks for ever fills no disk.

    Args:
        pause: seconds after which a message is told again.
        clock: of seconds.
    """

    def __init__(self, pause: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._pause, self._clock = pause, clock
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a message is to be told."""
        now, place = self._clock(), f"{record.pathname}:{record.lineno}"
        if now - self._last.get(place, -self._pause) < self._pause:
            return False
        self._last[place] = now
        return True


def _say_seldom() -> None:
    """Tell what the server and the system complain about once in a while; it may be thousands of times a second."""
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(Seldom())


def _names(host: str, base: str) -> tuple[str, ...]:
    """The names that it answers to: that of this machine, and that by which others reach it."""
    return (host, *filter(None, [urlsplit(base).hostname]))


def _prepare(explorer: Explorer) -> None:
    # What cannot be made is told to whoever asks for it.
    with suppress(RefgraphError):
        explorer.prepare(PREPARED)
        # It counts the whole graph.
        explorer.file(addresses.CURATION)
    # What is read by now stays; a collection that looks through it again and again would hold answers up.
    gc.collect()
    gc.freeze()


def configured(
    kg: KnowledgeGraph, hosts: Iterable[str] = (), patience: float = PATIENCE, explorer: Explorer | None = None
) -> uvicorn.Config:
    """Return the configuration of the server: no Server header, no Date header, no access log."""
    import uvicorn

    return uvicorn.Config(
        app(kg, hosts, explorer),
        http=_impatient(patience),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        limit_concurrency=CONNECTIONS,
    )


def _impatient(patience: float) -> type[asyncio.Protocol]:
    """Return uvicorn's protocol, made to close a connection on which no request has come for some seconds."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Impatient(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.loop.call_later(patience, self.look)

        def look(self) -> None:
            """Close the connection if nothing is being answered on it; else look again later."""
            if self.transport.is_closing():
                return
            if self.cycle is None or self.cycle.response_complete:
                self.transport.close()
            else:
                self.loop.call_later(patience, self.look)

    return Impatient


def app(kg: KnowledgeGraph, hosts: Iterable[str] = (), explorer: Explorer | None = None) -> ASGIApp:
    """Return the server as an ASGI application.

    Args:
        kg: the graph.
        hosts: names that it answers to, besides those of the machine it runs on and plain addresses.
        explorer: of this graph, with pages that are made already; None for a new one.
    """
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request

    pages, known = explorer or Explorer(kg), frozenset(name.lower() for name in hosts)

    # No router: Starlette's would answer some methods by itself, with messages of its own.
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        if kg.index.is_changed():
            response: Response | None = _plain(503, "The data under this server have changed; start it again.\n")
        else:
            response = _refused(pages, request, known)
        if response is None:
            # A page may search for some seconds: in a thread, it does not hold up other requests.
            response = await run_in_threadpool(_answer, pages, request)
        await response(scope, receive, send)

    return answer


# ---------------------------------------------------------------- answers


def _refused(explorer: Explorer, request: Request, known: frozenset[str]) -> Response | None:
    """Refuse foreign Host headers, methods other than GET and HEAD, and too long addresses; None: allowed."""
    if not _is_known(request.headers.get("host", ""), known):
        return _plain(421, "This server does not answer to that name.\n")
    if request.method not in _METHODS:
        return _plain(405, "This server can only be read.\n", {"Allow": ", ".join(_METHODS)})
    if len(request.url.path) > LONGEST_ADDRESS or len(request.url.query) > 3 * LONGEST_QUERY:
        return _sent(request, explorer.error_page(400, TOO_LONG), 400)
    return None


def _answer(explorer: Explorer, request: Request) -> Response:
    address = request.url.path.removeprefix("/")
    tidy = _tidied(address)
    if tidy != address and _is_ours(tidy):
        question = f"?{request.url.query}" if request.url.query else ""
        return _elsewhere(address, tidy + question, 308)
    query: dict[str, list[str]] = {}
    try:
        query = parse_qs(request.url.query, max_num_fields=MOST_VALUES)
        if address == ENDPOINT:
            return _sent(request, explorer.oembed(query, str(request.base_url)))
        return _sent(request, explorer.file(address, query))
    except MovedError as moved:
        return _elsewhere(address, moved.address, 303)
    except NoPageError as error:
        return _sent(request, explorer.error_page(404, str(error), error.near, query), 404)
    except RefusedError as error:
        return _sent(request, explorer.error_page(400, str(error), query=query), 400)
    except NoSuchFormError as error:
        return _sent(request, explorer.error_page(501, str(error), query=query), 501)
    except DataError as error:
        # Of a large file a part is compared with its checksum when it is first read.
        logging.getLogger("uvicorn.error").error("%s", error)
        return _plain(503, "The data under this server are damaged; build them anew, and start it again.\n")
    except ValueError:
        return _sent(request, explorer.error_page(400, TOO_MUCH), 400)


def _elsewhere(address: str, there: str, status: int) -> Response:
    from starlette.responses import RedirectResponse

    # Without the dot a colon or two slashes would make it an address of another place.
    return RedirectResponse(("../" * address.count("/") or "./") + there, status, dict(_HEADERS))


def _is_ours(address: str) -> bool:
    """Say whether an address can be one of a page: none begins with a slash or goes on to another host."""
    return not address.startswith(("/", "\\")) and ":" not in address.partition("/")[0]


def _tidied(address: str) -> str:
    """One address for each page: without an ending that only files need, and without a slash at the end."""
    if address in ("index.html", "index"):
        return ""
    return address.removesuffix(".html").rstrip("/")


def _sent(request: Request, file: File, status: int = 200) -> Response:
    from starlette.responses import Response

    tag = f'"{sha256(file.body).hexdigest()[:32]}"'
    allowed = _ABROAD if file.abroad else _HEADERS
    headers = {**allowed, "Content-Security-Policy": file.policy or NOTHING_ALLOWED, "ETag": tag}
    known = request.headers.get("if-none-match", "")
    if status == 200 and (known.strip() == "*" or tag in known):
        return Response(None, 304, headers)
    headers["Content-Type"] = file.media
    return Response(file.body, status, headers)


def _plain(status: int, text: str, more: Mapping[str, str] | None = None) -> Response:
    from starlette.responses import PlainTextResponse

    headers = {**_HEADERS, "Content-Security-Policy": NOTHING_ALLOWED, **(more or {})}
    return PlainTextResponse(text, status, headers)


# ---------------------------------------------------------------- names and places


def _is_known(header: str, known: frozenset[str]) -> bool:
    """Say whether a Host header is one that this server answers to.

    A page of another site can point a name of its own at this machine; it cannot make a browser send another name.
    """
    name = _host(header.strip().lower())
    if not name:
        return False
    return name in known or name == "localhost" or _is_address(name)


def _host(header: str) -> str:
    """Take the port off a Host header.

    Example:
        >>> _host("localhost:8765"), _host("[::1]:80"), _host("a b"), _host("[::1")
        ('localhost', '::1', '', '')
    """
    name, port = header, ""
    if header.startswith("["):
        name, closed, port = header[1:].partition("]")
        if not closed or ":" not in name:
            return ""
    elif header.count(":") == 1:
        name, _, port = header.partition(":")
    fits = name and all(letter.isalnum() or letter in "-._:" for letter in name)
    return name if fits and port.removeprefix(":").isdecimal() | (not port) else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host.lower() == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _url(host: str, port: int) -> str:
    shown = "localhost" if host in ("0.0.0.0", "::") else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _listen(host: str, port: int | None) -> socket.socket:
    """Listen on the port that was asked for; on the usual one, or the next that is free, where none was."""
    tried = range(PORT, PORT + _PORTS_TRIED) if port is None else [port]
    trouble = ""
    for number in tried:
        try:
            family = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0][0]
            # The protocol is named, for asyncio to send small answers at once (TCP_NODELAY): it looks for it.
            listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        except (OSError, OverflowError, UnicodeError) as error:
            raise UsageError(f"{host}: not an address of this machine ({reason(error)})") from error
        try:
            if sys.platform != "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, number))
            listening.listen(128)
            return listening
        except (OSError, OverflowError) as error:
            listening.close()
            trouble = reason(error)
    raise UsageError(f"cannot listen on {host}, port {tried[0]} ({trouble}); try another --port, or none")


def _browse(url: str) -> None:
    import webbrowser

    if not webbrowser.open(url):
        print("no browser could be opened; open the address above in one", file=sys.stderr)
