"""Spanish is complete: every interface text, every word of the vocabulary, every name of the founding articles."""

from __future__ import annotations

import re
from dataclasses import replace

import messages
import pytest
from golden import compare
from toys import FOUNDING

from refgraph.curator.review import WHOLE
from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.readability import technical
from refgraph.language.voice import ENGLISH, PLAIN, speaking
from refgraph.model.statements import REVIEWED, Finding
from refgraph.report.view_builder import alone
from refgraph.report.words import foreign, telling
from refgraph.report.words.languages import LANGUAGES, voice_of
from refgraph.report.words.lead import lead
from refgraph.search import questions

OTHERS = LANGUAGES[1:]


def test_usual_english_needs_no_file() -> None:
    assert voice_of() is ENGLISH
    assert replace(voice_of(plain=True), names={}) == replace(PLAIN, names={})


def test_an_everyday_name_can_be_typed_and_is_not_technical(real: KnowledgeGraph) -> None:
    for key, name in voice_of(plain=True).names.items():
        assert name.label in real.entity(key).lay, key
        assert not technical(name.label)


@pytest.mark.parametrize("code", OTHERS)
def test_every_interface_text_is_translated_with_the_same_values(code: str) -> None:
    assert list(messages.faults(messages.catalogue(code), messages.messages())) == []


def test_a_catalogue_that_lacks_a_text_or_its_values_is_told() -> None:
    spoilt = {"Step {n}": "Paso {m}", "gone": "ido"}
    assert list(messages.faults(spoilt, ("Sources", "Step {n}"))) == [
        "not translated: 'Sources'",
        "no longer said: 'gone'",
        "takes other values: 'Step {n}' → 'Paso {m}'",
    ]


def test_texts_are_found_in_modules_and_templates() -> None:
    source = 'tr("a" if b == "c" else "d")\ntrn(n, "{count} e", "{count} f")\nX = msgid("g")\nother("h")'
    assert set(messages.in_python(source)) == {"a", "d", "{count} e", "{count} f", "g"}
    template = '{{ tr("a {n}", n=b) }} <p title="c">{{ trn(list|length - 2, "{count} d", "{count} e") }}'
    assert list(messages.in_template(template)) == ["a {n}", "{count} d", "{count} e"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_the_vocabulary_is_translated(founding: KnowledgeGraph, code: str) -> None:
    said, schema, ranking = voice_of(code), founding.schema, founding.schema.ranking
    assert set(said.states) == set(schema.states)
    assert set(said.verbs) == set(schema.predicates)
    assert set(said.words["family"]) == set(schema.families)
    assert set(said.words["grade"]) == set(said.words["grade-meaning"]) == set(ranking.grades)
    assert set(said.words["evidence"]) == set(ranking.evidence)
    assert set(said.words["flag"]) == set(said.words["meaning"]) == set(ranking.flags)
    for kind in ("category", "plural", "description"):
        assert set(said.words[kind]) == set(schema.categories)
    assert set(said.words["relation"]) == set(schema.families)
    assert set(said.words["relation-meaning"]) == set(schema.predicates)
    assert set(said.words["grade-meaning"]) == set(said.words["grade-example"]) == set(ranking.grades)
    assert set(said.words["modality"]) == set(ranking.modality)
    assert set(said.words["status"]) == set(ranking.status)
    assert set(said.words["field"]) == {WHOLE, *REVIEWED}
    assert set(said.brought) <= set(said.states)
    assert {verb.brought for verb in said.verbs.values()} == {"", "bare", "article"}
    assert {len(forms) for forms in said.states.values()} == {1, 4}


@pytest.mark.parametrize("code", OTHERS)
def test_every_name_of_the_founding_articles_is_translated(founding: KnowledgeGraph, code: str) -> None:
    said = voice_of(code)
    claims = [claim for claim in founding.claims() if claim.source in FOUNDING]
    used = {end.entity for claim in claims for end in (claim.subject, claim.object)}
    used |= {key for claim in claims for key in claim.relies_on}
    assert {key for key in used if "+" not in key} <= set(said.names)
    with speaking(said):
        assert not [claim.id for claim in claims if foreign.untranslated(founding, claim)]
    known = {entity.key for entity in founding.entities()}
    called = [key.partition(".") for key in said.names]
    assert {entity for entity, _, _ in called} <= known
    assert {state for _, _, state in called if state} <= set(founding.schema.states)
    assert {name.gender for name in said.names.values()} == {"m", "f"}


@pytest.mark.parametrize("code", OTHERS)
def test_two_things_or_states_do_not_share_a_name(code: str) -> None:
    said = voice_of(code)
    for told in ([name.label for name in said.names.values()], list(said.states.values())):
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("code", OTHERS)
def test_no_circumstance_is_translated_that_no_claim_has_any_more(real: KnowledgeGraph, code: str) -> None:
    said = voice_of(code).circumstances
    told = {part for claim in real.claims() for part in (claim.condition or "").split("; ")}
    assert sorted(set(said) - told) == []
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize("code", OTHERS)
def test_a_circumstance_keeps_its_numbers(code: str) -> None:
    for english, told in voice_of(code).circumstances.items():
        assert re.findall(r"\d+", told) == re.findall(r"\d+", english), told


def test_a_circumstance_keeps_above_below_and_or() -> None:
    said = {"over": "más de", "longer than": "más de", "under": "menos de", "less than": "menos de"}
    bound, choice = re.compile(f"({'|'.join(said)}) (?:age |a )?(?=\\d|minute)"), re.compile(r"\b(?:or|o|u)\b")
    for english, told in voice_of("es").circumstances.items():
        assert re.findall("más de|menos de", told) == [said[found] for found in bound.findall(english)], told
        assert len(choice.findall(told)) == len(choice.findall(english)), told


def test_a_path_in_spanish(founding: KnowledgeGraph) -> None:
    answer = questions.paths(founding, Finding("piriformis", "tight"), Finding("neck-pain"), top=1)
    with speaking(voice_of("es")):
        path = alone(founding, answer, answer.paths[0]).paths[0]
        told = [path.title, path.verdict, path.described, telling.sentence(founding, answer.paths[0])]
        told += [line for step in path.steps for one in step.claims for line in (one.statement, one.how, one.english)]
    compare("spanish-path.txt", "".join(f"{line}\n" for line in told if line))


def test_every_answer_about_a_symptom_is_led_in_spanish(founding: KnowledgeGraph) -> None:
    """What joins the pieces is Spanish throughout: none of the little words of English is left in a lead."""
    english = {"the", "of", "and", "or", "that", "says", "say", "is", "are", "may", "no", "it"} - {"no"}
    felt = [entity.key for entity in founding.entities("symptom") if entity.key in voice_of("es").names]
    with speaking(voice_of("es")):
        for key in felt:
            words = lead(founding, questions.origins(founding, Finding(key))).lower().split()
            assert not english & set(words), words
