"""Questions that ask which of several things does not explain what is felt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import called, named
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.values import ORIGIN, Choice, Question, shuffled
from refgraph.teaching.words import alike, capitalised, key_of, of_chain, sentence
from refgraph.teaching.wrong import Wrong, apart, wrong

LACKING = msgid(
    "there are too few undisputed origins, or nothing that can be told from them and that no source supports"
)
_TRUE, _MOST_STEPS, _MOST, _LOOKED_AT = 3, 3, 4, 40


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
    used: set[str] = set()
    for number, one in enumerate(apart(material.kg, islice(wrong(material, material.target), _LOOKED_AT))[:_MOST]):
        mixed = shuffled(true, material.seed, "origins", number)
        same = {_starts(chain): alike(material.kg, chain.findings[0], one.finding) for chain in mixed}
        # Were it the only one in its language, it could be told by that.
        if not any(same.values()):
            continue
        # What no question has offered yet comes first, of that what is named in the language of the wrong one.
        first = sorted(mixed, key=lambda chain: (_starts(chain) in used, not same[_starts(chain)]))
        offered = tuple(first[:_TRUE])
        if not any(same[_starts(chain)] for chain in offered):
            offered = (*offered[1:], next(chain for chain in mixed if same[_starts(chain)]))
        used |= set(map(_starts, offered))
        yield _question(material, one, shuffled(offered, material.seed, "offered"))


def _starts(chain: Chain) -> str:
    return chain.findings[0].entity


def _true(material: Material) -> tuple[Chain, ...]:
    """The shortest sound chain from each origin that lies somewhere; one thing in several states counts once.

    Chains that are joined from several sources more loosely are offered only where there are too few others.
    """
    best: dict[str, Chain] = {}
    generic = material.kg.schema.ranking.generic
    for chain in sorted(
        material.chains, key=lambda one: (not well_joined(material.kg, one), len(one.steps), one.teller is None)
    ):
        origin = chain.findings[0].entity
        ends = chain.findings[-1].entity == material.target.entity
        if ends and len(chain.steps) <= _MOST_STEPS and origin not in generic and origin in material.landmarks:
            best.setdefault(origin, chain)
    well = tuple(chain for chain in best.values() if well_joined(material.kg, chain))
    return well if len(well) >= _TRUE else tuple(best.values())


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
    one, many = msgid("A source leads from it: {told}."), msgid("Sources, read together, lead from it: {told}.")
    why = tr(one if chain.teller else many, told=told)
    return Choice(key_of(chain.findings[0]), label, True, why, of_chain(kg, chain))
