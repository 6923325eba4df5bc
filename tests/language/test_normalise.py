"""Names are folded once, and alike."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refgraph.language.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Tight Hip-Flexors", "tight hip flexor"),
        ("headaches", "headache"),
        ("piriformis", "piriformis"),
        ("gluteus", "gluteus"),
        ("weaknesses", "weakness"),
        ("stretches", "stretch"),
        ("Vertebrae", "vertebra"),
        ("feet", "foot"),
        ("bodies", "body"),
        ("runner’s knee", "runner knee"),
        ("ＨＥＡＤＡＣＨＥ", "headache"),
        ("STRAẞE", "strasse"),
        ("neck\x00\x1b\n\tpain", "neck pain"),
        ("C5–C6", "c5 c6"),
        ("", ""),
        (" ()-!  ", ""),
        ("🤕", ""),
    ],
)
def test_names_fold_alike_however_they_are_written(typed: str, folded: str) -> None:
    assert normalise(typed) == folded


@given(st.text(max_size=40))
@example("vertebraes")
@example("ſs")
@example("ΐς")
def test_folding_twice_changes_nothing_and_leaves_only_letters_and_digits(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert all(part.isalnum() for part in once.split())
