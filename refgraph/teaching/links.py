"""Questions that ask for the finding that is missing between two others."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import named
from refgraph.teaching.material import Chain, Material
from refgraph.teaching.support import near
from refgraph.teaching.values import LINK, Choice, Question, shuffled
from refgraph.teaching.words import alike, begun, capitalised, key_of, of_edge, once, sentence, spoken, who_tells
from refgraph.teaching.wrong import Wrong, wrong

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
    for chain in (chain for chain in material.chains if len(chain.steps) > 1):
        at = shuffled(range(1, len(chain.steps)), material.seed, "gap", chain.findings)[0]
        missing = chain.findings[at].entity
        asked = None if missing in given else _question(material, chain, at)
        if asked:
            given.add(missing)
            yield asked


def _question(material: Material, chain: Chain, at: int) -> Question | None:
    kg, missing, after = material.kg, chain.findings[at], chain.findings[at + 1]
    others = _others(material, chain, at)
    if len(others) < _WRONG:
        return None
    into, out = chain.steps[at - 1], chain.steps[at]
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
    """Wrong answers of the same category, by no name on the chain; first those in its language, and of its region."""
    kg, missing, after = material.kg, chain.findings[at], chain.findings[at + 1]
    passed = {name for finding in chain.findings for name in near(kg, finding.entity)}
    here = _regions(material, missing.entity)

    def unlike(one: Wrong) -> tuple[bool, bool]:
        return not alike(kg, missing, one.finding), here.isdisjoint(_regions(material, one.finding.entity))

    offered = wrong(material, after, like=kg.entity(missing.entity).category)
    found = sorted((one for one in offered if one.finding.entity not in passed), key=unlike)[:_WRONG]
    if not any(alike(kg, missing, one.finding) for one in found):
        # The right one could be told by its language.
        return []
    return [Choice(key_of(one.finding), named(kg, one.finding), False, one.why, one.evidence) for one in found]


def _regions(material: Material, key: str) -> frozenset[str]:
    return frozenset(region for mark in material.landmarks.get(key, ()) for region in mark.regions)
