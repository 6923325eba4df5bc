"""Edges that warn, what is serious, and how soon it is to be looked at.

Serious is what anything is said to be a sign of. How soon a sign is to be looked at is what its claim says. Where that
says nothing, and a source says how soon the condition is to be looked at that the sign points to (a claim with an
urgency about it, such as that emergency care treats it), the sign takes the more urgent of that and of what its
predicate says. A claim about a part of the cases, by its condition or a state, says nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.circumstances import narrowing
from refgraph.model.statements import Claim, Edge
from refgraph.model.vocabulary import URGENCIES

# What people should have looked at soon unless a source says otherwise.
USUAL = URGENCIES[1]


@lru_cache(maxsize=4)
def _warning(kg: KnowledgeGraph) -> tuple[tuple[str, str, bool], ...]:
    """Return the predicates that warn, each with the end that it warns of, and whether it is to be heeded soon."""
    warning = (predicate for predicate in kg.schema.predicates.values() if predicate.warns)
    return tuple((one.key, str(one.warns), one.urgency in URGENCIES[:2]) for one in warning)


def is_serious(kg: KnowledgeGraph, key: str) -> bool:
    """Say whether anything is said to be a sign of a thing.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Whether it is, of one that is to be looked at soon or at once.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> is_serious(kg, "moon-fever"), is_serious(kg, "headache")
        (True, False)
    """
    names = [name for name, _, soon in _warning(kg) if soon]
    return any(True for name in names for edge in kg.edges(object=key, predicate=name) for _ in edge.asserting)


def urgency_of(kg: KnowledgeGraph, key: str) -> str | None:
    """Return how soon a thing is to be looked at, where anything is a sign of it.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        One of `URGENCIES`; None where nothing is said to be a sign of it.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> urgency_of(kg, "moon-fever"), urgency_of(kg, "headache")
        ('soon', None)
    """
    return (_stated(kg, key) or USUAL) if is_serious(kg, key) else None


@lru_cache(maxsize=512)
def _stated(kg: KnowledgeGraph, key: str) -> str | None:
    """How soon sources say that a thing is to be looked at, of all its cases; None where none says so."""
    edges = (edge for family in kg.schema.of_role("beside") for edge in kg.edges(object=key, family=family))
    claims = (claim for edge in edges if edge.object.state is None for claim in edge.asserting)
    told = {claim.urgency for claim in claims if claim.urgency and not narrowing(claim.condition)}
    return next((urgency for urgency in URGENCIES if urgency in told), None)


def urgency(kg: KnowledgeGraph, edge: Edge, claim: Claim) -> str:
    """Return how soon what a claim warns of is to be looked at.

    Args:
        kg: the graph.
        edge: what the claim says.
        claim: one of its claims.

    Returns:
        One of `URGENCIES`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> edge = next(iter(kg.edges(subject="headache", predicate="sign-of")))
        >>> urgency(kg, edge, edge.claims[0])
        'soon'
    """
    predicate = kg.schema.predicates[edge.predicate]
    told = {claim.urgency or predicate.urgency or USUAL}
    if claim.urgency is None and told != {URGENCIES[-1]}:
        told.add(_stated(kg, behind(kg, edge)) or USUAL)
    return next(one for one in URGENCIES if one in told)


def behind(kg: KnowledgeGraph, edge: Edge) -> str:
    """Return the key of what an edge that warns points to: what a sign is of, or what is said to lead to the sign.

    Args:
        kg: the graph.
        edge: one that warns.

    Returns:
        Key of an entity.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> behind(kg, next(iter(kg.edges(subject="headache", predicate="sign-of"))))
        'moon-fever'
    """
    return edge.object.entity if kg.schema.predicates[edge.predicate].warns else edge.subject.entity


def left_open(kg: KnowledgeGraph, key: str) -> bool:
    """Say whether a source names a thing only as something serious.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Whether it does.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> left_open(kg, "moon-fever")
        False
    """
    return any(claim.unspecified for edge in naming(kg, key) for claim in edge.claims)


def warns(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether an edge is a warning: a mere risk is one where it is that of something serious, or comes of it.

    Args:
        kg: the graph.
        edge: of a predicate that warns.

    Returns:
        Whether it is.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> warns(kg, next(iter(kg.edges(subject="headache", predicate="sign-of"))))
        True
    """
    predicate = kg.schema.predicates[edge.predicate]
    if predicate.warns != "subject" or predicate.urgency in URGENCIES[:2]:
        return True
    return is_serious(kg, edge.object.entity) or is_serious(kg, edge.subject.entity)


def warning_of(kg: KnowledgeGraph, key: str) -> Iterator[Edge]:
    """Yield the edges that warn of a thing.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Edges.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [edge.object.entity for edge in warning_of(kg, "headache")]
        ['moon-fever']
    """
    for name, end, _ in _warning(kg):
        found = kg.edges(subject=key, predicate=name) if end == "subject" else kg.edges(object=key, predicate=name)
        yield from (edge for edge in found if warns(kg, edge))


def naming(kg: KnowledgeGraph, condition: str) -> list[Edge]:
    """Return the edges that tell what points to a condition, or puts at risk of it.

    Args:
        kg: the graph.
        condition: key of the entity.

    Returns:
        Edges.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [edge.subject.entity for edge in naming(kg, "moon-fever")]
        ['headache']
    """
    names = [name for name, end, _ in _warning(kg) if end == "subject"]
    return [edge for name in names for edge in kg.edges(object=condition, predicate=name) if edge.status != "denied"]
