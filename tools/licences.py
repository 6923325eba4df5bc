"""Write docs/licences.md: what refgraph needs, by extra, and under which licence each stands: `make docs`.

The packages and their licences are those that are installed here; what is not installed is named without a licence.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 60
_MIT = "Permission is hereby granted, free of charge"
_HEAD = """# Licences of what refgraph needs

Written by `python tools/licences.py` from `pyproject.toml` and what the installed packages say of themselves; do not
edit.

refgraph itself is under the MIT licence, its own words included: sentences about claims, definitions, captions. Its own
artwork, the body and every drawing that is made of it, may also be used under
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/): name refgraph, and say what you changed. Every picture, page and
package says so in its credit line and in its metadata. Titles and the few quoted words belong to the authors of the articles.

Its typeface, DejaVu Sans cut down, is under that of `refgraph/drawing/fonts/LICENCE.txt`.
Nothing below is copied into it; pip installs it beside.

| package | needed by | licence |
|---|---|---|
"""  # noqa: E501


def licence(name: str) -> str:
    """Return what a package says of its licence: an expression, its classifiers, or what its text begins with."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "(not installed here)"
    told = found.metadata
    expression = told.get("License-Expression")
    if expression:
        return str(expression)
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    line = next(iter((told.get("License") or "").strip().splitlines()), "")
    texts = (str(path.read_text()) for path in found.files or () if "licens" in path.name.lower())
    return " / ".join(classified) or line[:_LONGEST] or ("MIT" if any(_MIT in text for text in texts) else "(not said)")


def page() -> str:
    """Write the page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"always": project["dependencies"], **project.get("optional-dependencies", {})}
    needed: dict[str, list[str]] = {}
    for group, requirements in groups.items():
        for requirement in requirements:
            match = _NAME.match(requirement)
            if match and match[0] != project["name"]:
                needed.setdefault(match[0], []).append(group)
    rows = (f"| {name} | {', '.join(needed[name])} | {licence(name)} |\n" for name in sorted(needed, key=str.lower))
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
