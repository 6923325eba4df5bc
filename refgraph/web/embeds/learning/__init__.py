"""What learners work with: the page of a quiz, the page of a lesson, and a quiz for Anki, Moodle and SCORM.

It turns what `refgraph.teaching` makes into pages and files. Read `quiz` first; `page` holds what the pages share.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.learning import course
from refgraph.web.embeds.learning import lesson as lessons
from refgraph.web.embeds.learning import quiz as quizzes

KINDS: Mapping[str, Embed] = {**lessons.KINDS, **quizzes.KINDS, **course.KINDS}
