"""How far an edge can be relied on, in one word; the rules and an example of each grade stand in `ranking.yaml`.

Three things count: on what evidence it is said, by how many voices that are independent of each other, and what speaks
against it. What is told of one patient is no voice of its own and outweighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Claim, Edge
from refgraph.model.vocabulary import Ranking
from refgraph.search.judging.independence import independent

# Kinds of evidence up to this rank are studies of more than one patient.
STUDIES = 4


def grade(kg: KnowledgeGraph, edge: Edge, said: Sequence[Claim] | None = None) -> str:
    """Grade an edge.

    Args:
        kg: the graph.
        edge: the edge, with what speaks against it.
        said: the claims that assert it and count; None for all that assert it.

    Returns:
        Key of a grade of the ranking; empty where the ranking has none that holds.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> grade(kg, kg.edges(subject="hamstrings", predicate="tilts")[0])
        'single-voice'
    """
    asserting = edge.asserting if said is None else said
    counter = counter_of(kg.schema.ranking, asserting, edge.counter_evidence)
    for key, rule in kg.schema.ranking.grades.items():
        if counter in rule.counter and (not rule.said or _is_said(kg, asserting, rule.said)):
            return key
    return ""


def worst(ranking: Ranking, grades: Iterable[str]) -> str:
    """Return the worst of some grades; empty where there is none.

    Args:
        ranking: of the graph.
        grades: keys; those that the ranking does not have are left out.

    Returns:
        The key of a grade.

    Example:
        >>> from refgraph.curation.load import read
        >>> worst(read("tests/data/mini").dataset.schema.ranking, ["limited", "disputed", "strong"])
        'disputed'
    """
    order = list(ranking.grades)
    known = [order.index(key) for key in grades if key in ranking.grades]
    return order[max(known)] if known else ""


def place(ranking: Ranking, key: str) -> int:
    """Return the place of a grade in the order of the ranking, from 0, the best; a word that is no grade comes last.

    Args:
        ranking: of the graph.
        key: of a grade.

    Returns:
        A number from 0 to how many grades there are.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> place(kg.schema.ranking, "strong"), place(kg.schema.ranking, "") == len(kg.schema.ranking.grades)
        (0, True)
    """
    order = list(ranking.grades)
    return order.index(key) if key in ranking.grades else len(order)


def counter_of(ranking: Ranking, said: Iterable[Claim], against: Iterable[Claim]) -> str:
    """Say how what speaks against an edge compares with what says it.

    Args:
        ranking: of the graph.
        said: the claims that assert the edge.
        against: denials of it, and disputes of theories that it relies on.

    Returns:
        `none`, `only` (nobody asserts it), `theory` (no denial, but a dispute of a theory), or how the best denial
        compares with the best assertion: `weaker`, `equal` (or better, but not by enough to outweigh it, or only of
        what is implied), `stronger`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> ranking, edge = kg.schema.ranking, kg.edges(object="neck-pain")[0]
        >>> counter_of(ranking, edge.claims, ()), counter_of(ranking, (), edge.claims)
        ('none', 'only')
    """
    asserting, speaking = tuple(said), tuple(against)
    if not asserting:
        return "only"
    if not speaking:
        return "none"
    denials = [claim for claim in speaking if claim.polarity == "denies"]
    if not denials:
        return "theory"
    # That two things do not go together in one population speaks against a cause, and does not refute it.
    own = {claim.predicate for claim in asserting}
    outright = [claim for claim in denials if claim.predicate in own]
    if outright and _best(ranking, asserting) - _best(ranking, outright) >= ranking.outweighs:
        return "stronger"
    better = _best(ranking, asserting) - _best(ranking, denials)
    return "equal" if better >= 0 else "weaker"


def from_studies(ranking: Ranking, claims: Iterable[Claim]) -> bool:
    """Say whether any of some claims rests on a study of more than one patient.

    Args:
        ranking: of the graph.
        claims: asserting or denying ones.

    Returns:
        Whether one does.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from_studies(kg.schema.ranking, [kg.claim("toy-neck#1")]), from_studies(kg.schema.ranking, ())
        (True, False)
    """
    kinds = (ranking.evidence[claim.evidence] for claim in claims)
    return any(kind.rank <= STUDIES and not kind.one_patient for kind in kinds)


def is_tested(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether a study says or denies an edge, or tells whether its two ends go together at all.

    Args:
        kg: the graph.
        edge: one of its edges.

    Returns:
        Whether one does.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> is_tested(kg, kg.edges(object="neck-pain")[0])
        True
    """
    one, other = edge.subject.entity, edge.object.entity
    implied = (key for key, predicate in kg.schema.predicates.items() if predicate.implied)
    ends = ((one, other), (other, one))
    beside = (e for key in implied for a, b in ends for e in kg.edges(subject=a, predicate=key, object=b))
    claims = [*edge.claims, *edge.counter_evidence, *(claim for found in beside for claim in found.claims)]
    return from_studies(kg.schema.ranking, claims)


def _best(ranking: Ranking, claims: Iterable[Claim]) -> int:
    """The best rank of evidence among some claims; what is told of one patient ranks last."""
    last = max(kind.rank for kind in ranking.evidence.values())
    kinds = [ranking.evidence[claim.evidence] for claim in claims]
    return min(last if kind.one_patient else kind.rank for kind in kinds)


def _is_said(kg: KnowledgeGraph, claims: Sequence[Claim], wanted: Mapping[str, int]) -> bool:
    """Say whether enough independent voices say it on evidence that is good enough, by any of some measures."""
    kinds = kg.schema.ranking.evidence
    general = [claim for claim in claims if not kinds[claim.evidence].one_patient]
    for kind, voices in wanted.items():
        good = [claim for claim in general if kinds[claim.evidence].rank <= kinds[kind].rank]
        # The sources are only compared where there are enough of them.
        if len({claim.source for claim in good}) >= voices and (voices == 1 or independent(kg, good) >= voices):
            return True
    return False
