"""The page of what is disputed."""

from __future__ import annotations

from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_every_edge_that_is_doubted_is_listed(explorer: Explorer, toy: KnowledgeGraph) -> None:
    doubted = [edge for edge in toy.edges() if edge.status != "supported"]
    html = text(explorer, "disputes")
    assert doubted
    assert all(f'id="edge-{edge.id}"' in html for edge in doubted)
