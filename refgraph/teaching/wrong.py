"""What can be offered as wrong: what no source supports in any way, with the reason in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Edge, Finding
from refgraph.report.words import wording
from refgraph.report.words.telling import called
from refgraph.search.judging.rivals import Opposites
from refgraph.teaching.material import Chain, Material, flat, plain
from refgraph.teaching.support import near, walked_between
from refgraph.teaching.values import Evidence, shuffled
from refgraph.teaching.words import evidence, of_edge, sentence

# How many edges are looked through for findings that lead elsewhere.
_SAMPLED = 6_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A finding that no source here leads to another: why, in words, and the claims that this rests on.

    Attributes:
        opposite: the finding that it contradicts and that is told in its stead; None where there is none.
    """

    finding: Finding
    why: str
    evidence: tuple[Evidence, ...]
    opposite: Finding | None = None


def apart(kg: KnowledgeGraph, found: Iterable[Wrong]) -> list[Wrong]:
    """Keep of what is wrong only what is another thing: the second of two that share a name teaches nothing new.

    Args:
        kg: the graph.
        found: in the order in which it is wanted.

    Returns:
        Those that are kept, in their order.

    Example:
        >>> import refgraph
        >>> both = [Wrong(Finding(key), "", ()) for key in ("gluteus-medius", "gluteals")]
        >>> [one.finding.entity for one in apart(refgraph.open_graph("tests/data/mini"), both)]
        ['gluteus-medius']
    """
    kept: list[Wrong] = []
    named: set[str] = set()
    for one in found:
        names = near(kg, one.finding.entity)
        if named.isdisjoint(names):
            kept.append(one)
            named |= names
    return kept


def wrong(
    material: Material, end: Finding, *, like: str | None = None, onward: bool = False, named: bool = False
) -> Iterator[Wrong]:
    """Yield findings that are said nowhere to lead to an end.

    Those of which it is denied come first, then what is told to lead elsewhere.

    A near miss is offered only where a source tells what it leads to instead, and where it lies and what it leads to
    lie in other parts of the body than the end: that no article was read which says so is no ground to teach that it
    cannot be. Nor may anything akin to it lead there (`support.kin`), nor anything that lies in the same part.

    Args:
        material: what is asked about.
        end: what they do not lead to.
        like: category that they have; None for any.
        onward: whether what is told of them is that they do not come of the end, rather than that they do not lead to
            it; nothing ties them to it either way. What is denied to lead there says nothing of that.
        named: whether it is asked what a source names, and not what may be: then near misses may lie anywhere but
            in the part of the body that holds the end, and lead anywhere else.

    Yields:
        Findings with the reason, in an order that depends on the seed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> material = Material(kg, refgraph.origins(kg, "headache"), 1, {})
        >>> [one.finding for one in wrong(material, Finding("headache"))]
        []
    """
    support = material.support(end.entity)
    if not support.known:
        return
    given: set[str] = set()
    for edge in () if onward else _denied(material, end):
        if _fits(material, edge.subject, like, given) and not support.holds(edge.subject):
            given.add(edge.subject.entity)
            yield _of_denial(material, edge)
    for edge in _leading_away(material, end) if named else _leading_elsewhere(material, end):
        if _fits(material, edge.subject, like, given) and not support.holds(edge.subject, named=named):
            given.add(edge.subject.entity)
            yield _of_miss(material, edge, end, onward)


def _fits(material: Material, finding: Finding, like: str | None, given: set[str]) -> bool:
    entity = material.kg.entity(finding.entity)
    if material.worn(finding.entity):
        return False
    return finding.entity not in given and like in (None, entity.category) and not entity.composite


def _denied(material: Material, end: Finding) -> list[Edge]:
    """Edges to the end that are only ever denied, outright."""
    kg = material.kg
    walked = kg.schema.of_role("walked")
    found = [edge for family in walked for edge in kg.edges(object=end.entity, family=family)]
    denied = (edge for edge in found if not edge.asserting and all(map(flat, edge.claims)))
    return list(shuffled(denied, material.seed, "denied"))


def _of_denial(material: Material, edge: Edge) -> Wrong:
    told = tuple(evidence(material.kg, claim, against=True) for claim in edge.counter_evidence[:2])
    why = msgid("Those sources here that speak of {what} deny it, and none says it.")
    return Wrong(edge.subject, tr(why, what=called(material.kg, edge.subject)), told)


# ---------------------------------------------------------------- opposites


def opposites(material: Material, chain: Chain, at: int) -> Iterator[Wrong]:
    """Yield opposites of what a chain passes: another state of the same thing, another direction of the same posture.

    Args:
        material: what is asked about.
        chain: of it.
        at: the place of the finding in the chain, neither its first nor its last.

    Yields:
        Findings that are told to lead elsewhere, and that no claim ties to what is before or to what is after.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> list(opposites(Material(kg, refgraph.origins(kg, "headache"), 1, {}), max(
        ...     Material(kg, refgraph.origins(kg, "headache"), 1, {}).chains, key=lambda chain: len(chain.steps)), 1))
        []
    """
    kg, judge, (before, passed, after) = material.kg, Opposites(material.kg), chain.findings[at - 1 : at + 2]
    walked = kg.schema.of_role("walked")
    for key in (passed.entity, *sorted(kg.entity(passed.entity).opposite)):
        for edge in (edge for family in walked for edge in kg.edges(subject=key, family=family)):
            other = edge.subject
            tied = walked_between(kg, before, other) or walked_between(kg, other, after)
            if judge.why(passed, other) and plain(kg, edge) and not tied and not material.worn(key):
                yield _of_contrary(material, passed, edge)
                return


def _of_contrary(material: Material, passed: Finding, edge: Edge) -> Wrong:
    kg = material.kg
    why = tr(
        "Its opposite, {other}, is named there; of this one, sources here say that {told}.",
        other=called(kg, passed),
        told=sentence(kg, edge),
    )
    return Wrong(edge.subject, why, of_edge(kg, edge)[:1], passed)


# ---------------------------------------------------------------- near misses


def _leading_elsewhere(material: Material, end: Finding) -> Iterator[Edge]:
    """Edges from things with a place to what is felt far from the end, undisputed, from all over the graph."""
    far = _elsewhere(material, end)
    if not far:
        return
    shared = _regions_of_origins(material, end)
    for edge in _told(material):
        one, other = edge.subject.entity, edge.object.entity
        if one in far and other in far and all(shared.isdisjoint(mark.regions) for mark in material.landmarks[one]):
            yield edge


def _leading_away(material: Material, end: Finding) -> Iterator[Edge]:
    """Edges from things that lie in other parts of the body than the end, or in none."""
    here = _here(material, end)
    for edge in _told(material) if material.landmarks else ():
        if all(here.isdisjoint(mark.regions) for mark in material.landmarks.get(edge.subject.entity, ())):
            yield edge


def _told(material: Material) -> Iterator[Edge]:
    """Undisputed edges from definite things, from all over the graph."""
    kg = material.kg
    walked, generic = kg.schema.of_role("walked"), kg.schema.ranking.generic
    numbers = shuffled(range(len(kg.index.column("e.pred"))), material.seed, "edges")[:_SAMPLED]
    for edge in map(kg.edge, numbers):
        definite = edge.subject.entity not in generic and kg.schema.predicates[edge.predicate].family in walked
        if definite and plain(kg, edge):
            yield edge


def _elsewhere(material: Material, end: Finding) -> frozenset[str]:
    """Keys of everything that lies in other parts of the body than a finding, under any of its names."""
    here = _here(material, end)
    if not here:
        return frozenset()
    return frozenset(
        key for key, marks in material.landmarks.items() if all(here.isdisjoint(mark.regions) for mark in marks)
    )


def _here(material: Material, end: Finding) -> frozenset[str]:
    """The parts of the body that hold a finding under any of its names."""
    names = material.support(end.entity).around
    return frozenset(region for key in names for mark in material.landmarks.get(key, ()) for region in mark.regions)


def _regions_of_origins(material: Material, end: Finding) -> frozenset[str]:
    """The parts of the body that hold something which leads to a finding by any chain."""
    marks = (mark for key in material.support(end.entity).before or () for mark in material.landmarks.get(key, ()))
    return frozenset(mark.region for mark in marks if mark.clear)


def _of_miss(material: Material, edge: Edge, end: Finding, onward: bool) -> Wrong:
    kg = material.kg
    one, many = (
        (
            msgid("Sources here say that {told}; none says that it comes of {end}."),
            msgid("Sources here say that {told}; none says that they come of {end}."),
        )
        if onward
        else (
            msgid("Sources here say that {told}; none says that it leads to {end}."),
            msgid("Sources here say that {told}; none says that they lead to {end}."),
        )
    )
    plural = wording.noun(kg, edge.subject)[1]
    why = tr(many if plural else one, told=sentence(kg, edge), end=called(kg, end))
    return Wrong(edge.subject, why, of_edge(kg, edge)[:1])
