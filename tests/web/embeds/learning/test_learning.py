"""Everything that learners work with is a kind of embed."""

from __future__ import annotations

from refgraph.web.embeds import EMBEDS
from refgraph.web.embeds.learning import KINDS


def test_each_is_a_kind_of_embed() -> None:
    assert set(KINDS) == {"lesson", "quiz", "anki", "moodle", "scorm"}
    assert all(EMBEDS[kind] is row for kind, row in KINDS.items())
