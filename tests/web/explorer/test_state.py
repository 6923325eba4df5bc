"""What the pages are made from: paths are found again by their address."""

from __future__ import annotations

import pytest

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page
from refgraph.web.explorer.state import ExplorerState


def test_every_listed_path_is_found_by_its_address_with_its_number(toy: KnowledgeGraph) -> None:
    state = ExplorerState(toy)
    for path in state.origins("headache").paths:
        address = addresses.path(path)
        found = state.path(*address.split("/")[1:]).paths[0]
        assert address in state.catalogue
        assert (addresses.path(found), found.rank) == (address, path.rank)


def test_a_path_that_is_gone_names_the_page_of_its_symptom(toy: KnowledgeGraph) -> None:
    with pytest.raises(NoPageError) as caught:
        ExplorerState(toy).path("piriformis", "headache", "0000000000")
    assert caught.value.near == (("All paths to headache", "symptom/headache"),)


def test_a_page_that_takes_long_is_made_once(toy: KnowledgeGraph) -> None:
    state, made = ExplorerState(toy), list[str]()

    def make() -> Page:
        made.append("made")
        return Page("symptom/headache", {}, dict)

    assert state.once("symptom/headache", make) is state.once("symptom/headache", make)
    assert made == ["made"]
    for number in range(200):
        state.once(f"symptom/{number}", make)
    state.once("symptom/headache", make)
    assert len(made) == 202
