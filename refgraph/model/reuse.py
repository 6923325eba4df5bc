"""How far the names of a dataset are shared: a name that one claim alone uses joins nothing to anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from refgraph.model.outlines import ClaimOutline
from refgraph.model.statements import Claim
from refgraph.model.vocabulary import Entity

BY_NAMING = "ontology"
TERMS = ("skos:exactMatch", "skos:closeMatch")


@dataclass(frozen=True, slots=True)
class Reuse:
    """How often core names are used by claims that rest on an article, not on an ontology.

    Attributes:
        core: how many core names there are. local: how many that one source alone has. combined: how many combinations.
        used: core names that a claim uses. once: those that one claim alone uses.
        once_without_term: those of them that no ontology has.
        findings: ends of walked claims. joining: those that two sources or more use.
        own: source → how many core names no other source uses. claims: source → how many claims it has.
    """

    core: int
    local: int
    combined: int
    used: int
    once: int
    once_without_term: int
    findings: int
    joining: int
    own: Mapping[str, int]
    claims: Mapping[str, int]


def has_term(entity: Entity) -> bool:
    """Say whether an ontology has an exact or a close term for a thing.

    Args:
        entity: with its mappings.

    Returns:
        Whether it has.

    Example:
        >>> has_term(Entity("hip", "region", "hip", mappings=(("skos:exactMatch", "UBERON:0001464"),)))
        True
    """
    return any(relation in TERMS for relation, _ in entity.mappings)


def uses(claims: Iterable[Claim | ClaimOutline]) -> Counter[str]:
    """Count the claims that name each thing at an end; what an ontology says does not count.

    Args:
        claims: any.

    Returns:
        Numbers of claims by key; a thing that no claim names is not there.

    Example:
        >>> from refgraph.curation.load import read
        >>> data = read("tests/data/mini").dataset
        >>> uses(data.claims)["headache"] > 1
        True
    """
    return Counter(
        key
        for claim in claims
        if claim.evidence != BY_NAMING
        for key in {claim.subject.entity, claim.object.entity, *claim.relies_on}
    )


def once_without_term(entities: Iterable[Entity], claims: Iterable[Claim | ClaimOutline]) -> tuple[str, ...]:
    """Return the keys of core names that one claim alone uses and no ontology has, in their order.

    Args:
        entities: those that are looked at.
        claims: all of the dataset.

    Returns:
        Keys, in the order of `entities`.

    Example:
        >>> from refgraph.curation.load import read
        >>> data = read("tests/data/mini").dataset
        >>> once_without_term(data.entities.values(), data.claims)
        ()
    """
    counts = uses(claims)
    return tuple(e.key for e in entities if is_core(e) and counts[e.key] == 1 and not has_term(e))


def is_core(entity: Entity) -> bool:
    """Say whether a thing has a core name: one that stands in no source's own file and is not made of others.

    Args:
        entity: of the vocabulary.

    Returns:
        Whether it has.

    Example:
        >>> is_core(Entity("hip", "region", "hip")), is_core(Entity("hip", "region", "hip", source="toy-hip"))
        (True, False)
    """
    return entity.source is None and not entity.composite


def reuse(entities: Collection[Entity], claims: Collection[Claim | ClaimOutline], walked: Collection[str]) -> Reuse:
    """Measure how far names are shared.

    Args:
        entities: all of a dataset.
        claims: all of it.
        walked: keys of the predicates of the walked family.

    Returns:
        Numbers of names, findings and claims.

    Example:
        >>> from refgraph.curation.load import read
        >>> data = read("tests/data/mini").dataset
        >>> found = reuse(data.entities.values(), data.claims, ("causes", "tightens"))
        >>> found.used <= found.core, found.joining <= found.findings
        (True, True)
    """
    counts, core = uses(claims), [entity for entity in entities if is_core(entity)]
    used = [entity for entity in core if counts[entity.key]]
    once = [entity for entity in used if counts[entity.key] == 1]
    told = [claim for claim in claims if claim.evidence != BY_NAMING]
    sources: dict[str, set[str]] = defaultdict(set)
    ends: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for claim in told:
        for end in (claim.subject, claim.object):
            sources[end.entity].add(claim.source)
            if claim.predicate in walked:
                ends[end.entity, end.state].add(claim.source)
    own = Counter(source for e in used for source in sources[e.key] if len(sources[e.key]) == 1)
    return Reuse(
        core=len(core),
        local=sum(entity.source is not None for entity in entities),
        combined=sum(entity.composite for entity in entities),
        used=len(used),
        once=len(once),
        once_without_term=sum(not has_term(entity) for entity in once),
        findings=len(ends),
        joining=sum(len(found) > 1 for found in ends.values()),
        own=own,
        claims=Counter(claim.source for claim in told),
    )
