"""Every public function of api, model, graph, search, report and teaching says what it takes and gives."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType

import pytest

PACKAGES = ("api", "model", "graph", "search", "report", "teaching")
SECTIONS = re.compile(r"(Args|Returns|Yields|Raises|Reference|Example):")


def modules() -> Iterator[str]:
    for package in PACKAGES:
        name = f"refgraph.{package}"
        yield name
        paths = getattr(import_module(name), "__path__", ())
        yield from (found.name for found in pkgutil.walk_packages(paths, f"{name}."))


def functions() -> list[FunctionType]:
    return [
        thing
        for name in modules()
        for key, thing in vars(import_module(name)).items()
        if inspect.isfunction(inspect.unwrap(thing)) and not key.startswith("_")
        if getattr(thing, "__module__", "") == name
    ]


def sections(function: FunctionType) -> dict[str, list[str]]:
    """The lines of each section; those before the first are under an empty name."""
    found: dict[str, list[str]] = {"": []}
    for line in (inspect.getdoc(function) or "").split("\n"):
        heading = SECTIONS.fullmatch(line)
        if heading:
            found[heading[1]] = []
        else:
            found[list(found)[-1]].append(line)
    return found


def raised(function: FunctionType) -> set[str]:
    """Names of what a function raises by its own words."""
    tree = ast.parse(inspect.getsource(inspect.unwrap(function)))
    thrown = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise))
    calls = (error.func if isinstance(error, ast.Call) else error for error in thrown)
    return {error.id for error in calls if isinstance(error, ast.Name) and error.id[0].isupper()}


def name_of(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__name__}".removeprefix("refgraph.")


@pytest.mark.parametrize("function", functions(), ids=name_of)
def test_a_public_function_is_documented(function: FunctionType) -> None:
    said, signature = sections(function), inspect.signature(function)
    assert said[""][0].endswith("."), "the summary is one sentence in one line"
    assert said[""][1:2] in ([], [""]), "the summary is one sentence in one line"
    told = re.findall(r"^ {4}\*{0,2}(\w+): ", "\n".join(said.get("Args", ())), re.MULTILINE)
    assert told == list(signature.parameters), "Args names each parameter, in their order"
    if signature.return_annotation not in ("None", None):
        assert any(said.get(section) for section in ("Returns", "Yields"))
    assert raised(function) <= set(re.findall(r"^ {4}(\w+): ", "\n".join(said.get("Raises", ())), re.MULTILINE))
    assert any(line.lstrip().startswith(">>>") for line in said.get("Example", ())), "an example, which doctest runs"
