"""Questions that ask which of several things does not explain what is felt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import called
from refgraph.teaching.material import Chain, Material, well_joined
from refgraph.teaching.values import ORIGIN, Choice, Question, mixed, shuffled
from refgraph.teaching.words import (
    capitalised,
    key_of,
    kinds_of,
    labels,
    of_chain,
    sentence,
    tellers,
    who_tells,
)
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
        if material.worn(one.finding.entity):
            continue
        # What no question has offered yet comes first.
        drawn = shuffled(true, material.seed, "origins", number)
        offered = tuple(sorted(drawn, key=lambda chain: _starts(chain) in used)[:_TRUE])
        used |= set(map(_starts, offered))
        yield _question(material, one, offered)


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
    names = labels(kg, one.finding, [chain.findings[0] for chain in true])
    label = names[one.finding]
    choices = [Choice(key_of(one.finding), label, False, one.why, one.evidence)]
    choices += [_origin(material, chain, names[chain.findings[0]]) for chain in true]
    prompt = msgid(
        "Sources gathered here ({kinds}), alone or read together, say of three of these that they lead, "
        "or may lead, to {felt}. Of which one do they NOT say so?"
    )
    told = msgid(
        "{what}: no source here leads from it to {felt}. "
        "This is what the sources here say, not proof that it cannot be."
    )
    return Question(
        kind=ORIGIN,
        prompt=tr(prompt, felt=felt, kinds=kinds_of(kg, [by for chain in true for by in tellers(kg, chain)])),
        choices=mixed(choices, material.seed, "choices"),
        answer=(key_of(one.finding),),
        explanation=tr(told, what=capitalised(label), felt=felt),
        evidence=(),
        about=(key_of(material.target),),
    )


def _origin(material: Material, chain: Chain, label: str) -> Choice:
    kg = material.kg
    steps = zip(chain.steps, tellers(kg, chain), strict=True)
    told = "; ".join(sentence(kg, step.edge, step.subject, step.object, by=by) for step, by in steps)
    why = tr("According to {who}: {told}.", who=who_tells(kg, chain), told=told)
    return Choice(key_of(chain.findings[0]), label, True, why, of_chain(kg, chain))
