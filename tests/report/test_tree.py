"""The origins of a symptom as one tree."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.tree import END, Tree, tree
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words.summary import summary
from refgraph.search import questions


def grown(kg: KnowledgeGraph, end: str, most: int = 8) -> Tree:
    found = questions.origins(kg, Finding(end))
    return tree(ViewBuilder(kg), found, summary(kg, found).groups, most)


@pytest.mark.parametrize("end", ["headache", "neck-pain"])
def test_every_group_leads_to_the_end_and_everything_behind_it_to_a_group(toy: KnowledgeGraph, end: str) -> None:
    found = questions.origins(toy, Finding(end))
    made = grown(toy, end)
    assert made.end.finding == Finding(end)
    assert [node.label for node in made.groups] == [group.label for group in summary(toy, found).groups[:8]]
    direct = {link.start for link in made.links if link.end == END}
    assert direct == {node.key for node in made.groups}
    for node in made.nodes[1:]:
        key, passed = node.key, set[str]()
        while key != END:
            assert key not in passed
            passed.add(key)
            key = next(link.end for link in made.links if link.start == key)


def test_each_link_stands_once_and_says_what_its_claims_say(toy: KnowledgeGraph) -> None:
    made = grown(toy, "headache")
    assert len({(link.start, link.end) for link in made.links}) == len(made.links)
    for link in made.links:
        assert link.edges
        assert link.sentence in made.described
        assert set(link.cites) == {number for edge in link.edges for number in edge.cites}


def test_what_is_not_shown_is_counted(toy: KnowledgeGraph) -> None:
    whole, part = grown(toy, "neck-pain"), grown(toy, "neck-pain", most=0)
    assert part.others == whole.others + len(whole.groups)
    assert f"{part.others} more direct cause" in part.described
