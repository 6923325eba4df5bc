"""Several things typed at once, "back pain with fever": which of them is asked about, and what is named beside it.

Nothing is joined here: what is named beside a complaint is no part of what is asked, but it may be a warning sign, and
an answer that passed over it in silence would be worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refgraph.graph.reading import lexicon
from refgraph.language import circumstances, phrases
from refgraph.model.statements import Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_PARTS = 4
JOINING = frozenset({"with", "and", "plus", "&", "+", "or"})
# What comes before, rather than along with: only what is done or suffered can.
EARLIER = frozenset({"after", "from", "since", "following"})
# How long two complaints are that no word joins: each place between two words is tried.
MOST_BARE = 6
# Between two complaints that no word joins: "chest pain short of breath".
BARE = " "
Read = Callable[[str], Finding | None]


@dataclass(frozen=True, slots=True)
class Company:
    """What was read from several things that were typed together.

    Attributes:
        finding: what is asked about: of several the first pain, else the first that is suffered.
        beside: the others, in the order in which they were typed; `words` are theirs.
    """

    finding: Finding
    beside: tuple[Finding, ...]
    words: str


def read(kg: KnowledgeGraph, text: str, whole: Read) -> Company | None:
    """Read a text that names several things; None where a part of it names none, or where something is denied.

    Args:
        kg: the graph.
        text: "back pain with fever", "can't pee and numb groin".
        whole: reads one part as a finding; None where it is none.

    Returns:
        What is asked about, and what is named beside it.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.names import whole
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = read(kg, "headache and neck pain", lambda part: whole(kg, part))
        >>> found.finding.entity, found.beside[0].entity
        ('headache', 'neck-pain')
    """
    for parts in _parts(text):
        found = [whole(part) for _, part in parts]
        if all(finding and _may_stand(kg, joint, finding) for (joint, _), finding in zip(parts, found, strict=True)):
            earlier = {place for place, (joint, _) in enumerate(parts) if joint in EARLIER}
            return _chosen(kg, [finding for finding in found if finding], [part for _, part in parts], earlier)
    return None


def _parts(text: str) -> Iterator[list[tuple[str, str]]]:
    """Yield the ways to part a text at joining words, the fewest parts first; each part with the word before it."""
    typed = text.replace(",", " and ").split()
    if circumstances.denies(phrases.words_of(text)):
        return
    places = [place for place, word in enumerate(typed) if word.casefold() in JOINING | EARLIER][: MOST_PARTS - 1]
    for count in range(1, len(places) + 1):
        for first in range(len(places) - count + 1):
            chosen = places[first : first + count]
            edges = [-1, *chosen, len(typed)]
            parts = [
                (typed[start].casefold() if start >= 0 else "", " ".join(typed[start + 1 : end]))
                for start, end in pairwise(edges)
            ]
            if all(part for _, part in parts):
                yield parts
    if not places:
        yield from _bare(typed)


def _bare(typed: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield the ways to part words that nothing joins; none where a circumstance begins among them."""
    ends = [" ".join(typed[at:]) for at in range(1, len(typed))] if len(typed) <= MOST_BARE else []
    if not any(circumstances.begins(phrases.words_of(end)) for end in ends):
        yield from ([("", " ".join(typed[:at])), (BARE, end)] for at, end in enumerate(ends, 1))


def _may_stand(kg: KnowledgeGraph, joint: str, finding: Finding) -> bool:
    """Say whether a thing may stand after a joining word: a state or a complaint, or what came before one."""
    category = kg.schema.categories[kg.entity(finding.entity).category]
    if joint == BARE:
        return category.suffered
    named = category.suffered or category.circumstance
    return named or (finding.state is not None and joint not in EARLIER)


def _chosen(kg: KnowledgeGraph, found: list[Finding], words: list[str], earlier: set[int]) -> Company | None:
    """Choose what is asked about: never what came earlier; a mere state only where nothing else stands with it."""
    places = [place for place in range(len(found)) if place not in earlier]
    pains = [place for place in places if lexicon.is_pain(kg, kg.number(found[place].entity))]
    suffered = [p for p in places if kg.schema.categories[kg.entity(found[p].entity).category].suffered]
    alone = [place for place in places if len(places) == 1 and found[place].state is not None]
    asked = next(iter((*pains, *suffered, *alone)), None)
    if asked is None:
        return None
    rest = [place for place in range(len(found)) if place != asked]
    return Company(found[asked], tuple(found[place] for place in rest), ", ".join(words[place] for place in rest))
