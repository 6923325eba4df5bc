"""What is made of several findings, and what these are."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search.composites import combinations, components, edges_with, parts_of


def test_a_combination_and_its_parts_name_each_other(toy: KnowledgeGraph) -> None:
    assert components(toy, "slump") == tuple(part.entity for part in parts_of(toy, "slump"))
    for part in parts_of(toy, "slump"):
        assert combinations(toy, part) == ("slump",)
        assert [edge.subject.entity for edge in edges_with(toy, part)] == ["slump"]


def test_what_is_no_combination_has_no_parts(toy: KnowledgeGraph) -> None:
    assert parts_of(toy, "headache") == ()
    assert combinations(toy, Finding("headache")) == ()
