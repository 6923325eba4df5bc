"""What a graph holds, counted: by kind of thing, of claim and of source, and how far its names are shared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from refgraph.graph.outlines import claim_outlines
from refgraph.model.outlines import ClaimOutline
from refgraph.model.reuse import BY_NAMING, reuse
from refgraph.model.vocabulary import POLARITIES, STATUSES

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Record = dict[str, Any]
UNKNOWN = "not known"


def stats(kg: KnowledgeGraph) -> Record:
    """Count what the graph holds.

    Args:
        kg: the graph.

    Returns:
        Numbers by name; a table of them where they are counted by something, in the order of the schema.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> stats(open_graph(Path("tests/data/mini")))["sources"]
        2
    """
    edges, claims, schema = kg.outlines, claim_outlines(kg), kg.schema
    kinds = {source.key: source.type or UNKNOWN for source in kg.sources()}
    return {
        "data_version": kg.data_version,
        "sources": len(kg.sources()),
        "claims": len(claims),
        "edges": len(edges),
        "entities": len(kg.entities()),
        "entities_by_category": counts(schema.categories, (e.category for e in kg.entities())),
        "sources_by_kind": counts(sorted(set(kinds.values())), kinds.values()),
        "claims_by_source": counts((s.key for s in kg.sources()), (c.source for c in claims)),
        "claims_by_kind_of_source": counts(sorted(set(kinds.values())), (kinds[c.source] for c in claims)),
        "claims_by_family": counts(schema.families, (schema.predicates[c.predicate].family for c in claims)),
        "claims_by_evidence": counts(schema.ranking.evidence, (c.evidence for c in claims)),
        "claims_by_polarity": counts(POLARITIES, (c.polarity for c in claims)),
        "claims_by_modality": counts(schema.ranking.modality, (c.modality for c in claims)),
        "claims_by_place": _by_place(kg, claims),
        "edges_by_status": counts(STATUSES, (e.status for e in edges)),
        "reuse": _reuse(kg, claims),
    }


def counts(order: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    """Count words in an order; those that do not occur are left out, those beyond the order come last.

    Args:
        order: words that come first, in this order.
        found: the words that are counted.

    Returns:
        Numbers by word.

    Example:
        >>> counts(("b", "a", "c"), ["a", "b", "a", "d"])
        {'b': 1, 'a': 2, 'd': 1}
    """
    numbers = dict.fromkeys(order, 0)
    for word in found:
        numbers[word] = numbers.get(word, 0) + 1
    return {word: number for word, number in numbers.items() if number}


def _by_place(kg: KnowledgeGraph, claims: Sequence[ClaimOutline]) -> dict[str, int]:
    """Count what articles say by where it is felt, the most first."""
    places: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if kg.schema.predicates[claim.predicate].places and claim.polarity == "asserts":
            places[claim.subject.entity].add(claim.object.entity)

    def felt(claim: ClaimOutline) -> Iterator[str]:
        for end in {claim.subject.entity, claim.object.entity}:
            yield from places.get(end, ())

    numbers = Counter(place for claim in claims if claim.evidence != BY_NAMING for place in set(felt(claim)))
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def _reuse(kg: KnowledgeGraph, claims: Sequence[ClaimOutline]) -> Record:
    families = kg.schema.of_role("walked")
    walked = {key for key, predicate in kg.schema.predicates.items() if predicate.family in families}
    found = reuse(kg.entities(), claims, walked)
    told = sum(found.claims.values())
    return {
        "core names": found.core,
        "local names": found.local,
        "combinations": found.combined,
        "core names used by articles": found.used,
        "used by one claim alone": found.once,
        "used by one claim alone, percent": _percent(found.once, found.used),
        "used by one claim alone and without a term": found.once_without_term,
        "used by one claim alone and without a term, percent": _percent(found.once_without_term, found.used),
        "core names of one source alone, per 100 claims": _percent(sum(found.own.values()), told),
        "ends of causal claims": found.findings,
        "ends that join two sources or more": found.joining,
        "ends that join two sources or more, percent": _percent(found.joining, found.findings),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
