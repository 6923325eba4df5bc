"""The page for a frame: small, by itself, with an address that cannot run."""

from __future__ import annotations

import pytest

from refgraph import embed
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x", "java\tscript:x"]
)
def test_an_address_that_runs_is_refused(toy: KnowledgeGraph, answer: Answer, address: str) -> None:
    with pytest.raises(UsageError, match="no http or https"):
        embed.iframe(toy, answer, address=address)


@pytest.mark.parametrize("address", ["neck.html", "../a/b.html?x=1&y=2", "https://a.example/x.html", "/a:b/c.html"])
def test_an_address_is_kept(toy: KnowledgeGraph, answer: Answer, address: str) -> None:
    assert f'src="{address.replace("&", "&amp;")}"' in embed.iframe(toy, answer, address=address).snippet


def test_the_page_is_small(toy: KnowledgeGraph, answer: Answer) -> None:
    made = embed.iframe(toy, answer)
    assert len(made.page.encode()) <= 60_000
    assert made.page.count("<script") == 1
    assert "unsafe-inline" not in made.page
