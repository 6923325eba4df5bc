"""How far long work has come, on stderr; nothing of it where the work is short."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

SHORT = 0.5
TOLD_EVERY = 10.0


@contextmanager
def shown(about: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, and elsewhere a line every ten seconds.

    Args:
        about: what is being done, in a few words.

    Returns:
        A context that gives a function to tell how much is done, and of how much.

    Example:
        >>> with shown("counting") as told:
        ...     told(1, 2)
    """
    with ExitStack() as stack:
        yield _bar(about, stack) if sys.stderr.isatty() else _lines(about)


def _bar(about: str, stack: ExitStack) -> Callable[[int, int], None]:
    begun, move = monotonic(), None

    def told(done: int, of: int) -> None:
        nonlocal move
        if move is None and monotonic() - begun > SHORT:
            move = _drawn(about, stack, of)
        if move is not None:
            move(done)

    return told


def _drawn(about: str, stack: ExitStack, of: int) -> Callable[[int], None]:
    # Rich takes longer to import than most work takes that is told of here.
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task(about, total=of)
    return lambda done: bar.update(task, completed=done)


def _lines(about: str) -> Callable[[int, int], None]:
    last = monotonic()

    def told(done: int, of: int) -> None:
        nonlocal last
        if monotonic() - last > TOLD_EVERY:
            last = monotonic()
            print(f"{about}: {done} of {of}", file=sys.stderr)

    return told
