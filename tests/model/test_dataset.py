"""What files say before they are joined: faults with their places."""

from __future__ import annotations

import pytest

from refgraph.model.dataset import Fault, Mark
from refgraph.model.vocabulary import Entity, State


def test_defaults_are_not_shared_and_cannot_be_filled() -> None:
    entity = Entity("a", "muscle", "a")
    with pytest.raises(TypeError):
        entity.distinct_from["b"] = "c"  # type: ignore[index]
    assert entity.synonyms == ()
    assert State("a", "b").compatible == {}


def test_a_fault_is_one_line_with_its_place() -> None:
    fault = Fault(Mark("sources/a.yaml", 3, 7), "E401", "the entity is not declared")
    assert str(fault) == "sources/a.yaml:3:7: E401 the entity is not declared"


def test_faults_sort_by_place_then_code() -> None:
    places = [Mark("b"), Mark("a", 10), Mark("a", 2, 5), Mark("a", 2)]
    faults = [Fault(mark, code, "") for mark in places for code in ("W2", "E1")]
    assert [(fault.mark.path, fault.mark.line, fault.mark.column, fault.code) for fault in sorted(faults)] == [
        (path, line, column, code)
        for path, line, column in (("a", 2, 1), ("a", 2, 5), ("a", 10, 1), ("b", 1, 1))
        for code in ("E1", "W2")
    ]
