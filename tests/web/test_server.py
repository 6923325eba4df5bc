"""The server: read-only, deaf to foreign names, strict about what its pages may do."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from serving import ask, served
from toys import MINI

from refgraph.curation.load import read
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index
from refgraph.web import server


@pytest.fixture(scope="module")
def port(toy: KnowledgeGraph) -> Iterator[int]:
    with served(toy, "Atlas.local") as found:
        yield found


def test_pages_and_their_data(port: int) -> None:
    page = ask(port, "/symptom/headache")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert json.loads(ask(port, "/symptom/headache.json").body)["notice"] == "Information, not a diagnosis."
    assert ask(port, "/").text.count("<h1") == 1
    assert json.loads(ask(port, "/index.json").body)["felt"]


@pytest.mark.parametrize("address", ["/", "/symptom/headache", "/names?q=neck", "/nothing", "/network"])
def test_every_page_is_fenced_in(port: int, address: str) -> None:
    headers = ask(port, address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_a_page_for_a_frame_may_be_framed_and_is_fenced_in_otherwise(port: int) -> None:
    headers = ask(port, "/embed/v1/symptom/headache?theme=dark").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors" not in policy
    assert "x-frame-options" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(port, "/embed/v1/symptom/headache?theme=blue").status == 400
    assert ask(port, "/symptom/headache").headers["x-frame-options"] == "DENY"


def test_what_is_no_page_may_do_nothing(port: int) -> None:
    policy = ask(port, "/symptom/headache.json").headers["content-security-policy"]
    assert "script-src" not in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_it_can_only_be_read(port: int, method: str) -> None:
    answer = ask(port, "/symptom/headache", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_has_the_headers_alone(port: int) -> None:
    answer = ask(port, "/symptom/headache", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8765",
        "",
        "localhost@evil",
        "127.0.0.1.nip.io",
        "[x",
        "[::1",
        "[127.0.0.1]",
    ],
)
def test_a_foreign_name_gets_nothing(port: int, host: str) -> None:
    answer = ask(port, "/", host=host)
    assert answer.status in (400, 421)
    assert "headache" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765", "192.168.1.20", "atlas.local"]
)
def test_its_own_names_are_answered(port: int, host: str) -> None:
    assert ask(port, "/", host=host).status == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/entity/..%2f..%2fetc%2fpasswd", 404),
        ("/entity/%00", 404),
        ("/../../etc/passwd", 404),
        ("/paths/headache?steps=99", 400),
        ("/names?q=" + "a" * 201, 400),
        ("/names?" + "q=a&" * 200, 400),
        ("/" + "a" * 1000, 400),
        ("/names?q=" + "%F0" * 50, 200),
    ],
)
def test_trouble_is_told_in_plain_words(port: int, address: str, status: int) -> None:
    answer = ask(port, address)
    assert answer.status == status
    assert "Traceback" not in answer.text
    assert answer.text.count("<h1") == 1


def test_one_address_for_each_page(port: int) -> None:
    for asked, location in {
        "/symptom/headache.html?steps=2": "../symptom/headache?steps=2",
        "/symptom/headache/": "../../symptom/headache",
        "/index.html": "./",
    }.items():
        answer = ask(port, asked)
        assert (answer.status, answer.headers["location"]) == (308, location)
    assert ask(port, "//evil.example/").headers.get("location", "..").startswith("..")


@pytest.mark.parametrize(
    "address",
    [
        "/https:evil.example.html",
        "//evil.example/x.html",
        "/javascript:alert(1)/",
        "/\\evil.example/",
        "/%68ttps:x.html",
        "/%5Cevil.example.html",
        "/%2F%2Fevil.example/",
        "/x//evil.example.html",
        "/.//evil.example/",
        "/x/..//evil.example/",
        "/%09/evil.example.html",
        "/@evil.example.html",
        "/%0d%0aLocation:x.html",
    ],
)
def test_no_redirect_leaves_this_server(port: int, address: str) -> None:
    answer = ask(port, address)
    assert answer.status in (404, 308)
    there = urljoin(f"http://localhost:{port}{address}", answer.headers.get("location", "/"))
    assert there.startswith(f"http://localhost:{port}/")


def test_any_tag_is_one_of_a_page_that_is_there(port: int) -> None:
    assert ask(port, "/", if_none_match="*").status == 304
    assert ask(port, "/nothing", if_none_match="*").status == 404


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"])
def test_who_says_nothing_more_is_let_go(toy: KnowledgeGraph, sent: bytes) -> None:
    with served(toy, patience=0.2) as found, socket.create_connection(("127.0.0.1", found), timeout=60) as idle:
        idle.sendall(sent)
        heard = b""
        while piece := idle.recv(1 << 16):
            heard += piece
        assert heard.startswith(b"HTTP/1.1 200") is sent.endswith(b"\r\n\r\n")


def test_what_is_complained_of_a_thousand_times_is_told_once_in_a_while() -> None:
    now = 0.0
    seldom, other = server.Seldom(60, lambda: now), logging.makeLogRecord({"pathname": "x", "lineno": 2})
    record = logging.makeLogRecord({"pathname": "x", "lineno": 1})
    assert [seldom.filter(record) for _ in range(1000)].count(True) == 1
    assert seldom.filter(other)
    now = 61.0
    assert seldom.filter(record)


def test_a_page_that_has_not_changed_is_not_sent_again(port: int) -> None:
    tag = ask(port, "/").headers["etag"]
    assert ask(port, "/", if_none_match=tag).status == 304


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot listen"):
            server._listen("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError):
        server._listen("256.1.1.1", 0)
    with pytest.raises(UsageError):
        server._listen("127.0.0.1", 70_000)


def test_damage_that_is_met_on_the_way_is_told_and_no_page_is_made_of_it() -> None:
    index = Index.from_bytes(assemble(read(MINI).dataset))
    _, _, place, _ = index._table["told"]
    damaged = bytearray(index._data)
    damaged[place] ^= 1
    index = Index.from_bytes(bytes(damaged))
    index.watch()
    with served(KnowledgeGraph(index)) as port:
        assert ask(port, "/symptom/headache").status == 200
        for _ in range(2):
            found = ask(port, "/names?q=pain+felt+in+the+head")
            assert (found.status, found.text.partition(";")[0]) == (503, "The data under this server are damaged")
