"""The toy graph with further claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding

Told = Callable[..., KnowledgeGraph]


@pytest.fixture
def told(mini: Dataset) -> Told:
    """The toy graph with further claims, each (subject, predicate, object) with fields of its own."""

    def make(*more: tuple[str, str, str, dict[str, Any]]) -> KnowledgeGraph:
        plain = replace(mini.claims[0], condition=None, modality="states")
        claims = [
            replace(
                plain,
                id=f"toy-hip#{90 + number}",
                predicate=predicate,
                **{"subject": Finding(subject), "object": Finding(object_), **fields},
            )
            for number, (subject, predicate, object_, fields) in enumerate(more)
        ]
        return build(replace(mini, claims=(*mini.claims, *claims)))

    return make
