"""The oEmbed document holds what its standard asks for, and a frame with a whole address."""

from __future__ import annotations

import json

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds import iframe
from refgraph.web.embeds.oembed import oembed


def test_a_rich_document(toy: KnowledgeGraph, answer: Answer) -> None:
    made = json.loads(oembed(toy, answer, address="https://a.example/?a=1&b=2", picture="https://a.example/x.png"))
    # https://oembed.com, 2.3.4.4: a rich one has these three, and a thumbnail has its size.
    assert {"html", "width", "height", "version", "type"} <= set(made)
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= set(made)
    assert 'src="https://a.example/?a=1&amp;b=2"' in made["html"]
    assert made["height"] == iframe(toy, answer, address="a.html").height


@pytest.mark.parametrize("address", ["", "neck.html", "javascript:x"])
def test_an_address_that_no_other_site_reaches_is_refused(toy: KnowledgeGraph, answer: Answer, address: str) -> None:
    with pytest.raises(UsageError):
        oembed(toy, answer, address=address)
