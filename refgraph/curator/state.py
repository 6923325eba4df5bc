"""How far the curation has come: what is told of each region and on what evidence, and how edges are graded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.curator.gaps import FELT
from refgraph.graph.outlines import claim_outlines
from refgraph.model.outlines import ClaimOutline, EdgeOutline
from refgraph.model.reuse import BY_NAMING
from refgraph.search.judging.grade import STUDIES, grade

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# A region is a place that so many other places lie in.
PARTS = 4
# Kinds of evidence of this rank and better are studies of people or bodies, not somebody's word.


@dataclass(frozen=True, slots=True)
class Region:
    """What is told of what is felt in a region, the places in it included.

    Attributes:
        key, label: of the region; both empty for what lies in none.
        symptoms: how many things are felt there. sources, claims: how many speak of them.
        studies: claims that rest on a study. denials: claims that deny. warnings: claims that warn.
    """

    key: str
    label: str
    symptoms: int
    sources: int
    claims: int
    studies: int
    denials: int
    warnings: int


def regions(kg: KnowledgeGraph) -> tuple[Region, ...]:
    """Count what is told by region, the most first; a part is counted with its whole, too.

    Args:
        kg: the graph.

    Returns:
        The regions, and what lies in none of them at the end.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> [region.label for region in regions(open_graph(Path("tests/data/mini")))]
        ['']
    """
    felt_in = _felt_in(kg)
    members: dict[str, set[str]] = defaultdict(set)
    for symptom, places in felt_in.items():
        for place in places or {""}:
            members[place].add(symptom)
    told: dict[str, list[ClaimOutline]] = defaultdict(list)
    for claim in claim_outlines(kg):
        if claim.evidence != BY_NAMING:
            for end in {claim.subject.entity, claim.object.entity} & felt_in.keys():
                told[end].append(claim)
    found = [_region(kg, key, symptoms, told) for key, symptoms in members.items()]
    return tuple(sorted(found, key=lambda one: (not one.key, -one.claims, one.key)))


def by_region(kg: KnowledgeGraph) -> dict[str, int]:
    """Count what is told of what is felt in each region, the most first; what lies in none comes last.

    Args:
        kg: the graph.

    Returns:
        Numbers of claims by the label of a region.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> list(by_region(open_graph(Path("tests/data/mini"))))
        ['in no region']
    """
    return {region.label or "in no region": region.claims for region in regions(kg)}


def _felt_in(kg: KnowledgeGraph) -> dict[str, set[str]]:
    """Return the regions that each symptom is felt in."""
    places: dict[str, set[str]] = {known.key: set() for known in kg.entities(FELT)}
    wholes = defaultdict(set)
    for edge in kg.outlines:
        predicate = kg.schema.predicates[edge.predicate]
        if edge.status == "denied":
            continue
        if predicate.places:
            places.setdefault(edge.subject.entity, set()).add(edge.object.entity)
        elif predicate.parts:
            wholes[edge.subject.entity].add(edge.object.entity)
    above = {place: _above(place, wholes) for held in places.values() for place in held}
    counts = Counter(whole for place, found in above.items() for whole in found - {place})
    large = {key for key, number in counts.items() if number >= PARTS}
    return {symptom: {whole for place in held for whole in above[place]} & large for symptom, held in places.items()}


def _above(place: str, wholes: Mapping[str, Iterable[str]]) -> set[str]:
    found, waiting = set[str](), [place]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += wholes.get(at, ())
    return found


def _region(kg: KnowledgeGraph, key: str, symptoms: set[str], told: Mapping[str, list[ClaimOutline]]) -> Region:
    claims = {claim.number: claim for symptom in symptoms for claim in told.get(symptom, ())}.values()
    kinds, warning = kg.schema.ranking.evidence, kg.schema.of_role("warning")
    return Region(
        key,
        kg.entity(key).label if key else "",
        len(symptoms),
        len({claim.source for claim in claims}),
        len(claims),
        sum(kinds[claim.evidence].rank <= STUDIES for claim in claims),
        sum(claim.polarity == "denies" for claim in claims),
        sum(kg.schema.predicates[claim.predicate].family in warning for claim in claims),
    )


def grades(kg: KnowledgeGraph) -> dict[str, int]:
    """Count what paths may take by how far it can be relied on, in the order of the grades.

    Args:
        kg: the graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> sum(grades(open_graph(Path("tests/data/mini"))).values()) > 0
        True
    """
    families, predicates = kg.schema.of_role("walked"), kg.schema.predicates
    alone: dict[tuple[str, str], str] = {}

    def graded(edge: EdgeOutline) -> str:
        if edge.disputed or len(edge.claims) > 1:
            return grade(kg, kg.edge(edge.id))
        # What one claim alone says or denies has the grade of its evidence.
        (claim,) = edge.claims
        kind = claim.evidence, claim.polarity
        if kind not in alone:
            alone[kind] = grade(kg, kg.edge(edge.id))
        return alone[kind]

    counts = Counter(graded(edge) for edge in kg.outlines if predicates[edge.predicate].family in families)
    return {key: counts[key] for key in kg.schema.ranking.grades if counts[key]}
