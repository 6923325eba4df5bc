"""What a terminal obeys makes way for a space; words of any script stay."""

from __future__ import annotations

import pytest

from refgraph.model.controls import tamed


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u2066", "\u061c"]
)
def test_it_makes_way_for_a_space(letter: str) -> None:
    assert tamed(f"a{letter}b") == "a b"


@pytest.mark.parametrize("text", ["neck pain", "می\u200cخواهم", "👩\u200d🔬", "a\tb\r\nc", "e\u0301", "ألم الرقبة"])
def test_words_of_any_script_stay(text: str) -> None:
    assert tamed(text) == text
