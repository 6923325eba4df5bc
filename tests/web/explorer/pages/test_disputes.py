"""The page of what is disputed."""

from __future__ import annotations

import pytest
from serving import text

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_every_edge_that_is_doubted_is_listed(explorer: Explorer, toy: KnowledgeGraph) -> None:
    doubted = [edge for edge in toy.edges() if edge.status != "supported"]
    pages = [address for address in explorer.addresses() if address.startswith("disputes")]
    html = "".join(text(explorer, address) for address in pages)
    assert doubted
    assert all(address == "disputes" or f'href="{address}"' in text(explorer, "disputes") for address in pages)
    assert all(f'id="edge-{edge.id}"' in html for edge in doubted)


def test_a_part_that_is_not_there_says_so(explorer: Explorer) -> None:
    for wanted in ("disputes/denied-99", "disputes/nonsense"):
        with pytest.raises(NoPageError):
            explorer.file(wanted)
