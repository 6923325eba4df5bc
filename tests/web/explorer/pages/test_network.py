"""The network as a page of the explorer."""

from __future__ import annotations

from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_the_network_leads_back_to_the_start(toy: KnowledgeGraph, explorer: Explorer) -> None:
    assert '<a href="./">Back to the explorer</a>' in text(explorer, "network")
    assert '<a href="index.html">Back to the explorer</a>' in text(Explorer(toy, frozen=True), "network")
