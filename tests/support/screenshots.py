"""Pictures of pages: a browser that shares two cores with other tests now and then has none ready."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Error

UNREADY = "Unable to capture screenshot"


def screenshot(seen: Any, **options: Any) -> bytes:
    """A picture of a page or a part of one; where Chromium has no frame ready, it is asked again."""
    for _ in range(4):
        try:
            return bytes(seen.screenshot(**options))
        except Error as error:
            if UNREADY not in str(error):
                raise
    return bytes(seen.screenshot(**options))
