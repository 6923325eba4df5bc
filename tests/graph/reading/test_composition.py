"""A place, a state or what is felt there, and a side, put together in any order."""

from __future__ import annotations

import dataclasses

import pytest
from more_names import with_names

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity


def test_a_whole_name_wins_over_its_parts(mini: Dataset) -> None:
    stiff = Entity("neck-stiffness", "symptom", "neck stiffness")
    blade = Entity("right-blade", "muscle", "right shoulder blade muscles")
    kg = with_names(mini, entities=(stiff, blade, Entity("neck", "region", "neck")))
    assert names.read(kg, "neck stiffness") == Finding("neck-stiffness")
    assert names.read(kg, "stiff neck") == Finding("neck-stiffness")
    assert names.read(kg, "neck (stiff)") == Finding("neck", "stiff")
    assert names.read(kg, "left neck stiffness") == Finding("neck-stiffness", None, "left")
    assert names.read(kg, "right shoulder blade muscles") == Finding("right-blade")
    assert names.read(kg, "tight right shoulder blade muscles") == Finding("right-blade", "tight")
    assert names.read(kg, "right shoulder blade") == Finding("shoulder-blade", None, "right")


@pytest.mark.parametrize(
    "typed",
    [
        "tense headache",  # a state never lands on a thing that cannot be in it
        "weak posterior pelvic tilt",
        "sharp piriformis",
        "headache from tight neck",  # no word is dropped silently
        "neck pain without fever",
        "burning sharp buttock pain",
        "growing pains",
        "tennis elbow",
    ],
)
def test_no_reading_is_better_than_a_wrong_one(toy: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UsageError):
        names.read(toy, typed)


def test_what_is_felt_goes_to_the_symptom_of_the_place(mini: Dataset) -> None:
    entities = (
        Entity("knee", "region", "knee", lay=("knees",)),
        Entity("knee-pain", "symptom", "knee pain"),
        Entity("knee-numbness", "symptom", "knee numbness"),
        Entity("popliteal-region", "region", "popliteal region", lay=("back of the knee",)),
        Entity("posterior-knee-pain", "symptom", "posterior knee pain"),
        Entity("calf", "region", "calf"),
    )
    kg = with_names(mini, entities=entities)
    read = {text: names.read(kg, text) for text in ("knees hurt", "my left knee is numb", "numb calf", "knee (sore)")}
    assert read["knees hurt"] == Finding("knee-pain")
    assert read["my left knee is numb"] == Finding("knee-numbness", None, "left")
    assert read["numb calf"] == Finding("calf", "numb")
    assert read["knee (sore)"] == Finding("knee", "sore")
    assert names.read(kg, "pain behind the right knee") == Finding("posterior-knee-pain", None, "right")
    assert names.read(kg, "rear of knee aches at night") == Finding("posterior-knee-pain", "at-night")
    with pytest.raises(UnknownNameError):
        names.read(kg, "knee pain in the back")


def test_a_symptom_may_be_told_with_its_place(mini: Dataset) -> None:
    entities = (
        Entity("head", "region", "head"),
        Entity("temple", "region", "temple"),
        Entity("temple-pain", "symptom", "temple pain"),
        Entity("knee", "region", "knee"),
    )
    at = {"paragraph": 1, "anchor": "a b", "statement": "S."}
    said = (("headache", "felt-at", "head"), ("temple-pain", "felt-at", "temple"), ("temple", "kind-of", "head"))
    more = tuple(
        Claim(f"toy-hip#{n}", "toy-hip", Finding(one), verb, Finding(other), **at)  # type: ignore[arg-type]
        for n, (one, verb, other) in enumerate(said, 900)
    )
    known = {**mini.entities, **{entity.key: entity for entity in entities}}
    kg = build(dataclasses.replace(mini, entities=known, claims=mini.claims + more))
    assert names.read(kg, "headache in the head") == Finding("headache")
    assert names.read(kg, "headache in my left temple") == Finding("temple-pain", None, "left")
    with pytest.raises(UnknownNameError):
        names.read(kg, "headache in the knee")
