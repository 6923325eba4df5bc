"""Open a dataset: from the compiled index in the cache where it fits the files, else read, checked, compiled and kept.

The cache lies outside the repository (`$XDG_CACHE_HOME/refgraph`), is keyed by the content of the data files and by
the version of the index, is checked whole before it is used and built anew when anything is wrong with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING
from zlib import crc32

from refgraph import __version__
from refgraph.curation.files import stamp, tree_version
from refgraph.errors import DataError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.storage.files import cache_folder, write
from refgraph.storage.index import VERSION, Index

if TYPE_CHECKING:
    from refgraph.model.dataset import Dataset

KEPT = 8
WHOLE = 1 << 26  # bytes of an index file that is checked whole when it is opened; of a larger one what is used is
# Nanoseconds after which a file's time tells whether it is changed again.
SETTLED = 2_000_000_000


def bundled() -> Path:
    """Return the folder of the data that comes with refgraph: inside the package, or beside it in a checkout.

    Returns:
        The folder; it is there in every installation and checkout.

    Example:
        >>> bundled().name
        'graph_data'
    """
    inside = Path(__file__).parents[1] / "_bundled" / "graph_data"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "graph_data"


def open_graph(data: Path | None = None, *, lasting: bool = False) -> KnowledgeGraph:
    """Open a graph.

    Args:
        data: a data folder, an index file, or None for the data that comes with refgraph.
        lasting: whether it is read for so long that its file may be written to meanwhile: a large one is copied.

    Returns:
        The graph; of unchanged files it comes from the index in the cache.

    Raises:
        DataError: the data cannot be read, or has faults; all of them at once.

    Example:
        >>> open_graph(Path("tests/data/mini")).entity("headache").category
        'symptom'
    """
    folder = bundled() if data is None else data
    if folder.is_file():
        return KnowledgeGraph(_opened(folder, lasting))
    if not folder.is_dir():
        raise DataError(f"{folder}: no such data folder or index file")
    version = _version(folder)
    kept = _kept(version)
    index = _reopen(kept, lasting)
    if index is not None and (kg := KnowledgeGraph(index)).data_version == version:
        return kg
    return KnowledgeGraph(_rebuild(folder, kept))


def _opened(file: Path, lasting: bool) -> Index:
    """Open an index file from anywhere: damaged and made-up ones are refused before anything is answered from them."""
    from refgraph.storage.soundness import check, check_vocabulary

    index = Index.open(file, lasting=lasting)
    if index.size > WHOLE:
        index.watch()
        check_vocabulary(index)
        return index
    index.verify()
    check(index)
    return index


def _version(folder: Path) -> str:
    """Name the content of a folder; where no file has changed since it was last named, without reading any.

    What was changed a moment before it was named may change again within the same tick of the clock: that is not noted.
    """
    place = cache_folder()
    note = None if place is None else place / f"{crc32(os.fsencode(folder.absolute())):08x}.seen"
    seen, latest = stamp(folder)
    with suppress(OSError, ValueError):
        told = note.read_text("utf-8", "surrogateescape").rpartition("\n") if note is not None else ("", "", "")
        if told[2] and told[0] == seen:
            return told[2]
    version = tree_version(folder)
    # Windows does not say when a file was changed, only when it was made.
    if note is not None and os.name != "nt" and time_ns() - latest > SETTLED:
        _keep(f"{seen}\n{version}".encode("utf-8", "surrogateescape"), note)
    return version


def _kept(version: str) -> Path | None:
    """Where the index of a content is kept."""
    folder = cache_folder()
    return folder / f"{version.rpartition(':')[2][:32]}-{__version__}-{VERSION}.index" if folder else None


def _reopen(kept: Path | None, lasting: bool) -> Index | None:
    if kept is None or not kept.is_file():
        return None
    try:
        index = Index.open(kept, lasting=lasting)
        index.verify()
    except DataError:
        return None
    return index


def _rebuild(folder: Path, kept: Path | None) -> Index:
    from refgraph.storage.compiler import assemble

    data = assemble(checked(folder))
    if kept is not None:
        _keep(data, kept)
    return Index.from_bytes(data)


def checked(folder: Path) -> Dataset:
    """Read a data folder that must have no faults.

    Args:
        folder: the data folder.

    Returns:
        The dataset, without errors; warnings do not count.

    Raises:
        DataError: with every fault.

    Example:
        >>> from pathlib import Path
        >>> len(checked(Path("tests/data/mini")).sources)
        2
    """
    from refgraph.curation.checks import validate
    from refgraph.curation.load import read

    loaded = read(folder)
    errors = sorted(f for f in (*loaded.faults, *validate(loaded.dataset)) if not f.code.startswith("W"))
    if errors:
        count = f"{len(errors)} fault{'s' if len(errors) > 1 else ''}"
        raise DataError(f"{folder}: {count} in the data; mend them, then see: refgraph check", tuple(errors))
    return loaded.dataset


def _keep(data: bytes, kept: Path) -> None:
    """Keep a file of the cache and forget the oldest of its kind; a cache that cannot be written is done without."""
    with suppress(OSError, UsageError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        write(kept, data)
        older = sorted(kept.parent.glob(f"*{kept.suffix}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in older[KEPT:]:
            file.unlink(missing_ok=True)
