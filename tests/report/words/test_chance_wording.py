"""Chance in words: every word of the comparison has its phrase, and the counts stand beside it."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.words import chance_wording
from refgraph.search.null_model import CANNOT_TELL, WORDS, chance


def test_every_word_of_a_comparison_is_worded() -> None:
    assert all(
        set(words) == set(WORDS) - {CANNOT_TELL} for words in (chance_wording._AS_MANY, chance_wording._AS_DIRECT)
    )


def test_nothing_to_tell_is_said_in_one_sentence(toy: KnowledgeGraph) -> None:
    (said,) = chance_wording.chance(chance(toy, Finding("upper-trapezius"), Finding("headache"), permutations=1))
    assert said.startswith("Against chance nothing can be told")
