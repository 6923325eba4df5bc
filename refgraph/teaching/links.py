"""Questions that ask for the finding that is missing between two others."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Finding
from refgraph.report.words import wording
from refgraph.report.words.telling import named
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.support import near
from refgraph.teaching.values import LINK, Choice, Question, shuffled
from refgraph.teaching.words import alike, begun, capitalised, key_of, of_edge, once, sentence, spoken, who_tells
from refgraph.teaching.wrong import Wrong, apart, wrong

LACKING = msgid("no chain of two steps or more has enough wrong answers of the same kind that no source supports")
_GAP = "(?)"
_WRONG = 3


def questions(material: Material) -> Iterator[Question]:
    """Yield a question for a finding in the middle of each chain.

    Args:
        material: what is asked about.

    Yields:
        Questions, those about chains that one source tells first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> list(questions(Material(kg, refgraph.origins(kg, "headache"), 1, {})))
        []
    """
    given: set[str] = set()
    for chain in (one for one in material.chains if len(one.steps) > 1 and well_joined(material.kg, one)):
        at = shuffled(range(1, len(chain.steps)), material.seed, "gap", chain.findings)[0]
        missing = chain.findings[at].entity
        asked = None if missing in given else _question(material, chain, at)
        if asked:
            given.add(missing)
            yield asked


def _question(material: Material, chain: Chain, at: int) -> Question | None:
    kg, missing, after = material.kg, chain.findings[at], chain.findings[at + 1]
    into, out = chain.steps[at - 1], chain.steps[at]
    # In one gap stands one thing: in the state in which the one step leaves it and the other takes it up.
    others = _others(material, chain, at) if into.edge.object.state == out.edge.subject.state else []
    if len(others) < _WRONG:
        return None
    right = named(kg, missing)
    choices = shuffled((Choice(key_of(missing), right, True), *others), material.seed, "choices")
    lead = f"{begun(kg, into.edge, into.subject)} {_GAP}"
    onward = f"{_GAP} {' '.join(spoken(kg, out.edge, missing, after)[1:])}"
    return Question(
        kind=LINK,
        prompt=tr(
            "According to {who}: {lead}; {onward}. What is missing?",
            who=who_tells(kg, chain),
            lead=lead,
            onward=onward,
        ),
        choices=choices,
        answer=(key_of(missing),),
        explanation=tr(
            "{first}, and {second}.",
            first=capitalised(sentence(kg, into.edge, into.subject, into.object)),
            second=sentence(kg, out.edge, out.subject, out.object),
        ),
        evidence=once((*of_edge(kg, into.edge, chain.teller)[:1], *of_edge(kg, out.edge, chain.teller)[:1])),
        edges=frozenset(step.edge.id for step in chain.steps),
    )


def _others(material: Material, chain: Chain, at: int) -> list[Choice]:
    """Wrong answers that could stand there by their kind and number, by no name on the chain.

    Nothing leads from them to what comes after, or nothing ties them to what comes before; either makes them wrong.
    Those in its language come first, of these those in the same state, then those of the same region.
    """
    kg, (before, missing, after) = material.kg, chain.findings[at - 1 : at + 2]
    passed = {name for finding in chain.findings for name in near(kg, finding.entity)}
    here = _regions(material, missing.entity)

    def unlike(one: Wrong) -> tuple[bool, bool, bool]:
        elsewhere = here.isdisjoint(_regions(material, one.finding.entity))
        return not alike(kg, missing, one.finding), one.finding.state != missing.state, elsewhere

    category, plural = kg.entity(missing.entity).category, wording.noun(kg, missing)[1]
    fitting = list(wrong(material, after, like=category))
    if _reaches_little(kg, before, missing):
        fitting += wrong(material, before, like=category, onward=True)
    once = {
        one.finding.entity: one
        for one in fitting
        if one.finding.entity not in passed and wording.noun(kg, one.finding)[1] == plural
    }
    listed = sorted(once.values(), key=unlike)
    # Two that share a name are only offered together where there are too few others.
    found = list(dict.fromkeys((*apart(kg, listed), *listed)))[:_WRONG]
    if not any(alike(kg, missing, one.finding) for one in found):
        # The right one could be told by its language.
        return []
    return [Choice(key_of(one.finding), named(kg, one.finding), False, one.why, one.evidence) for one in found]


def _reaches_little(kg: KnowledgeGraph, before: Finding, missing: Finding) -> bool:
    """Say whether what no source ties to the finding before can be taught not to come of it.

    A posture, a load or an accident may reach any muscle, whether or not anybody wrote so; a part of the body does not.
    """
    first, then = (kg.schema.categories[kg.entity(one.entity).category].stateful for one in (before, missing))
    return first or not then


def _regions(material: Material, key: str) -> frozenset[str]:
    return frozenset(region for mark in material.landmarks.get(key, ()) for region in mark.regions)
