"""The words of refgraph: frozen, of the standard library alone."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pickle
import sys
from types import ModuleType

import pytest

from refgraph import model
from refgraph.model import display
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding

RECORDS = [kind for _, kind in inspect.getmembers(model, dataclasses.is_dataclass)]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_is_frozen_slotted_and_described(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}(")


@pytest.mark.parametrize("module", [model, display])
def test_the_model_imports_the_standard_library_alone(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    roots = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    roots |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    # Where a notebook asks how to show a thing is a module of its own, and holds to the same rule.
    roots -= {"refgraph.model.display"} if module is model else set()
    assert {str(root).partition(".")[0] for root in roots} <= sys.stdlib_module_names


def test_a_value_cannot_be_changed() -> None:
    finding = Finding("piriformis", "tight")
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.state = "weak"  # type: ignore[misc]


def test_findings_are_equal_by_what_they_say() -> None:
    assert Finding("a", "b") == Finding("a", "b", None)
    assert len({Finding("a"), Finding("a"), Finding("a", side="left")}) == 2


def test_a_claim_survives_a_pickle(mini: Dataset) -> None:
    assert pickle.loads(pickle.dumps(mini.claims)) == mini.claims
    assert {hash(claim) for claim in mini.claims}


def test_a_claim_says_nothing_that_it_was_not_told() -> None:
    claim = Claim("a#1", "a", Finding("x"), "p", Finding("y"), 1, "an anchor", "A sentence.")
    assert (claim.speaker, claim.author, claim.cites, claim.condition) == (None, None, None, None)
