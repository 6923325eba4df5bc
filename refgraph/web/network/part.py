"""The part of a graph around one entity that a screen holds: what is said to lead to it, to that, and what it leads to.

Only what stands near is read, so that a large graph is never held to show a little of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from refgraph.model.joints import meets
from refgraph.model.statements import Edge, Finding
from refgraph.search.judging.grade import grade, place
from refgraph.web.network.scene import START, walkable

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# What leads to the entity may take this share of the boxes; the rest is for what leads to that, or what it leads to.
_NEAR = 0.6
_FARTHEST = 3


def part(kg: KnowledgeGraph, focus: str, most: int = START) -> tuple[Edge, ...]:
    """Return the edges around an entity, the most firmly told first, back to what leads to it.

    Args:
        kg: the graph.
        focus: key of the entity.
        most: how many findings they join at the most.

    Returns:
        Edges that a path may take, each once, in the order of the graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> "headache" in {edge.object.entity for edge in part(kg, "headache", 3)}
        True
    """
    taken: dict[int, Edge] = {}
    ends: set[Finding] = set()

    def take(edges: Iterable[Edge], room: int) -> list[Edge]:
        chosen = []
        for edge in _firmest(kg, edges):
            if edge.id not in taken and len(ends | {edge.subject, edge.object}) <= room:
                taken[edge.id] = edge
                ends.update((edge.subject, edge.object))
                chosen.append(edge)
        return chosen

    back = take(kg.edges(object=focus), int(most * _NEAR) if most > 4 else most)
    if not back or len(ends) < most // 3:
        take(kg.edges(subject=focus), most)
    for _ in range(_FARTHEST):
        back = take(_behind(kg, back), most)
    take(kg.edges(subject=focus), most)
    return tuple(taken[key] for key in sorted(taken))


def _behind(kg: KnowledgeGraph, edges: Iterable[Edge]) -> Iterator[Edge]:
    """What is said to lead to where some edges begin."""
    for start in dict.fromkeys(edge.subject for edge in edges):
        yield from (edge for edge in kg.edges(object=start.entity) if meets(kg.codes, edge.object, start))


def _firmest(kg: KnowledgeGraph, edges: Iterable[Edge]) -> list[Edge]:
    """The edges that say what leads to what, by grade, then by how many claims say them."""
    causal = {edge.id: edge for edge in edges if kg.schema.family(edge.predicate).role == "walked"}
    kept = {key: edge for key, edge in causal.items() if walkable(kg.schema, edge)}
    ranking = kg.schema.ranking
    return sorted(kept.values(), key=lambda edge: (place(ranking, grade(kg, edge)), -len(edge.claims), edge.id))


@lru_cache(maxsize=4)
def joined(kg: KnowledgeGraph) -> Mapping[str, int]:
    """Count the claims of what leads to what that name each entity; those that none names are not there.

    Args:
        kg: the graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> joined(open_graph(Path("tests/data/mini")))["headache"] > 1
        True
    """
    said: Counter[int] = Counter()
    column = kg.index.column
    subjects, objects, claims = column("e.subj"), column("e.obj"), column("e.claims")
    for family in kg.schema.of_role("walked"):
        for number in kg.edge_numbers(family=family):
            for end in {subjects[number], objects[number]}:
                said[end] += claims[number]
    return {kg.key_at(number): count for number, count in said.items()}
