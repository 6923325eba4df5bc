"""Questions that ask whether sources agree: said and nowhere disputed, said and disputed, or denied by all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import msgid, tr
from refgraph.model.sides import relative
from refgraph.model.statements import Edge
from refgraph.search.judging.independence import independent
from refgraph.teaching.material import Material, firm, flat, general, is_felt, plain
from refgraph.teaching.support import near, walked_between
from refgraph.teaching.values import DISPUTE, Choice, Question, shuffled
from refgraph.teaching.words import capitalised, key_of, kinds_of, of_edge, sentence

LACKING = msgid(
    "nothing that is said about it is disputed beside something that is not, so that every answer would be the same"
)
_NO_OTHER = ("bilateral", "midline")
SAID, DISPUTED, DENIED = "said", "disputed", "denied"
_LABELS = {
    SAID: msgid("At least one source says so, and none here speaks against it"),
    DISPUTED: msgid("At least one source says so, and at least one speaks against it"),
    DENIED: msgid("Those that speak of it deny it"),
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
        [('disputed',), ('said',)]
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

    A denial counts only where it is outright and of a voice of its own: what one study finds in patients and not in
    others is no dispute. A theory that is disputed by a source counts as it is.

    Args:
        kg: the graph.
        edge: of it.

    Returns:
        `said`, `disputed` or `denied`; None where that is left open, and where all who speak of it hedge.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> standing(kg, kg.edges(subject="piriformis", predicate="compresses")[0])
        'said'
    """
    if all(claim.modality == "may" for claim in edge.claims):
        return None
    if not edge.asserting:
        outright = all(flat(claim) and general(kg, claim) for claim in edge.claims) and not _warned_of(kg, edge)
        return DENIED if outright and not walked_between(kg, edge.subject, edge.object) else None
    if edge.counter_evidence:
        return DISPUTED if _disputed(kg, edge) else None
    return SAID if plain(kg, edge) and _agreed(kg, edge) else None


def _warned_of(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether signs warn of an edge's subject: nobody is to learn that such a thing does no harm."""
    warnings = kg.schema.of_role("warning")
    about = (*kg.edges(subject=edge.subject.entity), *kg.edges(object=edge.subject.entity))
    return any(kg.schema.predicates[one.predicate].family in warnings for one in about)


def _disputed(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether one voice says an edge and another speaks against it outright."""
    voices = [claim for claim in edge.asserting if general(kg, claim)]
    against = [claim for claim in edge.counter_evidence if general(kg, claim)]
    theory = any(claim.polarity != "denies" for claim in against)
    apart = any(
        firm(claim) and all(independent(kg, (claim, other)) > 1 for other in edge.asserting) for claim in against
    )
    return bool(voices) and (theory or apart)


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
    """Mechanisms that are spoken of near the answer: what leads to what is felt, then between what its chains pass."""
    kg = material.kg
    if material.of_paths:
        steps = {step.edge.id: step.edge for path in material.of_paths for step in path.steps}
        return shuffled(steps.values(), material.seed, "disputes")
    walked = kg.schema.of_role("walked")
    here = near(kg, material.target.entity)
    through = dict.fromkeys(finding.entity for one in material.chains for finding in one.findings)
    passed = [key for key in through if key not in here and not is_felt(kg, key)]
    near_first: dict[int, Edge] = {}
    for ends in (dict.fromkeys((material.target.entity, *sorted(here))), passed):
        mine = (edge for key in ends for family in walked for edge in kg.edges(object=key, family=family))
        # What leads to a thing that is only passed is the matter of another quiz.
        fresh = {
            edge.id: edge
            for edge in mine
            if _clear(edge) and edge.id not in near_first and (ends is not passed or edge.subject.entity in through)
        }
        near_first |= {edge.id: edge for edge in shuffled(fresh.values(), material.seed, "disputes")}
    return tuple(near_first.values())


def _clear(edge: Edge) -> bool:
    """Say whether an edge is of definite things, and says on which side: of what is on both sides there is no other."""
    return not edge.indefinite and not (edge.subject.side in _NO_OTHER and relative(edge.object.side))


def _question(kg: KnowledgeGraph, edge: Edge) -> Question:
    right = standing(kg, edge)
    told = of_edge(kg, edge)
    return Question(
        kind=DISPUTE,
        prompt=tr(
            "“{told}.” What do the sources gathered here that speak of this ({kinds}) say?",
            told=capitalised(sentence(kg, edge)),
            kinds=kinds_of(kg, (*edge.claims, *edge.counter_evidence)),
        ),
        choices=tuple(Choice(key, tr(label), key == right) for key, label in _LABELS.items()),
        answer=(right or SAID,),
        explanation=f"{tr(_LABELS[right or SAID])}.",
        evidence=told,
        edges=frozenset({edge.id}),
        about=(key_of(edge.subject), edge.predicate, key_of(edge.object)),
    )
