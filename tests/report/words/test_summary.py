"""An answer in short: groups in the order of the answer, what else there is as commands that can be typed."""

from __future__ import annotations

import shlex

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.words.summary import label, member_line, quoted, summary
from refgraph.search import questions


def test_groups_are_numbered_graded_and_cited(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = summary(toy, answer).groups
    assert [group.number for group in shown] == list(range(1, len(answer.groups.shown) + 1))
    assert all(group.grade and group.cited and group.who and group.label for group in shown)
    assert [group.label for group in shown] == [label(toy, group)[0] for group in answer.groups.shown]


def test_a_warning_names_a_sign_or_says_that_there_is_none(toy: KnowledgeGraph) -> None:
    for entity in toy.entities():
        told = summary(toy, questions.origins(toy, Finding(entity.key), top=3))
        assert told.warns == told.warning.startswith("! See a doctor first")
        assert told.warns or "reassurance" in told.warning


def test_effects_are_not_what_the_end_comes_from(toy: KnowledgeGraph, answer: Answer) -> None:
    assert summary(toy, answer).back
    assert not summary(toy, questions.effects(toy, Finding("slump"))).back


def test_commands_name_things_as_a_shell_takes_them(toy: KnowledgeGraph, answer: Answer) -> None:
    for line in summary(toy, answer).also:
        _, mark, command = line.partition("refgraph ")
        assert not mark or len(shlex.split(command)) >= 2


@pytest.mark.parametrize(("name", "typed"), [("headache", "headache"), ("neck pain", '"neck pain"')])
def test_names_of_several_words_are_quoted(name: str, typed: str) -> None:
    assert quoted(name) == typed


def test_a_path_of_a_member_is_one_line_with_both_ends(toy: KnowledgeGraph) -> None:
    (path, *_) = questions.effects(toy, Finding("gluteals")).members
    line = member_line(toy, path)
    assert line.startswith("tight gluteus medius → ")
    assert line.endswith("¶8)")
