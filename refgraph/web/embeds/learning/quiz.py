"""A quiz as one page: a question at a time where scripts run, all of them with folded answers where none does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body import landmarks, plates
from refgraph.drawing.svg import Paint, Svg, element
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.report.stamp import Stamp
from refgraph.search.questions import origins
from refgraph.teaching import quiz as quizzes
from refgraph.teaching.values import Landmark, Question, Quiz
from refgraph.web import assets
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.frame import Frame, safe
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.learning.page import around, dressed, framed
from refgraph.web.embeds.presentation import Presentation, in_its_words

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

# What everything takes, and is made of, that holds a quiz.
MADE_OF = (subjects.ANSWER, subjects.ENTITY)
OPTIONS = ("seed", "questions")
# Without a script all questions stand below each other, and a frame of them scrolls.
_HEIGHT = 720
_HOLDS = msgid("questions with answers that cite")
# What the script of the page says, by the names that it has for it.
_SAID = {
    "right": msgid("✓ That is right."),
    "wrong": msgid("✗ The sources cited below say otherwise."),
    "choose": msgid("Choose an answer first."),
    "at": msgid("Question {n} of {count}"),
    "sofar": msgid("{points} of {done} right so far"),
    "next": msgid("Next"),
    "result": msgid("See the result"),
    "points": msgid("{points} of {count} right."),
    "good": msgid("answered right"),
    "bad": msgid("answered wrong"),
    "none": msgid("not answered"),
    "moved": msgid("{what}: now {place} of {count}."),
}


@in_its_words
def quiz(
    kg: KnowledgeGraph,
    subject: subjects.Subject,
    *,
    seed: int = 1,
    questions: int = quizzes.USUAL_QUESTIONS,
    address: str = "",
    **presentation: Any,
) -> Frame:
    """Write a quiz about an answer as one self-contained page, and the snippet that puts it into another.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        seed: of every choice that is made; the same seed gives the same page.
        questions: how many at the most.
        address: where the page will stand; empty to carry it inside the snippet.
        presentation: fields of `Presentation`; theme, title, language and credit count.

    Raises:
        UsageError: a number is out of its range, or the graph tells too little for a quiz.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> quiz(kg, questions.origins(kg, Finding("headache"))).page[:15]
        '<!DOCTYPE html>'
    """
    how = Presentation(**presentation)
    shown = made(kg, subject, how, seed, questions)
    written = page(kg, shown, how, stamp_of(kg, subject, how), "templates/embed/frame.js")
    return framed(written, shown.title, tr(_HOLDS), safe(address), _HEIGHT)


def made(kg: KnowledgeGraph, subject: subjects.Subject, how: Presentation, seed: int, questions: int) -> Quiz:
    """Make the quiz that is shown, with the places of the body.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        how: tells the title.
        seed: of every choice that is made.
        questions: how many at the most.
    """
    answer = _answer(kg, subject)
    return quizzes.quiz(kg, answer, seed=seed, questions=questions, landmarks=places(kg), title=how.title)


def stamp_of(kg: KnowledgeGraph, subject: subjects.Subject, how: Presentation) -> Stamp:
    """Stamp what a quiz is about: all origins, or the path between two ends.

    Args:
        kg: the graph that the subject comes from.
        subject: as of `made`.
        how: tells the path.
    """
    origins_of = isinstance(subject, Entity) or subject.query.kind == "origins"
    return subjects.stamp_of(kg, subject, replace(how, whole=origins_of))


def _answer(kg: KnowledgeGraph, subject: subjects.Subject) -> Answer:
    return origins(kg, Finding(subject.key)) if isinstance(subject, Entity) else subject


def places(kg: KnowledgeGraph) -> tuple[Landmark, ...]:
    """Give the places of the body as questions take them.

    Args:
        kg: the graph that asks.
    """
    return tuple(
        Landmark(one.entity, one.view, one.seen, one.region, tuple(sorted(one.regions)), one.points, one.clear)
        for one in landmarks.located(kg)
    )


def page(kg: KnowledgeGraph, shown: Quiz, how: Presentation, stamp: Stamp, *before: str) -> str:
    """Write the page of a quiz.

    Args:
        kg: the graph that it was made from.
        shown: the quiz.
        how: tells theme, language and credit.
        stamp: what it was made from; folded, since the page asks for the answers.
        before: scripts of ours that run before that of the quiz.
    """
    paint, body = Paint(kg.schema), plates.load()
    views = dict.fromkeys(mark.view for question in shown.questions for mark in question.landmarks)
    defs = landmarks.definitions(body, views) if views else Svg()
    words = {
        "quiz": shown,
        "figures": [_figure(body, paint, question) for question in shown.questions],
        "definitions": element("svg", defs, class_="defs", aria_hidden="true", focusable="false"),
        "stamp": stamp.folded,
        "said": json.dumps({name: tr(text) for name, text in _SAID.items()}, ensure_ascii=False),
    }
    one, many = msgid("quiz {seed}, {count} question"), msgid("quiz {seed}, {count} questions")
    which = tr(one if len(shown.questions) == 1 else many, seed=shown.seed, count=len(shown.questions))
    told = around(kg, shown.evidence, how, f"{which} · {tr('answer {hash}', hash=stamp.short)}")
    return assets.render(
        "embed/quiz.html", {**words, **told, **dressed(paint, how, (*before, "templates/embed/quiz.js"))}
    )


def figures(kg: KnowledgeGraph, shown: Quiz) -> dict[str, str]:
    """Draw the numbered places of a quiz as files.

    Args:
        kg: the graph that it was made from.
        shown: the quiz.

    Returns:
        SVG by the key of its question.
    """
    paint, body = Paint(kg.schema, baked=True), plates.load()
    return {
        question.key: landmarks.numbered_file(
            body, paint, question.landmarks[0].view, [mark.points for mark in question.landmarks]
        )
        for question in shown.questions
        if question.landmarks
    }


def _figure(body: plates.Body, paint: Paint, question: Question) -> Svg:
    if not question.landmarks:
        return Svg()
    points = [mark.points for mark in question.landmarks]
    return landmarks.numbered(body, paint, question.landmarks[0].view, points)


# ---------------------------------------------------------------- the kind

KINDS: Mapping[str, Embed] = {
    "quiz": Embed(
        quiz, ".html", "text/html; charset=utf-8", "questions with answers that cite", MADE_OF, (*OPTIONS, "address")
    ),
}
