"""What can go wrong for a caller.

RefgraphError
├── UsageError          wrong options or an unknown word          exit code 2
│   └── UnknownNameError    a name that no entity carries
├── DataError           the dataset cannot be used                exit code 3
└── PageError           a page of the explorer cannot be shown    exit code 2
    ├── NoPageError         no page has this address
    ├── MovedError          it stands at another address
    └── RefusedError        it cannot answer what it is asked

Every message is one or two plain lines: what is wrong, where, what to do.
Faults of a dataset are values (`refgraph.model.Fault`); `DataError` carries them all at once.
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

    Example:
        >>> print(UnknownNameError("piriform", ("piriformis",)))
        unknown name 'piriform'. Did you mean: piriformis?
    """

    def __init__(self, name: str, candidates: tuple[str, ...] = (), kind: str = "name") -> None:
        self.name = name
        self.candidates = candidates
        shown = name if len(name) <= 60 else f"{name[:57]}..."
        hint = f" Did you mean: {', '.join(candidates)}?" if candidates else " Try: refgraph search TEXT"
        super().__init__(f"unknown {kind} {shown!r}.{hint}")


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


class PageError(RefgraphError):
    """A page of the explorer cannot be shown as it was asked for."""


class NoPageError(PageError):
    """No page has this address.

    Args:
        message: one line.
        near: (label, address) of pages that may be meant.
    """

    def __init__(self, message: str, near: Iterable[tuple[str, str]] = ()) -> None:
        self.near = tuple(near)
        super().__init__(message)


class MovedError(PageError):
    """What is asked for stands at an address of its own.

    Args:
        address: where it stands.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


class RefusedError(PageError):
    """The address is that of a page, but what is asked of it cannot be answered."""
