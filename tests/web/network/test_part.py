"""The part of a graph around one entity: what leads to it, no more than a screen holds, never what only touches it."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.network.part import joined, part
from refgraph.web.network.scene import scene


@pytest.mark.parametrize("most", [2, 5, 12])
def test_it_joins_no_more_findings_than_are_asked_for(toy: KnowledgeGraph, most: int) -> None:
    for known in toy.entities():
        edges = part(toy, known.key, most)
        assert len({end for edge in edges for end in (edge.subject, edge.object)}) <= most


def test_it_holds_what_says_what_leads_to_what(toy: KnowledgeGraph) -> None:
    for known in toy.entities():
        for edge in part(toy, known.key):
            assert toy.schema.family(edge.predicate).role == "walked"
            assert edge.status != "denied"


def test_everything_in_it_is_joined_to_what_it_is_around(toy: KnowledgeGraph) -> None:
    shown = scene(toy, part(toy, "headache"))
    reached = {box.number for box in shown.boxes if box.finding.entity == "headache"}
    for _ in shown.boxes:
        reached |= {one for link in shown.links if reached & set(link) for one in link}
    assert reached == {box.number for box in shown.boxes}
    assert not shown.whole


def test_a_part_of_a_large_graph_is_small(real: KnowledgeGraph) -> None:
    assert 4 <= len(part(real, "lower-back-pain", 16)) <= 40


def test_what_no_arrow_names_is_not_joined(toy: KnowledgeGraph) -> None:
    found = joined(toy)
    assert all(found.values())
    assert all(
        end.entity in found for known in toy.entities() for edge in part(toy, known.key) for end in (edge.subject,)
    )
