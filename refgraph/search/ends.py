"""Which searches answer a question: of the ends that were asked for, and of what stands for them and is told apart.

A question for a group, a broad name or a region is asked of its members, kinds and parts, too; one for a part of a
combination of the combination. What is felt or found at the same place is told under a nearby name. None of that is
said of the end itself, so each is labelled, and none is ranked with the paths of the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import msgid
from refgraph.model.answers import Instead, Query
from refgraph.model.statements import Edge, Finding
from refgraph.model.vocabulary import DENIED, Predicate
from refgraph.search.composites import edges_with

MEMBER, KIND, PART, COMBINATION, SAME_PLACE, BROADER = (
    msgid("member"),
    msgid("kind"),
    msgid("part"),
    msgid("combination"),
    msgid("same place"),
    msgid("broader name"),
)
_NOTHING: frozenset[int] = frozenset()
# With more edges than this on one side an entity is a hub of a foreign graph: what stands beside its paths is left out.
MOST_EDGES = 5_000


@dataclass(frozen=True, slots=True)
class Most:
    """How far a question is asked of what stands for its ends.

    Attributes:
        below: of how many members, kinds and parts of an end.
        nearby: of how many findings at the same place; `counted`: so many paths of each are counted.
    """

    below: int = 60
    nearby: int = 12
    counted: int = 20


USUAL = Most()


@dataclass(frozen=True, slots=True)
class Search:
    """One search that answers a part of a question.

    Attributes:
        query: what it looks for.
        barred: numbers of edges that its paths do not take.
        instead: what it asks of, and how that is related to the end that was asked for; None for that end itself.
        level: whether its paths end in the change of level that tells what they are said of.
        group: number of an entity that none of its paths leads to; None where any may be led to.
    """

    query: Query
    barred: frozenset[int] = _NOTHING
    instead: Instead | None = None
    level: bool = False
    group: int | None = None


def itself(kg: KnowledgeGraph, query: Query) -> Search:
    """Return the search for what is said of the ends themselves; what is said of a narrower end does not count.

    Args:
        kg: the graph.
        query: the question.

    Returns:
        The search.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> itself(kg, Query("effects", start=Finding("gluteals"))).barred
        frozenset()
    """
    levels = _level_edges(kg, query.end) if query.kind == "origins" and query.end else ()
    return Search(query, frozenset(edge.id for edge in levels))


def apart(kg: KnowledgeGraph, query: Query, most: Most = USUAL) -> Iterator[Search]:
    """Yield the searches for what is said of members, kinds and parts of an end, and of combinations with it.

    Args:
        kg: the graph.
        query: the question.
        most: how far to go.

    Yields:
        Searches, the nearest first; those of one distance in alphabetical order.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = apart(kg, Query("effects", start=Finding("gluteals")))
        >>> [(search.query.start.entity, search.instead.relation) for search in found]
        [('gluteus-medius', 'member')]
    """
    start, end = query.start, query.end
    if query.kind == "origins" and end is not None and _level_edges(kg, end):
        levels = {edge.id for edge in _level_edges(kg, end)}
        others = frozenset(edge.id for edge in kg.edges(object=end.entity) if edge.id not in levels)
        yield Search(query, others, level=True)
    if end is not None:
        for key, relation in below(kg, end.entity, most.below).items():
            if relation == PART and _can_be(kg, key, end):
                told_of = replace(end, entity=key)
                yield Search(replace(query, end=told_of), instead=Instead(told_of, relation, end))
    if start is not None:
        yield from _from_others(kg, query, start, most)


def _from_others(kg: KnowledgeGraph, query: Query, start: Finding, most: Most) -> Iterator[Search]:
    group = kg.number(start.entity)
    for key, relation in below(kg, start.entity, most.below).items():
        if _can_be(kg, key, start):
            told_of = replace(start, entity=key)
            # What a member leads to by way of the group is said of the group, and told already.
            yield Search(replace(query, start=told_of), instead=Instead(told_of, relation, start), group=group)
    for edge in edges_with(kg, start):
        # What another part of the combination leads to is not said of this one.
        parts = frozenset(one.id for one in kg.edges(subject=edge.subject.entity, predicate=edge.predicate))
        told_of = edge.subject
        yield Search(replace(query, start=told_of), parts, Instead(told_of, COMBINATION, start), group=group)


def nearby(kg: KnowledgeGraph, query: Query, most: Most = USUAL) -> Iterator[Search]:
    """Yield the searches for what is told under a nearby name: of other findings at the place of an end.

    Args:
        kg: the graph.
        query: of its ends the one that was asked for counts, of two the second.
        most: how far to go.

    Yields:
        Searches, the nearest first, at most `most.nearby`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = list(nearby(kg, Query("origins", end=Finding("cervicogenic-headache"))))
        >>> [(search.query.end.entity, search.instead.relation) for search in found]
        [('headache', 'broader name')]
    """
    asked = query.end or query.start
    if asked is None or query.also:
        return
    other = query.start if query.end else None
    for finding, relation in list(_near(kg, asked, forward=query.end is None))[: most.nearby]:
        if other is None or finding.entity != other.entity:
            told_of = replace(finding, side=asked.side)
            counted = replace(query, top=most.counted)
            narrowed = replace(counted, end=told_of) if query.end else replace(counted, start=told_of)
            search = itself(kg, narrowed)
            yield replace(search, instead=Instead(told_of, relation, asked))


# ---------------------------------------------------------------- members, kinds, parts, combinations


def relation(predicate: Predicate) -> str | None:
    """Say how the subject of a structural predicate stands below its object.

    Args:
        predicate: of the vocabulary.

    Returns:
        `MEMBER`, `PART` or `KIND`; None where it does not stand below.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> relation(kg.schema.predicates["kind-of"]), relation(kg.schema.predicates["causes"])
        ('kind', None)
    """
    if predicate.groups:
        return MEMBER
    if predicate.parts:
        return PART
    return KIND if predicate.walk == "carry" and not predicate.symmetric else None


@lru_cache(maxsize=4)
def _related(kg: KnowledgeGraph) -> dict[str, str]:
    """The predicates that relate names to others, each with how."""
    return {name: told for name, p in kg.schema.predicates.items() if (told := relation(p))}


@lru_cache(maxsize=4)
def _placing(kg: KnowledgeGraph) -> tuple[str, ...]:
    """The predicates that tell where a thing is felt."""
    return tuple(name for name, p in kg.schema.predicates.items() if p.places)


def others(
    kg: KnowledgeGraph,
    predicate: str,
    *,
    subject: str | None = None,
    object: str | None = None,
    denied: bool = True,
) -> list[str]:
    """Return what stands at the other end of the edges of an entity, without reading their claims.

    Args:
        kg: the graph.
        predicate: the key of their predicate.
        subject: the key of the entity that they lead from, or
        object: that of the one they lead to.
        denied: whether edges that are only denied count.

    Returns:
        Keys of entities, in order of edges.

    Raises:
        UnknownNameError: the entity is not known.

    Example:
        >>> import refgraph
        >>> others(refgraph.open_graph("tests/data/mini"), "member-of", object="gluteals")
        ['gluteus-medius']
    """
    numbers = kg.edge_numbers(subject, predicate, object)
    far, status = kg.index.column("e.subj" if subject is None else "e.obj"), kg.index.column("e.status")
    return [kg.key_at(far[number]) for number in numbers if denied or status[number] != DENIED]


def below(kg: KnowledgeGraph, key: str, most: int) -> dict[str, str]:
    """Return what stands below an entity: its members, kinds and parts, theirs, and so on, the nearest first.

    Args:
        kg: the graph.
        key: of the entity.
        most: how many at the most.

    Returns:
        Keys, each with its relation: that of the first step down from the entity.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> below(open_graph(Path("tests/data/mini")), "gluteals", 5)
        {'gluteus-medius': 'member'}
    """
    steps = _related(kg).items()
    found: dict[str, str] = {}
    layer = {key: ""}
    while layer and len(found) < most:
        following: dict[str, str] = {}
        for whole, first in layer.items():
            for name, told in steps:
                for part in others(kg, name, object=whole, denied=False):
                    if part != key and part not in found and part not in layer:
                        following.setdefault(part, first or told)
        layer = dict(sorted(following.items()))
        found |= layer
    return dict(list(found.items())[:most])


def _level_edges(kg: KnowledgeGraph, end: Finding) -> tuple[Edge, ...]:
    """The edges by which what is said of members and kinds of an end can be told of it."""
    names = [name for name in _related(kg) if kg.schema.predicates[name].walk == "carry"]
    return tuple(edge for name in names for edge in kg.edges(object=end.entity, predicate=name))


def _can_be(kg: KnowledgeGraph, key: str, finding: Finding) -> bool:
    """Say whether a thing can be in the state that was asked for."""
    return finding.state is None or kg.schema.states[finding.state].stands_on(kg.entity(key).category)


# ---------------------------------------------------------------- the same place


def places(kg: KnowledgeGraph, key: str) -> tuple[str, ...]:
    """Return where a thing is felt, in alphabetical order; a thing that is felt nowhere stands for itself.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Keys of entities, at least one.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> places(open_graph(Path("tests/data/mini")), "shoulder-blade")
        ('shoulder-blade',)
    """
    found = {place for name in _placing(kg) for place in others(kg, name, subject=key)}
    return tuple(sorted(found)) or (key,)


def felt_at(kg: KnowledgeGraph, place: str) -> tuple[str, ...]:
    """Return what is felt at a place, in alphabetical order.

    Args:
        kg: the graph.
        place: key of an entity.

    Returns:
        Keys of entities.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> felt_at(kg, "shoulder-blade")
        ()
    """
    return tuple(sorted({one for name in _placing(kg) for one in others(kg, name, object=place)}))


def broader(kg: KnowledgeGraph, key: str) -> tuple[str, ...]:
    """Return what a thing is a kind of, in alphabetical order.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Keys of entities.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> broader(kg, "cervicogenic-headache")
        ('headache',)
    """
    names = [name for name, told in _related(kg).items() if told == KIND]
    return tuple(sorted({one for name in names for one in others(kg, name, subject=key)}))


def _near(kg: KnowledgeGraph, asked: Finding, *, forward: bool) -> Iterator[tuple[Finding, str]]:
    seen = {asked.entity, *below(kg, asked.entity, USUAL.below)}
    for place in places(kg, asked.entity):
        for state in _states_told(kg, place, forward=forward):
            # A question that names no state has asked of every state of its end already.
            if place != asked.entity or asked.state not in (None, state):
                yield Finding(place, state), SAME_PLACE
        yield from ((Finding(key), SAME_PLACE) for key in felt_at(kg, place) if key not in seen)
    yield from ((Finding(key), BROADER) for key in broader(kg, asked.entity))


def is_hub(kg: KnowledgeGraph, key: str, *, forward: bool) -> bool:
    """Say whether so many edges lead to an entity, or from it, that they are not read for what stands beside paths.

    Args:
        kg: the graph.
        key: of the entity.
        forward: whether the edges are those that lead from it.

    Returns:
        Whether there are more than `MOST_EDGES`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> is_hub(open_graph(Path("tests/data/mini")), "headache", forward=False)
        False
    """
    offsets, number = kg.index.column("out.off" if forward else "in.off"), kg.number(key)
    return bool(offsets[number + 1] - offsets[number] > MOST_EDGES)


def _states_told(kg: KnowledgeGraph, place: str, *, forward: bool) -> list[str]:
    """The states of a place that claims lead from, or to."""
    if is_hub(kg, place, forward=forward):
        return []
    edges = kg.edges(subject=place) if forward else kg.edges(object=place)
    walked = (edge for edge in edges if kg.schema.predicates[edge.predicate].walk == "yes" and edge.status != "denied")
    told = {(edge.subject if forward else edge.object).state for edge in walked}
    return sorted(state for state in told if state)
