"""Handouts of every kind of subject: warning, figure, citations, three questions or more, and the key."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds.documents.handout import content, handout
from refgraph.web.embeds.presentation import Presentation


@pytest.fixture(params=["path", "answer", "entity"])
def of(request: pytest.FixtureRequest, toy: KnowledgeGraph, answer: Answer) -> tuple[Any, dict[str, Any]]:
    known = {"path": (answer, {}), "answer": (answer, {"whole": True}), "entity": (toy.entity("upper-trapezius"), {})}
    return known[request.param]  # type: ignore[no-any-return]


def test_it_says_what_a_handout_has_to_say(toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]) -> None:
    subject, how = of
    made = content(toy, subject, Presentation(**how, credit="Course 101"))
    assert made.warning
    assert made.picture.width
    assert made.entries
    assert all("[" in one.cited for one in made.entries)
    assert 3 <= len(made.questions) <= 5
    assert all(one.answer for one in made.questions)
    assert made.credit.startswith("Course 101 · ")
    assert made == content(toy, subject, Presentation(**how, credit="Course 101"))


def test_a_page_has_answers_only_with_the_key(toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]) -> None:
    subject, how = of
    for keyed in (False, True):
        page = handout(toy, subject, to="html", keyed=keyed, **how)
        assert isinstance(page, str)
        assert ('class="key"' in page) is keyed
        assert ('class="write"' in page) is not keyed


def test_a_pdf_carries_its_stamp(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("typst")
    from refgraph.io import stamped

    made = handout(toy, answer, paper="letter")
    assert isinstance(made, bytes)
    assert stamped.read(made).shows == "path"
    assert len(pytest.importorskip("pypdf").PdfReader(BytesIO(made)).pages) <= 2


def test_what_makes_no_sense_is_refused(toy: KnowledgeGraph, answer: Answer) -> None:
    with pytest.raises(UsageError, match="unknown paper"):
        handout(toy, answer, paper="a5")
    with pytest.raises(UsageError, match="form of a handout"):
        handout(toy, answer, to="docx")
