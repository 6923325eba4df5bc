"""What of the warning signs stands first with an answer: that it can be a sign itself, and which signs to heed.

Of a combination what is said of it, or of some of its parts together, comes before what is said of one part. A sign
that is told of one complaint only ("with hip pain") comes after the others where that is not what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.reading import lexicon
from refgraph.language.circumstances import narrowing
from refgraph.model.answers import SignOf
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import URGENCIES
from refgraph.search.warning.company import OF_ANOTHER, OF_THIS, fit, names_of
from refgraph.search.warning.serious import behind, is_serious, left_open
from refgraph.search.warning.signs import ITSELF, Concern, Concerns, Warned, concern, felt


def signs_to_heed(kg: KnowledgeGraph, finding: Finding | None, concerns: Concerns | None = None) -> tuple[Claim, ...]:
    """Return the claims that name a sign for which a finding is to be looked at soon, or at once.

    A claim that says no more than that the finding itself can be a sign of something names none.

    Args:
        kg: the graph.
        finding: what is felt or found.
        concerns: of the same question.

    Returns:
        Claims of which the subject is the sign, the most urgent first, of one urgency those of nerves and vessels.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [claim.id for claim in signs_to_heed(kg, Finding("headache"))]
        ['toy-neck#9']
    """
    if finding is None or kg.entity(finding.entity).category not in _felt(kg):
        return ()
    about = concern(kg, finding, concerns)
    found = [one for one in about.warned if one.urgency != URGENCIES[-1] and _is_named(kg, about, one)]
    words, near = names_of(kg, about.called), _behind_it(kg, about)

    def place(one: Warned) -> tuple[bool, bool, bool, int, bool, int]:
        goes = fit(words, one.claim)
        far = behind(kg, one.edge) not in near and goes != OF_THIS
        urgent = URGENCIES.index(one.urgency)
        other = goes == OF_ANOTHER and one.claim.subject.entity not in about.called
        apart = not about.holds(one.claim.subject.entity)
        return apart, other, far, urgent, not _neurovascular(kg, one.claim.subject), goes if about.parts else 0

    return tuple(one.claim for one in sorted(found, key=place))


def _neurovascular(kg: KnowledgeGraph, sign: Finding) -> bool:
    known = kg.schema.ranking.neurovascular
    return sign.entity in known or f"{sign.entity}.{sign.state}" in known


def by_itself(kg: KnowledgeGraph, finding: Finding | None, concerns: Concerns | None = None) -> tuple[SignOf, ...]:
    """Return what a finding, as it stands, can itself be a sign of, or is said to come of, that is serious.

    What holds in some cases only, by a condition or another state, is told by `signs_to_heed`.

    Args:
        kg: the graph.
        finding: what is felt or found; None gives nothing.
        concerns: of the same question.

    Returns:
        Each condition once: those of which it is called a sign first, of these the most urgent.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> by_itself(kg, Finding("headache"))
        ()
    """
    if finding is None:
        return ()
    about = concern(kg, felt(kg, finding), concerns)
    found = [one for one in about.warned if one.urgency != URGENCIES[-1] and _is_itself(kg, about, one)]
    found.sort(key=lambda one: _weight(kg, one))
    told: dict[str, SignOf] = {}
    for one in found:
        predicate = kg.schema.predicates[one.claim.predicate]
        end = one.claim.object if predicate.warns else one.claim.subject
        told.setdefault(end.entity, SignOf(end, one.urgency, one.claim, stated=bool(one.claim.urgency)))
    return tuple(told.values())


def named_beside(
    kg: KnowledgeGraph, beside: Iterable[Finding], asked: Finding | None = None, concerns: Concerns | None = None
) -> tuple[Claim, ...]:
    """Return the claims by which what somebody names beside a complaint is a sign to be looked at soon, or at once.

    Args:
        kg: the graph.
        beside: such as fever, named with back pain.
        asked: such as back pain: a sign that is told of another complaint only comes last.
        concerns: of the same question.

    Returns:
        Claims, each once, the most urgent first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [claim.id for claim in named_beside(kg, [Finding("headache")])]
        ['toy-neck#9']
    """
    told = [one for finding in beside for one in concern(kg, felt(kg, finding), concerns).warned]
    heeded = [one for one in told if one.nearness == ITSELF and one.urgency != URGENCIES[-1]]
    words = names_of(kg, concern(kg, asked, concerns).called) if asked else []

    def place(one: Warned) -> tuple[bool, int]:
        return asked is not None and fit(words, one.claim) == OF_ANOTHER, URGENCIES.index(one.urgency)

    return tuple({one.claim.id: one.claim for one in sorted(heeded, key=place)}.values())


def _is_named(kg: KnowledgeGraph, about: Concern, one: Warned) -> bool:
    claim, names = one.claim, {about.finding.entity, *about.names}
    if kg.schema.predicates[claim.predicate].warns != "subject" or claim.unspecified[:1] == ("subject",):
        return False
    if narrowing(claim.condition) or claim.subject.state or about.holds(claim.subject.entity):
        return True
    # That it hurts somewhere near is no sign by itself.
    return claim.subject.entity not in names and not lexicon.is_pain(kg, kg.number(claim.subject.entity))


def _felt(kg: KnowledgeGraph) -> set[str]:
    """Categories of what is felt at a place."""
    return {kind for predicate in kg.schema.predicates.values() if predicate.places for kind in predicate.subject}


def _is_itself(kg: KnowledgeGraph, about: Concern, one: Warned) -> bool:
    """Say whether a claim is about what was asked as it stands, and names the condition that it points to."""
    claim, warns = one.claim, kg.schema.predicates[one.claim.predicate].warns
    if warns == "object" or claim.unspecified or narrowing(claim.condition):
        return False
    end = claim.subject if warns else claim.object
    met = about.finding
    fits = end.state is None or end.state == met.state
    return end.entity == met.entity and fits and is_serious(kg, behind(kg, one.edge))


def _weight(kg: KnowledgeGraph, one: Warned) -> tuple[object, ...]:
    """The order of what a finding can be a sign of: what is named, what is called a sign, the urgent, the well told."""
    open_, kind = left_open(kg, behind(kg, one.edge)), kg.schema.ranking.evidence[one.claim.evidence]
    called = kg.schema.predicates[one.claim.predicate].warns is not None
    return open_, not called, URGENCIES.index(one.urgency), kind.one_patient, kind.rank, one.claim.sort_key


def _behind_it(kg: KnowledgeGraph, about: Concern) -> frozenset[str]:
    """What is tied to the thing itself, and not to its place or a broader name alone."""
    named = {about.finding.entity, *about.parts}
    tied = (one for one in about.warned if named & {one.claim.subject.entity, one.claim.object.entity})
    return frozenset(behind(kg, one.edge) for one in tied)
