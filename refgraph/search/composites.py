"""What is made of several findings together, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.joints import meets
from refgraph.model.statements import Edge, Finding


def edges_with(kg: KnowledgeGraph, part: Finding) -> Iterator[Edge]:
    """Yield the edges that say which combinations a finding is a part of.

    Args:
        kg: the graph.
        part: the finding; its state counts.

    Returns:
        Edges.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [edge.subject.entity for edge in edges_with(kg, Finding("rounded-back"))]
        ['slump']
    """
    for name in _composing(kg):
        for edge in kg.edges(object=part.entity, predicate=name):
            if edge.status != "denied" and meets(kg.codes, edge.object, part):
                yield edge


@lru_cache(maxsize=4)
def _composing(kg: KnowledgeGraph) -> tuple[str, ...]:
    """The predicates that say what a combination is made of."""
    found = kg.schema.predicates.items()
    return tuple(name for name, one in found if one.walk == "yes" and kg.schema.family(name).role == "structure")


def combinations(kg: KnowledgeGraph, part: Finding) -> tuple[str, ...]:
    """Return the combinations that a finding is a part of, in alphabetical order.

    Args:
        kg: the graph.
        part: the finding; its state counts.

    Returns:
        Keys of entities.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> combinations(kg, Finding("rounded-back"))
        ('slump',)
    """
    return tuple(sorted({edge.subject.entity for edge in edges_with(kg, part)}))


def components(kg: KnowledgeGraph, key: str) -> tuple[str, ...]:
    """Return the things that a combination is made of, in alphabetical order.

    Args:
        kg: the graph.
        key: of an entity.

    Returns:
        Keys of entities; none of what is no combination.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> components(kg, "slump")
        ('forward-head-posture', 'rounded-back')
    """
    return tuple(sorted({part.entity for part in parts_of(kg, key)}))


def parts_of(kg: KnowledgeGraph, key: str) -> tuple[Finding, ...]:
    """Return the parts of a combination with their states and sides, by key.

    Args:
        kg: the graph.
        key: of an entity.

    Returns:
        Findings; none of what is no combination.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [part.entity for part in parts_of(kg, "slump")]
        ['forward-head-posture', 'rounded-back']
    """
    edges = (edge for name in _composing(kg) for edge in kg.edges(subject=key, predicate=name))
    return tuple(sorted({edge.object for edge in edges}, key=str))
