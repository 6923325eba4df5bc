"""How a circumstance begins, and what keeps it from being one."""

from __future__ import annotations

import pytest

from refgraph.language import circumstances
from refgraph.language.phrases import words_of


@pytest.mark.parametrize(
    "typed",
    [
        "when I sit",
        "after sitting all day",
        "from typing",
        "with breathing",
        "in the morning",
        "on long drives",
        "at my desk",
        "to touch",
        "opening jars",
        "getting out of the car",
        "every time I look up",
        "first thing in the morning",
        "that keeps coming back",
        "only when I run",
        "right after sitting",
    ],
)
def test_a_circumstance_begins_with_its_connector(typed: str) -> None:
    assert circumstances.begins(words_of(typed))


@pytest.mark.parametrize(
    "typed", ["", "when", "my knee", "with fever", "from my neck", "in my leg", "to my foot", "ring"]
)
def test_a_place_or_a_symptom_is_no_circumstance(typed: str) -> None:
    assert not circumstances.begins(words_of(typed))


@pytest.mark.parametrize("typed", ["after a fall", "when not moving", "since the car crash", "when I cough and sneeze"])
def test_what_changes_the_finding_is_no_mere_circumstance(typed: str) -> None:
    assert circumstances.changes(words_of(typed))


def test_somebody_acts_in_a_clause_with_a_person_or_an_action() -> None:
    assert circumstances.acts(words_of("only when I lift my arm"))
    assert circumstances.acts(words_of("while turning my head"))
    assert not circumstances.acts(words_of("after knee replacement"))
    assert not circumstances.acts(words_of("lifting my arm"))
