"""The network as pages of the explorer."""

from __future__ import annotations

import pytest
from serving import text

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_it_opens_on_what_is_said_to_lead_to_something(explorer: Explorer) -> None:
    html = text(explorer, "network")
    assert 'class="still"' in html
    assert "Everything, by kind" in html
    assert 'href="network/headache"' in html


def test_each_box_leads_to_the_network_around_it_and_each_arrow_to_its_words(explorer: Explorer) -> None:
    html = text(explorer, "network/headache")
    assert 'href="upper-trapezius"' in html
    assert 'href="#e0"' in html
    assert 'id="e0"' in html


def test_the_one_to_move_around_in_has_the_header_of_the_site(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "network/headache/interactive")
    assert '<nav class="site" aria-label="Site"><a class="brand" href="../../">' in html
    assert "../../index.html" in text(Explorer(toy, frozen=True), "network/headache/interactive")


def test_a_large_graph_is_not_held_by_a_page_that_shows_a_little_of_it(real: KnowledgeGraph) -> None:
    html = text(Explorer(real), "network/headache")
    assert len(html) < 80_000
    assert len(text(Explorer(real), "network/headache/interactive")) < 800_000


def test_what_has_no_name_has_no_network(explorer: Explorer) -> None:
    for address in ("network/zzz", "network/headache/other"):
        with pytest.raises(NoPageError):
            explorer.file(address)
