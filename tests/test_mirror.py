"""The tests mirror the package: every module of `refgraph` has its file of tests, and every such file its module.

What no single module answers for stands in `tests/whole`, what needs a browser in `tests/browser`.
"""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "refgraph"
ELSEWHERE = {TESTS / "whole", TESTS / "browser"}
# What holds of all code and is no module.
OF_ALL_CODE = {TESTS / f"test_{name}.py" for name in ("mirror", "docstrings", "size")}


def _has_code(module: Path) -> bool:
    """Whether there is more in a module than its docstring and imports for the interpreter itself."""
    body = ast.parse(module.read_text(encoding="utf-8")).body
    told = [node for node in body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    future = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    return len(body) > len(told) + len(future)


def _wanted() -> set[Path]:
    """The files of tests that there should be; that of a package bears its name."""
    found = set()
    for module in PACKAGE.rglob("*.py"):
        if module.name == "__main__.py" or not _has_code(module):
            continue
        name = module.parent.name if module.name == "__init__.py" else module.stem
        found.add(TESTS / module.relative_to(PACKAGE).with_name(f"test_{name}.py"))
    return found


def test_every_module_has_its_tests_and_all_tests_their_module() -> None:
    there = {file for file in TESTS.rglob("test_*.py") if not ELSEWHERE & set(file.parents)} - OF_ALL_CODE
    lacking, left_over = _wanted() - there, there - _wanted()
    assert (sorted(map(str, lacking)), sorted(map(str, left_over))) == ([], [])


def test_every_file_of_tests_has_a_test() -> None:
    for file in TESTS.rglob("test_*.py"):
        names = {
            node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
        }
        assert any(name.startswith("test_") for name in names), file


def test_nothing_is_patched_but_what_is_the_interpreters_own() -> None:
    """Limits, clocks and tables of ours are handed in; what is patched by name is gone with the next renaming."""
    for file in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr":
                assert ast.unparse(node.args[0]) in ("sys", "'sys.stdout.isatty'", "'webbrowser.open'"), file
