"""What the pages are made from: paths are found again by their address."""

from __future__ import annotations

import pytest

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageRequest
from refgraph.web.explorer.pages import start
from refgraph.web.explorer.state import FROZEN_TOP, ExplorerState, told_whole


def test_every_listed_path_is_found_by_its_address_with_its_number(toy: KnowledgeGraph) -> None:
    state = ExplorerState(toy)
    for path in state.origins("headache").paths:
        address = addresses.path(path)
        found = state.path(*address.split("/")[1:]).paths[0]
        assert address in state.catalogue
        assert (addresses.path(found), found.rank) == (address, path.rank)


def test_the_start_asks_for_what_it_tells_and_a_path_for_its_symptom(toy: KnowledgeGraph) -> None:
    asked: list[str] = []

    class Counting(ExplorerState):
        def _ask(self, kind: str, key: str, options: tuple[tuple[str, object], ...]) -> Answer:
            asked.append(key)
            return super()._ask(kind, key, options)

    state = Counting(toy)
    page = start.start(state, PageRequest())
    assert page.record()
    assert set(asked) == set(start._most_told(state))
    asked.clear()
    longest = max(state.origins("headache").paths, key=lambda path: len(path.steps))
    assert state.path(*addresses.path_key(longest).split("/"))
    assert set(asked) <= {"headache"}


def test_a_frozen_site_has_as_many_paths_as_a_short_answer(toy: KnowledgeGraph) -> None:
    state = ExplorerState(toy, frozen=True)
    assert len(state.catalogue) <= 2 * FROZEN_TOP * len(state.felt)
    for known in toy.entities():
        for path in () if state.is_felt(known.key) else state.effects(known.key).paths:
            assert state.place(path) in {addresses.path(path), addresses.symptom(path.target.entity)}
            assert state.place(path).startswith("symptom/") or addresses.path(path) in state.catalogue


def test_the_longest_path_of_an_article_rests_on_it_alone(toy: KnowledgeGraph) -> None:
    state = ExplorerState(toy)
    for source in toy.sources():
        for path in told_whole(state, source.key):
            assert path.verdict.sources == (source.key,)
            assert state.is_felt(path.target.entity)


def test_a_path_that_is_gone_names_the_page_of_its_symptom(toy: KnowledgeGraph) -> None:
    with pytest.raises(NoPageError) as caught:
        ExplorerState(toy).path("piriformis", "headache", "0000000000")
    assert caught.value.near == (("All paths to headache", "symptom/headache"),)


def test_a_page_that_takes_long_is_made_once(toy: KnowledgeGraph) -> None:
    state, made = ExplorerState(toy), list[str]()

    def make() -> Page:
        made.append("made")
        return Page("symptom/headache", {}, dict)

    assert state.pages.once("symptom/headache", make) is state.pages.once("symptom/headache", make)
    assert made == ["made"]
    for number in range(200):
        state.pages.once(f"symptom/{number}", make)
    state.pages.once("symptom/headache", make)
    assert len(made) == 202
