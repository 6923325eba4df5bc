"""Browser contexts that tests share: each test opens pages of its own, and what it asks a context for is its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., Any]]:
    """One context for each set of options; no page keeps anything in it, so a new one would be no other."""
    kept: dict[str, Any] = {}

    def of(**options: Any) -> Any:
        key = repr(sorted(options.items(), key=lambda option: option[0]))
        return kept.setdefault(key, kept.get(key) or browser.new_context(**options))

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def new_page(contexts: Callable[..., Any]) -> Iterator[NewPage]:
    """Open a page in the context with some options; it is closed with the test."""
    pages: list[Page] = []

    def open_(**options: Any) -> Page:
        pages.append(contexts(**options).new_page())
        return pages[-1]

    yield open_
    for page in pages:
        page.close()
