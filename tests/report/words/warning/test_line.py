"""The line on warning signs: it names what a complaint can be a sign of, and never denies what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer, SignOf
from refgraph.model.statements import Finding
from refgraph.report.words.warning.line import line, parts
from refgraph.report.words.warning.signs import signs_of
from refgraph.search import questions


def asked(kg: KnowledgeGraph, key: str) -> Answer:
    return questions.origins(kg, Finding(key), top=3)


def test_it_says_what_the_complaint_can_itself_be_a_sign_of(toy: KnowledgeGraph) -> None:
    claim = asked(toy, "headache").red_flags[0]
    found = replace(asked(toy, "buttock-pain"), sign_of=(SignOf(Finding("moon-fever"), "soon", claim),), concerning=2)
    told, warns = line(toy, found, [])
    assert warns
    assert told.startswith("! Buttock pain can itself be a sign of moon fever")
    assert told.endswith('see a doctor first (all 2: refgraph red-flags "buttock pain")')
    urgent = replace(found, groups=replace(found.groups, shown=()), sign_of=(replace(found.sign_of[0], urgency="now"),))
    assert "see a doctor without delay; likewise if there is fever" in parts(toy, urgent, ["fever"])[0]


def test_what_is_serious_itself_is_to_be_seen_by_a_doctor(toy: KnowledgeGraph) -> None:
    told, warns = parts(toy, asked(toy, "moon-fever"), [])
    assert (warns, told.endswith("is itself to be seen by a doctor soon")) == (True, True)


def test_what_warns_is_never_denied(toy: KnowledgeGraph) -> None:
    found = replace(asked(toy, "buttock-pain"), concerning=3)
    assert line(toy, found, [])[0].startswith("Sources name warnings that concern buttock pain")
    assert "reassurance" in parts(toy, asked(toy, "buttock-pain"), [])[0]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("calf-swelling", "Calf swelling can itself be a sign of deep vein thrombosis"),
        (
            "arm-pain.left+chest-pain",
            "can be a sign of acute coronary syndrome (heart attack): see a doctor without delay",
        ),
        ("thunderclap-headache", "can itself be a sign of subarachnoid haemorrhage"),
        ("acute-coronary-syndrome", "is itself to be seen by a doctor without delay"),
        ("lower-back-pain", "saddle anaesthesia (with low back pain)"),
    ],
)
def test_the_grave_ones_of_the_bundled_graph(key: str, told: str) -> None:
    kg = open_graph(None)
    assert told in line(kg, asked(kg, key), signs_of(kg, asked(kg, key).warning))[0]
