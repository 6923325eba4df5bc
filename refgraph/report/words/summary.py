"""An answer in short: the sentences that answer, the warning, groups in one or two lines, and where the rest is found.

Made from what the search has grouped (`Answer.groups`); whoever shows an answer shows these first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.voice import as_english, msgid, tr, voice
from refgraph.model.answers import Answer, Group, Path
from refgraph.model.statements import Claim, Finding
from refgraph.report.words import foreign, speech, wording
from refgraph.report.words.citing import brief, dated
from refgraph.report.words.lead import asserting, counter_claims, lead
from refgraph.report.words.warning.line import line, quoted, typed
from refgraph.report.words.warning.signs import english, signs_of

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_STATES = 3
LONGEST_HEADING = 40
# Categories of things that have a name of their own and take an article.
_ASIDE = {
    "trigger": msgid("a trigger"),
    "generic": "",
    "one patient": msgid("in one patient"),
    "weak source": msgid("from a reader or an advertisement alone"),
}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group in words.

    Attributes:
        number: its place, from 1.
        label: what the end is said to come from directly.
        beyond: the roots behind it, and `triggers`.
        grade: one word.
        claims: one of each source, the best evidence first; `cited` tells them in few words, `who` by name and year.
        remarks: hedge, dispute, and why it does not stand ahead of others.
    """

    number: int
    group: Group
    label: str
    beyond: tuple[str, ...]
    triggers: tuple[str, ...]
    grade: str
    claims: tuple[Claim, ...]
    cited: tuple[str, ...]
    who: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The short answer.

    Attributes:
        lead: one or two sentences that answer.
        warning: one line; `warns` tells whether it names signs, and `signs` are all of them, the most urgent first.
        groups: as many as the answer holds. back: whether they are what the end comes from.
        also: lines that tell what else there is, each with the command that shows it.
        english: those of the signs that are English although another language is in use.
    """

    lead: str
    warning: str
    warns: bool
    signs: tuple[str, ...]
    groups: tuple[GroupView, ...]
    back: bool
    also: tuple[str, ...]
    english: frozenset[str] = frozenset()


def summary(kg: KnowledgeGraph, answer: Answer) -> Summary:
    """Put an answer into few words.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.

    Returns:
        The short answer.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> summary(kg, questions.origins(kg, Finding("headache"))).groups[0].label
        'tight upper trapezius or knots in it'
    """
    shown = answer.groups.shown
    signs = signs_of(kg, answer.warning)
    warning, warns = line(kg, answer, signs)
    return Summary(
        lead=lead(kg, answer) if kg.whole else "",
        warning=warning,
        warns=warns,
        signs=tuple(signs),
        english=english(kg, answer.warning, signs),
        groups=tuple(_group(kg, number, group, answer) for number, group in enumerate(shown, 1)),
        back=answer.query.kind != "effects",
        also=tuple(_also(kg, answer)),
    )


# ---------------------------------------------------------------- the sentences that answer


# ---------------------------------------------------------------- groups


def _group(kg: KnowledgeGraph, number: int, group: Group, answer: Answer) -> GroupView:
    claims = _cited(kg, group)
    against = counter_claims(group)
    aside = _ASIDE.get(group.aside, "")
    remarks = [
        tr(aside) if aside else "",
        tr("may") if all(claim.modality == "may" for claim in claims) else "",
        tr("disputed by {who}", who=brief(kg, against[0])) if against else "",
    ]
    name, _ = label(kg, group, back=answer.query.kind != "effects")
    return GroupView(
        number=number,
        group=group,
        label=name,
        beyond=tuple(wording.said(kg, end) for end in group.roots),
        triggers=tuple(wording.said(kg, end) for end in group.triggers),
        grade=wording.clean(speech.word(kg.schema, "grade", group.grade)),
        claims=tuple(claims),
        cited=tuple(brief(kg, claim, kind=True) for claim in claims),
        who=tuple(dict.fromkeys(dated(kg.source(claim.source)) for claim in claims)),
        remarks=tuple(filter(None, remarks)),
    )


def _cited(kg: KnowledgeGraph, group: Group) -> list[Claim]:
    """One claim of each source, the best evidence first."""
    kinds = kg.schema.ranking.evidence
    claims = [claim for edge in group.direct for claim in asserting(kg, edge)]
    claims.sort(key=lambda one: (kinds[one.evidence].one_patient, kinds[one.evidence].rank, one.sort_key))
    return list({claim.source: claim for claim in reversed(claims)}.values())[::-1]


def label(kg: KnowledgeGraph, group: Group, back: bool = True) -> tuple[str, bool]:
    """Name what a group runs through, its states merged, and say whether that is a plural.

    Args:
        kg: the graph.
        group: of an answer.
        back: whether its end comes from that.

    Returns:
        The name, and whether it is a plural.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> label(kg, answer.groups.shown[0])
        ('tight upper trapezius or knots in it', False)
    """
    entity = kg.entity(group.entity)
    if not voice().usual and not foreign.in_english(kg, Finding(group.entity)):
        return _label_in_other_words(kg, group)
    ends = [edge.subject if back else edge.object for edge in group.direct]
    bare = any(end.state is None for end in ends)
    states = group.states[:MOST_STATES]
    held = [key for key in states if kg.schema.states[key].entity]
    plain = [key for key in states if key not in held]
    name = wording.clean(entity.label)
    if bare:
        words = grammar.listed([wording.spaced(key) for key in states], "or")
        return as_english(f"{name} (also when {words})" if words else name), entity.plural
    parts = [grammar.listed([wording.said(kg, Finding(group.entity, key)) for key in plain[:1]], "or")]
    if len(plain) > 1:
        parts = [f"{grammar.listed([wording.spaced(key) for key in plain], 'or')} {name}"]
    for key in held:
        thing = kg.entity(kg.schema.states[key].entity or group.entity)
        where = ("them" if entity.plural else "it") if plain else f"the {name}"
        parts.append(f"{grammar.plural(wording.clean(thing.label))} in {where}")
    plural = entity.plural if plain else True
    return as_english(grammar.listed(list(filter(None, parts)), "or")), plural


def _label_in_other_words(kg: KnowledgeGraph, group: Group) -> tuple[str, bool]:
    """Name each state of a group as a finding of its own; how several are merged is usual English."""
    findings = [Finding(group.entity, state) for state in group.states[:MOST_STATES]] or [Finding(group.entity)]
    named = [wording.said(kg, found) for found in findings]
    return grammar.listed(named, tr("or")), wording.noun(kg, findings[0])[1]


# ---------------------------------------------------------------- what else there is


def _also(kg: KnowledgeGraph, answer: Answer) -> Iterable[str]:
    query, groups = answer.query, answer.groups
    asked = query.end or query.start
    if asked is None:
        return
    name = quoted(typed(kg, asked))
    sources = {claim.source for group in groups.shown for edge in group.direct for claim in edge.claims}
    loops = {loop for path in answer.paths for loop in path.loops or ()}
    whole = [grammar.count(len(sources), "source")] * bool(sources)
    whole += [grammar.count(groups.joined, "joined path")] * bool(groups.joined)
    whole += [grammar.count(len(loops), "feedback loop")] * bool(loops)
    whole += [f"{len(answer.indefinite)} left unnamed"] * bool(answer.indefinite)
    if whole:
        yield f"{', '.join(whole)}: --all"
    if not groups.shown:
        for part in answer.parts:
            yield f"By itself: refgraph {query.kind} {quoted(typed(kg, part))}"
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
            yield f"{heading}: refgraph {kind} {quoted(typed(kg, found[0]))}{more}"


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
    """Tell a path that is said of a member, a kind or a part in one line.

    Args:
        kg: the graph.
        path: of the `members` of an answer.

    Returns:
        Ends in causal order, joined by arrows, and who says the last step.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.effects(kg, Finding("gluteals"))
        >>> member_line(kg, answer.members[0])
        'tight gluteus medius → overactive calf muscles (other side) (Quill Q. Nobody 2001 ¶8)'
    """
    ends = [wording.said(kg, path.steps[0].subject), *(wording.said(kg, step.object) for step in path.steps)]
    claim = path.steps[-1].edge.asserting[0]
    return f"{' → '.join(ends)} ({brief(kg, claim)})"
