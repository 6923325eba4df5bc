"""What the data lack: terms, definitions, claims, origins, referral, and the claim that would add most.

What has no place on the body plates is told by `refgraph.drawing.body.coverage`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from refgraph.graph.outlines import claim_outlines
from refgraph.language.voice import msgid
from refgraph.model.outlines import EdgeOutline
from refgraph.model.reuse import has_term, is_core, uses
from refgraph.model.vocabulary import Entity
from refgraph.report.terminal import PLAIN_WIDTH, LineWriter
from refgraph.report.words import wording
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Kind → what is lacking.
KINDS: Mapping[str, str] = {
    "mapping": msgid("names that no ontology's term stands for, by how many claims use them"),
    "definition": msgid("names without a definition"),
    "claim": msgid("names that no claim uses"),
    "origin": msgid("symptoms of which no origin is told, by how many claims speak of them"),
    "referral": msgid(
        "muscles, joints, organs and nerves of which no referral is told, by how many claims speak of them"
    ),
    "better": msgid(
        "muscles, joints, organs and nerves whose referral clinics and blogs alone tell, by how many claims do"
    ),
    "next": msgid(
        "what a second source would support most: said by one source alone, by how many chains pass through it"
    ),
}
# What charts of referred pain are drawn of, and what they end in.
CHARTED = ("muscle", "joint", "organ", "nerve")
FELT = "symptom"
# What rests on no more than the word of whoever keeps a page.
OWN_WORD = "author-assertion"
COLUMNS = ("kind", "what", "category", "weight")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is lacking.

    Attributes:
        kind: one of `KINDS`.
        what: label of a thing, or what one source alone says.
        key: of the thing; id of the claim that stands alone.
        weight: how much it matters, as its kind measures it.
    """

    kind: str
    what: str
    key: str
    category: str
    weight: int


def lacks(kg: KnowledgeGraph, kind: str, categories: Collection[str] = ()) -> tuple[Lack, ...]:
    """List what is lacking of one kind, what matters most first.

    Args:
        kg: the graph.
        kind: one of `KINDS`.
        categories: only things of these; all if none is given. For `next`: of what the claim begins with.

    Returns:
        What is lacking, by weight, then by name.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [lack.key for lack in lacks(kg, "origin")]
        ['nod-headache']
    """
    found = (_lack(kg, kind, weight, thing) for weight, thing in _FINDERS[kind](_Told(kg)))
    kept = (lack for lack in found if not categories or lack.category in categories)
    return tuple(sorted(kept, key=lambda lack: (-lack.weight, lack.what, lack.key)))


def counts(kg: KnowledgeGraph) -> dict[str, int]:
    """Count what is lacking of each kind.

    Args:
        kg: the graph.

    Returns:
        Numbers by kind, in the order of `KINDS`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> counts(open_graph(Path("tests/data/mini")))["origin"]
        1
    """
    told = _Told(kg)
    return {kind: sum(1 for _ in _FINDERS[kind](told)) for kind in KINDS}


def text(
    found: Sequence[Lack], kinds: Iterable[str], most: int | None, width: int = PLAIN_WIDTH, colour: bool = False
) -> str:
    """Write what is lacking for a terminal, by kind.

    Args:
        found: of `lacks`.
        kinds: in the order in which they are shown; each is named, even if nothing is lacking.
        most: how many of a kind are listed; None for all.
        width: of a line, in letters.
        colour: whether the page takes any.
    """
    paper = LineWriter(width, colour)
    for kind in kinds:
        listed = [lack for lack in found if lack.kind == kind]
        paper.line(f"{kind} ({len(listed)}): {KINDS[kind]}", style="bold", hang=2)
        for lack in listed[:most]:
            paper.line(clean(f"{lack.weight:>5}  {lack.what} ({lack.category})"), hang=7)
        if most is not None and len(listed) > most:
            paper.line(f"       and {len(listed) - most} more: refgraph gaps {kind}", style="dim")
        paper.line()
    return paper.text()


def rows(found: Iterable[Lack]) -> list[tuple[str, ...]]:
    """Write what is lacking as rows under `COLUMNS`."""
    return [(lack.kind, lack.what, lack.category, str(lack.weight)) for lack in found]


def record(lack: Lack) -> dict[str, Any]:
    """Write what is lacking as its JSON form."""
    return {
        "kind": lack.kind,
        "key": lack.key,
        "what": lack.what,
        "category": lack.category,
        "weight": lack.weight,
    }


class _Told:
    """What several kinds of lack are read from, each part gathered once."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg

    @cached_property
    def core(self) -> list[Entity]:
        """What has a core name."""
        return [known for known in self.kg.entities() if is_core(known)]

    @cached_property
    def uses(self) -> Counter[str]:
        """How many claims name each thing."""
        return uses(claim_outlines(self.kg))

    @cached_property
    def walked(self) -> list[EdgeOutline]:
        """What a path may take and somebody asserts."""
        families, predicates = self.kg.schema.of_role("walked"), self.kg.schema.predicates
        return [e for e in self.kg.outlines if predicates[e.predicate].family in families and e.asserting]

    @cached_property
    def referring(self) -> list[EdgeOutline]:
        """What of it ends in something that is felt."""
        felt = {known.key for known in self.kg.entities(FELT)}
        return [edge for edge in self.walked if edge.object.entity in felt]


# What is lacking, by how much it matters: a thing, or what one source alone says.
_Lacking = tuple[int, Entity | EdgeOutline]


def _lack(kg: KnowledgeGraph, kind: str, weight: int, thing: Entity | EdgeOutline) -> Lack:
    if isinstance(thing, Entity):
        return Lack(kind, thing.label, thing.key, thing.category, weight)
    said = " ".join(wording.in_words(kg, thing.subject, thing.predicate, thing.object))
    category = kg.entity(thing.subject.entity).category
    return Lack(kind, said, kg.claim_at(thing.claims[0].number).id, category, weight)


def _mapping(told: _Told) -> Iterator[_Lacking]:
    return ((told.uses[known.key], known) for known in told.core if not has_term(known))


def _definition(told: _Told) -> Iterator[_Lacking]:
    every = told.kg.entities()
    return ((told.uses[known.key], known) for known in every if not known.definition and not known.composite)


def _claim(told: _Told) -> Iterator[_Lacking]:
    return ((0, known) for known in told.core if not told.uses[known.key])


def _said_by(edge: EdgeOutline) -> set[str]:
    return {claim.source for claim in edge.asserting}


def _origin(told: _Told) -> Iterator[_Lacking]:
    ends = {edge.object.entity for edge in told.walked}
    return ((told.uses[known.key], known) for known in told.kg.entities(FELT) if known.key not in ends)


def _referral(told: _Told) -> Iterator[_Lacking]:
    referring = {edge.subject.entity for edge in told.referring}
    # What is told of a group or a kind is told of its members, too, and a group is on the chart with them.
    groups = defaultdict(set)
    for edge in told.kg.outlines:
        if told.kg.schema.predicates[edge.predicate].groups and edge.asserting:
            groups[edge.subject.entity].add(edge.object.entity)
            groups[edge.object.entity].add(edge.subject.entity)
    for known in told.core:
        if known.category in CHARTED and not referring & {known.key, *groups[known.key]}:
            yield told.uses[known.key], known


def _better(told: _Told) -> Iterator[_Lacking]:
    ranking = told.kg.schema.ranking
    kinds, generic = ranking.evidence, set(ranking.generic)
    ranks_of = defaultdict[str, list[int]](list)
    for edge in told.referring:
        ranks_of[edge.subject.entity] += [kinds[claim.evidence].rank for claim in edge.asserting]
    for known in told.core:
        ranks = ranks_of.get(known.key)
        if known.key not in generic and known.category in CHARTED and ranks and min(ranks) >= kinds[OWN_WORD].rank:
            yield len(ranks), known


def _next(told: _Told) -> Iterator[_Lacking]:
    edges, generic = told.walked, set(told.kg.schema.ranking.generic)
    into, out_of = Counter(edge.object.entity for edge in edges), Counter(edge.subject.entity for edge in edges)
    for edge in edges:
        ends = {edge.subject.entity, edge.object.entity}
        if len(_said_by(edge)) == 1 and not ends & generic and edge.status == "supported":
            yield (1 + into[edge.subject.entity]) * (1 + out_of[edge.object.entity]), edge


_FINDERS: Mapping[str, Callable[[_Told], Iterator[_Lacking]]] = {
    "mapping": _mapping,
    "definition": _definition,
    "claim": _claim,
    "origin": _origin,
    "referral": _referral,
    "better": _better,
    "next": _next,
}
