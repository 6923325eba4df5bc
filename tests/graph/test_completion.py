"""What completes a half-typed finding or key."""

from __future__ import annotations

from toys import MINI

from refgraph.graph.completion import complete_finding, complete_key
from refgraph.graph.open import open_graph


def test_names_are_completed_with_the_state_before_them() -> None:
    kg = open_graph(MINI)
    assert complete_finding(kg, "tight pir") == ["tight piriformis", "tight piriformis muscle"]
    assert complete_finding(kg, "pain in") == ["pain in the butt", "pain in the head", "pain in the neck"]
    assert complete_finding(kg, "left glute m") == ["left glute medius"]
    assert complete_key(kg, "predicates", "ti") == ["tightens", "tilts"]
    assert complete_key(kg, "sources", "") == ["toy-hip", "toy-neck"]
