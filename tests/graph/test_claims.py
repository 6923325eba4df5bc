"""Claims are filtered: by any value of a filter, and by all filters."""

from __future__ import annotations

from refgraph.graph import claims as selection
from refgraph.graph.graph import KnowledgeGraph


def test_filters_join_by_and_their_values_by_or(toy: KnowledgeGraph) -> None:
    def ids(**wanted: tuple[str, ...]) -> list[str]:
        return [claim.id for _, claim in selection.claims(toy, selection.Wanted(**wanted))]

    assert ids(polarities=("denies",)) == ["toy-hip#11", "toy-neck#4"]
    assert ids(states=("weak",), sides=("right",)) == ["toy-hip#4"]
    assert ids(evidence=("advertisement", "experiment")) == ["toy-neck#8", "toy-neck#17"]
    assert ids(modalities=("may",), sources=("toy-hip",)) == ["toy-hip#2"]
    assert set(ids(entities=("slump",))) == {"toy-neck#11", "toy-neck#12", "toy-neck#13"}
    assert ids(categories=("theory",)) == ["toy-neck#8"]
    assert len(ids()) == len(toy.claims())
