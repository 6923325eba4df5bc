"""The command line: a command parses its words, calls one function of the library and writes the result.

typer is imported here and nowhere else. The package imports everything else of refgraph, each module when its command
is called, so that `refgraph origins` starts quickly. Exit codes: 0 found, 1 nothing found, 2 wrong usage or unknown
name, 3 bad data. Every error is one or two plain lines. Read `app` first (the table of commands), then `paths`.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from refgraph.errors import DataError, RefgraphError, reason

PROGRAM = "refgraph"
INTERRUPTED, ENDED = 130, 128
BROKEN = 70
_LONGEST = 400


def main(argv: Sequence[str] | None = None, program: Any = None) -> int:
    """Run one command and return its exit code; nothing escapes as a traceback.

    Args:
        argv: the words after the program's name; those of the shell if None.
        program: parses and runs them; the commands of refgraph if None.
    """
    thresholds = gc.get_threshold()
    # What an answer leaves behind goes with the process; looking for it would take a fifteenth of its time.
    gc.disable()
    restore = _mend_streams()
    stop = _ended_by_signals()
    try:
        if program is None:
            from refgraph.cli.app import command

            program = command()
        found = program.main(args=argv, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return found if isinstance(found, int) else 0
    except BrokenPipeError:
        return _replace_closed_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    except _Ended as ended:
        return ENDED + ended.number
    except Exception as error:
        return _report(error)
    finally:
        stop()
        restore()
        gc.set_threshold(*thresholds)
        gc.enable()


class _Ended(BaseException):
    """The process is asked to end; it ends as after Ctrl-C, so that nothing half-written is left."""

    def __init__(self, number: int) -> None:
        self.number = number


def _ended_by_signals() -> Callable[[], None]:
    """Let SIGTERM and SIGHUP end this process as Ctrl-C does; return what makes them do again what they did before."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    names = ("SIGTERM", "SIGHUP")
    known = [number for name in names if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in known}

    def end(number: int, _: Any) -> None:
        raise _Ended(number)

    mine = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, end)

    def restore() -> None:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)

    return restore


def _mend_streams() -> Callable[[], None]:
    """Make both streams such that whatever cannot be written is an error; return what gives standard output back.

    A closed one is None in Python, and what is meant for it would go elsewhere or fail as a bug. An unbuffered one
    (PYTHONUNBUFFERED) takes a part of a text where the disk is full, and says nothing.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (it lives as long as the process)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 (nothing can be written to it)
    given, raw = sys.stdout, getattr(sys.stdout, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        return lambda: None
    buffered = io.BufferedWriter(raw)
    mended = io.TextIOWrapper(buffered, given.encoding, given.errors, newline="\n")
    sys.stdout = mended

    def restore() -> None:
        # Whoever called this in the same process goes on writing there; a wrapper that is let go would close it.
        with suppress(OSError, ValueError):
            mended.detach()
            buffered.detach()
        if sys.stdout is mended:
            sys.stdout = given

    return restore


def _report(error: Exception) -> int:
    """Say what is wrong in plain lines and return the exit code that goes with it."""
    if os.environ.get("REFGRAPH_TRACEBACK"):
        raise error
    if isinstance(error, DataError):
        for fault in error.faults:
            _print_error(str(fault))
    if isinstance(error, RefgraphError):
        _print_error(f"{PROGRAM}: {error}")
        return error.exit_code
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        return _misused(error)
    if isinstance(error, OSError):
        if not error.filename:
            _replace(sys.stdout)
        why = "it is closed" if isinstance(error, io.UnsupportedOperation) else reason(error)
        _print_error(f"{PROGRAM}: {error.filename or 'standard output'}: {why}")
        return RefgraphError.exit_code
    _print_error(f"{PROGRAM}: a bug in refgraph: {type(error).__name__}: {error}")
    _print_error("Please report it; with REFGRAPH_TRACEBACK=1 the place is shown.")
    return BROKEN


def _misused(error: Exception) -> int:
    """Report wrong usage that typer found; its exception classes are private and are recognised by their attributes."""
    message = str(error.format_message()).rstrip(".")  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    asked = context.command_path if context else PROGRAM
    _print_error(f"{PROGRAM}: {message[:1].lower()}{message[1:]}. See: {asked} --help")
    return RefgraphError.exit_code


def _print_error(message: str) -> None:
    from refgraph.report.words.wording import clean

    line = clean(message)
    try:
        print(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}...", file=sys.stderr, flush=True)
    except (OSError, ValueError):  # Where nothing can be said, the exit code still tells.
        _replace(sys.stderr)


def _replace_closed_output() -> int:
    """Replace standard output after a broken pipe, because Python would raise again when it closes the stream."""
    _replace(sys.stdout)
    return 0


def _replace(stream: Any) -> None:
    """Let what a stream still holds go nowhere: Python would fail with it once more at the end, with another code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
