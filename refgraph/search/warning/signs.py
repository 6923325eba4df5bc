"""Which warning signs concern a finding: by its place, broader and narrower places, and the conditions that name it.

A claim warns for one of its ends (`warns` of its predicate). It concerns a symptom where that end is the symptom, a
combination with it, a part of it where it is one itself, a broader or narrower name of it, or what is felt at its
place, at a broader or at a narrower one. It concerns it, too, where it names what else points to a serious condition
that the symptom can be a sign of, that is said to lead to it, or that lies at its place; and so does the claim that
such a condition leads to it. Pains elsewhere do not concern it by a condition. Whatever quality of the symptom a
claim names, it is shown.

A sign that is told with the symptom ("with low back pain") concerns it as well. A condition that is serious itself is
concerned by what points to it. What a source leaves open ("something serious") joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeAlias

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.reading import lexicon
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.model.vocabulary import DENIED, URGENCIES
from refgraph.search.composites import combinations, components, parts_of
from refgraph.search.ends import PART, felt_at, is_hub, others, places, relation
from refgraph.search.surroundings import names, surroundings
from refgraph.search.warning.company import names_of, told_with
from refgraph.search.warning.serious import is_serious, left_open, naming, urgency, warning_of, warns

ITSELF, BY_NAME, BY_PLACE, BY_CONDITION = range(4)


@dataclass(frozen=True, slots=True)
class Warned:
    """A claim that warns.

    Attributes:
        claim, edge: what is said.
        urgency: how soon it is to be looked at: one of `URGENCIES`.
        nearness: how it concerns what was asked: `ITSELF`, `BY_NAME`, `BY_PLACE` or `BY_CONDITION`.
        region: key of the place that it concerns; None where none is told.
    """

    claim: Claim
    edge: Edge
    urgency: str
    nearness: int = ITSELF
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """The warning signs that concern a finding, or all of them.

    Attributes:
        warned: by urgency, then by nearness, then by source and number; of all of them by urgency and region.
        against: edges that deny one of them, or say that it tells little.
        about: edges that tell how far warning signs can be relied on at all.
    """

    warned: tuple[Warned, ...]
    against: tuple[Edge, ...]
    about: tuple[Edge, ...]


def signs(kg: KnowledgeGraph, finding: Finding | None = None) -> Signs:
    """Find the warning signs that concern a finding.

    Args:
        kg: the graph.
        finding: what is felt or found; None for all warning signs.

    Returns:
        The claims that warn, those that speak against them, and those on warning signs at large.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = signs(open_graph(Path("tests/data/mini")), Finding("headache"))
        >>> [(warned.claim.id, warned.urgency) for warned in found.warned]
        [('toy-neck#9', 'soon')]
    """
    if finding is None:
        edges = (edge for family in kg.schema.of_role("warning") for edge in kg.edges(family=family))
        warning = (edge for edge in edges if warns(kg, edge))
        found = [_warned(kg, edge, claim, ITSELF) for edge in warning for claim in edge.asserting]
        ordered = sorted(found, key=lambda one: (_urgent(one), one.region or "~", one.claim.sort_key))
        return Signs(tuple(ordered), (), _about(kg))
    concern = Concern(kg, felt(kg, finding))
    return Signs(concern.warned, concern.against(), _about(kg))


def is_warned_of(kg: KnowledgeGraph, finding: Finding) -> bool:
    """Say whether any warning sign concerns a finding, without looking for all of them.

    Args:
        kg: the graph.
        finding: what is felt or found.

    Returns:
        Whether `signs` finds one.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> is_warned_of(open_graph(Path("tests/data/mini")), Finding("headache"))
        True
    """
    return next(Concern(kg, felt(kg, finding)).warning, None) is not None


# What concerns the ends of one question; each is looked up once.
Concerns: TypeAlias = "dict[Finding, Concern]"


def red_flags(
    kg: KnowledgeGraph, asked: Iterable[Finding], passed: Iterable[str], concerns: Concerns | None = None
) -> tuple[Claim, ...]:
    """Return the claims that warn of what was asked, the nearest first, then of what paths pass.

    Args:
        kg: the graph.
        asked: the ends of a question.
        passed: keys of the entities that its paths pass.
        concerns: of the same question.

    Returns:
        Claims, each once.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [claim.id for claim in red_flags(kg, [Finding("headache")], ())]
        ['toy-neck#9']
    """
    claims: dict[str, Claim] = {}
    for finding in asked:
        claims |= {one.claim.id: one.claim for one in concern(kg, felt(kg, finding), concerns).warned}
    for key in passed:
        claims |= {claim.id: claim for edge in warning_of(kg, key) for claim in edge.asserting}
    return tuple(claims.values())


# ---------------------------------------------------------------- what concerns a finding


def felt(kg: KnowledgeGraph, finding: Finding) -> Finding:
    """Return what is felt: of a place its pain, if the vocabulary has one, since people name the place alone.

    Args:
        kg: the graph.
        finding: entity, state and side; what is None is not said.

    Returns:
        The finding; `finding` itself where there is no such pain.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> felt(open_graph(Path("tests/data/mini")), Finding("headache", side="left"))
        Finding(entity='headache', state=None, side='left')
    """
    pain = lexicon.felt(kg, kg.number(finding.entity))
    if pain is None:
        return finding
    state = kg.schema.states.get(finding.state or "")
    fits = state is not None and state.stands_on(kg.category_at(pain))
    return Finding(kg.entity_at(pain).key, finding.state if fits else None, finding.side)


def concern(kg: KnowledgeGraph, finding: Finding, known: Concerns | None) -> Concern:
    """Return what concerns a finding, looked up once for a question.

    Args:
        kg: the graph.
        finding: what is felt or found.
        known: what has been looked up for the same question.

    Returns:
        Names and places, and what warns.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [one.claim.id for one in concern(kg, Finding("headache"), None).warned]
        ['toy-neck#9']
    """
    known = {} if known is None else known
    if finding not in known:
        known[finding] = Concern(kg, finding)
    return known[finding]


class Concern:
    """What concerns a finding: names and places, and the conditions that it may be a sign of."""

    def __init__(self, kg: KnowledgeGraph, finding: Finding) -> None:
        self.kg, self.finding = kg, finding
        self.names = names(kg, finding.entity)
        self.places = surroundings(kg, finding.entity)
        self.near = {key: BY_PLACE for place in self.places for key in (place, *felt_at(kg, place))}
        self.made_of, self.parts = parts_of(kg, finding.entity), components(kg, finding.entity)
        for part in self.parts:
            self.near |= dict.fromkeys((part, *names(kg, part), *filter(self.holds, _with(kg, part))), BY_NAME)
        self.near |= dict.fromkeys(combinations(kg, finding), BY_NAME) | dict.fromkeys(self.names, BY_NAME)
        self.near[finding.entity] = ITSELF
        # Of a combination its parts, otherwise the thing and its other names.
        self.called = self.parts or (finding.entity, *sorted(self.names))

    def holds(self, key: str) -> bool:
        """Say whether a thing is made of some of the parts of what was asked for, on no other side."""
        if not self.made_of or key == self.finding.entity:
            return False
        parts = parts_of(self.kg, key)
        mine = self.made_of
        met = (any(one.entity == part.entity and one.side in (None, part.side) for part in mine) for one in parts)
        return bool(parts) and all(met)

    @property
    def warning(self) -> Iterator[Warned]:
        """What warns of it, as it is found; a claim may come more than once."""
        return chain(self._direct(), self._by_condition())

    @cached_property
    def warned(self) -> tuple[Warned, ...]:
        """Everything that warns of it, each claim once, by urgency, then the nearest first."""
        found: dict[str, Warned] = {}
        for one in self.warning:
            found.setdefault(one.claim.id, one)
        return tuple(sorted(found.values(), key=self._order))

    def _order(self, one: Warned) -> tuple[object, ...]:
        state = one.edge.subject.state
        other = state is not None and self.finding.state is not None and state != self.finding.state
        return _urgent(one), one.nearness, other, one.claim.sort_key

    def _direct(self) -> Iterator[Warned]:
        for key in sorted(self.near, key=lambda key: (self.near[key], key)):
            for edge in warning_of(self.kg, key):
                yield from (_warned(self.kg, edge, claim, self.near[key]) for claim in edge.asserting)

    def _by_condition(self) -> Iterator[Warned]:
        itself = naming(self.kg, self.finding.entity) if is_serious(self.kg, self.finding.entity) else []
        beside = told_with(self.kg, names_of(self.kg, self.called))
        edges = chain(beside, itself, *(self._of_condition(key) for key in self._conditions()))
        yield from (_warned(self.kg, edge, claim, BY_CONDITION) for edge in edges for claim in edge.asserting)

    def _of_condition(self, condition: str) -> Iterator[Edge]:
        yield from (*filter(self._is_here, naming(self.kg, condition)), *self._leading(condition))

    def _conditions(self) -> list[str]:
        """The serious conditions that it may be a sign of, that are said to lead to it, or that lie at its place."""
        told = {edge.object.entity for key in self.near for edge in warning_of(self.kg, key)}
        there = {key for place in self.places for key in _lying(self.kg, place)}
        leading = {cause for key in (self.finding.entity, *self.names) for cause in _leading_to(self.kg, key)}
        every = sorted((told | there | leading) - self.near.keys())
        return [key for key in every if is_serious(self.kg, key) and not left_open(self.kg, key)]

    def _is_here(self, edge: Edge) -> bool:
        """Say whether what an edge warns of is no pain that is felt elsewhere."""
        key = edge.subject.entity
        return not lexicon.is_pain(self.kg, self.kg.number(key)) or bool(self.places & set(places(self.kg, key)))

    def _leading(self, condition: str) -> Iterator[Edge]:
        names = {self.finding.entity, *self.names}
        yield from (edge for edge in _walked(self.kg, condition) if edge.object.entity in names)

    def against(self) -> tuple[Edge, ...]:
        """Denials of what warns of it, and doubts about what it tells."""
        warned_of = {edge.object.entity for key in self.near for edge in warning_of(self.kg, key)}
        found: dict[int, Edge] = {}
        for key in (self.finding.entity, *sorted(self.names)):
            denied = [edge for edge in warning_of(self.kg, key) if edge.counter_evidence]
            doubts = [edge for name in self.kg.schema.of_role("doubt") for edge in self.kg.edges(key, family=name)]
            found |= {edge.id: edge for edge in (*denied, *(e for e in doubts if e.object.entity in warned_of))}
        return tuple(found[key] for key in sorted(found))


# ---------------------------------------------------------------- edges


def _with(kg: KnowledgeGraph, part: str) -> tuple[str, ...]:
    """The combinations of a part, in whatever state."""
    return combinations(kg, Finding(part))


def _walked(kg: KnowledgeGraph, key: str) -> Iterator[Edge]:
    for edge in kg.edges(subject=key):
        if kg.schema.predicates[edge.predicate].walk == "yes" and edge.status != "denied":
            yield edge


def _leading_to(kg: KnowledgeGraph, key: str) -> Iterator[str]:
    if is_hub(kg, key, forward=False):
        return
    predicates, subjects, status = (kg.index.column(name) for name in ("e.pred", "e.subj", "e.status"))
    walks = [predicate.walk == "yes" for predicate in kg.schema.predicates.values()]
    for number in kg.edge_numbers(object=key):
        if walks[predicates[number]] and status[number] != DENIED:
            yield kg.key_at(subjects[number])


def _lying(kg: KnowledgeGraph, place: str) -> Iterator[str]:
    for name, predicate in kg.schema.predicates.items():
        if relation(predicate) == PART:
            yield from others(kg, name, object=place)


def _placed(kg: KnowledgeGraph, at: tuple[str, ...]) -> bool:
    """Say whether these are places, and not a thing that is felt nowhere and stands for itself."""
    where = _places_of_feeling(kg)
    return any(kg.entity(key).category in where for key in at)


@lru_cache(maxsize=4)
def _places_of_feeling(kg: KnowledgeGraph) -> frozenset[str]:
    return frozenset(kind for p in kg.schema.predicates.values() if p.places for kind in p.object)


def _warned(kg: KnowledgeGraph, edge: Edge, claim: Claim, nearness: int) -> Warned:
    predicate = kg.schema.predicates[edge.predicate]
    end = edge.object if predicate.warns == "object" else edge.subject
    at = [key for key in places(kg, end.entity) if _placed(kg, (key,))]
    if not at:
        at = [e.object.entity for e in kg.edges(subject=edge.object.entity) if kg.schema.predicates[e.predicate].parts]
    return Warned(claim, edge, urgency(kg, edge, claim), nearness, at[0] if at else None)


def _urgent(one: Warned) -> int:
    return URGENCIES.index(one.urgency)


def _about(kg: KnowledgeGraph) -> tuple[Edge, ...]:
    """What sources say of warning signs themselves."""
    names = [family.entity for family in kg.schema.families.values() if family.entity is not None]
    doubt = kg.schema.of_role("doubt")
    known = {entity for entity in names if kg.index.find("ent.key", entity)}
    return tuple(edge for key in sorted(known) for name in doubt for edge in kg.edges(subject=key, family=name))
