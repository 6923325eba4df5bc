"""The system's Chromium, kept off the network, and pages that must make no request and no complaint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from screenshots import screenshot

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.network.page import network_page

KINDS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "script-off": {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": False},
}


@dataclass
class Visit:
    """An open page and what it asked for and complained of."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """The page asked for nothing but itself and complained of nothing."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith("file:")] == []
        assert len({url.partition("#")[0] for url in self.asked}) == 1

    @property
    def status(self) -> str:
        return str(self.page.text_content("#status"))


Go = Callable[..., Visit]


def until(page: Any, expression: str) -> None:
    """Wait until an expression holds; Playwright's own wait is stopped by the page's policy, as any eval is."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"never: {expression}")


def steady(page: Any) -> bytes:
    """A picture of a page once it does not change any more: the network is drawn by a script."""
    shown = screenshot(page)
    for _ in range(20):
        before, shown = shown, (page.wait_for_timeout(60), screenshot(page))[1]
        if shown == before:
            break
    return bytes(shown)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("network")


@pytest.fixture(scope="session")
def toy_page(toy: KnowledgeGraph, files: Path) -> Path:
    return written(files, "toy", network_page(toy))


@pytest.fixture(scope="session")
def headache_page(toy: KnowledgeGraph, files: Path) -> Path:
    return written(files, "headache", network_page(toy, "headache", steps=1))


def written(folder: Path, name: str, html: str) -> Path:
    """Write a page as the command line does: bytes, UTF-8."""
    file = folder / f"{name}.html"
    file.write_bytes(html.encode())
    return file


@pytest.fixture
def visit(new_page: Callable[..., Any]) -> Go:
    def go(file: Path, kind: str = "desktop", hash_: str = "", **more: Any) -> Visit:
        found = Visit(new_page(**KINDS[kind] | more))
        found.page.on("request", lambda request: found.asked.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(f"{message.type}: {message.text}"))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
        found.page.goto(f"file://{file}{hash_}")
        return found

    return go
