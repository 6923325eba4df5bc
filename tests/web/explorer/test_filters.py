"""Filters of all paths to a symptom."""

from __future__ import annotations

import json

import pytest
from serving import text

from refgraph.errors import RefusedError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_filters_narrow_the_question(explorer: Explorer, toy: KnowledgeGraph) -> None:
    whole = json.loads(explorer.file("paths/headache.json").body)["paths"]
    short = json.loads(explorer.file("paths/headache.json", {"steps": ["2"]}).body)["paths"]
    assert 0 < len(short) < len(whole)
    assert all(path["hops"] <= 2 for path in short)
    html = text(explorer, "paths/headache", steps=["2"])
    assert '<option value="2" selected>' in html
    assert 'href="headache.json?steps=2"' in html


@pytest.mark.parametrize(
    "query",
    [{"steps": ["9"]}, {"category": ["<b>"]}, {"source": ["none"]}, {"evidence": ["x"]}, {"side": ["left", "right"]}],
)
def test_a_filter_that_cannot_be_is_refused(explorer: Explorer, query: dict[str, list[str]]) -> None:
    with pytest.raises(RefusedError):
        explorer.file("paths/headache", query)
