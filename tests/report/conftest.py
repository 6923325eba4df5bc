"""The toy graph, and the same with names that try to be syntax."""

from __future__ import annotations

import pytest
from asked import nastily_named

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset


@pytest.fixture(scope="session")
def nasty(mini: Dataset) -> KnowledgeGraph:
    """The toy graph with labels, statements and titles that try to be syntax."""
    return nastily_named(mini)
