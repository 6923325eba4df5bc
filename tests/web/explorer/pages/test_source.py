"""The page of an article."""

from __future__ import annotations

from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer, addresses


def test_every_claim_of_an_article_stands_on_its_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    for source in toy.sources():
        html = text(explorer, addresses.source(source.key))
        for claim in toy.claims():
            if claim.source == source.key:
                assert f'id="claim-{claim.id.rpartition("#")[2]}"' in html
