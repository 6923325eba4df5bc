"""What the files of a data folder are, and a name for their content; standard library only.

This stands on the shortest way from the command line to an answer, so that an unchanged folder need not be read again.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from refgraph.errors import DataError, quoted, reason

FOLDERS = ("schema", "entities", "sources", "mappings")
MAX_BYTES = 100_000_000
# How much of a path a message shows.
SHOWN = 80


def files(folder: str | Path) -> tuple[str, ...]:
    """List the data files below a folder, as sorted names with forward slashes; hidden files are none.

    Raises:
        DataError: the folder is missing or cannot be listed.

    Example:
        >>> files("tests/data/mini")[-2:]
        ('sources/toy-hip.yaml', 'sources/toy-neck.yaml')
    """
    root = Path(folder)
    try:
        if not root.is_dir():
            raise DataError(f"no data folder at {quoted(str(root), SHOWN)}. Give one with --data DIR.")
        names = sorted(name for part in FOLDERS for name in _below(root, part))
    except (OSError, ValueError) as error:
        raise DataError(f"cannot list {quoted(str(root), SHOWN)}: {reason(error)}.") from error
    odd = next((name for name in names if not name.isprintable()), None)
    if odd is not None:
        raise DataError(f"the file name {quoted(odd, SHOWN)} holds characters that cannot be shown. Rename the file.")
    return tuple(names)


def tree_version(folder: str | Path) -> str:
    """Name the content of a data folder: a hash over the names and bytes of all its data files.

    Raises:
        DataError: the folder is missing or a file cannot be read.

    Example:
        >>> tree_version("tests/data/mini").startswith("sha256:")
        True
    """
    digest = hashlib.sha256()
    for name in files(folder):
        data = content(folder, name)
        # Lengths go in front, so that no two trees can run together into the same bytes.
        title = name.encode("utf-8", "surrogateescape")
        digest.update(b"%d %d " % (len(title), len(data)) + title + data)
    return f"sha256:{digest.hexdigest()}"


def stamp(folder: str | Path) -> tuple[str, int]:
    """Say what the system tells of the data files of a folder without opening them: names, sizes, times, numbers.

    Whoever changes a file changes its stamp, unless that happens within one tick of the clock.

    Returns:
        One line for each file, and the nanosecond of the latest change.

    Raises:
        DataError: the folder is missing or a file cannot be looked at.

    Example:
        >>> len(stamp("tests/data/mini")[0].splitlines()) == len(files("tests/data/mini"))
        True
    """
    lines, latest = [], 0
    for name in files(folder):
        try:
            told = os.stat(f"{folder}/{name}")  # noqa: PTH116 (hundreds of files, at every start)
        except (OSError, ValueError) as error:
            raise DataError(f"cannot read {quoted(name, SHOWN)}: {reason(error)}.") from error
        latest = max(latest, told.st_mtime_ns, told.st_ctime_ns)
        lines.append(f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino} {name}\n")
    return "".join(lines), latest


def content(folder: str | Path, name: str) -> bytes:
    """Read one file of a folder.

    Raises:
        DataError: the file cannot be read, or is no file but a pipe, a folder or a giant.
    """
    path = Path(folder, name)
    try:
        size = path.stat().st_size
        if not path.is_file() or size > MAX_BYTES:
            raise DataError(
                f"cannot read {quoted(name, SHOWN)}: {'it is too large' if size > MAX_BYTES else 'not a file'}."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DataError(f"cannot read {quoted(name, SHOWN)}: {reason(error)}.") from error


def _below(root: Path, part: str) -> list[str]:
    found: list[str] = []
    waiting = [part]
    while waiting:
        at = waiting.pop()
        place = root / at
        if not place.is_dir():
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{at}/{entry.name}")
                else:
                    found.append(f"{at}/{entry.name}")
    return found
