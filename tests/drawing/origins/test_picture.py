"""Which picture an answer gets."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from trees import several

from refgraph.drawing import sheet
from refgraph.drawing.origins import picture
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.report.view_builder import view
from refgraph.search import questions


@pytest.fixture(scope="module")
def kg(mini: Dataset) -> KnowledgeGraph:
    """A graph with several origins of a headache."""
    return several(mini)


def test_several_origins_are_one_tree_and_one_origin_is_its_path(kg: KnowledgeGraph, toy: KnowledgeGraph) -> None:
    many, one = (questions.origins(graph, Finding("headache")) for graph in (kg, toy))
    assert picture.has_tree(view(kg, many))
    assert not picture.has_tree(view(toy, one))
    drawn = str(render(kg, many, "svg"))
    assert "All origins of headache in one picture" in drawn
    for group in view(kg, many).groups[:8]:
        assert group.label.split()[0] in drawn
    assert "The path from" in str(render(toy, one, "svg"))


def test_paths_between_two_ends_are_drawn_as_the_first_of_them(kg: KnowledgeGraph) -> None:
    found = questions.paths(kg, Finding("gluteals", "weak"), Finding("headache"))
    assert not picture.has_tree(view(kg, found))


@pytest.mark.parametrize("shape", sheet.SHAPES)
def test_a_tree_says_what_belongs_to_it_in_every_shape(kg: KnowledgeGraph, shape: str) -> None:
    shown = view(kg, questions.origins(kg, Finding("headache")))
    drawn, words = picture.origins(shown, shape, note="A note.", credit="Course 101")
    made = sheet.sheet(drawn, words, shape)
    ElementTree.fromstring(made)
    assert "A note." in words.told
    assert words.credit.startswith("Course 101")
    assert shown.lead in words.told
    assert {source.number for source in words.sources}
    assert "Drawn by refgraph" in made
    for group in shown.groups[:8]:
        assert group.group.direct


def test_where_nothing_leads_there_is_no_tree(toy: KnowledgeGraph) -> None:
    effects = questions.effects(toy, Finding("gluteals", "weak"))
    with pytest.raises(UsageError, match="no tree"):
        picture.origins(view(toy, effects))
