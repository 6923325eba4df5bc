"""Claims become edges, and look-ups give them back."""

from __future__ import annotations

import networkx as nx
import pytest

from refgraph.errors import UnknownNameError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.io.networkx import to_networkx


def test_unknown_keys_are_named(toy: KnowledgeGraph) -> None:
    for look in (toy.entity, toy.source, toy.claim):
        with pytest.raises(UnknownNameError, match="nonsense"):
            look("nonsense")


def test_networkx_holds_every_edge_and_is_frozen(toy: KnowledgeGraph) -> None:
    drawn = to_networkx(toy)
    assert drawn.number_of_nodes() == len(toy.entities())
    assert drawn.number_of_edges() == len(toy.edges())
    assert nx.is_frozen(drawn)
