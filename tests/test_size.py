"""Modules, classes and folders stay small enough to be read: one idea each.

A folder counts its modules without `__init__`, which says what the folder holds. Nothing is excepted: what grows over a
limit is split along its ideas.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "refgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_CLASS, MOST_MODULES = 400, 200, 12


def test_no_module_is_long() -> None:
    lengths = {str(module.relative_to(PACKAGE)): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_class_is_long() -> None:
    classes = {
        f"{module.relative_to(PACKAGE)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert {name: lines for name, lines in classes.items() if lines > LONGEST_CLASS} == {}


def test_no_folder_holds_more_than_a_dozen_modules() -> None:
    counts = Counter(
        str(module.parent.relative_to(PACKAGE.parent)) for module in MODULES if module.name != "__init__.py"
    )
    assert {name: count for name, count in counts.items() if count > MOST_MODULES} == {}


def test_every_folder_says_what_it_holds() -> None:
    for folder in {module.parent for module in MODULES}:
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))), folder
