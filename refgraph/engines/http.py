"""Asking a SPARQL endpoint over HTTP: POST, JSON results, retries, limits of time and size; standard library only.

What a server answers is never trusted: it is read up to a size, within a time, and must be what the SPARQL protocol
says. Whatever goes wrong is one line that names the endpoint and the reason.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from refgraph.errors import EngineError

Row = dict[str, str]
_PASSING = (429, 500, 502, 503, 504)
_PIECE = 1 << 16
_SHOWN = 120


class TooLargeError(EngineError):
    """An answer is larger than is read; a smaller batch may do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for one answer, how often to try, how long to wait between, and how much to read.

    Attributes:
        seconds: of one try, from asking to the last byte.
        tries: at the most. pause: seconds before the second try; it doubles with each.
        most_bytes: of one answer.
    """

    seconds: float = 30.0
    tries: int = 3
    pause: float = 0.25
    most_bytes: int = 64 << 20


class _FailedError(Exception):
    """A try that failed; `passing` ones may go better the next time, not sooner than in `wait` seconds."""

    def __init__(self, why: str, *, passing: bool = True, wait: float = 0.0) -> None:
        super().__init__(why)
        self.passing, self.wait = passing, wait


class Wire:
    """An endpoint that is asked SELECT queries.

    Args:
        address: where it is; http and https only, without a password.
        limits: how patient to be.
        sleep: waits between tries.

    Raises:
        EngineError: the address is none.

    Example:
        >>> Wire("ftp://a.example/x")
        Traceback (most recent call last):
            ...
        refgraph.errors.EngineError: 'ftp://a.example/x' is no address of an endpoint: http:// or https:// only
    """

    def __init__(self, address: str, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self.address, self.limits = _checked(address), limits or Limits()
        self._sleep = sleep
        self._opener = build_opener(_NoRedirect)

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
                self._sleep(max(self.limits.pause * 2**number, failed.wait))
        raise AssertionError("unreachable")

    def _post(self, query: str) -> bytes:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/sparql-results+json",
            "User-Agent": "refgraph",
        }
        request = Request(self.address, urlencode({"query": query}).encode(), headers, method="POST")
        last = time.monotonic() + self.limits.seconds
        try:
            with self._opener.open(request, timeout=self.limits.seconds) as response:
                return self._read(response, last)
        except HTTPError as error:
            raise _refused(error) from None
        except TimeoutError:
            raise self._slow() from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._slow() from None
            raise _FailedError(f"cannot be reached ({_line(error.reason)})") from None
        except (OSError, HTTPException) as error:
            raise _FailedError(f"broke off ({_line(error) or type(error).__name__})") from None

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


class _NoRedirect(HTTPRedirectHandler):
    """A query is sent to the address that was given and to no other."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def _checked(address: str) -> str:
    refused = f"{address[:_SHOWN]!r} is no address of an endpoint"
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


def _refused(error: HTTPError) -> _FailedError:
    """Word what a server says instead of an answer."""
    with error:
        if 300 <= error.code < 400:
            return _FailedError(f"has moved (status {error.code}); give its new address", passing=False)
        said = _line(error.read(2000).decode("utf-8", "replace")) if error.code not in _PASSING else ""
    after = error.headers.get("Retry-After", "") if error.headers else ""
    wait = min(float(after), 10.0) if after.isdecimal() else 0.0
    return _FailedError(f"status {error.code}{f', {said}' if said else ''}", passing=error.code in _PASSING, wait=wait)


def _line(said: object) -> str:
    """Put what somebody else says into one short printable line."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(said))
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _rows(body: bytes) -> list[Row]:
    try:
        bindings = json.loads(body)["results"]["bindings"]
        return [{name: str(value["value"]) for name, value in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _FailedError(
            f"answers with something that is no SPARQL result ({_line(body[:60].decode('utf-8', 'replace'))!r})"
        ) from None
