"""The kinds that are documents stand among all kinds of embeds."""

from __future__ import annotations

from refgraph.web.embeds import EMBEDS
from refgraph.web.embeds.documents import KINDS


def test_every_document_is_an_embed() -> None:
    assert set(KINDS) <= set(EMBEDS)
    assert all(kind.about for kind in KINDS.values())
