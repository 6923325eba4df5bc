"""A browser for the path page: the system's Chromium, with nothing that goes to the network by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page


@dataclass
class Opened:
    """A page that was opened, with everything it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def opened(new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., Opened]:
    """Write a page to disk and open it; keyword arguments are those of a browser context."""

    def open_(html: str, name: str = "page.html", **options: object) -> Opened:
        file = tmp_path / name
        file.write_text(html, encoding="utf-8")
        seen = Opened(new_page(**{"viewport": {"width": 1280, "height": 900}, **options}))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("console", lambda said: seen.complaints.append(said.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: seen.complaints.append(f"dialog: {dialog.message}"))
        seen.page.goto(file.as_uri())
        seen.requests = [url for url in seen.requests if url != file.as_uri()]
        return seen

    return open_
