"""The command line: a command parses its words, calls one function of the library and writes the result.

typer is imported here and nowhere else. The package imports everything else of refgraph, each module when its command
is called, so that `refgraph origins` starts quickly. Exit codes: 0 found, 1 nothing found, 2 wrong usage or unknown
name, 3 bad data. Every error is one or two plain lines. Read `app` first (the table of commands), then `paths`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from refgraph.errors import DataError, RefgraphError, reason

PROGRAM = "refgraph"
INTERRUPTED = 130
BROKEN = 70
_LONGEST = 400


def main(argv: Sequence[str] | None = None, program: Any = None) -> int:
    """Run one command and return its exit code; nothing escapes as a traceback.

    Args:
        argv: the words after the program's name; those of the shell if None.
        program: parses and runs them; the commands of refgraph if None.
    """
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
    except Exception as error:
        return _report(error)


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
        _print_error(f"{PROGRAM}: {error.filename or 'file'}: {reason(error)}")
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
    print(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}...", file=sys.stderr)


def _replace_closed_output() -> int:
    """Replace standard output after a broken pipe, because Python would raise again when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
