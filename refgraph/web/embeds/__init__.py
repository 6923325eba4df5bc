"""Embeds: what a teacher takes along, for somebody else's page, course or wall; each with caption and sources.

Every kind is made of a subject, a path of an answer, a whole answer or an entity (`subject`), and takes the fields of
one `Presentation`. `EMBEDS` lists the kinds: the command line and the downloads of the explorer are made from it. A new
kind is a module here with its maker and its row in `KINDS`, and its place in the list below. It imports `web.assets`
and what is below `web`. Read `presentation` and `subject` first, then `pictures`.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.report.words.languages import LANGUAGES
from refgraph.web.embeds import course, documents, frame, pictures, tree
from refgraph.web.embeds import lesson as lessons
from refgraph.web.embeds import quiz as quizzes
from refgraph.web.embeds.course import anki, moodle, scorm
from refgraph.web.embeds.frame import Frame, iframe
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.lesson import lesson
from refgraph.web.embeds.pictures import key, pdf, png, svg, undrawable
from refgraph.web.embeds.presentation import LABELS, SHAPES, THEMES, Presentation
from refgraph.web.embeds.quiz import quiz
from refgraph.web.embeds.subject import Subject

__all__ = [
    "EMBEDS",
    "LABELS",
    "LANGUAGES",
    "SHAPES",
    "THEMES",
    "Embed",
    "Frame",
    "Presentation",
    "Subject",
    "anki",
    "iframe",
    "key",
    "lesson",
    "moodle",
    "pdf",
    "png",
    "quiz",
    "scorm",
    "svg",
    "undrawable",
]

EMBEDS: Mapping[str, Embed] = {
    **frame.KINDS,
    **pictures.KINDS,
    **tree.KINDS,
    **lessons.KINDS,
    **quizzes.KINDS,
    **course.KINDS,
    **documents.KINDS,
}
