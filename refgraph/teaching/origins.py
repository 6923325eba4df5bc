"""Questions that ask which of several things does not explain what is felt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import called, named
from refgraph.teaching.material import Chain, Material
from refgraph.teaching.values import ORIGIN, Choice, Question, shuffled
from refgraph.teaching.words import alike, capitalised, key_of, of_chain, sentence
from refgraph.teaching.wrong import Wrong, wrong

LACKING = msgid(
    "there are too few undisputed origins, or nothing that can be told from them and that no source supports"
)
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
    whole = material.answer.query.kind == "origins" and material.path is None
    true = _true(material) if whole else ()
    if len(true) < _TRUE:
        return
    for number, one in enumerate(islice(wrong(material, material.target), _MOST)):
        mixed = shuffled(true, material.seed, "origins", number)
        same = [alike(material.kg, chain.findings[0], one.finding) for chain in mixed]
        # Those that are named in the language of the wrong one come first.
        offered = [chain for fits in (True, False) for chain, fit in zip(mixed, same, strict=True) if fit == fits]
        # Were it the only one in its language, it could be told by that.
        if any(same):
            yield _question(material, one, tuple(offered[:_TRUE]))


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
    kg, felt = material.kg, called(material.kg, material.target)
    label = named(kg, one.finding)
    choices = [Choice(key_of(one.finding), label, False, one.why, one.evidence)]
    choices += [_origin(material, chain) for chain in true]
    prompt = msgid(
        "According to the sources gathered here, three of these may lead to {felt}. "
        "For which one does none of them say so?"
    )
    told = msgid(
        "{what}: no source here leads from it to {felt}. "
        "This is what the sources here say, not proof that it cannot be."
    )
    return Question(
        kind=ORIGIN,
        prompt=tr(prompt, felt=felt),
        choices=shuffled(choices, material.seed, "choices"),
        answer=(key_of(one.finding),),
        explanation=tr(told, what=capitalised(label), felt=felt),
        evidence=(),
    )


def _origin(material: Material, chain: Chain) -> Choice:
    kg = material.kg
    told = "; ".join(sentence(kg, step.edge, step.subject, step.object) for step in chain.steps)
    label = named(kg, chain.findings[0])
    why = tr("A source leads from it: {told}.", told=told)
    return Choice(key_of(chain.findings[0]), label, True, why, of_chain(kg, chain))
