"""What stands with a sentence about a part of the body in no stated state: when, in whom, in how many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import speaking
from refgraph.model.statements import Finding, Measure
from refgraph.report.words import telling
from refgraph.report.words.languages import voice_of
from refgraph.report.words.lead import lead
from refgraph.report.words.scope import of_claim, scope
from refgraph.search import questions


def path_from(real: KnowledgeGraph, start: str, end: str) -> str:
    answer = questions.paths(real, Finding(start), Finding(end), max_hops=1)
    return telling.sentence(real, answer.paths[0])


def test_the_heart_is_felt_when_it_runs_short_of_blood(real: KnowledgeGraph) -> None:
    assert path_from(real, "heart", "headache") == (
        "The heart is felt as headache "
        "(studied: 53 of 296 heart patients, those with craniofacial pain; frequency 43.3 %, n = 53)."
    )
    assert "(during an ischaemic episode; studied: 186 consecutive" in path_from(real, "heart", "toothache")


def test_a_step_and_the_short_answer_say_it_too(real: KnowledgeGraph) -> None:
    answer = questions.paths(real, Finding("heart"), Finding("headache"), max_hops=1)
    assert "studied: 53 of 296" in telling.step_sentence(real, answer.paths[0].steps[0])
    assert "(during an ischaemic episode; studied: 186 " in lead(real, questions.origins(real, Finding("toothache")))


def test_the_condition_is_marked_as_english_where_it_is_not_translated(real: KnowledgeGraph) -> None:
    with speaking(voice_of("es")):
        assert "(estudiado en: 53 of 296 heart patients" in path_from(real, "heart", "headache")


@pytest.mark.parametrize(
    ("subject", "said", "words"),
    [
        (Finding("piriformis"), {"condition": "when swollen"}, " (when swollen)"),
        (Finding("piriformis"), {"population": "12 runners"}, " (studied: 12 runners)"),
        (Finding("piriformis"), {"condition": "often"}, ""),
        (Finding("piriformis", "tight"), {"population": "12 runners"}, ""),
        (Finding("forward-head-posture"), {"population": "12 runners"}, ""),
        (Finding("piriformis"), {}, ""),
    ],
)
def test_what_bears_a_state_or_is_no_part_of_the_body_needs_none(
    toy: KnowledgeGraph, subject: Finding, said: dict[str, str], words: str
) -> None:
    claim = replace(toy.claim("toy-hip#2"), **{"condition": None, "population": None, **said})
    assert scope(toy, subject, (claim,)) == words


def test_what_one_source_says_of_everybody_is_not_narrowed(toy: KnowledgeGraph) -> None:
    narrow = replace(toy.claim("toy-hip#2"), condition="when swollen")
    assert scope(toy, Finding("piriformis"), (narrow, replace(narrow, condition=None))) == ""
    assert scope(toy, Finding("piriformis"), ()) == ""


def test_a_measure_stands_with_those_in_whom_it_was_taken(toy: KnowledgeGraph) -> None:
    measured = replace(toy.claim("toy-hip#2"), condition=None, measure=Measure("patients", "6", n="50"))
    assert of_claim(measured) == ""
    assert of_claim(replace(measured, population="50 patients")) == " (studied: 50 patients; patients 6, n = 50)"
