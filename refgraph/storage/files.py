"""Files that refgraph writes: whole or not there at all; and the folder for what can be made anew.

Standard library only, and nothing of refgraph but `errors`: every start of the program imports this.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import UsageError, reason

try:
    import fcntl
except ImportError:  # Windows has none, and nothing is swept there.
    fcntl = None  # type: ignore[assignment]

_PART = re.compile(r"\.refgraph-[0-9a-f]{16}\.part")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` once it is whole; where anything goes wrong it leaves no trace.

    It is written under a name that nobody can predict in the same folder, brought to the disk, and renamed. A file
    that is there keeps its mode and, where this user may, its owner; a link stays, and what it points to is replaced.
    What is no regular file, such as a pipe, is written to as it is.

    Args:
        path: where the file shall stand.

    Yields:
        The new file, open for writing bytes.

    Raises:
        UsageError: it is a folder, there is no folder to write to, or it cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with atomic(Path(folder, "x")) as file:
        ...         before = Path(folder, "x").exists()
        ...     before, Path(folder, "x").exists()
        (False, True)
    """
    try:
        there = _there(path)
        if there is not None and not stat.S_ISREG(there.st_mode):
            with path.open("wb") as file:
                yield file
            return
        with _renamed(path.resolve(), there) as file:
            yield file
    except (OSError, ValueError) as error:
        raise UsageError(f"{str(path)[:200]}: cannot be written ({reason(error)})") from error


def write(path: Path, data: bytes) -> None:
    """Write a whole file, as `atomic` does.

    Raises:
        UsageError: it is a folder, there is no folder to write to, or it cannot be written.
    """
    with atomic(path) as file:
        file.write(data)


def write_new(path: Path, data: bytes) -> None:
    """Write a whole file where there is none yet.

    Raises:
        UsageError: something stands there, or it cannot be written.

    Example:
        >>> write_new(Path("tests"), b"")
        Traceback (most recent call last):
            ...
        refgraph.errors.UsageError: tests: is there already; nothing was written
    """
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; nothing was written")
    write(path, data)


def beside(path: Path) -> Path:
    """Return a name in the same folder that nobody can predict, for what is to be renamed to `path`.

    Example:
        >>> beside(Path("a/b")).parent == Path("a"), beside(Path("a/b")) == beside(Path("a/b"))
        (True, False)
    """
    return path.with_name(f".refgraph-{os.urandom(8).hex()}.part")


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Make a folder in the same place as another, to be renamed; what is left of it at the end is removed.

    Args:
        path: what it is to be renamed to.

    Yields:
        The new folder.
    """
    sweep(path.parent)
    part = beside(path)
    part.mkdir()
    handle = _lock(part, wait=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places at once, so that each name is there all the time.

    Returns:
        Whether that was done; this system may not know how to.
    """
    import ctypes

    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    here, both = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
    return swap is not None and swap(here, os.fsencode(one), here, os.fsencode(other), both) == 0


def sweep(folder: Path) -> None:
    """Remove from a folder what writers that were killed have left there; what a living one writes is locked.

    Args:
        folder: where something is about to be written.
    """
    with suppress(OSError):
        for left in sorted(entry for entry in folder.iterdir() if _PART.fullmatch(entry.name)):
            handle = _lock(left, wait=False)
            if handle is None:
                continue
            with suppress(OSError):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink()
            os.close(handle)


def _held(place: Path, mode: int) -> tuple[Path, int]:
    """Make a new file beside a place and lock it; between the two somebody who sweeps may have taken it away."""
    while True:
        part = beside(place)
        handle = os.open(part, _NEW, mode)
        if fcntl is None:
            return part, handle
        fcntl.flock(handle, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(part.stat(), os.fstat(handle)):
                return part, handle
        os.close(handle)


def _lock(path: Path, *, wait: bool) -> int | None:
    """Open and lock a part; None where somebody else has it, or where this system has no such locks."""
    if fcntl is None:
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


def cache_folder() -> Path | None:
    """Return the folder where refgraph keeps what it can make anew; None where there is no place for one."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(base):  # noqa: PTH117 (pathlib's home look-up raises where there is no home)
        base = os.path.expanduser("~/.cache")  # noqa: PTH111
    if not os.path.isabs(base):  # noqa: PTH117
        return None
    return Path(base) / "refgraph"


def _there(path: Path) -> os.stat_result | None:
    """Look at what stands at a place, beyond links; None where nothing does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        folder = path.resolve().parent
        if not folder.is_dir():
            raise UsageError(f"{path}: there is no folder {folder}") from None
        return None
    if stat.S_ISDIR(found.st_mode):
        raise UsageError(f"{path}: is a folder; name a file")
    return found


def _as_before(part: Path, handle: int, before: os.stat_result) -> None:
    """Give a new file the owner and the mode of the one that it replaces, as far as this user may."""
    mode = stat.S_IMODE(before.st_mode)
    if hasattr(os, "fchown"):
        try:
            os.fchown(handle, before.st_uid, before.st_gid)
        except OSError:
            # A program that runs as its owner must not come to run as somebody else.
            mode &= 0o777
    part.chmod(mode)


@contextmanager
def _renamed(place: Path, before: os.stat_result | None) -> Iterator[BinaryIO]:
    sweep(place.parent)
    part, handle = _held(place, 0o666 if before is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            if before is not None:
                _as_before(part, handle, before)
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink()
