"""Words of states, found in a text: the longest first, and none within a fixed diagnosis."""

from __future__ import annotations

import pytest
from more_names import with_names

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity, State


def test_the_longest_state_word_is_taken(mini: Dataset) -> None:
    states = (State("pulled", ""), State("misaligned", "", ("out of place", "out of line")))
    kg = with_names(mini, states=states)
    assert names.read(kg, "shoulder blade out of place") == Finding("shoulder-blade", "misaligned")
    assert names.read(kg, "tight spots in the hamstrings") == Finding("hamstrings", "trigger-point")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("left right hamstrings", "two sides, left and right"),
        ("left hamstrings on the right", "two sides, left and right"),
        ("tight weak hamstrings", "two states, tight and weak"),
        ("hamstrings tight and weak", "two states, tight and weak"),
    ],
)
def test_two_of_a_kind_are_refused(toy: KnowledgeGraph, typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        names.read(toy, typed)


def test_a_fixed_diagnosis_is_never_split(mini: Dataset) -> None:
    muscle = State("clicking", "", ("snapping",), never=("snapping calf",))
    kg = with_names(mini, states=(muscle,), entities=(Entity("tension", "condition", "tension headache"),))
    assert names.read(kg, "tension headache") == Finding("tension")
    assert names.read(kg, "snapping hamstrings") == Finding("hamstrings", "clicking")
    with pytest.raises(UnknownNameError):
        names.read(kg, "snapping calf")
