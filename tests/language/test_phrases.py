"""How typed names are taken apart: little words, sides, directions and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.language import phrases


def _key(text: str) -> str:
    return phrases.key(phrases.words_of(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the muscles of my neck", "neck muscles"),
        ("back of the knee", "posterior knee"),
        ("behind my knees", "rear of the knee"),
        ("inner thigh", "medial thigh"),
        ("outside of the ankle", "outer ankle"),
        ("front of the hip", "anterior hip"),
        ("anaesthesia", "anesthesia"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("central sensitisation", "central sensitization"),
        ("paralysed", "paralyzed"),
        ("slipped disk", "slipped disc"),
        ("Achilles tendonitis", "Achilles tendinitis"),
        ("menisci", "meniscus"),
        ("tensor fascia lata", "tensor fasciae latae"),
        ("stenoses", "stenosis"),
    ],
)
def test_what_is_the_same_has_one_key(one: str, other: str) -> None:
    assert _key(one) == _key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shoulder pain in the back", "pain in the back of the shoulder"),
        ("side of the leg", "leg"),
        ("pain under the ribs", "pain in the ribs"),
        ("pain without fever", "pain with fever"),
        ("upper back", "lower back"),
    ],
)
def test_what_is_not_the_same_has_two(one: str, other: str) -> None:
    assert _key(one) != _key(other)


@pytest.mark.parametrize(
    ("typed", "name", "side"),
    [
        ("left knee", "knee", "left"),
        ("knee on the right side", "knee on the", "right"),
        ("knee (R)", "knee", "right"),
        ("lt knee", "knee", "left"),
        ("knee, bilat.", "knee", "bilateral"),
        ("both sides of the neck", "of the neck", "bilateral"),
        ("knee, left-sided", "knee", "left"),
        ("left hand side of the head", "of the head", "left"),
        ("knee on the other side", "knee on the", "contralateral"),
    ],
)
def test_a_side_is_taken_out(typed: str, name: str, side: str) -> None:
    *_, (words, sides) = phrases.sided(phrases.words_of(typed))
    assert (" ".join(words), sides) == (name, (side,))


def test_side_alone_is_a_word_like_others() -> None:
    assert list(phrases.sided(("pain", "in", "my", "side"))) == [(("pain", "in", "my", "side"), ())]
    assert (("pain", "in", "side"), ("left",)) in list(phrases.sided(("pain", "in", "left", "side")))


@given(st.lists(st.sampled_from(["knee", "left", "side", "both", "pain", "of", "back", "the"]), max_size=8))
def test_the_order_of_words_does_not_matter_to_plain_ones(words: list[str]) -> None:
    plain = [word for word in words if word not in ("of", "back", "side")]
    assert phrases.key(tuple(plain)) == phrases.key(tuple(reversed(plain)))


@given(st.text(max_size=60))
def test_any_text_has_a_key_without_little_words(text: str) -> None:
    words = phrases.words_of(text)
    assert not set(phrases.key(words).split()) & phrases.LITTLE
    assert all(word in words for left, _ in phrases.sided(words) for word in left)


@pytest.mark.parametrize("typed", ["pain right behind my eye", "pain right in the hip", "pain right after lunch"])
def test_right_before_a_preposition_is_no_side(typed: str) -> None:
    (words, sides), *more = phrases.sided(phrases.words_of(typed))
    assert "right" not in words
    assert (sides, more) == ((), [])


@pytest.mark.parametrize("typed", ["right knee", "pain on the right behind my ear", "knee right"])
def test_right_beside_a_place_is_a_side(typed: str) -> None:
    *_, (words, sides) = phrases.sided(phrases.words_of(typed))
    assert "right" not in words
    assert sides == ("right",)
