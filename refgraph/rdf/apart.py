"""Work in a process of its own, which is ended when it takes too long or too much memory.

Where processes cannot be forked (Windows) it is a thread, which is left behind and ends with the process.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import select
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

STACK = 256 << 20
PIECE = 1 << 16
_GRACE = 1.0


class _Lost:
    """What a process that has died had to say."""


LOST: Final = _Lost()


def run_apart(work: Callable[[], Any], seconds: float, memory: int) -> Any:
    """Run some work with a deep stack, and end it in time.

    Args:
        work: gives something that can be pickled; it must catch its own errors.
        seconds: how long it may take.
        memory: how many bytes it may take on top of what this process has.

    Returns:
        What it gave; None where it took too long; `LOST` where it died, as it does where memory ends.

    Example:
        >>> run_apart(lambda: 7, 5.0, 1 << 30)
        7
    """
    if not hasattr(os, "fork"):
        done: list[Any] = []
        _threaded(lambda: done.append(work())).join(seconds)
        return done[0] if done else None
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Other threads may be running; the child touches nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        _child(work, writing, seconds, memory)
    os.close(writing)
    try:
        told = _read(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return pickle.loads(told) if told else told if told is None else LOST


def _child(work: Callable[[], Any], writing: int, seconds: float, memory: int) -> None:
    """Work, write what comes of it, and end without anything that this process would do at its end."""
    code = 1
    try:
        faulthandler.disable()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        # Whoever waits for this ends it in time; where nobody does any more, the system does.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
        _limit(memory)
        done: list[bytes] = []
        _threaded(lambda: done.append(pickle.dumps(work()))).join()
        data = memoryview(done[0])
        while data:
            data = data[os.write(writing, data) :]
        code = 0
    finally:
        os._exit(code)


def _limit(memory: int) -> None:
    """Let this process take no more memory; where the system does not say how much it has, it takes what it can."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # Where memory ends it aborts, and leaves nothing behind.
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + STACK + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _read(reading: int, last: float) -> bytes | None:
    """Read to the end; None where that takes too long."""
    data = bytearray()
    while True:
        left = last - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return None
        piece = os.read(reading, PIECE)
        if not piece:
            return bytes(data)
        data += piece


def _threaded(work: Callable[[], Any]) -> threading.Thread:
    """Start a thread with a stack that holds the deepest query."""
    before = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=work, name="apart", daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    return thread
