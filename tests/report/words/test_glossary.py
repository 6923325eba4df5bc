"""The words of answers are explained, each once, without another word for the same."""

from __future__ import annotations

from refgraph.model.dataset import Dataset
from refgraph.report.words.glossary import TERMS, brief, page
from refgraph.report.words.wording import spaced


def test_each_word_has_one_short_sentence() -> None:
    assert len(brief().splitlines()) == len(TERMS)
    for term, meaning in TERMS.items():
        assert meaning.endswith("."), term
        assert len(meaning) <= 120, term
        assert not {"route", "chain", "trail"} & set(meaning.casefold().split()), term


def test_the_page_explains_every_grade_flag_and_kind_of_evidence(mini: Dataset) -> None:
    made, ranking = page(mini.schema), mini.schema.ranking
    for key in (*ranking.grades, *ranking.evidence, *TERMS):
        assert f"| {spaced(key)} | " in made, key
    for key, flag in ranking.flags.items():
        assert f"| {flag.plain or spaced(key)} (`{key}`) | " in made, key
