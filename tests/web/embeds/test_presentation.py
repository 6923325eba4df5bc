"""What a presentation may be; everything else is refused in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.language.voice import ENGLISH, voice
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.embeds import EMBEDS
from refgraph.web.embeds.presentation import Presentation


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"shape": "a5"}, "shape"),
        ({"theme": "blue"}, "light, dark, auto"),
        ({"labels": "some"}, "on, off, numbers"),
        ({"lang": "tlh"}, "language"),
        ({"width": 3}, "width of 3"),
        ({"width": 99999}, "width of 99999"),
        ({"steps": "three"}, "1-3"),
        ({"steps": "3-1"}, "3 to 1"),
        ({"steps": "0-1"}, "the first is 1"),
    ],
)
def test_what_is_no_presentation_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Presentation(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("steps", "part"), [("", None), ("2", (2, 2)), ("1-3", (1, 3)), (" 1 – 3 ", (1, 3))])
def test_steps_are_read(steps: str, part: tuple[int, int] | None) -> None:
    assert Presentation(steps=steps).part == part


def test_a_picture_is_dark_only_where_that_is_asked_for() -> None:
    assert [Presentation(theme=theme).dark for theme in ("light", "auto", "dark")] == [False, False, True]


SPANISH_ONLY = ("iframe", "svg", "lesson")


@pytest.mark.parametrize("kind", SPANISH_ONLY)
def test_a_kind_speaks_spanish_and_leaves_english_in_use(founding: KnowledgeGraph, kind: str) -> None:
    answer = questions.paths(founding, Finding("piriformis", "tight"), Finding("neck-pain"), top=1)
    made = EMBEDS[kind].make(founding, answer, lang="es")
    page = made if isinstance(made, str) else made.page
    assert "el piriforme tenso" in page.replace("El piriforme", "el piriforme")
    assert not re.search(r"tight piriformis<|Step by step|Sources<|is said by|See a doctor", page)
    assert voice() is ENGLISH


def test_what_is_left_in_english_is_marked_on_the_page(founding: KnowledgeGraph) -> None:
    answer = questions.paths(founding, Finding("piriformis", "tight"), Finding("neck-pain"), top=1)
    page = EMBEDS["iframe"].make(founding, answer, lang="es", address="x.html").page
    bare = re.sub(r"<(p|q|ol|span)\b[^>]* lang=\"en\">.*?</\1>", "", page[page.index("<body") :], flags=re.DOTALL)
    said = {claim.statement for step in answer.paths[0].steps for claim in step.edge.claims}
    assert said
    assert all(statement in page and statement not in bare for statement in said)
    assert '<html lang="es"' in page


def test_a_name_without_translation_is_marked_in_its_title(mini: Dataset) -> None:
    own = replace(mini.entities["upper-trapezius"], key="moon-muscle", label="moon muscle")
    kg = build(replace(mini, entities={**mini.entities, own.key: own}))
    answer = questions.origins(kg, Finding("headache"), top=1)
    path = answer.paths[0]
    renamed = replace(path, origin=Finding(own.key), steps=(replace(path.steps[0], subject=Finding(own.key)),))
    page = EMBEDS["iframe"].make(kg, replace(answer, paths=(renamed,)), lang="es", address="x.html").page
    assert '<h1 id="title"><span lang="en">moon muscle</span> → dolor de cabeza</h1>' in page


def test_everyday_words_say_what_the_things_on_the_path_are(founding: KnowledgeGraph) -> None:
    answer = questions.paths(founding, Finding("piriformis", "tight"), Finding("neck-pain"), top=1)
    page = EMBEDS["iframe"].make(founding, answer, plain=True, address="x.html").page
    assert "What the words mean" in page
    assert founding.entity("piriformis").plain in page
    assert "traps" in page
    usual = EMBEDS["iframe"].make(founding, answer, address="x.html").page
    assert "What the words mean" not in usual
