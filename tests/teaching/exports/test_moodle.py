"""Moodle's XML: well-formed, one right answer to each question, orders as pairs, figures inside."""

from __future__ import annotations

from base64 import b64decode
from xml.etree import ElementTree

import pytest
from quizzes import quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.exports.moodle import question_bank
from refgraph.teaching.values import ORDER, PLACE, Choice, Question, Quiz
from refgraph.web.embeds.learning.quiz import figures


@pytest.fixture(scope="module")
def bank(founding: KnowledgeGraph) -> list[ElementTree.Element]:
    quiz = quiz_about(founding, "buttock-pain", 1)
    return list(ElementTree.fromstring(question_bank(quiz, figures(founding, quiz))))


def test_a_category_then_every_question(bank: list[ElementTree.Element], founding: KnowledgeGraph) -> None:
    quiz = quiz_about(founding, "buttock-pain", 1)
    assert bank[0].get("type") == "category"
    assert bank[0].findtext("category/text") == "$course$/top/A quiz on buttock pain"
    assert "Information, not a diagnosis." in (bank[0].findtext("info/text") or "")
    for told, question in zip(bank[1:], quiz.questions, strict=True):
        assert told.get("type") == ("matching" if question.kind == ORDER else "multichoice")
        assert told.findtext("idnumber") == f"refgraph-{question.key}"
        assert "According to " in (told.findtext("generalfeedback/text") or "")


def test_one_answer_is_right_and_each_wrong_one_says_why(bank: list[ElementTree.Element]) -> None:
    for told in (one for one in bank if one.get("type") == "multichoice"):
        shares = [answer.get("fraction") for answer in told.findall("answer")]
        assert sorted(shares, key=str) == ["0"] * (len(shares) - 1) + ["100"]
        assert told.findtext("single") == "true"


def test_an_order_is_pairs_of_a_finding_and_its_place(
    bank: list[ElementTree.Element], founding: KnowledgeGraph
) -> None:
    quiz = quiz_about(founding, "buttock-pain", 1)
    for told, question in zip(bank[1:], quiz.questions, strict=True):
        if question.kind == ORDER:
            pairs = {int(one.findtext("answer/text") or 0): one.findtext("text") for one in told.findall("subquestion")}
            assert [pairs[n] for n in sorted(pairs)] == [f"<p>{choice.label}</p>" for choice in question.right]


def test_a_figure_is_inside(bank: list[ElementTree.Element], founding: KnowledgeGraph) -> None:
    quiz = quiz_about(founding, "buttock-pain", 1)
    for told, question in zip(bank[1:], quiz.questions, strict=True):
        file = told.find("questiontext/file")
        assert (file is not None) == (question.kind == PLACE)
        if file is not None:
            assert b64decode(file.text or "").startswith(b"<svg ")
            assert "@@PLUGINFILE@@/figure.svg" in (told.findtext("questiontext/text") or "")


def test_what_would_end_a_section_early_does_not() -> None:
    asked = Question("disputed", "a ]]> b", (Choice("a", "]]>", True),), ("a",), "]]>", ())
    quiz = Quiz("A/B <c>", "a", (asked,), (), "", (), 1, "v")
    told = list(ElementTree.fromstring(question_bank(quiz)))
    assert told[0].findtext("category/text") == "$course$/top/A//B <c>"
    assert told[1].findtext("questiontext/text") == "<p>a ]]&gt; b</p>"
