"""Citations in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import speaking
from refgraph.model.statements import Finding, Measure, Source
from refgraph.report.words import telling
from refgraph.report.words.citing import LONGEST_NAME, brief, dated, kind_of, named, of_claim, place, scope
from refgraph.report.words.languages import voice_of
from refgraph.report.words.lead import lead
from refgraph.search import questions


def test_a_claim_is_cited_by_author_year_and_paragraph(toy: KnowledgeGraph) -> None:
    assert brief(toy, toy.claim("toy-hip#1")) == "Quill Q. Nobody 2001 ¶2"
    assert brief(toy, toy.claim("toy-hip#1"), kind=True) == "Quill Q. Nobody 2001 ¶2 (clinic blog)"
    assert kind_of(toy, toy.claim("toy-hip#3")) == "expert who is quoted"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Source("a", authors=("Ada Author",)), "Ada Author"),
        (Source("a", authors=("Ada Author", "Ben Writer")), "Ada Author et al."),
        (Source("a", authors=("Maximiliana von und zu Hohenlohe-Langen", "Ben")), "Hohenlohe-Langen et al."),
        (Source("a", publisher="Clinic"), "Clinic"),
    ],
)
def test_a_source_is_named_by_whoever_wrote_it(source: Source, told: str) -> None:
    assert named(source) == told
    assert dated(replace(source, date="2019-05")) == f"{told} 2019"


def test_a_long_name_without_an_address_is_cut_at_a_word() -> None:
    told = named(Source("a", publisher="The Society of People With Very Long Names Indeed"))
    assert len(told) <= LONGEST_NAME
    assert told.endswith("…")
    assert "The Society of People With Very Long Names Indeed".startswith(told.removesuffix("…"))


def test_the_place_is_a_section_or_paragraphs_in_runs(toy: KnowledgeGraph) -> None:
    claim = toy.claim("toy-hip#2")
    assert place(claim) == "¶3, 13"
    assert place(replace(claim, repeated=(4, 5, 9))) == "¶3-5, 9"
    assert place(replace(claim, section="abstract")) == "abstract"
    assert place(replace(claim, section="opening")) == "¶3, 13"


def path_from(real: KnowledgeGraph, start: str, end: str) -> str:
    answer = questions.paths(real, Finding(start), Finding(end), max_hops=1)
    return telling.sentence(real, answer.paths[0])


def test_a_part_of_the_body_is_told_with_whom_it_was_found_in(real: KnowledgeGraph) -> None:
    assert "(upper sections; studied: 50 patients" in path_from(real, "sacroiliac-joint", "groin-pain")
    assert path_from(real, "sacroiliac-joint", "lower-back-pain") == (
        "The sacroiliac joint is felt as low back pain "
        "(studied: 50 patients with a positive sacroiliac joint injection; frequency 72.0 %, n = 50)."
    )


def test_a_step_and_the_short_answer_say_it_too(real: KnowledgeGraph) -> None:
    answer = questions.origins(real, Finding("groin-pain"))
    step = next(path.steps[0] for path in answer.paths if path.origin.entity == "sacroiliac-joint")
    assert "studied: 50 " in telling.step_sentence(real, step)
    assert "(upper sections; studied: 50 " in lead(real, answer)


def test_what_is_not_translated_is_left_out_where_that_is_asked_for(real: KnowledgeGraph) -> None:
    with speaking(voice_of("es")):
        assert "estudiado en: 50 patients" in path_from(real, "sacroiliac-joint", "foot-pain")
        assert "50 patients" not in lead(real, questions.origins(real, Finding("foot-pain")))


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
