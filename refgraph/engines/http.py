"""Asking a SPARQL endpoint over HTTP: POST, JSON results, retries, limits of time and size; through urllib3.

What a server answers is never trusted: it is read up to a size, within a time, and must be what the SPARQL protocol
says. Certificates are checked against those of the system. Whatever goes wrong is one line that names the endpoint and
the reason.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, InvalidHeader, NewConnectionError, ProtocolError
from urllib3.exceptions import TimeoutError as SlowError

from refgraph.errors import EngineError, TooLargeError, quoted

_PASSING = (429, 500, 502, 503, 504)
_PIECE = 1 << 16
_SHOWN = 120
_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/sparql-results+json",
    "User-Agent": "refgraph",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for one answer, how often to try, how long to wait between, and how much to read.

    Attributes:
        seconds: of one try, from asking to the last byte.
        tries: at the most. pause: seconds before the second try; it doubles with each.
        patience: the longest pause that a server may ask for with Retry-After.
        most_bytes: of one answer.
    """

    seconds: float = 30.0
    tries: int = 3
    pause: float = 0.25
    patience: float = 10.0
    most_bytes: int = 64 << 20


class _FailedError(Exception):
    """A try that failed; `passing` ones may go better the next time, not sooner than in `wait` seconds."""

    def __init__(self, why: str, *, passing: bool = True, wait: float = 0.0) -> None:
        super().__init__(why)
        self.passing, self.wait = passing, wait


class Row(dict[str, str]):
    """A row of an answer: the text of each variable that is bound."""

    def __missing__(self, name: str) -> str:
        raise EngineError(f"the endpoint's data are not refgraph's: a row of its answer has no ?{name}")


class Client:
    """Asks an endpoint SELECT queries.

    Args:
        address: where it is; http and https only, without a password.
        limits: time, tries and size.
        sleep: waits between tries.

    Raises:
        EngineError: the address is none.

    Example:
        >>> Client("ftp://a.example/x")
        Traceback (most recent call last):
            ...
        refgraph.errors.EngineError: 'ftp://a.example/x' is no address of an endpoint: http:// or https:// only
    """

    def __init__(self, address: str, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self.address, self.limits = _checked(address), limits or Limits()
        self._sleep = sleep
        self._pool = _pool(self.address)

    def select(self, query: str) -> list[Row]:
        """Ask a query; values come as their bare texts, unbound ones are left out.

        Raises:
            TooLargeError: the answer is larger than is read.
            EngineError: the endpoint does not answer, refuses, or answers with something else.
        """
        tries = max(self.limits.tries, 1)
        for number in range(tries):
            try:
                return _rows(self._post(query))
            except _FailedError as failed:
                if not failed.passing or number + 1 == tries:
                    tried = f" ({tries} tries)" if failed.passing and tries > 1 else ""
                    raise EngineError(f"endpoint {self.address}: {failed}{tried}") from None
                self._sleep(max(self.limits.pause * 2**number, min(failed.wait, self.limits.patience)))
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _post(self, query: str) -> bytes:
        last = time.monotonic() + self.limits.seconds
        try:
            # A query is sent to the address that was given and to no other: redirects are not followed.
            response = self._pool.request(
                "POST",
                self.address,
                body=urlencode({"query": query}),
                headers=_HEADERS,
                timeout=urllib3.Timeout(total=self.limits.seconds),
                retries=False,
                preload_content=False,
                enforce_content_length=False,
            )
            return self._whole(response, last)
        except NewConnectionError as error:  # urllib3 counts it among the time-outs
            raise _FailedError(f"cannot be reached ({_cause(error)})") from None
        except SlowError:
            raise self._slow() from None
        except ProtocolError as error:
            raise _FailedError(f"broke off ({_cause(error)})") from None
        except (HTTPError, OSError) as error:
            raise _FailedError(f"cannot be reached ({_cause(error)})") from None

    def _whole(self, response: Any, last: float) -> bytes:
        try:
            body = self._read(response, last) if response.status == 200 else b""
            if response.status != 200:
                raise _refused(response)
        except BaseException:
            response.close()
            raise
        response.release_conn()
        return body

    def _read(self, response: Any, last: float) -> bytes:
        """Read an answer piece by piece, so that neither a long one nor a slow one is waited for to its end."""
        body = bytearray()
        while piece := response.read1(_PIECE):
            body += piece
            if len(body) > self.limits.most_bytes:
                raise TooLargeError(f"endpoint {self.address}: answers with more than {self.limits.most_bytes:,} bytes")
            if time.monotonic() > last:
                raise self._slow()
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and len(body) < int(length):
            raise _FailedError(f"broke off after {len(body):,} of {int(length):,} bytes")
        return bytes(body)

    def _slow(self) -> _FailedError:
        return _FailedError(f"gives no whole answer within {self.limits.seconds:g} seconds")


def _pool(address: str) -> urllib3.PoolManager:
    """Return what holds the connections: directly, or through the proxy that the environment names."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, ssl_context=ssl.create_default_context())
    return urllib3.PoolManager(ssl_context=ssl.create_default_context())


def _checked(address: str) -> str:
    refused = f"{quoted(address, _SHOWN)} is no address of an endpoint"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise EngineError(refused) from None
    if parts.scheme not in ("http", "https"):
        raise EngineError(f"{refused}: http:// or https:// only")
    if parts.username is not None or parts.password is not None:
        raise EngineError("an endpoint's address must not hold a name or password")
    if not host or parts.fragment or not address.isascii() or not address.isprintable() or " " in address:
        raise EngineError(refused)
    return address


def _refused(response: Any) -> _FailedError:
    """Say in one line how a server refused."""
    status = response.status
    if 300 <= status < 400:
        return _FailedError(f"has moved (status {status}); give its new address", passing=False)
    passing = status in _PASSING
    said = "" if passing else _line(response.read1(2000).decode("utf-8", "replace"))
    return _FailedError(f"status {status}{f', {said}' if said else ''}", passing=passing, wait=_wait(response))


def _wait(response: Any) -> float:
    """Read Retry-After, which is a number of seconds or a date."""
    try:
        return float(urllib3.Retry().get_retry_after(response) or 0.0)
    except (InvalidHeader, OverflowError):
        return 0.0


def _cause(error: BaseException) -> str:
    """Say the cause of an error of urllib3, whose own messages name objects in memory."""
    inner = error.__cause__ if isinstance(error, NewConnectionError) else error.args[-1] if error.args else None
    found = inner if isinstance(inner, BaseException) else error
    return _line(found) or type(found).__name__


def _line(said: object) -> str:
    """Reduce a message of the server to one short printable line."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(said))
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _rows(body: bytes) -> list[Row]:
    try:
        bindings = json.loads(body)["results"]["bindings"]
        rows = [Row({name: str(value["value"]) for name, value in row.items()}) for row in bindings]
        for row in rows:
            "".join(row.values()).encode()  # Half a character is none, and nothing could be written of it.
        return rows
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _FailedError(
            f"answers with something that is no SPARQL result ({_line(body[:60].decode('utf-8', 'replace'))!r})"
        ) from None
