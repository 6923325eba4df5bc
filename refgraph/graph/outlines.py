"""Claims and edges without their texts: what counts all of a graph reads no record, only the columns of the index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from refgraph.model.outlines import ClaimOutline, EdgeOutline
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import POLARITIES, STATUSES

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_SIDES = {code: side for side, code in SIDE_CODES.items()}


def edge_outlines(kg: KnowledgeGraph) -> Iterator[EdgeOutline]:
    """Yield every edge without the texts of its claims, in order of number, denied ones included.

    Args:
        kg: the graph.

    Returns:
        An outline of each edge.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [edge.subject for edge in edge_outlines(kg)] == [edge.subject for edge in kg.edges()]
        True
    """
    column, predicates, states = kg.index.column, kg.predicate_keys, kg.state_keys
    keys = tuple(key.decode() for key in kg.index.texts("ent.key"))

    @cache
    def finding(entity: int, state: int, side: int) -> Finding:
        return Finding(keys[entity], states.get(state), _SIDES[side])

    names = "e.subj", "e.sstate", "e.sside", "e.obj", "e.ostate", "e.oside", "e.pred", "e.status", "e.claim", "e.claims"
    claims, (disputes, count) = _claims(kg), (column("dis.off"), column("obj.off")[-1])
    # What is mirrored stands behind all others.
    for number, row in zip(range(count), zip(*map(column, names), strict=True), strict=False):
        subject, obj = finding(*row[:3]), finding(*row[3:6])
        predicate, status, first, many = predicates[row[6]], STATUSES[row[7]], row[8], row[9]
        told = tuple(
            ClaimOutline(at, source, subject, predicate, obj, polarity, modality, evidence, leant)
            for at, source, polarity, modality, evidence, leant in claims[first : first + many]
        )
        yield EdgeOutline(number, subject, predicate, obj, status, told, disputes[number] < disputes[number + 1])


def claim_outlines(kg: KnowledgeGraph) -> tuple[ClaimOutline, ...]:
    """Return every claim without its texts, in order of number.

    Args:
        kg: the graph.

    Returns:
        An outline of each claim.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(claim_outlines(kg)) == len(kg.claims())
        True
    """
    return tuple(claim for edge in kg.outlines for claim in edge.claims)


def claims_with(kg: KnowledgeGraph, field: str) -> Iterator[tuple[int, Claim]]:
    """Yield the claims that hold what few do, each with its number in the index, without reading the others.

    Args:
        kg: the graph.
        field: of `model.statements.Claim`; one that is not held in a column.

    Returns:
        Numbers and claims, in order of number.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [claim.speaker for _, claim in claims_with(kg, "speaker")]
        ['Dr. Quill']
    """
    # Within a text of JSON every quote has a backslash before it, so this is the name of a field.
    name = f'"{field}":'.encode()
    found = (number for number, text in enumerate(kg.index.texts("c.rec")) if name in text)
    return ((number, kg.claim_at(number)) for number in found)


def _claims(kg: KnowledgeGraph) -> list[tuple[int, str, str, str, str, tuple[str, ...]]]:
    """What the outlines of claims hold besides their edge, in order of number."""
    column, ranking = kg.index.column, kg.schema.ranking
    sources = tuple(key.decode() for key in kg.index.texts("src.key"))
    modalities, kinds = tuple(ranking.modality), tuple(ranking.evidence)
    leant = {number: claim.relies_on for number, claim in claims_with(kg, "relies_on")}
    rows = zip(*map(column, ("c.src", "c.denies", "c.modality", "c.evidence")), strict=True)
    return [
        (number, sources[source], POLARITIES[denies], modalities[modality], kinds[kind], leant.get(number, ()))
        for number, (source, denies, modality, kind) in enumerate(rows)
    ]
