"""What can go wrong for a caller.

RefgraphError
├── UsageError          wrong options or an unknown word          exit code 2
│   └── UnknownNameError    a name that no entity carries
└── DataError           the dataset cannot be used                exit code 3

Every message is one or two plain lines: what is wrong, where, what to do.
Faults of a dataset are values (`refgraph.model.Fault`); `DataError` carries them all at once.
"""

from __future__ import annotations

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
