"""How much work something is, whatever machine does it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from refgraph.errors import UsageError


def calls(action: Callable[[], object]) -> int:
    """Count the calls of functions that an action makes; what is refused in words counts as well.

    Args:
        action: what is done.
    """
    count = 0

    def counted(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        with suppress(UsageError):
            action()
    finally:
        sys.setprofile(before)
    return count
