"""The server: read-only, deaf to foreign names, strict about what its pages may do."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from refgraph import serve
from refgraph.errors import UsageError
from refgraph.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def client(toy: KnowledgeGraph) -> Iterator[object]:
    from starlette.testclient import TestClient

    with TestClient(serve.app(toy), base_url="http://localhost:8765", follow_redirects=False) as found:
        yield found


def test_pages_and_their_data(client) -> None:
    page = client.get("/symptom/headache")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert client.get("/symptom/headache.json").json()["notice"] == "Information, not a diagnosis."
    assert client.get("/").text.count("<h1") == 1
    assert client.get("/index.json").json()["felt"]


@pytest.mark.parametrize("address", ["/", "/symptom/headache", "/names?q=neck", "/nothing", "/network"])
def test_every_page_is_fenced_in(client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_what_is_no_page_may_do_nothing(client) -> None:
    policy = client.get("/symptom/headache.json").headers["content-security-policy"]
    assert "script-src" not in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_it_can_only_be_read(client, method: str) -> None:
    answer = client.request(method, "/symptom/headache")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_has_the_headers_alone(client) -> None:
    answer = client.head("/symptom/headache")
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:8765", "", "localhost@evil", "127.0.0.1.nip.io", "[x"]
)
def test_a_foreign_name_gets_nothing(client, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "headache" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765", "192.168.1.20"])
def test_its_own_names_are_answered(client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_answered(toy: KnowledgeGraph) -> None:
    from starlette.testclient import TestClient

    with TestClient(serve.app(toy, ["Atlas.local"]), base_url="http://atlas.local") as named:
        assert named.get("/").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/entity/..%2f..%2fetc%2fpasswd", 404),
        ("/entity/%00", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/symptom/headache?steps=99", 400),
        ("/names?q=" + "a" * 201, 400),
        ("/names?" + "q=a&" * 200, 400),
        ("/" + "a" * 1000, 400),
        ("/names?q=" + "%F0" * 50, 200),
    ],
)
def test_trouble_is_told_in_plain_words(client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert answer.text.count("<h1") == 1


def test_one_address_for_each_page(client) -> None:
    for asked, location in {
        "/symptom/headache.html?steps=2": "../symptom/headache?steps=2",
        "/symptom/headache/": "../../symptom/headache",
        "/index.html": "./",
    }.items():
        answer = client.get(asked)
        assert (answer.status_code, answer.headers["location"]) == (308, location)
    assert client.get("//evil.example/").headers.get("location", "").startswith("..")


def test_a_page_that_has_not_changed_is_not_sent_again(client) -> None:
    tag = client.get("/").headers["etag"]
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot listen"):
            serve._listen("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError):
        serve._listen("256.1.1.1", 0)
    with pytest.raises(UsageError):
        serve._listen("127.0.0.1", 70_000)
