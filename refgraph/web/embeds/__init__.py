"""Embeds: what a teacher takes along, for somebody else's page, course or wall; each with caption and sources.

Every kind is made of a subject, a path of an answer, a whole answer or an entity (`subject`), and takes the fields of
one `Presentation`. `EMBEDS` lists the kinds: the command line and the downloads of the explorer are made from it. A new
kind is a module here with its maker and its row in `KINDS`, and its place in the list below. It imports `web.assets`
and what is below `web`. Read `presentation` and `subject` first, then `pictures`.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.web.embeds import documents, frame, learning, oembed, pictures, preview, tree
from refgraph.web.embeds.documents import handout, jupyter, myst, quarto, slides
from refgraph.web.embeds.frame import Frame, iframe
from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.learning.course import anki, moodle, scorm
from refgraph.web.embeds.learning.lesson import lesson
from refgraph.web.embeds.learning.quiz import quiz
from refgraph.web.embeds.pictures import key, pdf, png, svg, undrawable
from refgraph.web.embeds.presentation import LABELS, LANGUAGES, SHAPES, THEMES, Presentation
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
    "handout",
    "iframe",
    "jupyter",
    "key",
    "lesson",
    "moodle",
    "myst",
    "pdf",
    "png",
    "quarto",
    "quiz",
    "scorm",
    "slides",
    "svg",
    "undrawable",
]

EMBEDS: Mapping[str, Embed] = {
    **frame.KINDS,
    **pictures.KINDS,
    **tree.KINDS,
    **oembed.KINDS,
    **preview.KINDS,
    **learning.KINDS,
    **documents.KINDS,
}
