"""The network as text: every box, every arrow seen from both ends, warnings first where they are about the focus."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.network.outline import STATUS_WORDS, Outline
from refgraph.web.network.scene import Scene, scene


@pytest.fixture(scope="module")
def shown(toy: KnowledgeGraph) -> Scene:
    return scene(toy)


@pytest.fixture(scope="module")
def outline(toy: KnowledgeGraph, shown: Scene) -> Outline:
    return Outline(toy, shown)


def test_every_finding_stands_once_under_its_category(toy: KnowledgeGraph, shown: Scene, outline: Outline) -> None:
    order = list(toy.schema.categories)
    groups = outline.groups()
    assert [group.number for group in groups] == sorted(group.number for group in groups)
    entries = [entry for group in groups for thing in group.things for entry in thing.entries]
    assert sorted(entry.number for entry in entries) == [box.number for box in shown.boxes]
    for group in groups:
        for thing in group.things:
            assert outline.entities[thing.number].category == order[group.number]


def test_every_arrow_is_told_from_both_ends(shown: Scene, outline: Outline) -> None:
    entries = [entry for group in outline.groups() for thing in group.things for entry in thing.entries]
    away = {arrow.number: entry.number for entry in entries for arrow in entry.out}
    back = {seen.number: entry.number for entry in entries for seen in entry.back}
    assert away == {line.number: line.start for line in shown.lines}
    assert back == {line.number: line.end for line in shown.lines}


def test_what_speaks_against_an_arrow_is_told_once(shown: Scene, outline: Outline) -> None:
    arrows = [a for group in outline.groups() for thing in group.things for e in thing.entries for a in e.out]
    assert {arrow.word for arrow in arrows} == {STATUS_WORDS[line.edge.status] for line in shown.lines}
    assert any(arrow.against for arrow in arrows)
    for arrow in arrows:
        assert [told.claim for told in arrow.said] == list(shown.lines[arrow.number].edge.claims)
        assert not {told.id for told in arrow.said} & {told.id for told in arrow.against}


def test_warnings_about_the_focus_come_first(toy: KnowledgeGraph, outline: Outline) -> None:
    every = outline.red_flags()
    assert every
    roles = {toy.schema.families[toy.schema.predicates[e.predicate].family].role for e in toy.edges()}
    assert "warning" in roles
    near = [about for _, about in outline.red_flags("headache")]
    assert near == sorted(near, reverse=True)
    assert any(near)
    assert not any(about for _, about in every)


def test_all_articles_are_listed_cited_or_not(toy: KnowledgeGraph, outline: Outline) -> None:
    outline.groups()
    assert [source.key for source in outline.references()] == [source.key for source in toy.sources()]
