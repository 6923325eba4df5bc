"""The order of a tree of origins."""

from __future__ import annotations

from trees import made_tree

from refgraph.drawing.origins.order import order, parents, tied
from refgraph.graph.graph import KnowledgeGraph
from refgraph.report.tree import END


def test_what_a_group_leads_to_stands_before_it(toy: KnowledgeGraph) -> None:
    assert order(made_tree(toy, 4, {"1": ("3",)})) == ["3", "1", "2", "4"]
    assert order(made_tree(toy, 3, {"2.1": ("2",), "1": ("2.1",)})) == ["2", "1", "3"]


def test_a_box_stands_below_the_lowest_of_what_it_leads_to(toy: KnowledgeGraph) -> None:
    made = made_tree(toy, 3, {"1.1": ("1", "3"), "2.1": ("2",), "2.2": ("2.1",)})
    found = parents(made, order(made))
    assert found == {"1": END, "2": END, "3": END, "1.1": "3", "2.1": "2", "2.2": "2.1"}


def test_groups_that_share_something_stay_together(toy: KnowledgeGraph) -> None:
    made = made_tree(toy, 4, {"1.1": ("1", "3")})
    assert tied(made, order(made)) == [["1", "3"], ["2"], ["4"]]
