"""Questions that ask to point at the place of a finding on the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.language.voice import msgid, speaking, tr
from refgraph.model.answers import Step
from refgraph.model.statements import Finding
from refgraph.report.words import citing, wording
from refgraph.report.words.languages import LANGUAGES, voice_of
from refgraph.teaching.material import Chain, Material
from refgraph.teaching.support import near
from refgraph.teaching.values import PLACE, Choice, Landmark, Question, shuffled
from refgraph.teaching.words import capitalised, of_edge, sentence, voiced

LACKING = msgid("nothing on its paths has one place on the body plates")
_WRONG = 3
_WORD = re.compile(r"\w+")
# Words that name no part of the body, of names of such parts.
_JOINING = frozenset({"and", "de", "la", "y"})
# Latin words that name a part of the body as plainly as its own name does, in English and in Spanish.
_LATIN = {
    "abdominal": "abdomen",
    "brachial": "arm",
    "braquial": "arm",
    "cervical": "neck",
    "facial": "face",
    "femoral": "thigh",
    "gluteal": "buttock",
    "glútea": "buttock",
    "glúteo": "buttock",
    "glúteos": "buttock",
    "inguinal": "groin",
    "lumbar": "back",
    "occipital": "head",
    "pelvic": "pelvis",
    "pélvica": "pelvis",
    "pélvico": "pelvis",
    "plantar": "foot",
    "escapular": "shoulder",
    "scapular": "shoulder",
    "temporal": "head",
    "thoracic": "chest",
    "torácica": "chest",
    "torácico": "chest",
}


def questions(material: Material) -> Iterator[Question]:
    """Yield a question for each finding that has one place on the body.

    Args:
        material: what is asked about, with landmarks.

    Yields:
        Questions, in an order that depends on the seed, for each part of the body one.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> list(questions(Material(kg, refgraph.origins(kg, "headache"), 1, {})))
        []
    """
    passed: dict[str, tuple[Finding, Chain]] = {}
    for chain in material.chains:
        for finding in chain.findings:
            passed.setdefault(finding.entity, (finding, chain))
    given: set[str] = set()
    for finding, chain in shuffled(passed.values(), material.seed, "places"):
        # The view that shows it best comes first.
        marks = material.landmarks.get(finding.entity, ())[:1]
        if marks and marks[0].clear and marks[0].region not in given and _lies_somewhere(material, finding):
            asked = _question(material, finding, chain, marks[0])
            if asked:
                given.add(marks[0].region)
                yield asked


def _lies_somewhere(material: Material, finding: Finding) -> bool:
    """Say whether a thing lies in a place: not what is done, held or suffered."""
    return material.kg.schema.categories[material.kg.entity(finding.entity).category].stateful


def _named_in(text: str, mark: Landmark) -> bool:
    """Say whether a text names a place, in English, in the language in use, or by its Latin word."""
    words = set(_WORD.findall(text.casefold()))
    words |= {_LATIN[word] for word in words & _LATIN.keys()}
    names = f"{mark.region} {tr(mark.region)}".casefold()
    return not words.isdisjoint(set(_WORD.findall(names)) - _JOINING)


def _told(material: Material, finding: Finding, chain: Chain, mark: Landmark) -> Step | None:
    """A step of a chain that tells of a thing without naming its place, in whatever language it is told."""
    steps = [one for one in chain.steps if finding.entity in (one.subject.entity, one.object.entity)]
    for lang in LANGUAGES:
        with speaking(voice_of(lang)):
            label = wording.noun(material.kg, Finding(finding.entity))[0]
            steps = [one for one in steps if not _named_in(f"{label} {_sentence(material, one, chain)}", mark)]
    return next(iter(steps), None)


def _sentence(material: Material, step: Step, chain: Chain) -> str:
    by = voiced(material.kg, step.edge, chain.teller)
    return sentence(material.kg, step.edge, step.subject, step.object, by=by)


def _question(material: Material, finding: Finding, chain: Chain, right: Landmark) -> Question | None:
    kg = material.kg
    label, plural = wording.noun(kg, Finding(finding.entity))
    marks = shuffled((right, *_others(material, right)), material.seed, "marks")
    step = _told(material, finding, chain, right)
    if len(marks) <= _WRONG or step is None:
        return None
    choices = tuple(Choice(mark.region, f"{n}: {tr(mark.region)}", mark is right) for n, mark in enumerate(marks, 1))
    told = of_edge(kg, step.edge, chain.teller)[0]
    one = msgid("{what} lies at number {n}: {region}, seen {seen}. The figure is our own drawing.")
    many = msgid("{what} lie at number {n}: {region}, seen {seen}. The figure is our own drawing.")
    where = {"n": marks.index(right) + 1, "region": tr(right.region), "seen": tr(right.seen)}
    by = voiced(kg, step.edge, chain.teller)
    return Question(
        kind=PLACE,
        prompt=tr(
            "According to {who}, {told}. Which number marks the place of {what}?",
            who=citing.ascribed(kg, kg.source(by.source), (by,)),
            told=_sentence(material, step, chain),
            what=label,
        ),
        choices=choices,
        answer=(right.region,),
        explanation=tr(many if plural else one, what=capitalised(label), **where),
        evidence=(told,),
        landmarks=marks,
        edges=frozenset({step.edge.id}),
        about=(finding.entity,),
    )


def _others(material: Material, right: Landmark) -> tuple[Landmark, ...]:
    """Places on the same view in other parts of the body than any that the right one reaches, each in its own part."""
    names = near(material.kg, right.entity)
    reached = {region for key in names for mark in material.landmarks.get(key, ()) for region in mark.regions}
    found: dict[str, Landmark] = {}
    for marks in shuffled(material.landmarks.values(), material.seed, "others", right.entity):
        for mark in marks:
            apart = mark.entity not in names and reached.isdisjoint(mark.regions)
            if apart and mark.clear and mark.view == right.view and not material.worn(mark.region):
                found.setdefault(mark.region, mark)
    return tuple(found.values())[:_WRONG]
