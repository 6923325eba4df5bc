"""The line on warning signs that stands first with an answer: what it can itself be a sign of, and which signs to heed.

Where sources name warnings it is never said that they name none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.graph import names
from refgraph.graph.reading import lexicon
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, voice
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import URGENCIES
from refgraph.report.words import answer_wording, telling, wording
from refgraph.search.warning.serious import left_open

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# So many signs stand in the line; so many where it says first what the complaint can itself be a sign of.
SIGNS, SIGNS_BESIDE = 3, 2
MOST_CONDITIONS = 2
WHEN = {"now": msgid("see a doctor without delay"), "soon": msgid("see a doctor first"), "ask": msgid("tell a doctor")}
_SERIOUS = {
    "now": msgid("{what} is itself to be seen by a doctor without delay"),
    "soon": msgid("{what} is itself to be seen by a doctor soon"),
    "ask": msgid("{what} is itself to be told to a doctor"),
}


def line(kg: KnowledgeGraph, answer: Answer, signs: Sequence[str]) -> tuple[str, bool]:
    """Say for which signs to see a doctor first, with the command that lists them.

    Args:
        kg: the graph.
        answer: of a path query.
        signs: those to heed, in few words, as `signs_of` names them.

    Returns:
        The line, and whether it warns.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> line(kg, questions.origins(kg, Finding("headache")), ["fever"])
        ('! See a doctor first if there is fever (refgraph red-flags headache)', True)
    """
    told, warns = parts(kg, answer, signs)
    asked = answer.query.end or answer.query.start
    command = f"refgraph red-flags {quoted(typed(kg, asked))}" if asked else ""
    if not answer.concerning or not command:
        return told, warns
    every = tr("all {count}: ", count=answer.concerning) if answer.concerning > 1 else ""
    return f"{'! ' if warns else ''}{told.rstrip('.')} ({every}{command})", warns


def parts(kg: KnowledgeGraph, answer: Answer, signs: Sequence[str]) -> tuple[str, bool]:
    """Say the same without a command.

    Args:
        kg: the graph.
        answer: of a path query.
        signs: those to heed, in few words.

    Returns:
        Words without a full stop where they warn, and whether they do.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> parts(kg, questions.origins(kg, Finding("headache")), ["fever", "a rash"])
        ('See a doctor first if there is fever or a rash', True)
    """
    itself = _itself(kg, answer, signs)
    if itself:
        # What was asked is no further sign.
        signs = [sign for sign in signs if not sign.startswith(f"{_name(kg, answer)} (")]
        told = grammar.listed(signs[:SIGNS_BESIDE], tr("or"))
        return f"{itself}{tr('; likewise if there is {signs}', signs=told) if signs else ''}", True
    if signs:
        told = grammar.listed(signs[:SIGNS], tr("or"))
        return tr("See a doctor first if there is {signs}.", signs=told).removesuffix("."), True
    if answer.concerning:
        return tr("Sources name warnings that concern {what}, or what lies there.", what=_called(kg, answer)), False
    if answer.red_flags:
        told = tr("What its paths pass is warned of: --all")
        return f"{answer_wording.no_red_flag(kg, answer.query)} {told}", False
    return answer_wording.no_red_flag(kg, answer.query), False


def _itself(kg: KnowledgeGraph, answer: Answer, signs: Sequence[str]) -> str:
    """Say that what was asked is serious, or can itself be a sign of what; empty where other signs say more.

    A pain that has many origins is seldom that sign by itself: its signs are told instead, unless a source says of that
    pain itself how soon it is to be looked at.
    """
    asked, name = answer.query.end or answer.query.start, grammar.capital(_called(kg, answer))
    if asked is None:
        return ""
    if answer.serious:
        return tr(_SERIOUS[answer.serious], what=grammar.capital(_condition(kg, asked)))
    plain = lexicon.is_pain(kg, kg.number(asked.entity)) and not answer.parts
    common = bool(plain and answer.groups.shown)
    if not answer.sign_of or (common and signs and not any(one.stated for one in answer.sign_of)):
        return ""
    stated = [one for one in answer.sign_of if one.stated]
    urgency = min(
        (one.urgency for one in stated or ([] if common else answer.sign_of)), key=_place, default=URGENCIES[1]
    )
    fitting = stated or [one for one in answer.sign_of if common or one.urgency == urgency]
    some = fitting[:MOST_CONDITIONS]
    told = grammar.listed([_condition(kg, one.condition, bare=True) for one in some], tr("or"))
    itself, several = (
        msgid("{what} can itself be a sign of {told}: {when}"),
        msgid("{what} can be a sign of {told}: {when}"),
    )
    return tr(several if answer.parts else itself, what=name, told=told, when=tr(WHEN[urgency]))


def _place(urgency: str) -> int:
    return URGENCIES.index(urgency)


def _condition(kg: KnowledgeGraph, condition: Finding, *, bare: bool = False) -> str:
    """Name a condition, with the name that people have for it where there is one; `bare` where no article stands."""
    if left_open(kg, condition.entity):
        return tr("something serious")
    if voice().foreign:
        return wording.said(kg, condition) if bare else telling.called(kg, condition)
    told, lay = wording.said(kg, condition), [wording.clean(name) for name in kg.entity(condition.entity).lay[:1]]
    return f"{told} ({lay[0]})" if lay and lay[0] not in told else told


def _name(kg: KnowledgeGraph, answer: Answer) -> str:
    asked = answer.query.end or answer.query.start
    return wording.said(kg, asked) if asked else ""


def _called(kg: KnowledgeGraph, answer: Answer) -> str:
    """The same within a sentence."""
    asked = answer.query.end or answer.query.start
    return telling.called(kg, asked) if asked and voice().foreign else _name(kg, answer)


def typed(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say a finding as a command reads it, whatever words are in use.

    Args:
        kg: the graph.
        finding: of it.

    Returns:
        Words in one line.

    Example:
        >>> import refgraph
        >>> typed(refgraph.open_graph("tests/data/mini"), Finding("headache"))
        'headache'
    """
    return wording.clean(names.say(kg, finding))


def quoted(name: str) -> str:
    """Write a name as one word of a command.

    Args:
        name: as `refgraph` prints it.

    Returns:
        The name, in quotation marks where it needs them.

    Example:
        >>> quoted("neck pain"), quoted("headache")
        ('"neck pain"', 'headache')
    """
    return name if name.replace("-", "").isalnum() else f'"{name}"'
