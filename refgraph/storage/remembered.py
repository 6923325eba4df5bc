"""Small outcomes that took long, kept in the cache folder; whatever is not whole there is worked out anew."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from refgraph import __version__
from refgraph.graph.open import cache_folder

FORM = 1
KEPT = 500
T = TypeVar("T")


def recall(kind: type[T], parts: Sequence[Any]) -> T | None:
    """Return what was remembered of exactly these parts; None where nothing is, or it is damaged.

    Args:
        kind: the frozen dataclass that was remembered.
        parts: everything that the outcome depends on; the first is the version of the data.
    """
    file, key = _place(kind, parts)
    if file is None:
        return None
    try:
        record = json.loads(file.read_bytes())
        value = record["value"]
        whole = record["key"] == key and record["sha256"] == _digest(value)
        named = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        return kind(**value) if whole and set(value) == named else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def remember(value: Any, parts: Sequence[Any]) -> None:
    """Keep an outcome: written beside and renamed; a cache that cannot be written is done without."""
    file, key = _place(type(value), parts)
    if file is None:
        return
    record = asdict(value)
    beside = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"key": key, "sha256": _digest(record), "value": record}), encoding="utf-8")
        beside.replace(file)
        _forget_oldest(file.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _place(kind: type, parts: Sequence[Any]) -> tuple[Path | None, str]:
    """Where an outcome is kept, and what it is kept under; nowhere where the data has no version."""
    plain = [asdict(part) if is_dataclass(part) and not isinstance(part, type) else part for part in parts]
    key = json.dumps([__version__, FORM, kind.__name__, plain], sort_keys=True)
    folder = cache_folder() if parts[0] else None
    return (folder / kind.__name__.lower() / f"{sha256(key.encode()).hexdigest()[:40]}.json" if folder else None), key


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _forget_oldest(folder: Path) -> None:
    files = list(folder.glob("*.json"))
    if len(files) > KEPT:
        for file in sorted(files, key=lambda one: one.stat().st_mtime)[: len(files) - KEPT]:
            file.unlink(missing_ok=True)
