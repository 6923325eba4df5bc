"""Outputs that are kept: compared byte for byte, rewritten with `REFGRAPH_UPDATE_GOLDEN=1`."""

from __future__ import annotations

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"
_VERSION = re.compile(r"(?<=sha256:)[0-9a-f]{64}|(?<=from data )[0-9a-f]{12}")


def compare(name: str, made: str) -> None:
    """Compare a text with the kept one; the hash of the toy data is left out: it says nothing."""
    kept, text = FOLDER / name, _VERSION.sub("…", made)
    if os.environ.get("REFGRAPH_UPDATE_GOLDEN"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(text.encode())
    assert kept.is_file(), f"{kept} is missing: REFGRAPH_UPDATE_GOLDEN=1 writes it"
    assert text == kept.read_bytes().decode(), f"{kept} differs: look, then REFGRAPH_UPDATE_GOLDEN=1"
