"""Slides of every kind of subject, as a page, as pictures in a zip, and as PPTX; the same bytes every time."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds.documents.handout import handout
from refgraph.web.embeds.documents.slides import slides


@pytest.fixture(params=["path", "answer", "entity"])
def of(request: pytest.FixtureRequest, toy: KnowledgeGraph, answer: Answer) -> tuple[Any, dict[str, Any]]:
    known = {"path": (answer, {}), "answer": (answer, {"whole": True}), "entity": (toy.entity("upper-trapezius"), {})}
    return known[request.param]  # type: ignore[no-any-return]


def test_a_page_says_the_warning_first_and_the_licence_last(
    toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]
) -> None:
    subject, how = of
    made = slides(toy, subject, **how)
    assert isinstance(made, str)
    assert made == slides(toy, subject, **how)
    sections = made.split("<section ")[1:]
    assert "kind-title" in sections[0]
    assert "CC BY 4.0" in sections[-1]


def test_pictures_are_numbered(toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]) -> None:
    subject, how = of
    made = slides(toy, subject, to="svg", **how)
    assert isinstance(made, bytes)
    with ZipFile(BytesIO(made)) as held:
        names = held.namelist()
        assert names == [f"slide-{n:02}.svg" for n in range(1, len(names) + 1)]


def test_pixels_and_powerpoint(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("resvg_py")
    pytest.importorskip("pptx")
    for to, inner in (("png", "slide-01.png"), ("pptx", "ppt/presentation.xml")):
        made = slides(toy, answer, to=to)
        assert isinstance(made, bytes)
        with ZipFile(BytesIO(made)) as held:
            assert inner in held.namelist()


def test_title_credit_theme_and_labels_are_heeded(toy: KnowledgeGraph, answer: Answer) -> None:
    made = slides(toy, answer, title="Week 3", credit="Course 101", theme="dark", labels="numbers")
    assert isinstance(made, str)
    assert "Course 101" in made
    assert 'content="dark"' in made
    assert "____" in made
    assert "Week 3" in slides(toy, answer, title="Week 3")  # type: ignore[operator]


def test_only_some_steps(toy: KnowledgeGraph, answer: Answer) -> None:
    longest = max(range(len(answer.paths)), key=lambda n: len(answer.paths[n].steps)) + 1
    made = slides(toy, answer, rank=longest, steps="2")
    assert isinstance(made, str)
    assert "Step 1 of 1" in made


def test_an_unknown_form_is_refused(toy: KnowledgeGraph, answer: Answer) -> None:
    with pytest.raises(UsageError, match="form of slides"):
        slides(toy, answer, to="gif")


def test_every_form_carries_its_stamp(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("resvg_py")
    pytest.importorskip("pptx")
    from refgraph.io import stamped

    found = []
    for to in ("html", "svg", "png", "pptx"):
        made = slides(toy, answer, to=to)
        found.append(stamped.read(made.encode() if isinstance(made, str) else made))
    assert len(set(found)) == 1
    hidden = slides(toy, answer, labels="numbers")
    assert isinstance(hidden, str)
    assert "packed" in hidden


def test_a_part_of_a_path_is_said_to_be_one(toy: KnowledgeGraph, answer: Answer) -> None:
    longest = max(range(len(answer.paths)), key=lambda n: len(answer.paths[n].steps)) + 1
    for make in (slides, handout):
        made = make(toy, answer, to="html", rank=longest, steps="2", note="For week 3.")
        assert isinstance(made, str)
        assert "Only step 2 of" in made
        assert "For week 3." in made
