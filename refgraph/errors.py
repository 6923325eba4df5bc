"""What can go wrong for a caller.

RefgraphError                 any error that is raised on purpose    exit code 2
├── UsageError                wrong options or an unknown word       exit code 2
│   ├── UnknownNameError      a name that nothing carries
│   └── PageError             an address of the explorer
│       ├── NoPageError       that no page has
│       ├── MovedError        that stands for another one
│       ├── RefusedError      that asks what cannot be answered
│       └── NoSuchFormError   that asks for a form which there is not
├── DataError                 the dataset cannot be used             exit code 3
└── EngineError               a graph elsewhere cannot be asked      exit code 3
    └── TooLargeError         its answer is larger than is read

Every message is one or two plain lines: what is wrong, where, what to do.
Faults of a dataset are values (`refgraph.model.dataset.Fault`); `DataError` carries them all at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refgraph.model.dataset import Fault


class RefgraphError(Exception):
    """Any error that refgraph raises on purpose.

    Attributes:
        exit_code: what the command line exits with.
    """

    exit_code = 2


class UsageError(RefgraphError):
    """The call cannot be carried out as it was worded."""


class UnknownNameError(UsageError):
    """No entity, state, predicate or source has this name.

    Args:
        name: the text as it was given.
        candidates: the nearest known names, best first.
        kind: what the name was taken for, to word the message.
        advice: a further line; empty where none is needed.

    Example:
        >>> print(UnknownNameError("piriform", ("piriformis",)))
        unknown name 'piriform'. Did you mean: piriformis?
    """

    def __init__(self, name: str, candidates: tuple[str, ...] = (), kind: str = "name", advice: str = "") -> None:
        self.name = name
        self.candidates = candidates
        hint = f" Did you mean: {', '.join(candidates)}?" if candidates else " Try: refgraph search TEXT"
        more = f"\n{advice}" if advice else ""
        super().__init__(f"unknown {kind} {quoted(name)}.{hint}{more}")


class PageError(UsageError):
    """An address of the explorer has no page that could be shown."""


class NoPageError(PageError):
    """No page has this address; `near` are (label, address) of what may be meant."""

    def __init__(self, message: str, near: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.near = tuple(near)


class MovedError(PageError):
    """What is asked for has an address of its own."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class RefusedError(PageError):
    """The address is that of a page, but what is asked of it cannot be answered."""


class NoSuchFormError(PageError):
    """What is asked for is there, but not in the form that it is asked for in."""


class DataError(RefgraphError):
    """A dataset has faults or cannot be read.

    Args:
        message: one line.
        faults: every fault that was found, in file order.
    """

    exit_code = 3

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        self.faults = faults
        super().__init__(message)


class EngineError(RefgraphError):
    """A graph that stands elsewhere cannot be asked, or what it answers cannot be used."""

    exit_code = 3


class TooLargeError(EngineError):
    """An answer is larger than is read; a smaller batch may do."""


# ---------------------------------------------------------------- how messages are worded


def quoted(text: str, most: int = 60) -> str:
    """Show what was typed or read in a message: in quotes, in one line, without controls, and not without end.

    Example:
        >>> quoted("hip"), quoted(chr(10)) == repr(chr(10)), len(quoted("x" * 1000))
        ("'hip'", True, 62)
    """
    return repr(text if len(text) <= most else f"{text[: most - 3]}...")


def reason(error: Exception) -> str:
    """Say in a few words why a file operation failed.

    Example:
        >>> reason(FileNotFoundError(2, "No such file or directory", "x"))
        'no such file or directory'
    """
    words = error.strerror if isinstance(error, OSError) else str(error)
    return (words or str(error) or type(error).__name__).lower()
