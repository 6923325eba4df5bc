"""What is left out or corrected is told, and what would change a finding is neither."""

from __future__ import annotations

import pytest
from work import calls

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names, readings
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding

# Calls of functions; some 40 ms of a slow machine.
MOST = 150_000


@pytest.mark.parametrize(
    ("typed", "meant", "left_out"),
    [
        ("groin hurts getting out of the car", Finding("groin-pain"), "getting out of the car"),
        ("right knee pain every time I squat", Finding("knee-pain", None, "right"), "every time I squat"),
        ("groin pain when lifting my leg", Finding("groin-pain"), "when lifting my leg"),
        ("wrist hurts from typing", Finding("wrist-pain"), "from typing"),
        ("hip hurts right after sitting", Finding("hip-pain"), "right after sitting"),
        ("hip hurts on the right after sitting", Finding("hip-pain", None, "right"), "after sitting"),
        ("tight piriformis from driving", Finding("piriformis", "tight"), "from driving"),
        ("multifidus (S1 level)", Finding("multifidus"), "S1 level"),
        ("rectus abdominis (upper)", Finding("rectus-abdominis"), "upper"),
        ("disc bulge on MRI", Finding("disc-bulge"), "on MRI"),
    ],
)
def test_a_circumstance_is_left_out_and_told(real: KnowledgeGraph, typed: str, meant: Finding, left_out: str) -> None:
    read = readings.read(real, typed)
    assert (read.finding, read.left_out) == (meant, left_out)
    assert readings.remark(real, read).endswith(f'; "{left_out}" is not part of what is asked')
    with pytest.raises(UsageError):
        names.read(real, typed)


@pytest.mark.parametrize("typed", ["headache at night", "low back pain when I sneeze", "tight piriformis", "left knee"])
def test_what_is_read_whole_has_no_remark(real: KnowledgeGraph, typed: str) -> None:
    read = readings.read(real, typed)
    assert read == readings.Reading(names.read(real, typed))
    assert readings.remark(real, read) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "hip pain when my knee hurts",
        "back pain that goes down my leg",
        "headache from tight neck",
        "knee pain but only when I run",
        "no knee pain when I run",
        "knee when I run",
    ],
)
def test_what_changes_the_finding_is_never_left_out(real: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UsageError):
        readings.read(real, typed)


@pytest.mark.parametrize(
    ("typed", "asked", "beside"),
    [
        ("back pain with fever", "back-pain", ["fever"]),
        ("back pain and weight loss", "back-pain", ["weight-loss"]),
        ("can't pee with back pain", "back-pain", ["urinary-retention"]),
        ("back pain after a fall", "back-pain", ["falling"]),
    ],
)
def test_what_is_named_beside_a_complaint_is_kept(
    real: KnowledgeGraph, typed: str, asked: str, beside: list[str]
) -> None:
    read = readings.read(real, typed)
    assert read.finding == Finding(asked)
    assert [finding.entity for finding in read.beside] == beside
    assert readings.remark(real, read).startswith("read as: back pain; named with it: ")


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("tenis elbow", "tennis elbow"),
        ("costocondritis", "costochondritis"),
        ("quadratus lumborium", "quadratus lumborum"),
        ("piraformis tight", "piriformis tight"),
        ("ocipital neuralgia", "occipital neuralgia"),
    ],
)
def test_one_wrong_letter_is_read_and_told(real: KnowledgeGraph, typed: str, spelt: str) -> None:
    read = readings.read(real, typed)
    assert (read.finding, read.spelt, read.left_out) == (names.read(real, spelt), spelt, "")
    assert readings.remark(real, read) == f"read as: {names.say(real, read.finding)}"


@pytest.mark.parametrize("typed", ["hpi pain", "piriforrmmis", "trigger thumb", "grmblfx"])
def test_short_words_and_two_wrong_letters_are_not_guessed(real: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UnknownNameError):
        readings.read(real, typed)


def test_a_side_given_apart_must_not_contradict(real: KnowledgeGraph) -> None:
    assert readings.read(real, "knee pain every time I squat", "left").finding.side == "left"
    with pytest.raises(UsageError, match="names the right side"):
        readings.read(real, "right knee pain every time I squat", "left")
    with pytest.raises(UnknownNameError, match="unknown side"):
        readings.read(real, "knee pain", "up")


@pytest.mark.parametrize("typed", ["when " * 39, "pain when sitting " * 10, "piriforms " * 19, "a " * 90, "x" * 200])
def test_a_reading_takes_no_time_whatever_is_typed(real: KnowledgeGraph, typed: str) -> None:
    assert calls(lambda: readings.read(real, typed)) < MOST


@pytest.mark.parametrize(
    ("typed", "asked", "beside"),
    [
        ("knee pain spreading to my ankle", "knee-pain", "ankle"),
        ("chest pressure spreading to my jaw", "chest-pressure", "jaw-pain"),
        ("I wet myself and my back hurts", "back-pain", "urinary-incontinence"),
        ("face drooping and headache", "headache", "facial-droop"),
    ],
)
def test_what_is_named_with_a_complaint_is_kept(real: KnowledgeGraph, typed: str, asked: str, beside: str) -> None:
    read = readings.read(real, typed)
    assert (read.finding.entity, [one.entity for one in read.beside]) == (asked, [beside])
    assert "named with it" in readings.remark(real, read)


@pytest.mark.parametrize(
    ("typed", "entity", "left"),
    [
        ("calf swollen and hot", "calf-swelling", "hot"),
        ("hot swollen calf pain", "calf-swelling", "hot"),
        ("calf red hot and painful", "calf-pain", "red, hot"),
    ],
)
def test_what_is_said_of_the_skin_is_left_out_and_told(
    real: KnowledgeGraph, typed: str, entity: str, left: str
) -> None:
    read = readings.read(real, typed)
    assert (read.finding.entity, read.left_out) == (entity, left)


def test_whoever_describes_a_complaint_in_vain_is_told_when_to_see_a_doctor(real: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="see a doctor; refgraph red-flags lists the signs"):
        readings.read(real, "purple wobbly thing")
    with pytest.raises(UsageError) as alone:
        readings.read(real, "wobblything")
    assert "doctor" not in str(alone.value)
