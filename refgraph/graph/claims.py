"""Which claims are meant: filters that all must hold, each of them by any of its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.model.statements import Claim, Edge, Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a claim must be like; an empty filter lets everything pass. Ends count alike, subject or object.

    `ends` are findings, of which a state or a side that is left out lets any pass.
    """

    sources: Keys = ()
    predicates: Keys = ()
    categories: Keys = ()
    entities: Keys = ()
    families: Keys = ()
    states: Keys = ()
    sides: Keys = ()
    polarities: Keys = ()
    modalities: Keys = ()
    evidence: Keys = ()
    ends: tuple[Finding, ...] = ()


def claims(kg: KnowledgeGraph, wanted: Wanted) -> tuple[tuple[Edge, Claim], ...]:
    """Return the claims that are like that, each with its edge, by source and number.

    Args:
        kg: the graph.
        wanted: the filters; an empty one lets everything pass.

    Returns:
        Pairs of edge and claim, by source and number.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [claim.id for _, claim in claims(kg, Wanted(families=("warning",)))]
        ['toy-neck#9']
    """
    edges = {claim.id: edge for edge in kg.edges() for claim in edge.claims}
    every = ((edges[claim.id], claim) for claim in kg.claims())
    return tuple((edge, claim) for edge, claim in every if _passes(kg, wanted, claim))


def _passes(kg: KnowledgeGraph, wanted: Wanted, claim: Claim) -> bool:
    if wanted.ends and not any(_is(end, asked) for asked in wanted.ends for end in (claim.subject, claim.object)):
        return False
    return all(not keys or keys & found for keys, found in _tests(kg, wanted, claim))


def _is(end: Finding, asked: Finding) -> bool:
    return end.entity == asked.entity and asked.state in (None, end.state) and asked.side in (None, end.side)


def _told_sides(claim: Claim) -> set[str | None]:
    """The relative side that a claim states by naming the side of both ends."""
    one, other = claim.subject.side, claim.object.side
    paired = {one, other} <= {"left", "right"}
    return {"ipsilateral" if one == other else "contralateral"} if paired else set()


def _tests(kg: KnowledgeGraph, wanted: Wanted, claim: Claim) -> Iterator[tuple[set[str], set[str | None]]]:
    """Yield each filter with what the claim has to show for it, the cheap ones first."""
    ends = (claim.subject, claim.object)
    yield set(wanted.sources), {claim.source}
    yield set(wanted.predicates), {claim.predicate}
    yield set(wanted.entities), {end.entity for end in ends}
    yield set(wanted.states), {end.state for end in ends}
    yield set(wanted.sides), {end.side for end in ends} | _told_sides(claim)
    yield set(wanted.polarities), {claim.polarity}
    yield set(wanted.modalities), {claim.modality}
    yield set(wanted.evidence), {claim.evidence}
    yield set(wanted.families), {kg.schema.predicates[claim.predicate].family}
    yield set(wanted.categories), {kg.entity(end.entity).category for end in ends}
