"""Write docs/architecture.md from the docstrings of packages and modules; `--check` tells whether it is fresh."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "refgraph"
PLACE = ROOT / "docs" / "architecture.md"
# What a newcomer reads, in this order; about 1,300 lines.
READ_FIRST = (
    ("README.md", "a session at the shell"),
    ("refgraph/model/statements.py", "what a finding, a claim, an edge and a source are"),
    ("refgraph/model/joints.py", "when two claims chain"),
    ("refgraph/search/questions.py", "origins, effects, paths: from a question to an answer"),
    ("refgraph/report/view.py", "how an answer is shown"),
)
HEAD = """# How the code is laid out

Written by `python tools/architecture.py` from the docstrings of the packages and modules; do not edit.

Upper layers import lower ones only. The contract stands in `pyproject.toml` (`[tool.importlinter]`) and is checked by
`make layers`, exhaustively: a new package must be given its layer. Packages that stand on one line do not import each
other. Some libraries may be imported in one place only; the contract names these, too.

Functions take the graph first. Predicates, states, categories, families and flags are data (`graph_data/schema`): none
of their keys appears in `graph` or `search`. Imports that take long (rdflib, pyvis, networkx, pydantic, yaml, rich)
stand inside the function that needs them, so that `refgraph origins` starts with typer and the standard library only.

Which files a change touches: [contributing.md](contributing.md). Why things are as they are: [decisions](decisions).
"""


def page() -> str:
    """Return the whole document."""
    layers = _layers()
    first = [f"{number}. [`{path}`](../{path}): {why}" for number, (path, why) in enumerate(READ_FIRST, 1)]
    first.append(f"{len(first) + 1}. the section of this page on the package where your change goes")
    parts = [HEAD, "## Layers\n\n```\n" + "\n".join(layers) + "\n```\n", "## Read first\n\n" + "\n".join(first) + "\n"]
    names = [name for layer in layers for name in layer.split(" | ")]
    return "\n".join([*parts, *(_module(name) if not (PACKAGE / name).is_dir() else _package(name) for name in names)])


def _layers() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return list(next(contract["layers"] for contract in contracts if contract["type"] == "layers"))


def _module(name: str) -> str:
    return f"## {name}\n\n{_docstring(PACKAGE / f'{name}.py').splitlines()[0]}\n"


def _package(name: str) -> str:
    """Return the section of a package: its docstring, a table of its modules, then the packages within it."""
    folder = PACKAGE / name.replace(".", "/")
    modules = [path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("__")]
    rows = [f"| `{path.stem}` | {_docstring(path).splitlines()[0].replace('|', chr(92) + '|')} |" for path in modules]
    table = ["| module | what it holds |", "|---|---|", *rows] if rows else []
    inner = [path.parent.name for path in sorted(folder.glob("*/__init__.py"))]
    text = f"{'#' * (2 + name.count('.'))} {name}\n\n{_docstring(folder / '__init__.py')}\n"
    return "\n".join([text, *([*table, ""] if table else []), *(_package(f"{name}.{one}") for one in inner)])


def _docstring(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    if not said:
        raise SystemExit(f"{path.relative_to(ROOT)} has no docstring")
    return said


def main() -> int:
    """Write the document, or check that it is what would be written."""
    if "--check" in sys.argv:
        fresh = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == page()
        print(
            "docs/architecture.md is fresh" if fresh else "docs/architecture.md is stale: python tools/architecture.py"
        )
        return 0 if fresh else 1
    PLACE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
