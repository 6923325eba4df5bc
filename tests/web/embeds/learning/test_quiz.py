"""The page of a quiz: self-contained, with every answer in it for those without script."""

from __future__ import annotations

import re

import pytest
from quizzes import answer_about, quiz_about

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.report import stamp
from refgraph.teaching.values import PLACE
from refgraph.web.assets import digest
from refgraph.web.embeds import quiz
from refgraph.web.embeds.learning.quiz import figures


@pytest.fixture(scope="module")
def page(founding: KnowledgeGraph) -> str:
    return quiz(founding, answer_about(founding, "buttock-pain"), questions=12).page


def test_every_question_stands_there_with_its_folded_answer(page: str, founding: KnowledgeGraph) -> None:
    shown = quiz_about(founding, "buttock-pain", 1)
    assert page.count('<li class="question"') == len(shown.questions)
    assert page.count("<summary>Answer</summary>") == len(shown.questions)
    assert page.count("<legend>") == page.count("<fieldset>") == len(shown.questions)
    assert page.count('class="place"') >= 4 * sum(one.kind == PLACE for one in shown.questions)


def test_nothing_is_loaded_and_only_its_own_scripts_run(page: str) -> None:
    assert not re.findall(r'(?:src|data-src)="', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert len(scripts) == 2
    assert all(digest(script).replace("+", "&#43;") in policy or digest(script) in policy for script in scripts)
    assert policy.startswith("default-src &#39;none&#39;")


def test_it_says_what_it_was_made_from_and_does_not_give_answers_away(page: str) -> None:
    made = stamp.found_in(page)
    assert made is not None
    assert made.shows == "answer"
    assert made.text not in page
    assert re.search(r"quiz 1, \d+ questions? · answer [0-9a-f]{12}", page)
    assert "CC BY 4.0" in page


def test_theme_title_credit_and_language(founding: KnowledgeGraph) -> None:
    answer = answer_about(founding, "headache")
    page = quiz(founding, answer, questions=2, title="Week <3>", credit="Course 101").page
    assert '<h1 id="title">Week &lt;3&gt;</h1>' in page
    assert "Course 101" in page
    assert '<style id="dark" media="not all">' in page
    assert '<style id="dark" media="screen">' in quiz(founding, answer, questions=2, theme="dark").page


def test_a_thing_that_is_no_symptom_is_asked_about_by_what_leads_to_it(toy: KnowledgeGraph) -> None:
    page = quiz(toy, toy.entity("forward-head-posture")).page
    assert '<h1 id="title">A quiz on forward head posture</h1>' in page


def test_figures_are_files_by_question(founding: KnowledgeGraph) -> None:
    shown = quiz_about(founding, "buttock-pain", 1)
    assert set(figures(founding, shown)) == {one.key for one in shown.questions if one.kind == PLACE}


def test_the_snippet_has_a_title_and_carries_the_page_or_its_address(founding: KnowledgeGraph) -> None:
    answer = answer_about(founding, "headache")
    inside, beside = quiz(founding, answer, questions=2), quiz(founding, answer, questions=2, address="quiz.html")
    assert 'title="A quiz on headache: questions with answers that cite"' in beside.snippet
    assert 'src="quiz.html"' in beside.snippet
    assert 'srcdoc="&lt;!DOCTYPE html' in inside.snippet
    assert inside.page == beside.page
    with pytest.raises(UsageError, match="no http or https address"):
        quiz(founding, answer, address="javascript:x")
