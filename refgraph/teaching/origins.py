"""Questions that ask which of several things does not explain what is felt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from refgraph.report.words import wording
from refgraph.teaching.material import Chain, Material, capitalised, key_of, of_chain, sentence
from refgraph.teaching.values import ORIGIN, Choice, Question, shuffled
from refgraph.teaching.wrong import Wrong, wrong

LACKING = "there are too few undisputed origins, or nothing that can be told from them and that no source supports"
_TRUE, _MOST_STEPS, _MOST = 3, 3, 4


def questions(material: Material) -> Iterator[Question]:
    """Yield questions: three true origins each, and one thing that no source leads to what is felt.

    Args:
        material: of an answer about what is felt.

    Yields:
        Questions; those whose wrong answer a source denies come first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> list(questions(Material(kg, refgraph.origins(kg, "headache"), 1, {})))
        []
    """
    true = _true(material) if material.answer.query.kind == "origins" else ()
    if len(true) < _TRUE:
        return
    for number, one in enumerate(islice(wrong(material, material.target), _MOST)):
        offered = shuffled(true, material.seed, "origins", number)[:_TRUE]
        yield _question(material, one, offered)


def _true(material: Material) -> tuple[Chain, ...]:
    """The shortest sound chain from each origin that lies somewhere; one thing in several states counts once."""
    best: dict[str, Chain] = {}
    generic = material.kg.schema.ranking.generic
    for chain in sorted(material.chains, key=lambda one: (len(one.steps), one.teller is None)):
        origin = chain.findings[0].entity
        ends = chain.findings[-1].entity == material.target.entity
        if ends and len(chain.steps) <= _MOST_STEPS and origin not in generic and origin in material.landmarks:
            best.setdefault(origin, chain)
    return tuple(best.values())


def _question(material: Material, one: Wrong, true: tuple[Chain, ...]) -> Question:
    kg, felt = material.kg, wording.said(material.kg, material.target)
    label = wording.said(kg, one.finding)
    choices = [Choice(key_of(one.finding), label, False, one.why, one.evidence)]
    choices += [_origin(material, chain) for chain in true]
    return Question(
        kind=ORIGIN,
        prompt=f"According to the sources gathered here, three of these may lead to {felt}. "
        "For which one does none of them say so?",
        choices=shuffled(choices, material.seed, "choices"),
        answer=(key_of(one.finding),),
        explanation=f"{capitalised(label)}: no source here leads from it to {felt}. "
        "This is what the sources here say, not proof that it cannot be.",
        evidence=(),
    )


def _origin(material: Material, chain: Chain) -> Choice:
    kg = material.kg
    told = "; ".join(sentence(kg, step.edge, step.subject, step.object) for step in chain.steps)
    label = wording.said(kg, chain.findings[0])
    return Choice(key_of(chain.findings[0]), label, True, f"A source leads from it: {told}.", of_chain(kg, chain))
