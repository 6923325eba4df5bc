"""Pieces of words: what resembles shares some, whatever the length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refgraph.language.pieces import pieces

WORD = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12)


@given(WORD, WORD)
def test_words_share_their_pieces_in_any_order(one: str, other: str) -> None:
    assert pieces(f"{one} {other}") == pieces(f"{other} {one}") == pieces(one) | pieces(other)


@given(WORD)
def test_a_word_has_a_piece_and_each_has_three_letters(word: str) -> None:
    found = pieces(word)
    assert found
    assert {len(piece) for piece in found} == {3}
