"""An answer in short: the sentences that answer, the warning, groups in one or two lines, and where the rest is found.

Made from what the search has grouped (`Answer.groups`); whoever shows an answer shows these first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refgraph.model.answers import Answer, Group, Path
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report import grammar, wording
from refgraph.report.citing import brief, dated, kind_of, named
from refgraph.search.grade import grade, place
from refgraph.search.independence import independent

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

SIGNS = 3
MOST_STATES = 3
LONGEST_SIGN = 48
LONGEST_HEADING = 40
# Categories of things that have a name of their own and take an article.
_ANATOMY = frozenset({"muscle", "joint", "nerve", "bone", "region", "organ", "tissue"})
_AGAINST = frozenset({"mixed", "disputed", "refuted"})
STUDIES = 4  # kinds of evidence up to this rank are studies of more than one patient
_ASIDE = {
    "trigger": "a trigger",
    "generic": "",
    "one patient": "in one patient",
    "weak source": "from a reader or an advertisement alone",
}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group in words.

    Attributes:
        number: its place, from 1.
        label: what the end is said to come from directly.
        beyond: the roots behind it, and `triggers`.
        grade: one word.
        cited: who says it, the best evidence first; `who` are the same by name and year alone.
        remarks: hedge, dispute, and why it does not stand ahead of others.
    """

    number: int
    group: Group
    label: str
    beyond: tuple[str, ...]
    triggers: tuple[str, ...]
    grade: str
    cited: tuple[str, ...]
    who: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The short answer.

    Attributes:
        lead: one or two sentences that answer.
        warning: one line; `warns` tells whether it names signs.
        groups: as many as the answer holds. back: whether they are what the end comes from.
        also: lines that tell what else there is, each with the command that shows it.
    """

    lead: str
    warning: str
    warns: bool
    groups: tuple[GroupView, ...]
    back: bool
    also: tuple[str, ...]


def summary(kg: KnowledgeGraph, answer: Answer) -> Summary:
    """Put an answer into few words.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> summary(kg, questions.origins(kg, Finding("headache"))).groups[0].label
        'tight upper trapezius or knots in it'
    """
    shown = answer.groups.shown
    warning, warns = _warning(kg, answer)
    return Summary(
        lead=lead(kg, answer) if kg.whole else "",
        warning=warning,
        warns=warns,
        groups=tuple(_group(kg, number, group, answer) for number, group in enumerate(shown, 1)),
        back=answer.query.kind != "effects",
        also=tuple(_also(kg, answer)),
    )


# ---------------------------------------------------------------- the sentences that answer


def lead(kg: KnowledgeGraph, answer: Answer) -> str:
    """Answer in one or two sentences: who says what, on what evidence, what is against it, and what else is told."""
    shown = answer.groups.shown
    if not shown:
        rest = " ".join(filter(None, (_found(kg, answer), wording.uncurated(kg, answer))))
        return f"{wording.question(kg, answer.query)} {rest}"
    return " ".join(filter(None, (_best(kg, answer, shown[0]), _others(kg, answer))))


def _found(kg: KnowledgeGraph, answer: Answer) -> str:
    asked = answer.query.end or answer.query.start
    told = wording.said(kg, asked) if asked else "it"
    if answer.members:
        return f"Nothing is told of {told} itself, only of what belongs to it."
    return wording.found(len(answer.paths))


def _best(kg: KnowledgeGraph, answer: Answer, group: Group) -> str:
    """Say what the best of the groups says, by its best edge: who, from where, by way of what, how surely."""
    edge, back = _foremost(kg, group), answer.query.kind != "effects"
    said = _asserting(kg, edge)
    more = independent(kg, said) - 1
    others = f" and {grammar.count(more, 'more source')}" if more > 0 else ""
    source = kg.source(said[0].source)
    kind = ", ".join(filter(None, (kind_of(kg, said[0]), (source.date or "")[:4])))
    several = others or named(source).endswith("et al.")
    who = f"{named(source)}{f' ({kind})' if kind else ''}{others} {'say' if several else 'says'}"
    patient = " of one patient" if group.aside == "one patient" else ""
    told = f"{who}{patient} that {_sentence(kg, edge, said)}{_behind(kg, group, said, back)}"
    return f"{grammar.capital(told)}; {_tested(kg, group, edge, said)}."


def _sentence(kg: KnowledgeGraph, edge: Edge, said: Sequence[Claim]) -> str:
    """Subject, verb and object, agreeing with each other and hedged as all who say it hedge it."""
    subject, plural = noun(kg, edge.subject)
    may = all(claim.modality == "may" for claim in said)
    verb = grammar.agree(wording.clean(kg.schema.predicates[edge.predicate].forward), plural=plural, may=may)
    known = kg.schema.predicates[edge.predicate]
    met = replace(edge.object, state=None) if known.result and edge.object.state == known.result else edge.object
    return f"{subject} {verb} {noun(kg, met)[0]}"


def noun(kg: KnowledgeGraph, finding: Finding) -> tuple[str, bool]:
    """Name a finding within a sentence, with its article, and say whether it is a plural."""
    entity = kg.entity(finding.entity)
    name, held = wording.said(kg, finding), finding.state and kg.schema.states[finding.state].entity
    if held:
        bare = noun(kg, replace(finding, state=None))[0]
        return f"{grammar.plural(wording.clean(kg.entity(held).label))} in {bare}", True
    if entity.plural or entity.category not in _ANATOMY:
        return name, entity.plural
    return f"{grammar.indefinite(name) if finding.state else f'the {name}'}", False


def _behind(kg: KnowledgeGraph, group: Group, said: Sequence[Claim], back: bool) -> str:
    """The farthest end that the same source tells of, if it tells of one."""
    source = said[0].source
    for chain in group.chains:
        if all(any(claim.source == source for claim in step.edge.claims) for step in chain):
            end = noun(kg, chain[0].subject if back else chain[-1].object)[0]
            return f", and puts {end} behind that" if back else f", and that this leads to {end}"
    return ""


def _tested(kg: KnowledgeGraph, group: Group, edge: Edge, said: Sequence[Claim]) -> str:
    """Say how surely: the grade, whether a study tests it, and what speaks against it."""
    kinds = kg.schema.ranking.evidence
    tested = any(kinds[c.evidence].rank <= STUDIES and not kinds[c.evidence].one_patient for c in said)
    against = edge.counter_evidence or tuple(_against(group))
    part = "it" if edge.counter_evidence else "a part of it"
    if group.grade in _AGAINST:
        return (
            f"the evidence is {group.grade}: {brief(kg, against[0])} speaks against {part}" if against else "disputed"
        )
    firmness = "it is a single voice" if group.grade == "single-voice" else f"the evidence is {group.grade}"
    first = firmness if tested or group.grade != "single-voice" else "no study here tests it"
    if against:
        return f"{first}, and {brief(kg, against[0])} disputes {part}"
    return f"{first}, and nothing here speaks against it" if tested else first


def _against(group: Group) -> list[Claim]:
    return list({claim.id: claim for edge in group.direct for claim in edge.counter_evidence}.values())


def _others(kg: KnowledgeGraph, answer: Answer) -> str:
    groups = answer.groups
    many = len(groups.shown) - 1 + groups.others
    if not many:
        return ""
    word = "direct cause" if answer.query.kind != "effects" else "direct effect"
    order = list(kg.schema.ranking.grades)
    single = order.index("single-voice") if "single-voice" in order else len(order)
    firmer = sum(1 for group in groups.shown[1:] if group.grade in order[:single])
    told = f"{grammar.count(many, f'other {word}')} {'is' if many == 1 else 'are'} told"
    if not firmer:
        return f"{told}, {'by a single voice' if many == 1 else 'none by more than a single voice'}."
    return f"{told}, {firmer} of them on more than a single voice."


def _foremost(kg: KnowledgeGraph, group: Group) -> Edge:
    """The edge of a group with the best grade, of several that on the best evidence."""
    kinds, modality = kg.schema.ranking.evidence, list(kg.schema.ranking.modality)

    def best(edge: Edge) -> tuple[int, int, int, int]:
        graded = place(kg.schema.ranking, grade(kg, edge))
        return min((graded, kinds[c.evidence].rank, modality.index(c.modality), edge.id) for c in _asserting(kg, edge))

    return min(group.direct, key=best)


def _asserting(kg: KnowledgeGraph, edge: Edge) -> list[Claim]:
    """The claims that say an edge, the best evidence first."""
    kinds = kg.schema.ranking.evidence
    said = [claim for claim in edge.claims if claim.polarity == "asserts"]
    return sorted(said, key=lambda claim: (kinds[claim.evidence].one_patient, kinds[claim.evidence].rank))


# ---------------------------------------------------------------- groups


def _group(kg: KnowledgeGraph, number: int, group: Group, answer: Answer) -> GroupView:
    claims = _cited(kg, group)
    against = _against(group)
    remarks = [
        _ASIDE.get(group.aside, ""),
        "may" if all(claim.modality == "may" for claim in claims) else "",
        f"disputed by {brief(kg, against[0])}" if against else "",
    ]
    name, _ = label(kg, group, back=answer.query.kind != "effects")
    return GroupView(
        number=number,
        group=group,
        label=name,
        beyond=tuple(wording.said(kg, end) for end in group.roots),
        triggers=tuple(wording.said(kg, end) for end in group.triggers),
        grade=wording.spaced(group.grade),
        cited=tuple(brief(kg, claim, kind=True) for claim in claims),
        who=tuple(dict.fromkeys(dated(kg.source(claim.source)) for claim in claims)),
        remarks=tuple(filter(None, remarks)),
    )


def _cited(kg: KnowledgeGraph, group: Group) -> list[Claim]:
    """One claim of each source, the best evidence first."""
    kinds = kg.schema.ranking.evidence
    claims = [claim for edge in group.direct for claim in _asserting(kg, edge)]
    claims.sort(key=lambda one: (kinds[one.evidence].one_patient, kinds[one.evidence].rank, one.sort_key))
    return list({claim.source: claim for claim in reversed(claims)}.values())[::-1]


def label(kg: KnowledgeGraph, group: Group, back: bool = True) -> tuple[str, bool]:
    """Name what a group runs through, its states merged, and say whether that is a plural.

    Args:
        kg: the graph.
        group: of an answer.
        back: whether its end comes from that.
    """
    entity = kg.entity(group.entity)
    ends = [edge.subject if back else edge.object for edge in group.direct]
    bare = any(end.state is None for end in ends)
    states = group.states[:MOST_STATES]
    held = [key for key in states if kg.schema.states[key].entity]
    plain = [key for key in states if key not in held]
    name = wording.clean(entity.label)
    if bare:
        words = grammar.listed([wording.spaced(key) for key in states], "or")
        return (f"{name} (also when {words})" if words else name), entity.plural
    parts = [grammar.listed([wording.said(kg, Finding(group.entity, key)) for key in plain[:1]], "or")]
    if len(plain) > 1:
        parts = [f"{grammar.listed([wording.spaced(key) for key in plain], 'or')} {name}"]
    for key in held:
        thing = kg.entity(kg.schema.states[key].entity or group.entity)
        where = ("them" if entity.plural else "it") if plain else f"the {name}"
        parts.append(f"{grammar.plural(wording.clean(thing.label))} in {where}")
    plural = entity.plural if plain else True
    return grammar.listed(list(filter(None, parts)), "or"), plural


# ---------------------------------------------------------------- warning signs


def _warning(kg: KnowledgeGraph, answer: Answer) -> tuple[str, bool]:
    asked = answer.query.end or answer.query.start
    name = wording.said(kg, asked) if asked else ""
    command = f"refgraph red-flags {quoted(name)}"
    signs = _signs(kg, answer.warning)
    if not signs:
        if answer.red_flags:
            return (
                f"No source here names a sign for which to see a doctor first; that is no reassurance ({command}).",
                False,
            )
        return wording.no_red_flag(kg, answer.query), False
    shown = grammar.listed(signs[:SIGNS], "or")
    more = len(signs) - SIGNS
    rest = f"{more} more: {command}" if more > 0 else command
    return f"! See a doctor first if there is {shown} ({rest})", True


def _signs(kg: KnowledgeGraph, claims: Iterable[Claim]) -> list[str]:
    """Signs in few words, each once."""
    found: dict[tuple[Finding, str], str] = {}
    whole: set[Finding] = set()
    for claim in claims:
        condition = (claim.condition or "").partition(";")[0]
        sign = wording.said(kg, claim.subject)
        told = f"{sign} ({wording.clean(condition)})" if condition else sign
        if claim.subject in whole or len(told) > LONGEST_SIGN:
            continue
        if not condition or claim.subject.state:
            whole.add(claim.subject)
        found.setdefault((claim.subject, condition), told)
    return list(found.values())


# ---------------------------------------------------------------- what else there is


def quoted(name: str) -> str:
    """Write a name as one word of a command.

    Example:
        >>> quoted("neck pain"), quoted("headache")
        ('"neck pain"', 'headache')
    """
    return name if name.replace("-", "").isalnum() else f'"{name}"'


def _also(kg: KnowledgeGraph, answer: Answer) -> Iterable[str]:
    query, groups = answer.query, answer.groups
    asked = query.end or query.start
    if asked is None:
        return
    name = quoted(wording.said(kg, asked))
    sources = {claim.source for group in groups.shown for edge in group.direct for claim in edge.claims}
    whole = [grammar.count(len(sources), "source")] * bool(sources)
    whole += [grammar.count(groups.joined, "joined path")] * bool(groups.joined)
    whole += [f"{len(answer.indefinite)} left unnamed"] * bool(answer.indefinite)
    if whole:
        yield f"{', '.join(whole)}: --all"
    yield from _around(kg, answer, name)
    yield from _nearby(kg, answer)
    if query.kind == "origins" and kg.entity(asked.entity).category != "symptom":
        yield f"What {wording.said(kg, asked)} may lead to: refgraph effects {name}"


def _nearby(kg: KnowledgeGraph, answer: Answer) -> Iterable[str]:
    kind = answer.query.kind
    told: dict[Finding, None] = {path.instead.finding: None for path in answer.members if path.instead}
    near = dict.fromkeys((*answer.groups.restated, *(one.finding for one in answer.nearby)))
    for heading, found in (("Kinds and parts", tuple(told)), ("Nearby", tuple(near))):
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            yield f"{heading}: refgraph {kind} {quoted(wording.said(kg, found[0]))}{more}"


def _around(kg: KnowledgeGraph, answer: Answer, name: str) -> Iterable[str]:
    told = []
    for key, edges in answer.beside.items():
        heading = wording.clean(kg.schema.families[key].heading)
        if len(heading) <= LONGEST_HEADING:
            told.append(f"{heading[:1].lower()}{heading[1:]} ({len(edges)})")
    told += [f"what makes it worse or better ({len(answer.altered_by)})"] * bool(answer.altered_by)
    if told:
        yield f"{grammar.capital(', '.join(told))}: refgraph show {name}"


# ---------------------------------------------------------------- paths by themselves


def member_line(kg: KnowledgeGraph, path: Path) -> str:
    """Tell a path that is said of a member, a kind or a part in one line."""
    ends = [wording.said(kg, path.steps[0].subject), *(wording.said(kg, step.object) for step in path.steps)]
    claim = next(c for c in path.steps[-1].edge.claims if c.polarity == "asserts")
    return f"{' → '.join(ends)} ({brief(kg, claim)})"
