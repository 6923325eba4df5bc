"""Signs in few words: the first of them differ, and each is understood by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from leftovers import english_in

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import Name, Voice, pieces, speaking
from refgraph.model.statements import Finding
from refgraph.report.words.languages import voice_of
from refgraph.report.words.warning.line import parts
from refgraph.report.words.warning.signs import LONGEST_SIGN, english, signs_of
from refgraph.search import questions

COMMON = (
    "headache neck-pain shoulder-pain chest-pain lower-back-pain hip-pain groin-pain knee-pain calf-pain foot-pain "
    "jaw-pain elbow-pain hand-pain buttock-pain thigh-pain sciatica dizziness abdominal-pain neck-stiffness "
    "mid-back-pain"
)


def test_what_only_a_source_explains_comes_after_what_is_understood_alone(toy: KnowledgeGraph) -> None:
    plain = toy.claim("toy-neck#9")
    told = [
        replace(plain, condition=condition, subject=Finding(key))
        for key, condition in (
            ("headache", "new"),
            ("headache", "after the age of 50"),
            ("headache", "with fever"),
            ("neck-pain", "on the side of the tear"),
            ("neck-pain", "over 60"),
        )
    ]
    assert signs_of(toy, told) == [
        "headache (after the age of 50)",
        "neck pain (over 60)",
        "headache (with fever)",
        "headache (new)",
        "neck pain (on the side of the tear)",
    ]


def test_one_age_in_different_words_is_told_once(toy: KnowledgeGraph) -> None:
    plain = toy.claim("toy-neck#9")
    told = [
        replace(plain, condition=condition, subject=Finding(key, state))
        for key, state, condition in (
            ("headache", None, "beginning after the age of 50"),
            ("headache", None, "new, over 50 years"),
            ("headache", "sharp", "onset after age 50"),
            ("cervicogenic-headache", None, "over 50"),
            ("headache", None, "over 55"),
            ("headache", None, "over 50, with fever"),
            ("neck-pain", None, "over 50"),
        )
    ]
    assert sorted(signs_of(toy, told)) == [
        "headache (beginning after the age of 50)",
        "headache (over 50, with fever)",
        "headache (over 55)",
        "neck pain (over 50)",
    ]


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("headache", ("sudden headache (at its height in less than a minute)", "acute vision loss", "double vision")),
        ("lower-back-pain", ("saddle anaesthesia (with low back pain)",)),
    ],
)
def test_signs_of_nerves_and_vessels_come_first_of_what_is_as_urgent(
    real: KnowledgeGraph, key: str, first: tuple[str, ...]
) -> None:
    found = signs_of(real, questions.origins(real, Finding(key), top=1).warning)
    assert tuple(found[: len(first)]) == first


def test_what_is_named_as_a_sign_of_nerves_and_vessels_is_known(real: KnowledgeGraph) -> None:
    told = [name.partition(".") for name in real.schema.ranking.neurovascular]
    assert told
    assert {entity for entity, _, _ in told} <= {entity.key for entity in real.entities()}
    assert {state for _, _, state in told if state} <= real.schema.states.keys()


@pytest.mark.parametrize("key", COMMON.split())
def test_signs_of_what_is_asked_most_are_spanish_throughout(real: KnowledgeGraph, key: str) -> None:
    answer = questions.origins(real, Finding(key), top=1)
    usual = signs_of(real, answer.warning)
    with speaking(voice_of("es")):
        signs = signs_of(real, answer.warning)
        assert english(real, answer.warning, signs) == frozenset()
        told, warns = parts(real, answer, signs)
        assert [part for part, apart in pieces(told) if apart] == []
    assert len(signs) == len(usual)
    assert warns == bool(usual or answer.sign_of or answer.serious)
    assert english_in(" ".join((told, *signs))) == []


def test_a_sign_whose_condition_is_not_translated_is_english_as_a_whole(toy: KnowledgeGraph) -> None:
    plain = toy.claim("toy-neck#9")
    told = [replace(plain, subject=Finding("headache"), condition=one) for one in ("with fever", "over 60; rarely")]
    said = {"with fever": "con fiebre" + " alta" * LONGEST_SIGN, "rarely": "rara vez"}
    with speaking(Voice("es", names={"headache": Name("dolor de cabeza")}, circumstances=said)):
        signs = signs_of(toy, told)
        assert signs == [f"dolor de cabeza ({said['with fever']})", "headache (over 60)"]
        assert english(toy, told, signs) == {"headache (over 60)"}
        assert [part for part, apart in pieces(", ".join(signs)) if apart] == ["headache (over 60)"]


def test_a_thing_and_its_state_may_have_one_name_together(toy: KnowledgeGraph) -> None:
    sign = replace(toy.claim("toy-neck#9"), subject=Finding("headache", "severe"), condition=None)
    names = {"headache": Name("dolor de cabeza"), "headache.severe": Name("cefalea intensa", "f")}
    with speaking(Voice("es", names=names)):
        assert signs_of(toy, [sign]) == ["cefalea intensa"]
