"""A quiz for other programs: a deck for Anki, a question bank for Moodle, a SCORM package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refgraph.teaching.exports import anki as decks
from refgraph.teaching.exports import moodle as banks
from refgraph.teaching.exports import scorm as packages
from refgraph.teaching.quiz import USUAL_QUESTIONS
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.learning.quiz import MADE_OF, OPTIONS, figures, made, page, stamp_of
from refgraph.web.embeds.presentation import Presentation, in_its_words
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


@in_its_words
def anki(
    kg: KnowledgeGraph, subject: Subject, *, seed: int = 1, questions: int = USUAL_QUESTIONS, **presentation: Any
) -> bytes:
    """Write a quiz about an answer as an Anki package.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        seed: of every choice that is made.
        questions: how many at the most.
        presentation: fields of `Presentation`; its title counts.

    Raises:
        UsageError: genanki is not installed, or the call does not make sense.
    """
    how = Presentation(**presentation)
    quiz = made(kg, subject, how, seed, questions)
    return decks.deck(quiz, figures(kg, quiz), stamp_of(kg, subject, how).text)


@in_its_words
def moodle(
    kg: KnowledgeGraph, subject: Subject, *, seed: int = 1, questions: int = USUAL_QUESTIONS, **presentation: Any
) -> str:
    """Write a quiz about an answer as a question bank in Moodle's XML.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        seed: of every choice that is made.
        questions: how many at the most.
        presentation: fields of `Presentation`; its title counts.

    Raises:
        UsageError: the call does not make sense.
    """
    how = Presentation(**presentation)
    quiz = made(kg, subject, how, seed, questions)
    return banks.question_bank(quiz, figures(kg, quiz), stamp_of(kg, subject, how).folded)


@in_its_words
def scorm(
    kg: KnowledgeGraph,
    subject: Subject,
    *,
    seed: int = 1,
    questions: int = USUAL_QUESTIONS,
    scorm: str = packages.VERSIONS[0],
    **presentation: Any,
) -> bytes:
    """Pack a quiz about an answer as a SCORM package.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query; of an entity its origins are asked about.
        seed: of every choice that is made.
        questions: how many at the most.
        scorm: `1.2` or `2004`.
        presentation: fields of `Presentation`; theme, title, language and credit count.

    Raises:
        UsageError: there is no such version, or the call does not make sense.
    """
    how = Presentation(**presentation)
    quiz = made(kg, subject, how, seed, questions)
    stamp = stamp_of(kg, subject, how)
    return packages.package(quiz, page(kg, quiz, how, stamp, "templates/embed/scorm.js"), scorm, stamp.text)


KINDS: Mapping[str, Embed] = {
    "anki": Embed(anki, ".apkg", "application/octet-stream", "a deck for Anki", MADE_OF, OPTIONS, extra="genanki"),
    "moodle": Embed(moodle, ".xml", "text/xml; charset=utf-8", "a question bank for Moodle", MADE_OF, OPTIONS),
    "scorm": Embed(
        scorm, ".zip", "application/zip", "a quiz for a learning management system", MADE_OF, (*OPTIONS, "scorm")
    ),
}
