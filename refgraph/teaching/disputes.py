"""Questions that ask whether sources agree: said and nowhere disputed, said and disputed, or denied by all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Edge
from refgraph.teaching.material import Material, asserting, capitalised, of_edge, plain, sentence
from refgraph.teaching.support import near, walked_between
from refgraph.teaching.values import DISPUTE, Choice, Question, shuffled

LACKING = (
    "nothing that is said about it is disputed beside something that is not, so that every answer would be the same"
)
SAID, DISPUTED, DENIED = "said", "disputed", "denied"
_LABELS = {
    SAID: "At least one source says so, and none here speaks against it",
    DISPUTED: "At least one source says so, and at least one speaks against it",
    DENIED: "Those that speak of it deny it",
}


def questions(material: Material) -> Iterator[Question]:
    """Yield questions in turn about what is disputed or denied and what is not.

    Args:
        material: what is asked about.

    Yields:
        Questions; none where nothing is disputed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> found = questions(Material(kg, refgraph.origins(kg, "headache"), 1, {}))
        >>> [asked.answer for asked in found][:2]
        [('denied',), ('said',)]
    """
    edges = _about(material)
    doubted = [edge for edge in edges if standing(material.kg, edge) in (DISPUTED, DENIED)]
    agreed = [edge for edge in edges if standing(material.kg, edge) == SAID][: len(doubted)]
    if doubted and agreed:
        for edge in chain.from_iterable(zip_longest(doubted, agreed)):
            if edge is not None:
                yield _question(material.kg, edge)


def standing(kg: KnowledgeGraph, edge: Edge) -> str | None:
    """Say how the sources stand to an edge, under every name of its ends.

    Args:
        kg: the graph.
        edge: of it.

    Returns:
        `said`, `disputed` or `denied`; None where claims about nearby names leave it open.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> standing(kg, kg.edges(subject="hamstrings", predicate="tilts")[0])
        'said'
    """
    if edge.status == "contested":
        return DISPUTED if asserting(edge) and edge.counter_evidence else None
    if edge.status == "denied":
        return None if walked_between(kg, edge.subject, edge.object) else DENIED
    return SAID if plain(kg, edge) and _agreed(kg, edge) else None


def _agreed(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether nothing that joins the two ends, either way and under any name, is disputed or denied."""
    ends = near(kg, edge.subject.entity), near(kg, edge.object.entity)
    between = (
        other
        for one, two in (ends, ends[::-1])
        for key in one
        for other in kg.edges(subject=key)
        if other.object.entity in two
    )
    return all(other.status == "supported" and not other.counter_evidence for other in between)


def _about(material: Material) -> tuple[Edge, ...]:
    """Mechanisms that are spoken of near the answer: steps of its chains, and whatever leads to what they pass."""
    kg = material.kg
    walked = kg.schema.of_role("walked")
    passed = dict.fromkeys(finding.entity for one in material.chains for finding in one.findings)
    keys = (material.target.entity, *sorted(near(kg, material.target.entity)), *passed)
    around = (edge for key in dict.fromkeys(keys) for family in walked for edge in kg.edges(object=key, family=family))
    found = {edge.id: edge for edge in around if not edge.indefinite}
    return shuffled(found.values(), material.seed, "disputes")


def _question(kg: KnowledgeGraph, edge: Edge) -> Question:
    right = standing(kg, edge)
    told = of_edge(kg, edge)
    return Question(
        kind=DISPUTE,
        prompt=f"“{capitalised(sentence(kg, edge))}.” What do the sources gathered here say of this?",
        choices=tuple(Choice(key, label, key == right) for key, label in _LABELS.items()),
        answer=(right or SAID,),
        explanation=f"{_LABELS[right or SAID]}.",
        evidence=told,
    )
