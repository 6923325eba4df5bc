"""What lay readers are shown is as easy as docs/plain-language.md says, and every thing has a lay definition."""

from __future__ import annotations

import pytest
import reading_level

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.readability import LONGEST, measure, technical
from refgraph.language.voice import ENGLISH
from refgraph.report.words.languages import voice_of

# Years of school, by Flesch and Kincaid and by SMOG.
MOST_OF_DEFINITIONS = 4.0, 7.0
MOST_OF_LEADS = 7.0, 10.0


def test_every_lay_definition_is_short_and_free_of_technical_words(real: KnowledgeGraph) -> None:
    named = [entity for entity in real.entities() if not entity.composite]
    assert [entity.key for entity in named if not entity.in_plain_words] == []
    assert {entity.key: technical(entity.in_plain_words) for entity in named if technical(entity.in_plain_words)} == {}
    assert [entity.key for entity in named if len(entity.in_plain_words.split()) > LONGEST] == []


def test_lay_definitions_are_at_the_level_that_is_told(real: KnowledgeGraph) -> None:
    usual, lay, *by_category = reading_level.definitions(real)
    assert lay[2] <= MOST_OF_DEFINITIONS[0]
    assert lay[3] <= MOST_OF_DEFINITIONS[1]
    assert lay[2] < usual[2]
    assert {row[0]: row[2] for row in by_category if row[2] > MOST_OF_DEFINITIONS[0] + 1} == {}


def test_the_bound_tells_hard_texts_from_easy_ones() -> None:
    hard = measure(["Inflammatory degeneration of the intervertebral articulations necessitates rehabilitation."])
    assert hard.grade > MOST_OF_DEFINITIONS[0]
    assert hard.smog > MOST_OF_DEFINITIONS[1]


@pytest.mark.parametrize("told", [reading_level.sentences, reading_level.leads])
def test_everyday_words_are_easier_than_the_usual_ones(real: KnowledgeGraph, told: object) -> None:
    usual, lay = (reading_level.row("", told(real, said)) for said in (ENGLISH, voice_of(plain=True)))  # type: ignore[operator]
    assert lay[2] < usual[2]
    assert lay[3] <= usual[3]
    if told is reading_level.leads:
        assert lay[2] <= MOST_OF_LEADS[0]
        assert lay[3] <= MOST_OF_LEADS[1]
