"""What the graph supports in any way, so that nothing of that is offered as wrong.

A search finds what may be said to lead where; here the question is the reverse, so everything is read as widely as it
can be: chains of any length, sides left out of account, one step through an unstated state, and both ends under every
name that stands near them (broader, narrower, a part, the whole, felt at the same place). What even so does not lead
from the one to the other, nor back, and that no claim of another kind ties to it either, is supported nowhere. Nor may
anything akin to it lead there in any state: what its definition names, what it is told apart from, its combinations.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.normalise import normalise
from refgraph.model.joints import meets
from refgraph.model.sides import ANY
from refgraph.model.statements import Edge, Finding
from refgraph.search.composites import combinations, components
from refgraph.search.ends import KIND, MEMBER, below, felt_at, places, relation
from refgraph.search.walks.steps import edge_ends

# More than this, an entity and a state each, is not walked: of so large a graph nobody can say what it does not hold.
MOST_WALKED = 40_000
_MOST_BELOW = 2_000
_FARTHEST_UP = 12
# A name of more words than this is not looked for in a definition.
_LONGEST_NAME = 4
_WORD = re.compile(r"[\w'-]+")


def near(kg: KnowledgeGraph, key: str, *, parts: bool = False) -> frozenset[str]:
    """Return every name under which a thing may be spoken of: what is broader, narrower, or felt at the same place.

    Args:
        kg: the graph.
        key: of an entity.
        parts: whether the parts of the place where it is felt count, too.

    Returns:
        Keys of entities, its own among them.

    Example:
        >>> import refgraph
        >>> sorted(near(refgraph.open_graph("tests/data/mini"), "gluteus-medius"))
        ['gluteals', 'gluteus-medius']
    """
    here = _levels(kg, {key})
    at = {place for one in here for place in places(kg, one)}
    if parts:
        at |= {part for place in at for part in below(kg, place, _MOST_BELOW)}
    felt = {felt for place in (*here, *at) for felt in felt_at(kg, place)}
    return frozenset({*here, *at, *felt})


def _levels(kg: KnowledgeGraph, keys: set[str]) -> set[str]:
    """What stands above and below some things, and what stands for the same."""
    upward = [name for name, p in kg.schema.predicates.items() if relation(p) or (p.walk == "carry" and p.symmetric)]
    upward += [name for name, p in kg.schema.predicates.items() if p.by_naming and name not in upward]
    found, layer = set(keys), set(keys)
    for _ in range(_FARTHEST_UP):
        layer = {e.object.entity for one in layer for name in upward for e in kg.edges(subject=one, predicate=name)}
        layer -= found
        found |= layer
    for key in keys:
        found |= set(below(kg, key, _MOST_BELOW))
        found |= {e.subject.entity for name in upward for e in kg.edges(object=key, predicate=name)}
    return found


def kin(kg: KnowledgeGraph, key: str, *, defined: bool = True) -> frozenset[str]:
    """Return what a learner may take for a thing, or for its cause or place.

    Args:
        kg: the graph.
        key: of an entity.
        defined: whether what its definition names counts, and not what its label names alone.

    Returns:
        Keys: its near names, what its label and definition name, what it is told apart from or opposed to, the
        combinations that it is a part of, and its own parts where it is one.

    Example:
        >>> import refgraph
        >>> sorted(kin(refgraph.open_graph("tests/data/mini"), "gluteus-medius"))
        ['gluteals', 'gluteus-medius']
    """
    entity = kg.entity(key)
    told = {*near(kg, key), *entity.distinct_from, *entity.opposite}
    told |= {*components(kg, key), *combinations(kg, Finding(key))}
    # That a thing is called a muscle or a nerve makes it akin to no other muscle.
    for text in (entity.label, entity.definition if defined else ""):
        told.update(name for name in _named_in(kg, text) if name not in kg.schema.ranking.generic)
    return frozenset(told)


def _named_in(kg: KnowledgeGraph, text: str) -> Iterator[str]:
    """What a text names, in up to so many words."""
    words = _WORD.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
            yield from kg.lookup(normalise(" ".join(words[start:end])))


@dataclass
class Support:
    """What supports that something leads to one thing, or comes of it; asked once for each finding that is offered.

    Args:
        kg: the graph, the whole of it.
        target: key of the thing.

    Example:
        >>> import refgraph
        >>> support = Support(refgraph.open_graph("tests/data/mini"), "headache")
        >>> support.holds(Finding("upper-trapezius", "tight")), support.holds(Finding("sciatic-nerve", "compressed"))
        (True, False)
    """

    kg: KnowledgeGraph
    target: str
    around: frozenset[str] = field(init=False)
    before: dict[str, set[int]] | None = field(init=False)
    after: dict[str, set[int]] | None = field(init=False)
    origins: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.around = near(self.kg, self.target, parts=True)
        self.before = _closure(self.kg, self.around, back=True)
        self.after = _closure(self.kg, self.around, back=False)
        self.origins = _origins(self.kg, self.around)

    @property
    def known(self) -> bool:
        """Whether it can be said at all what is not supported: the graph is whole and was walked to its ends."""
        return self.kg.whole and self.before is not None and self.after is not None

    def holds(self, finding: Finding, *, named: bool = False) -> bool:
        """Say whether anything in the graph may be read as tying a finding to the thing; true where that is not known.

        Args:
            finding: what would be offered; its side does not count.
            named: whether it is asked what a source names alone: then a definition makes nothing akin.
        """
        if self.before is None or self.after is None or not self.kg.whole:
            return True
        names = near(self.kg, finding.entity)
        if names & self.around:
            return True
        state = self.kg.codes.states[finding.state] if finding.state else ANY
        ties = (self._within(walked, finding.entity, names, state) for walked in (self.before, self.after))
        return any(ties) or self._tied(names) or self._akin(kin(self.kg, finding.entity, defined=not named))

    def _within(self, walked: dict[str, set[int]], key: str, names: Iterable[str], state: int) -> bool:
        """Say whether a walk passes a finding; under another name its state is not asked for."""
        meet = self.kg.codes.meet
        return any(any(name != key or meet(state, other) for other in walked[name]) for name in names if name in walked)

    def _akin(self, akin: frozenset[str]) -> bool:
        """Say whether something akin to a thing, or what that is said to affect, leads to the target in any state."""
        beyond = {edge.object.entity for one in akin for edge in self.kg.edges(subject=one) if _affects(self.kg, edge)}
        return not self.origins.isdisjoint(akin | beyond)

    def _tied(self, names: Iterable[str]) -> bool:
        """Say whether a claim of a kind that is never walked joins one of the names and the thing."""
        for key in names:
            for edge in (*self.kg.edges(subject=key), *self.kg.edges(object=key)):
                others = {edge.subject.entity, edge.object.entity} & self.around
                if others and edge.status != "denied":
                    return True
        return False


def _closure(kg: KnowledgeGraph, starts: Iterable[str], *, back: bool) -> dict[str, set[int]] | None:
    """Everything that leads to some things, or comes of them, with the states it was met in; None if it is too much."""
    met: dict[str, set[int]] = {}
    waiting = deque((key, ANY) for key in sorted(starts))
    walked = 0
    while waiting:
        key, state = waiting.popleft()
        if state in met.setdefault(key, set()):
            continue
        met[key].add(state)
        walked += 1
        if walked > MOST_WALKED:
            return None
        waiting.extend(_onward(kg, key, state, back=back))
    return met


def _onward(kg: KnowledgeGraph, key: str, state: int, *, back: bool) -> Iterator[tuple[str, int]]:
    for edge in kg.edges(object=key) if back else kg.edges(subject=key):
        walk = kg.schema.predicates[edge.predicate].walk
        if walk == "no" or edge.status == "denied":
            continue
        ends = edge_ends(kg, edge)
        here, there = (ends.object_state, ends.subject_state) if back else (ends.subject_state, ends.object_state)
        beyond = (edge.subject if back else edge.object).entity
        if walk == "carry":
            yield beyond, state
        elif kg.codes.meet(here, state):
            yield beyond, there


def _affects(kg: KnowledgeGraph, edge: Edge) -> bool:
    return edge.status != "denied" and kg.schema.family(edge.predicate).role in ("walked", "beside", "aggravating")


def _origins(kg: KnowledgeGraph, starts: Iterable[str]) -> frozenset[str]:
    """Everything that leads to some things in whatever state, to a narrower name from a broader one, too."""
    levels = [name for name, one in kg.schema.predicates.items() if relation(one) in (KIND, MEMBER)]
    met = set(starts)
    waiting = deque(sorted(met))
    while waiting:
        key = waiting.popleft()
        walked = (edge for edge in kg.edges(object=key) if kg.schema.predicates[edge.predicate].walk != "no")
        beyond = {edge.subject.entity for edge in walked if edge.status != "denied"}
        beyond |= {edge.object.entity for name in levels for edge in kg.edges(subject=key, predicate=name)}
        waiting.extend(sorted(beyond - met))
        met |= beyond
    return frozenset(met)


def walked_between(kg: KnowledgeGraph, one: Finding, other: Finding) -> tuple[Edge, ...]:
    """Return the edges that say directly, and are not denied, that one finding leads to another under any of its names.

    Args:
        kg: the graph.
        one: where such an edge begins.
        other: where it ends.

    Returns:
        Edges in the order of the graph; sides do not count, and states only where both ends bear their own names.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(walked_between(kg, Finding("upper-trapezius", "tight"), Finding("headache")))
        1
    """
    ends = near(kg, other.entity)
    found = (
        edge
        for key in sorted(near(kg, one.entity))
        for edge in kg.edges(subject=key)
        if edge.object.entity in ends and edge.status != "denied" and kg.schema.predicates[edge.predicate].walk != "no"
    )
    return tuple(edge for edge in found if _may_be(kg, edge.subject, one) and _may_be(kg, edge.object, other))


def _may_be(kg: KnowledgeGraph, stated: Finding, asked: Finding) -> bool:
    unsided = Finding(asked.entity, asked.state)
    return stated.entity != asked.entity or bool(meets(kg.codes, Finding(stated.entity, stated.state), unsided))
