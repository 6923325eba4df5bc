"""The sentences that answer: who says what, on what evidence, what is against it, and how much else is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, trn, voice
from refgraph.model.answers import Answer, Group
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.words import answer_wording, speech, wording
from refgraph.report.words.citing import brief, kind_of, named, scope
from refgraph.report.words.wording import noun
from refgraph.search.judging.grade import from_studies, grade, is_tested, place
from refgraph.search.judging.independence import independent

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_AGAINST = frozenset({"mixed", "disputed", "refuted"})


def lead(kg: KnowledgeGraph, answer: Answer) -> str:
    """Answer in one or two sentences: who says what, on what evidence, what is against it, and what else is told.

    Args:
        kg: the graph.
        answer: of a path query.

    Returns:
        Sentences in one line.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> lead(kg, answer).partition(",")[0]
        'Ada Author et al. (blog) say that a tight upper trapezius is felt as headache'
    """
    shown = answer.groups.shown
    if not shown:
        rest = " ".join(filter(None, (_found(kg, answer), answer_wording.uncurated(kg, answer))))
        return f"{answer_wording.question(kg, answer.query)} {rest}"
    return " ".join(filter(None, (_best(kg, answer, shown[0]), _others(kg, answer))))


_NONE = msgid("No source here says what {what} comes from."), msgid("No source here says what {what} come from.")
# Of what was asked for nothing is told; of what was not it may be.
_NARROWED = (
    msgid("With these options no source here says what {what} comes from."),
    msgid("With these options no source here says what {what} come from."),
)


def _found(kg: KnowledgeGraph, answer: Answer) -> str:
    asked = answer.query.end or answer.query.start
    told = wording.said(kg, asked) if asked else "it"
    if answer.members:
        return tr("Nothing is told of {what} itself, only of what belongs to it.", what=told)
    if answer.query.kind == "origins" and not answer.paths:
        one, many = _NARROWED if answer.query.narrowed else _NONE
        several = asked is not None and (noun(kg, asked)[1] or " and " in told)
        return tr(many if several else one, what=told)
    return answer_wording.found(len(answer.paths))


def _best(kg: KnowledgeGraph, answer: Answer, group: Group) -> str:
    """Say what the best of the groups says, by its best edge: who, from where, by way of what, how surely."""
    edge, back = _foremost(kg, group), answer.query.kind != "effects"
    said = asserting(kg, edge)
    more = independent(kg, said) - 1
    others = trn(more, " and {count} more source", " and {count} more sources") if more > 0 else ""
    source = kg.source(said[0].source)
    kind = ", ".join(filter(None, (kind_of(kg, said[0]), (source.date or "")[:4])))
    several = others or named(source).endswith("et al.")
    who = f"{named(source)}{f' ({kind})' if kind else ''}{others}"
    patient = tr(" of one patient") if group.aside == "one patient" else ""
    values = {"who": who, "patient": patient, "told": _sentence(kg, edge, said)}
    told = tr("{who} say{patient} that {told}" if several else "{who} says{patient} that {told}", **values)
    behind = _behind(kg, group, said, back, plural=bool(several))
    return f"{grammar.capital(told)}{behind}; {_tested(kg, group, edge, said)}."


def _sentence(kg: KnowledgeGraph, edge: Edge, said: Sequence[Claim]) -> str:
    """Subject, verb and object, agreeing with each other and hedged as all who say it hedge it."""
    may = all(claim.modality == "may" for claim in said)
    told = speech.sentence(kg, edge.subject, edge.predicate, edge.object, may=may)
    return wording.clean(" ".join(told)) + scope(kg, edge.subject, said, translated=True)


def _behind(kg: KnowledgeGraph, group: Group, said: Sequence[Claim], back: bool, *, plural: bool) -> str:
    """The farthest end that the same source tells of, if it tells of one; `plural` of those who say it."""
    source = said[0].source
    for chain in group.chains:
        if all(any(claim.source == source for claim in step.edge.claims) for step in chain):
            end = noun(kg, chain[0].subject if back else chain[-1].object)[0]
            if not back:
                return tr(", and that this leads to {end}", end=end)
            return tr(", and put {end} behind that" if plural else ", and puts {end} behind that", end=end)
    return ""


def _tested(kg: KnowledgeGraph, group: Group, edge: Edge, said: Sequence[Claim]) -> str:
    """Say how surely: the grade, whether a study tests it, and what speaks against it."""
    studied = from_studies(kg.schema.ranking, said)
    against = edge.counter_evidence or tuple(counter_claims(group))
    graded = speech.word(kg.schema, "grade", group.grade)
    if group.grade in _AGAINST:
        if not against:
            return tr("disputed")
        whole = msgid("the evidence is {grade}: {who} speaks against it")
        part = msgid("the evidence is {grade}: {who} speaks against a part of it")
        return tr(whole if edge.counter_evidence else part, grade=graded, who=brief(kg, against[0]))
    single = group.grade == "single-voice"
    firmness = tr("it is a single voice") if single else tr("the evidence is {grade}", grade=graded)
    first = firmness if not single or studied or is_tested(kg, edge) else tr("no study here tests it")
    if against:
        whole, part = msgid("{first}, and {who} disputes it"), msgid("{first}, and {who} disputes a part of it")
        return tr(whole if edge.counter_evidence else part, first=first, who=brief(kg, against[0]))
    firm = tr("{first}, and nothing here speaks against it", first=first) if studied else first
    doubted = _doubted(kg, edge)
    return tr("{first}, but what {things} are is disputed", first=firm, things=doubted) if doubted else firm


def _doubted(kg: KnowledgeGraph, edge: Edge) -> str:
    """Name what a state of an edge stands for if it is disputed what that is, such as trigger points; else nothing."""
    held = (kg.schema.states[end.state].entity for end in (edge.subject, edge.object) if end.state)
    for key in filter(None, held):
        theories = (e for name in kg.schema.of_role("doubt") for e in kg.edges(object=key, family=name))
        if any(theory.counter_evidence for theory in theories):
            name = wording.said(kg, Finding(key))
            return name if voice().foreign else grammar.plural(name)
    return ""


def counter_claims(group: Group) -> list[Claim]:
    """Return the claims that speak against what a group says directly, each once.

    Args:
        group: of an answer.

    Returns:
        Claims in the order of the edges of the group.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> [claim.id for claim in counter_claims(answer.groups.shown[0])]
        ['toy-neck#8']
    """
    return list({claim.id: claim for edge in group.direct for claim in edge.counter_evidence}.values())


def _others(kg: KnowledgeGraph, answer: Answer) -> str:
    groups = answer.groups
    many = len(groups.shown) - 1 + groups.others
    if not many:
        return ""
    order = list(kg.schema.ranking.grades)
    single = order.index("single-voice") if "single-voice" in order else len(order)
    firmer = sum(1 for group in groups.shown[1:] if group.grade in order[:single])
    if answer.query.kind != "effects":
        told = trn(many, "{count} other direct cause is told", "{count} other direct causes are told")
    else:
        told = trn(many, "{count} other direct effect is told", "{count} other direct effects are told")
    if not firmer:
        return f"{told}, {tr('by a single voice' if many == 1 else 'none by more than a single voice')}."
    return f"{told}, {tr('{count} of them on more than a single voice', count=firmer)}."


def _foremost(kg: KnowledgeGraph, group: Group) -> Edge:
    """The edge of a group with the best grade, of several that on the best evidence."""
    kinds, modality = kg.schema.ranking.evidence, list(kg.schema.ranking.modality)

    def best(edge: Edge) -> tuple[int, int, int, int]:
        graded = place(kg.schema.ranking, grade(kg, edge))
        return min((graded, kinds[c.evidence].rank, modality.index(c.modality), edge.id) for c in asserting(kg, edge))

    return min(group.direct, key=best)


def asserting(kg: KnowledgeGraph, edge: Edge) -> list[Claim]:
    """Return the claims that say an edge, the best evidence first.

    Args:
        kg: the graph.
        edge: the edge.

    Returns:
        Claims; of one kind of evidence in the order of the edge.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [claim.id for claim in asserting(kg, kg.edge(1))]
        ['toy-hip#12']
    """
    kinds = kg.schema.ranking.evidence
    return sorted(edge.asserting, key=lambda claim: (kinds[claim.evidence].one_patient, kinds[claim.evidence].rank))
