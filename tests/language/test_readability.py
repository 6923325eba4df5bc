"""How hard a text is to read: what is counted, and which words are technical."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.language.readability import Measured, measure, syllables, technical

# As the pronouncing dictionary of Carnegie Mellon University has them.
SPOKEN = {
    **dict.fromkeys(("bone", "called", "square", "bulge", "eyes", "spread", "quite"), 1),
    **dict.fromkeys(("muscle", "ankle", "forehead", "shoulder", "places", "layer", "movement", "people", "being"), 2),
    **dict.fromkeys(("area", "usual", "serious", "elbow-to-hand"), 3),
    **dict.fromkeys(("material", "irritated"), 4),
} | {"elbow-to-hand": 4}


@pytest.mark.parametrize(("word", "count"), sorted(SPOKEN.items()))
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert sum(map(syllables, word.split("-"))) == count


@given(st.text(string.ascii_letters, min_size=1))
def test_every_word_has_a_syllable_and_no_more_than_letters(word: str) -> None:
    assert 1 <= syllables(word) <= 2 * len(word)


def test_the_grades_are_those_of_the_formulas() -> None:
    told = Measured(words=100, sentences=10, syllables=150, long=12)
    assert told.grade == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert told.smog == pytest.approx(3.1291 + 1.0430 * 36**0.5)
    assert (Measured(0, 0, 0, 0).grade, Measured(0, 0, 0, 0).smog) == (0.0, 0.0)


@given(st.lists(st.sampled_from(["A bone.", "Pain at the knee. It is dull", "Muscle; tendon", "…", ""])))
def test_texts_are_counted_one_by_one(texts: list[str]) -> None:
    apart = [measure([text]) for text in texts]
    assert measure(texts) == Measured(
        *(sum(getattr(one, name) for one in apart) for name in ("words", "sentences", "syllables", "long"))
    )


def test_longer_words_and_sentences_are_harder() -> None:
    easy = measure(["The cat sat. The dog ran."])
    assert measure(["The cat sat and the dog ran."]).grade > easy.grade
    assert measure(["The animal deliberated. The individual perambulated."]).smog > easy.smog


def test_technical_words_are_found_as_whole_words_whatever_their_case() -> None:
    assert technical("Lumbar spine, and the SACRUM's rim; lumbars") == ("lumbar",)
    assert technical("The hip bone at the base of the spine") == ()
