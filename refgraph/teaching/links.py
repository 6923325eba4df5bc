"""Questions that ask for the finding that is missing between two others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from refgraph.model.answers import Step
from refgraph.report.words import wording
from refgraph.teaching.material import (
    Chain,
    Material,
    agreeing,
    capitalised,
    key_of,
    of_edge,
    once,
    sentence,
    who_tells,
)
from refgraph.teaching.support import near
from refgraph.teaching.values import LINK, Choice, Question, shuffled
from refgraph.teaching.wrong import wrong

LACKING = "no chain of two steps or more has enough wrong answers that no source supports"
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
    right = wording.said(kg, missing)
    choices = shuffled((Choice(key_of(missing), right, True), *others), material.seed, "choices")
    lead = f"{wording.said(kg, into.subject)} {_verb(material, into)} {_GAP}"
    onward = f"{_GAP} {_verb(material, out)} {wording.in_words(kg, missing, out.edge.predicate, after)[2]}"
    return Question(
        kind=LINK,
        prompt=f"According to {who_tells(kg, chain)}: {lead}; {onward}. What is missing?",
        choices=choices,
        answer=(key_of(missing),),
        explanation=f"{capitalised(sentence(kg, into.edge, into.subject, into.object))}, and "
        f"{sentence(kg, out.edge, out.subject, out.object)}.",
        evidence=once((*of_edge(kg, into.edge, chain.teller)[:1], *of_edge(kg, out.edge, chain.teller)[:1])),
    )


def _others(material: Material, chain: Chain, at: int) -> list[Choice]:
    """Wrong answers: what does not lead to the next finding and is not on the chain by any name; alike ones first."""
    kg, missing, after = material.kg, chain.findings[at], chain.findings[at + 1]
    passed = {name for finding in chain.findings for name in near(kg, finding.entity)}
    category = kg.entity(missing.entity).category
    alike = (one for one in wrong(material, after, like=category) if one.finding.entity not in passed)
    found = list(islice(alike, _WRONG))
    if len(found) < _WRONG:
        taken = {*passed, *(one.finding.entity for one in found)}
        rest = (one for one in wrong(material, after) if one.finding.entity not in taken)
        found += islice(rest, _WRONG - len(found))
    return [Choice(key_of(one.finding), wording.said(kg, one.finding), False, one.why, one.evidence) for one in found]


def _verb(material: Material, step: Step) -> str:
    verb = wording.in_words(material.kg, step.subject, step.edge.predicate, step.object)[1]
    return agreeing(material.kg, step.edge, verb)
