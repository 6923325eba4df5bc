"""Warning signs in few words, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.language import circumstances
from refgraph.language.voice import as_english, voice
from refgraph.model.statements import Claim, Finding
from refgraph.report.words import foreign, wording
from refgraph.report.words.warning.line import SIGNS, typed
from refgraph.search.ends import KIND, relation

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONGEST_SIGN = 54


def signs_of(kg: KnowledgeGraph, claims: Iterable[Claim]) -> list[str]:
    """Name warning signs in few words, each once; of one that is told of several sides no side is named.

    One age of one thing, or of a narrower name of it, is told once, in whatever words its sources say it.
    The first few are of different things, and each is understood by itself; after them the order is that of the claims.

    Args:
        kg: the graph.
        claims: warnings, the most urgent first.

    Returns:
        Words that can follow "if there is".

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> signs_of(kg, [])
        []
    """
    found = [(claim.subject, wording.clean(circumstances.narrowing(claim.condition))) for claim in claims]
    sides: dict[tuple[Finding, str], set[str | None]] = {}
    for subject, condition in found:
        sides.setdefault((replace(subject, side=None), condition), set()).add(subject.side)
    told: dict[tuple[Finding, str], str] = {}
    whole: set[Finding] = set()
    aged: set[tuple[Finding, frozenset[tuple[str, int]]]] = set()
    for subject, condition in found:
        every = replace(subject, side=None)
        named = every if len(sides[every, condition]) > 1 else subject
        if named in whole or _length(kg, named, condition) > LONGEST_SIGN:
            continue
        ages = circumstances.ages(condition)
        if ages and any((one, ages) in aged for one in _broader(kg, named)):
            continue
        aged.add((named, ages))
        if not condition or named.state:
            whole.add(named)
        told.setdefault((named, condition), _sign(kg, named, condition))
    clear = [sign for sign in told if circumstances.stands_alone(sign[1])]
    first = list({sign[0]: sign for sign in reversed(clear)}.values())[::-1]
    first = sorted(first, key=clear.index)[:SIGNS]
    return [told[sign] for sign in dict.fromkeys((*first, *clear, *told))]


def _broader(kg: KnowledgeGraph, named: Finding) -> Iterator[Finding]:
    """A finding, the same in no stated state, and what it is a kind of."""
    yield from (named, replace(named, state=None))
    kinds = [name for name, predicate in kg.schema.predicates.items() if relation(predicate) == KIND]
    for name in kinds:
        yield from (Finding(edge.object.entity) for edge in kg.edges(subject=named.entity, predicate=name))


def _sign(kg: KnowledgeGraph, named: Finding, condition: str) -> str:
    """A sign in few words; where its name or its condition is told in English, it is told so as a whole."""
    if _told_in_english(kg, named, condition):
        return as_english(_with(typed(kg, named), condition))
    return _with(wording.said(kg, named), foreign.circumstance(condition) or "")


def _with(told: str, condition: str) -> str:
    return f"{told} ({condition})" if condition else told


def _length(kg: KnowledgeGraph, named: Finding, condition: str) -> int:
    """How long a sign is in English, so that every language tells the same signs."""
    return len(_with(typed(kg, named) if voice().foreign else wording.said(kg, named), condition))


def _told_in_english(kg: KnowledgeGraph, named: Finding, condition: str) -> bool:
    return voice().foreign and (foreign.circumstance(condition) is None or foreign.in_english(kg, named))


def english(kg: KnowledgeGraph, claims: Iterable[Claim], signs: Iterable[str]) -> frozenset[str]:
    """Return those of some signs that are English although another language is in use.

    Args:
        kg: the graph.
        claims: that name the signs.
        signs: as `signs_of` names them.

    Returns:
        Some of the signs.

    Example:
        >>> import refgraph
        >>> english(refgraph.open_graph("tests/data/mini"), [], [])
        frozenset()
    """
    found = [(claim.subject, wording.clean(circumstances.narrowing(claim.condition))) for claim in claims]
    ends = [(end, condition) for subject, condition in found for end in (subject, replace(subject, side=None))]
    apart = {_sign(kg, *one) for one in ends if _told_in_english(kg, *one)}
    return frozenset(apart & set(signs))
