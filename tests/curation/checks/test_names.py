"""Names that an unrelated author could use: what is told of them, and what is let pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.curation.checks import validate
from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity


def codes(mini: Dataset, *entities: Entity) -> list[str]:
    data = replace(mini, entities=mini.entities | {entity.key: entity for entity in entities})
    return [fault.code for fault in validate(data, ("E2", "W21")) if fault.code not in ("W205", "W215")]


@pytest.mark.parametrize(
    ("label", "category", "found"),
    [
        ("slump with rounded back", "posture", ["E207"]),
        ("tight hamstrings and weak gluteals", "condition", ["E207", "W211"]),
        ("bread and butter", "condition", []),
        ("stiff shoulder blade", "region", ["W212"]),
        ("shoulder blade stiffness", "symptom", []),
        ("one two three four five", "condition", ["W211"]),
        ("a blade of the shoulder", "region", ["W211", "W213"]),
        ("...", "region", ["E209"]),
    ],
)
def test_a_label(mini: Dataset, label: str, category: str, found: list[str]) -> None:
    assert codes(mini, Entity("new-name", category, label)) == found


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("It lies above the other.", []),
        ("The author calls it by another word.", ["W214"]),
        ("Not the same.", ["W214"]),
    ],
)
def test_a_reason_to_keep_two_names_apart(mini: Dataset, why: str, found: list[str]) -> None:
    twin = Entity("new-name", "posture", "rounding of back", distinct_from={"rounded-back": why})
    assert codes(mini, twin) == found


def test_names_that_share_an_exact_term_are_twins(mini: Dataset) -> None:
    term = ("skos:exactMatch", "X:1")
    one, other = (Entity(key, "region", f"place {key}", mappings=(term,)) for key in ("one", "two"))
    assert codes(mini, one, other) == ["W213"]
    assert codes(mini, one, replace(other, distinct_from={"one": "It lies above the other."})) == []
