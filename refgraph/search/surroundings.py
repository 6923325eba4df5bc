"""What surrounds a thing: its broader and narrower names, and the places around it, above and below."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.search.ends import PART, below, others, places

MOST_BELOW = 200


def names(kg: KnowledgeGraph, key: str) -> set[str]:
    """Return the broader and narrower names of a thing, and other names of it.

    Args:
        kg: the graph.
        key: of the thing.

    Returns:
        Keys, without that of the thing itself.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> sorted(names(open_graph(Path("tests/data/mini")), "headache"))
        ['cervicogenic-headache']
    """
    above, layer = set[str](), {key}
    carries = [name for name, p in kg.schema.predicates.items() if p.walk == "carry"]
    while layer:
        over = {edge.object.entity for one in layer for name in carries for edge in kg.edges(one, name)}
        same = {
            edge.subject.entity
            for one in layer
            for name in carries
            if kg.schema.predicates[name].symmetric
            for edge in kg.edges(object=one, predicate=name)
        }
        layer = (over | same) - above - {key}
        above |= layer
    under = {one for one, told in below(kg, key, MOST_BELOW).items() if told != PART}
    return (above | under) - {key}


def surroundings(kg: KnowledgeGraph, key: str) -> set[str]:
    """Return the places of a thing, what they are parts of, and what is part of them.

    Args:
        kg: the graph.
        key: of the thing.

    Returns:
        Keys of places; a thing that is felt nowhere stands for itself.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> surroundings(open_graph(Path("tests/data/mini")), "shoulder-blade")
        {'shoulder-blade'}
    """
    parts = [name for name, p in kg.schema.predicates.items() if p.parts]
    here = set(places(kg, key))
    found, layer = set(here), set(here)
    while layer:
        layer = {whole for one in layer for name in parts for whole in others(kg, name, subject=one)} - found
        found |= layer
    return found | {one for place in here for one in below(kg, place, MOST_BELOW)}
