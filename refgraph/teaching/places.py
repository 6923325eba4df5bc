"""Questions that ask to point at the place of a finding on the body."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.model.statements import Finding
from refgraph.report.words import wording
from refgraph.teaching.material import Chain, Material, capitalised, of_edge, sentence
from refgraph.teaching.support import near
from refgraph.teaching.values import PLACE, Choice, Landmark, Question, shuffled

LACKING = "nothing on its paths has one place on the body plates"
_WRONG = 3


def questions(material: Material) -> Iterator[Question]:
    """Yield a question for each finding that has one place on the body.

    Args:
        material: what is asked about, with landmarks.

    Yields:
        Questions, in an order that depends on the seed.

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
    for finding, chain in shuffled(passed.values(), material.seed, "places"):
        # The view that shows it best comes first.
        marks = material.landmarks.get(finding.entity, ())[:1]
        if marks and marks[0].clear and _lies_somewhere(material, finding, marks[0]):
            asked = _question(material, finding, chain, marks[0])
            if asked:
                yield asked


def _lies_somewhere(material: Material, finding: Finding, mark: Landmark) -> bool:
    """Say whether a thing lies in a place: not what is done, held or suffered, nor what is called by its place."""
    entity = material.kg.entity(finding.entity)
    named = set(entity.label.casefold().split()) & set(mark.region.casefold().replace(",", "").split())
    return material.kg.schema.categories[entity.category].stateful and not named


def _question(material: Material, finding: Finding, chain: Chain, right: Landmark) -> Question | None:
    kg = material.kg
    label, plural = wording.noun(kg, Finding(finding.entity))
    marks = shuffled((right, *_others(material, right)), material.seed, "marks")
    if len(marks) <= _WRONG:
        return None
    choices = tuple(Choice(mark.region, f"{n}: {mark.region}", mark is right) for n, mark in enumerate(marks, 1))
    step = next(s for s in chain.steps if finding.entity in (s.subject.entity, s.object.entity))
    told = of_edge(kg, step.edge, chain.teller)[0]
    lie = "lie" if plural else "lies"
    return Question(
        kind=PLACE,
        prompt=f"According to {told.who}, {sentence(kg, step.edge, step.subject, step.object)}. "
        f"Which number marks the place of {label}?",
        choices=choices,
        answer=(right.region,),
        explanation=f"{capitalised(label)} {lie} at number {marks.index(right) + 1}: {right.region}, "
        f"seen {right.seen}. The figure is our own drawing.",
        evidence=(told,),
        landmarks=marks,
    )


def _others(material: Material, right: Landmark) -> tuple[Landmark, ...]:
    """Places on the same view in other parts of the body than any that the right one reaches, each in its own part."""
    names = near(material.kg, right.entity)
    reached = {region for key in names for mark in material.landmarks.get(key, ()) for region in mark.regions}
    found: dict[str, Landmark] = {}
    for marks in shuffled(material.landmarks.values(), material.seed, "others", right.entity):
        for mark in marks:
            apart = mark.entity not in names and reached.isdisjoint(mark.regions)
            if apart and mark.clear and mark.view == right.view:
                found.setdefault(mark.region, mark)
    return tuple(found.values())[:_WRONG]
