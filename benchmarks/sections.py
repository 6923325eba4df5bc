"""The parts of RESULTS.md that have a command of their own; each keeps its figures beside the page.

`run.py` writes the page anew, and what the other commands have measured is put back from what they keep.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
# Modules by the order of their parts in the page; each has a HEADING, a file KEPT and a function `section`.
PARTS = ("answers", "load", "growth")


def keep(kept: dict[str, Any], file: Path) -> None:
    """Keep figures."""
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def known(file: Path) -> dict[str, Any]:
    """What was measured earlier."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def write(page: Path = RESULTS) -> None:
    """Put all parts that were measured at the end of the page, in place of earlier ones."""
    modules = [importlib.import_module(name) for name in PARTS]
    whole = page.read_text(encoding="utf-8")
    for module in modules:
        whole = whole.partition(f"\n{module.HEADING}\n")[0].rstrip("\n")
    parts = [module.section(kept) for module in modules if (kept := known(module.KEPT))]
    page.write_text("\n\n".join((whole, *(part.rstrip("\n") for part in parts))) + "\n", encoding="utf-8")
