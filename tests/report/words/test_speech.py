"""The one place where wording is chosen: usual English, everyday English, and another language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.language.voice import PLAIN, Name, Verb, Voice, speaking
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words import speech
from refgraph.search import questions

PIRIFORMIS, NERVE = Finding("piriformis", "tight"), Finding("sciatic-nerve", "compressed")
OTHER = Voice(
    "xx",
    names={"piriformis": Name("piriforme"), "sciatic-nerve": Name("nervio", definition="Un nervio.")},
    verbs={"compresses": Verb("comprime", "comprimen", "comprimir")},
    states={"tight": ("tenso", "tensa", "tensos", "tensas"), "compressed": ("comprimido",)},
    words={"grade": {"limited": "limitada"}},
)


@pytest.fixture(scope="module")
def plain(mini: Dataset) -> KnowledgeGraph:
    """The toy graph with everyday words for a relation and a state."""
    schema = mini.schema
    compresses = replace(schema.predicates["compresses"], plain="presses on")
    tight = replace(schema.states["tight"], plain="taut")
    changed = replace(
        schema,
        predicates={**schema.predicates, "compresses": compresses},
        states={**schema.states, "tight": tight},
    )
    return build(replace(mini, schema=changed))


def test_usual_english_is_what_the_vocabulary_says(plain: KnowledgeGraph) -> None:
    assert speech.parts(plain, PIRIFORMIS, "compresses", NERVE) == ("tight piriformis", "compresses", "sciatic nerve")
    assert speech.explained(plain, [PIRIFORMIS]) == ()


def test_everyday_english_agrees_and_hedges_in_the_verb(plain: KnowledgeGraph) -> None:
    with speaking(PLAIN):
        assert speech.parts(plain, PIRIFORMIS, "compresses", NERVE, may=True)[:2] == ("taut piriformis", "may press on")
        assert speech.sentence(plain, PIRIFORMIS, "compresses", NERVE) == (
            "a taut piriformis",
            "presses on",
            "the sciatic nerve",
        )
        assert speech.verb(plain, "compresses", plural=True) == "press on"
        assert speech.explained(plain, [PIRIFORMIS])[0][0] == "piriformis"


def test_a_lay_definition_is_the_plain_text_and_else_the_definition(toy: KnowledgeGraph) -> None:
    muscles, nerve = toy.entity("gluteals"), toy.entity("sciatic-nerve")
    assert speech.definition(muscles) == muscles.definition
    with speaking(PLAIN):
        assert speech.definition(muscles) == muscles.plain != muscles.definition
        assert speech.definition(nerve) == nerve.definition


def test_another_language_takes_its_own_names_articles_and_verbs(toy: KnowledgeGraph) -> None:
    with speaking(OTHER):
        assert speech.parts(toy, PIRIFORMIS, "compresses", NERVE, may=True) == (
            "el piriforme tenso",
            "puede comprimir",
            "el nervio",
        )
        assert speech.word(toy.schema, "grade", "limited") == "limitada"
        assert speech.explained(toy, [PIRIFORMIS, NERVE]) == (("nervio", "Un nervio."),)


def test_a_combination_is_told_by_its_parts(founding: KnowledgeGraph) -> None:
    from refgraph.report.words.languages import voice_of

    both = Finding("gluteals.weak+hamstrings.tight+hip-external-rotators.tight")
    with speaking(voice_of("es")):
        told, plural = speech.noun(founding, both)
    assert plural
    assert told == (
        "los músculos glúteos débiles, los isquiotibiales tensos y los rotadores externos de la cadera tensos"
    )


def test_everyday_words_change_no_answer(toy: KnowledgeGraph) -> None:
    usual = questions.origins(toy, Finding("headache"))
    with speaking(PLAIN):
        assert questions.origins(toy, Finding("headache")) == usual


def test_everyday_words_tell_states_and_relations_apart(founding: KnowledgeGraph) -> None:
    states = [state.plain or key.replace("-", " ") for key, state in founding.schema.states.items()]
    verbs = [one.plain or one.forward for one in founding.schema.predicates.values() if one.family == "causal"]
    assert len(set(states)) == len(states)
    assert len(set(verbs)) == len(verbs)
