"""Results go to standard output or, atomically, to a file; long work shows its progress."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from refgraph.cli.options import Output
from refgraph.errors import UsageError
from refgraph.report import FORMATS
from refgraph.report.terminal import PLAIN_WIDTH
from refgraph.storage.files import write

WIDEST = 110
# Control characters but line ends, tabs and our own codes of colour; and what turns the direction of writing.
_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069]|\x1b(?!\\[(?:0|1|2|1;31|32|33|36)m)"
)
_ASCII = str.maketrans({"→": "->", "—": "--", "✗": "x", "⚑": "!", "“": '"', "”": '"', "’": "'", "…": "..."})


def screen(output: Output, plain: int = PLAIN_WIDTH) -> tuple[int, bool]:
    """Return width and colour: those of the terminal, or plain where the result does not go to one.

    Args:
        output: where it goes.
        plain: the width without a terminal, where COLUMNS does not name one.
    """
    if output.output or output.open or not sys.stdout.isatty():
        asked = os.environ.get("COLUMNS", "")
        # Python reads no number of thousands of digits.
        wanted = int(asked[:9]) if asked.isdecimal() else 0
        return min(wanted, WIDEST) if wanted else plain, False
    from shutil import get_terminal_size

    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(get_terminal_size().columns, WIDEST), colour


def refuse_binary(output: Output, form: str) -> None:
    """Refuse to print binary data to a terminal.

    Raises:
        UsageError: the result would go to a terminal.
    """
    if output.output in (None, "-") and not output.open and sys.stdout.isatty():
        raise UsageError(f"{form} is no text; name a file with --output")


def warn_missing_letters(letters: str, remedy: str = "") -> None:
    """Warn of letters that are drawn as boxes, because no font has them."""
    if letters:
        print(f"no letter in our font, drawn as a box: {letters[:40]}{remedy}", file=sys.stderr)


def write_result(result: str | bytes, output: Output, form: str = "text") -> None:
    """Write a result to standard output or to its file, and open it where `--open` asks for that.

    Raises:
        UsageError: `--excel` was given and this is no CSV; or the file cannot be written.
    """
    if output.excel:
        if form != "csv" or not isinstance(result, str):
            raise UsageError("--excel is for CSV alone; add --format csv")
        result = f"\ufeff{result}"
    if not output.open and output.output in (None, "-"):
        _print(result, form)
        return
    data = result.encode() if isinstance(result, str) else result
    file = Path(output.output) if output.output not in (None, "-") else _temporary(form)
    write(file, data)
    print(f"wrote {file}", file=sys.stderr)
    if output.open:
        _browse(file)


def _print(result: str | bytes, form: str) -> None:
    try:
        if isinstance(result, bytes):
            sys.stdout.buffer.write(result)
        elif form != "text" and not sys.stdout.isatty():
            # Data are UTF-8 whatever the locale: they go to a file or to another program.
            sys.stdout.flush()
            sys.stdout.buffer.write(result.encode())
        else:
            result = harmless(result)
            # Some encodings of terminals have no arrows.
            plain = (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf16")
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="replace", newline="\n")
            told = result.translate(_ASCII) if plain else result
            if not _paged(told):
                sys.stdout.write(told)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader closed the pipe. Redirect the stream, or Python would raise again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def harmless(text: str) -> str:
    r"""Take out of a text what a terminal obeys, what turns letters round and what nobody sees.

    Line ends, tabs and our colours stay.

    Example:
        >>> harmless("neck\x1b]0;x\x07 pain\n")
        'neck ]0;x  pain\n'
    """
    return _OBEYED.sub(" ", text)


def _paged(told: str) -> bool:
    """Show what is longer than the screen in a pager; say whether that was done."""
    if not sys.stdout.isatty() or not sys.stdin.isatty() or os.environ.get("TERM") == "dumb":
        return False
    from shutil import get_terminal_size, which

    if told.count("\n") < get_terminal_size().lines:
        return False
    import shlex
    import subprocess

    # What cannot be read as a command, or be run, is no pager: the text is shown without one.
    with suppress(OSError, ValueError):
        pager = shlex.split(os.environ.get("PAGER", "less"))
        if not pager or which(pager[0]) is None:
            return False
        # -F leaves at once where all fits, -R shows colours, -X keeps the text on the screen.
        around = {"LESS": "FRX", **os.environ}
        return subprocess.run(pager, input=told, text=True, env=around, check=False).returncode == 0
    return False


def _temporary(form: str) -> Path:
    from tempfile import mkdtemp

    suffix = FORMATS[form].suffix if form in FORMATS else form
    return Path(mkdtemp(prefix="refgraph-")) / f"refgraph.{suffix}"


def _browse(file: Path) -> None:
    """Open a file in the browser, unless there is no screen: a text browser would block the shell."""
    import webbrowser

    screen = sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))
    if not screen or not webbrowser.open(file.resolve().as_uri()):
        print(f"no browser could be opened; the file is {file}", file=sys.stderr)


# ---------------------------------------------------------------- progress


@dataclass(frozen=True, slots=True)
class Pace:
    """How often something is told.

    Attributes:
        short: seconds of work of which nothing is told on a terminal.
        every: seconds between two lines elsewhere.
        clock: tells the seconds.
    """

    short: float = 0.5
    every: float = 10.0
    clock: Callable[[], float] = monotonic


@contextmanager
def progress_bar(about: str, pace: Pace = Pace()) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, and elsewhere a line now and then.

    Args:
        about: what is being done, in a few words.
        pace: how often.

    Returns:
        A context manager; its value is a function of how much is done, and of how much.

    Example:
        >>> with progress_bar("counting") as tell:
        ...     tell(1, 2)
    """
    with ExitStack() as stack:
        yield _bar(about, stack, pace) if sys.stderr.isatty() else _lines(about, pace)


def _bar(about: str, stack: ExitStack, pace: Pace) -> Callable[[int, int], None]:
    begun, move = pace.clock(), None

    def tell(done: int, of: int) -> None:
        nonlocal move
        if move is None and pace.clock() - begun > pace.short:
            move = _rich_bar(about, stack, of)
        if move is not None:
            move(done)

    return tell


def _rich_bar(about: str, stack: ExitStack, of: int) -> Callable[[int], None]:
    # Imported only now, because importing rich takes longer than most of this work.
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task(about, total=of)
    return lambda done: bar.update(task, completed=done)


def _lines(about: str, pace: Pace) -> Callable[[int, int], None]:
    last = pace.clock()

    def tell(done: int, of: int) -> None:
        nonlocal last
        if pace.clock() - last > pace.every:
            last = pace.clock()
            print(f"{about}: {done} of {of}", file=sys.stderr)

    return tell
