"""A quiz as one page: a question at a time where scripts run, all of them with folded answers where none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body import landmarks, plates
from refgraph.drawing.caption import drawn_by
from refgraph.drawing.svg import Paint, Svg, element
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.report.stamp import Stamp
from refgraph.search.questions import origins
from refgraph.teaching import quiz as quizzes
from refgraph.teaching.exports.markup import NOTICE, explains
from refgraph.teaching.values import Evidence, Landmark, Question, Quiz
from refgraph.web import assets
from refgraph.web.answer_page import STYLE
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.presentation import Presentation

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

# What everything takes, and is made of, that holds a quiz.
MADE_OF = (subjects.ANSWER, subjects.ENTITY)
OPTIONS = ("seed", "questions")


def quiz(
    kg: KnowledgeGraph,
    subject: subjects.Subject,
    *,
    seed: int = 1,
    questions: int = quizzes.USUAL_QUESTIONS,
    **presentation: Any,
) -> str:
    """Write a quiz about an answer as one self-contained page.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        seed: of every choice that is made; the same seed gives the same page.
        questions: how many at the most.
        presentation: fields of `Presentation`; theme, title, language and credit count.

    Raises:
        UsageError: a number is out of its range, or the graph tells too little for a quiz.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> quiz(kg, questions.origins(kg, Finding("headache")))[:15]
        '<!DOCTYPE html>'
    """
    how = Presentation(**presentation)
    shown = made(kg, subject, how, seed, questions)
    return page(kg, shown, how, stamp_of(kg, subject, how), "templates/embed/frame.js")


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
    scripts = tuple(assets.script(name) for name in (*before, "templates/embed/quiz.js"))
    dressed = assets.PageAssets(style_of(paint, how), scripts, fonts=True)
    defs = landmarks.definitions(body, views) if views else Svg()
    return assets.render(
        "embed/quiz.html",
        {
            **around(kg, shown.evidence, how, stamp, f"quiz {shown.seed}, {len(shown.questions)} questions"),
            "stamp": stamp.folded,
            "quiz": shown,
            "explains": explains,
            "figures": [_figure(body, paint, question) for question in shown.questions],
            "definitions": element("svg", defs, class_="defs", aria_hidden="true", focusable="false"),
            "style": dressed.style,
            "scripts": scripts,
            "policy": dressed.policy(),
        },
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


# ---------------------------------------------------------------- what pages for learners share


def style_of(paint: Paint, how: Presentation) -> Svg:
    """Give the style sheet of a page for learners, with the typeface that figures are measured with.

    Args:
        paint: how things look.
        how: tells the theme.
    """
    colours = assets.category_colours(paint)
    sheet = assets.style(STYLE, "templates/embed/teaching.css", colours=colours)
    return Svg(assets.typefaces() + assets.in_theme(sheet, how.theme))


def around(
    kg: KnowledgeGraph, told: Iterable[Evidence], how: Presentation, stamp: Stamp, which: str = ""
) -> dict[str, Any]:
    """Give what every page for learners says besides its own words.

    Args:
        kg: the graph.
        told: the evidence that it cites.
        how: tells theme, language and credit.
        stamp: what it was made from.
        which: what else tells it from others.
    """
    return {
        "lang": how.lang,
        "scheme": assets.SCHEMES[how.theme],
        "notice": NOTICE,
        "tab": True,
        "here": "",
        "quote_is_link": True,
        "mark": Svg,
        "kind": Svg,
        "credit": " · ".join(filter(None, (drawn_by(kg.data_version, how.credit), which, f"answer {stamp.short}"))),
        "sources": sorted({(one.source, one.home) for one in told}, key=lambda source: source[0].casefold()),
    }


# ---------------------------------------------------------------- the kind

KINDS: Mapping[str, Embed] = {
    "quiz": Embed(quiz, ".html", "text/html; charset=utf-8", "questions with answers that cite", MADE_OF, OPTIONS),
}
