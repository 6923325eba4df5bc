"""Errors are one or two plain lines with the right exit code."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from refgraph import errors
from refgraph.errors import DataError, EngineError, RefgraphError, TooLargeError, UnknownNameError, UsageError
from refgraph.model.dataset import Fault, Mark


@pytest.mark.parametrize(
    ("kind", "code"),
    [(RefgraphError, 2), (UsageError, 2), (UnknownNameError, 2), (DataError, 3), (EngineError, 3), (TooLargeError, 3)],
)
def test_each_error_has_its_exit_code(kind: type[RefgraphError], code: int) -> None:
    assert kind.exit_code == code


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert all(kind.__name__ in str(errors.__doc__) for kind in kinds)
    assert all(issubclass(kind, RefgraphError) for kind in kinds)


def test_every_public_error_of_the_package_stands_in_the_tree() -> None:
    for file in Path("refgraph").rglob("*.py"):
        if file.name != "errors.py":
            named = re.findall(r"^class ([A-Z]\w*Error)\b", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert not named, f"{file}: {named} belongs into refgraph/errors.py"


def test_an_unknown_name_lists_the_best_candidates() -> None:
    error = UnknownNameError("piriform", ("piriformis", "piriformis syndrome"))
    assert str(error) == "unknown name 'piriform'. Did you mean: piriformis, piriformis syndrome?"
    assert (error.name, error.candidates) == ("piriform", ("piriformis", "piriformis syndrome"))


def test_an_unknown_name_without_candidates_says_what_to_do() -> None:
    assert str(UnknownNameError("xyz", kind="state")) == "unknown state 'xyz'. Try: refgraph search TEXT"


@pytest.mark.parametrize("name", ["x" * 10_000, "a\nb\x1b[31m", "\ud800", ""])
def test_whatever_the_name_the_message_is_one_short_line(name: str) -> None:
    message = str(UnknownNameError(name))
    assert len(message) < 120
    assert message.isprintable()


def test_a_data_error_carries_every_fault() -> None:
    faults = (Fault(Mark("a"), "E401", "x"), Fault(Mark("b"), "E402", "y"))
    error = DataError("2 faults", faults)
    assert (str(error), error.faults) == ("2 faults", faults)
    assert DataError("none").faults == ()
