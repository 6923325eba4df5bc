"""The explorer of the toy graph, and its longest path."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.explorer import Explorer, addresses


@pytest.fixture(scope="session")
def explorer(toy: KnowledgeGraph) -> Explorer:
    return Explorer(toy)


@pytest.fixture(scope="session")
def longest(toy: KnowledgeGraph) -> str:
    return addresses.path(max(questions.origins(toy, Finding("headache")).paths, key=lambda path: len(path.steps)))
