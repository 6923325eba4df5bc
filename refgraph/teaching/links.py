"""Questions that ask for the finding that is missing between two others."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import ENGLISH, msgid, speaking, tr
from refgraph.model.statements import Finding
from refgraph.report.words import wording
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.support import near
from refgraph.teaching.values import LINK, Choice, Question, mixed, shuffled
from refgraph.teaching.words import (
    begun,
    capitalised,
    key_of,
    labels,
    of_edge,
    once,
    sentence,
    spoken,
    tellers,
    who_tells,
)
from refgraph.teaching.wrong import Wrong, apart, opposites, wrong

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
    names = labels(kg, missing, [one.finding for one in others])
    choices = [Choice(key_of(one.finding), names[one.finding], False, one.why, one.evidence) for one in others]
    by = tellers(kg, chain)[at - 1 : at + 1]
    lead = f"{begun(kg, into.edge, into.subject, by=by[0])} {_GAP}"
    onward = f"{_GAP} {' '.join(spoken(kg, out.edge, missing, after, by=by[1])[1:])}"
    return Question(
        kind=LINK,
        prompt=tr(
            "According to {who}: {lead}; {onward}. Which of these is named there?",
            who=who_tells(kg, Chain(chain.steps[at - 1 : at + 1], chain.teller)),
            lead=lead,
            onward=onward,
        ),
        choices=mixed((Choice(key_of(missing), names[missing], True), *choices), material.seed, "choices"),
        answer=(key_of(missing),),
        explanation=tr(
            "{first}, and {second}. That is what is named there, not proof that nothing else could stand between.",
            first=capitalised(sentence(kg, into.edge, into.subject, into.object, by=by[0])),
            second=sentence(kg, out.edge, out.subject, out.object, by=by[1]),
        ),
        evidence=once((*of_edge(kg, into.edge, chain.teller)[:1], *of_edge(kg, out.edge, chain.teller)[:1])),
        edges=frozenset(step.edge.id for step in chain.steps),
        about=tuple(map(key_of, chain.findings[at - 1 : at + 2])),
    )


def _others(material: Material, chain: Chain, at: int) -> list[Wrong]:
    """Wrong answers that could stand there by their kind and number, by no name on the chain.

    Nothing leads from them to what comes after, or nothing ties them to what comes before; either makes them wrong.
    Opposites come first, of the others those in the same state, then those of the same region.
    """
    kg, (before, missing, after) = material.kg, chain.findings[at - 1 : at + 2]
    passed = {name for finding in chain.findings for name in near(kg, finding.entity)}
    here = _regions(material, missing.entity)

    def unlike(one: Wrong) -> tuple[bool, bool, bool]:
        elsewhere = here.isdisjoint(_regions(material, one.finding.entity))
        return one.opposite is None, one.finding.state != missing.state, elsewhere

    category, number = kg.entity(missing.entity).category, _number(kg, missing)
    # "Tightens (?)" is answered by whatever is tight.
    said = kg.schema.predicates[chain.steps[at - 1].edge.predicate].result
    fitting = [*wrong(material, after, like=category, named=True), *opposites(material, chain, at)]
    if _reaches_little(kg, before, missing):
        fitting += wrong(material, before, like=category, onward=True)
    once = {
        one.finding.entity: one
        for one in fitting
        if (one.finding.entity not in passed or one.opposite == missing)
        and _number(kg, one.finding) == number
        and (not said or one.finding.state == missing.state)
    }
    listed = sorted(once.values(), key=unlike)
    # Two that share a name are only offered together where there are too few others.
    return list(dict.fromkeys((*apart(kg, listed), *listed)))[:_WRONG]


def _number(kg: KnowledgeGraph, finding: Finding) -> bool:
    """Whether a finding is a plural in English: the verb beside the gap must not tell what stands in it."""
    with speaking(ENGLISH):
        return wording.noun(kg, finding)[1]


def _reaches_little(kg: KnowledgeGraph, before: Finding, missing: Finding) -> bool:
    """Say whether what no source ties to the finding before can be taught not to come of it.

    A posture, a load or an accident may reach any muscle, whether or not anybody wrote so; a part of the body does not.
    """
    first, then = (kg.schema.categories[kg.entity(one.entity).category].stateful for one in (before, missing))
    return first or not then


def _regions(material: Material, key: str) -> frozenset[str]:
    return frozenset(region for mark in material.landmarks.get(key, ()) for region in mark.regions)
