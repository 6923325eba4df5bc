"""Questions that ask to put what a chain passes in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import called, named
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.support import walked_between
from refgraph.teaching.values import ORDER, Choice, Question, mixed
from refgraph.teaching.words import key_of, of_chain, tellers, who_tells

LACKING = msgid("no chain of three findings that one source tells, or of four or more, can be put in one order only")
# A chain that sources are read together for, and the last finding of which is told, has this many at least.
_LEAST, _LONG, _MOST = 3, 4, 7


def questions(material: Material) -> Iterator[Question]:
    """Yield a question for each chain that has one order only.

    Args:
        material: what is asked about.

    Yields:
        Questions, those about long chains first, of these those that one source tells.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> asked = next(questions(Material(kg, refgraph.origins(kg, "forward head posture"), 1, {})))
        >>> len(asked.choices) == len(asked.answer)
        True
    """
    given: set[str] = set()
    for chain in sorted(material.chains, key=lambda one: (len(one.findings) < _LONG, one.teller is None)):
        between = {finding.entity for finding in chain.findings[:-1]}
        enough = (_LEAST if chain.teller else _LONG) <= len(chain.findings) <= _MOST
        if enough and not between <= given and well_joined(material.kg, chain) and _one_order(material, chain):
            given |= between
            yield _question(material, chain)


def _one_order(material: Material, chain: Chain) -> bool:
    """Say whether nothing leads back from a later finding to an earlier one: any other order has such a step."""
    pairs = combinations(chain.findings, 2)
    return all(not walked_between(material.kg, later, earlier) for earlier, later in pairs) and len(
        {finding.entity for finding in chain.findings}
    ) == len(chain.findings)


def _question(material: Material, chain: Chain) -> Question:
    kg = material.kg
    choices = [Choice(key_of(finding), named(kg, finding), True) for finding in chain.findings]
    shown = mixed(choices, material.seed, "order")
    if list(shown) == choices:
        shown = (*shown[1:], shown[0])
    first, last = called(kg, chain.findings[0]), called(kg, chain.findings[-1])
    long = msgid(
        "According to {who}, one thing leads to the next until {last} is felt or found. "
        "Put them in order, from where it begins to where it ends."
    )
    short = msgid(
        "According to {who}, one thing leads to the next. Put them in order, from where it begins to where it ends."
    )
    if any(claim.modality == "may" for claim in tellers(kg, chain)):
        long = msgid(
            "According to {who}, one thing may lead to the next until {last} is felt or found. "
            "Put them in order, from where it begins to where it ends."
        )
        short = msgid(
            "According to {who}, one thing may lead to the next. "
            "Put them in order, from where it begins to where it ends."
        )
    who = who_tells(kg, chain)
    told = msgid("The order that is told: {chain}. It begins with {first} and ends with {last}.")
    order = " → ".join(choice.label for choice in choices)
    return Question(
        kind=ORDER,
        prompt=tr(long, who=who, last=last) if len(choices) >= _LONG else tr(short, who=who),
        choices=shown,
        answer=tuple(choice.key for choice in choices),
        explanation=tr(told, chain=order, first=first, last=last),
        evidence=of_chain(kg, chain),
        edges=frozenset(step.edge.id for step in chain.steps),
        about=(chain.teller or "",),
    )
