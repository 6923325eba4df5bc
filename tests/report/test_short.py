"""The short answer: it fits a screen whatever is asked, and what it names can be asked in turn."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from golden import compare

from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.records.json import NOTICE
from refgraph.report.short import GROUPS, LINES, WIDTH, short
from refgraph.report.terminal import seen
from refgraph.report.words.summary import summary
from refgraph.search import questions

MINI = Path(__file__).parents[1] / "data" / "mini"


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph(None)


@pytest.fixture(scope="module")
def answers(kg: KnowledgeGraph) -> dict[str, Answer]:
    return {entity.key: questions.origins(kg, Finding(entity.key)) for entity in kg.entities("symptom")}


def test_every_symptom_is_answered_on_one_screen(kg: KnowledgeGraph, answers: dict[str, Answer]) -> None:
    for key, answer in answers.items():
        lines = short(kg, answer).splitlines()
        assert len(lines) <= LINES, key
        assert max(map(len, lines)) <= WIDTH, key
        assert lines[-1] == NOTICE, key


def test_at_most_eight_groups_are_shown_and_more_where_they_are_asked_for(
    kg: KnowledgeGraph, answers: dict[str, Answer]
) -> None:
    answer = answers["lower-back-pain"]
    for wanted, told in ((GROUPS, short(kg, answer)), (12, short(kg, answer, groups=12))):
        listed = re.split(r"(?m)^\d+ more: ", told)[0]
        assert len(re.findall(r"(?m)^\d+ ", listed)) == wanted


def test_colour_changes_no_width(kg: KnowledgeGraph, answers: dict[str, Answer]) -> None:
    painted = short(kg, answers["headache"], colour=True).splitlines()
    plain = short(kg, answers["headache"]).splitlines()
    assert [seen(line) for line in painted] == list(map(len, plain))


def test_the_names_in_its_commands_can_be_read(kg: KnowledgeGraph, answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for line in summary(kg, answer).also:
            command = line.partition("refgraph ")[2]
            if command:
                assert names.read(kg, shlex.split(command)[1])


def test_a_warning_names_signs_or_says_that_their_absence_is_no_comfort(
    kg: KnowledgeGraph, answers: dict[str, Answer]
) -> None:
    for answer in answers.values():
        told = summary(kg, answer)
        assert told.warning.startswith("! ") == told.warns
        assert "see a doctor" in told.warning.casefold() or "seen by a doctor" in told.warning or not told.warns
        assert told.warns or answer.concerning or "not reassurance" in told.warning


def test_where_warnings_are_told_it_is_never_said_that_there_are_none(
    kg: KnowledgeGraph, answers: dict[str, Answer]
) -> None:
    for key, answer in answers.items():
        told = " ".join(short(kg, answer).split())
        assert not answer.concerning or "reassurance" not in told, key
        # The command that lists them is whole.
        assert not answer.concerning or "refgraph red-flags" in told, key


def test_the_short_answer_is_as_kept() -> None:
    mini = open_graph(MINI)
    for name in ("headache", "neck-pain"):
        compare(f"cli/short-{name}.txt", short(mini, questions.origins(mini, Finding(name))))
    compare("cli/short-effects-gluteals.txt", short(mini, questions.effects(mini, Finding("gluteals"))))


def test_a_muscle_is_pointed_to_its_effects(kg: KnowledgeGraph) -> None:
    told = short(kg, questions.origins(kg, Finding("piriformis")))
    assert "refgraph effects piriformis" in " ".join(told.split())
