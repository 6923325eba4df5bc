"""Of whom, and when, a sentence holds: what stands with one about a part of the body that is in no stated state.

"The heart is felt as headache" is said of hearts that run short of blood, in so many patients. Where the state stands
in the condition or the population of a claim alone, a sentence that is made from its ends would leave it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.language.circumstances import narrowing
from refgraph.language.voice import as_english, tr, voice
from refgraph.model.statements import Claim, Finding
from refgraph.report.words import foreign, wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def scope(kg: KnowledgeGraph, subject: Finding, claims: Sequence[Claim], *, translated: bool = False) -> str:
    """Say of whom and when a sentence holds that is made from claims about a part of the body in no stated state.

    Args:
        kg: the graph.
        subject: what the sentence begins with.
        claims: what the sentence is said by, the one that is told first.
        translated: whether what has no words in the language in use is left out.

    Returns:
        Words in brackets after a space; empty where the subject bears a state, is no part of the body, or where one of
        the claims is made of everybody.

    Example:
        >>> from dataclasses import replace
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> said = replace(kg.claim("toy-hip#2"), condition="when swollen", population="12 runners")
        >>> scope(kg, Finding("piriformis"), (said,)), scope(kg, Finding("piriformis", "tight"), (said,))
        (' (when swollen; studied: 12 runners)', '')
    """
    category = kg.schema.categories[kg.entity(subject.entity).category]
    if subject.state or not category.stateful or not claims:
        return ""
    return of_claim(claims[0], translated=translated) if all(map(of_claim, claims)) else ""


def of_claim(claim: Claim, *, translated: bool = False) -> str:
    """Say of whom and when a claim holds.

    Args:
        claim: of any graph.
        translated: as of `scope`.

    Returns:
        Condition, population and what was measured in brackets after a space; empty where a claim is made of everybody.

    Example:
        >>> import refgraph
        >>> of_claim(refgraph.open_graph("tests/data/mini").claim("toy-neck#1"))
        ''
    """
    when = narrowing(claim.condition)
    told = [foreign.circumstance(when) or ("" if translated else as_english(when))]
    if claim.population and not (translated and voice().foreign):
        told.append(tr("studied: {whom}", whom=as_english(claim.population)))
        told.append(as_english(wording.measured(claim.measure)) if claim.measure else "")
    said = "; ".join(filter(None, told))
    return wording.clean(f" ({said})") if said else ""
