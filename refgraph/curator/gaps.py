"""What the data lack: terms, definitions, claims, origins, referral, and the claim that would add most.

What has no place on the body plates is told by `refgraph.drawing.body.coverage`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import msgid
from refgraph.model.reuse import has_term, is_core, uses
from refgraph.model.statements import Edge
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
    found = _FINDERS[kind](kg)
    kept = (lack for lack in found if not categories or lack.category in categories)
    return tuple(sorted(kept, key=lambda lack: (-lack.weight, lack.what, lack.key)))


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


def _core(kg: KnowledgeGraph) -> Iterator[Entity]:
    return (known for known in kg.entities() if is_core(known))


def _of(kind: str, known: Entity, weight: int) -> Lack:
    return Lack(kind, known.label, known.key, known.category, weight)


def _mapping(kg: KnowledgeGraph) -> Iterator[Lack]:
    counts = uses(kg.claims())
    return (_of("mapping", known, counts[known.key]) for known in _core(kg) if not has_term(known))


def _definition(kg: KnowledgeGraph) -> Iterator[Lack]:
    counts = uses(kg.claims())
    known = (one for one in kg.entities() if not one.definition and not one.composite)
    return (_of("definition", one, counts[one.key]) for one in known)


def _claim(kg: KnowledgeGraph) -> Iterator[Lack]:
    counts = uses(kg.claims())
    return (_of("claim", known, 0) for known in _core(kg) if not counts[known.key])


def _walked(kg: KnowledgeGraph) -> list[Edge]:
    """Return what a path may take and somebody asserts."""
    families = kg.schema.of_role("walked")
    return [edge for edge in kg.edges() if kg.schema.predicates[edge.predicate].family in families and _said_by(edge)]


def _said_by(edge: Edge) -> set[str]:
    return {claim.source for claim in edge.asserting}


def _origin(kg: KnowledgeGraph) -> Iterator[Lack]:
    counts, told = uses(kg.claims()), {edge.object.entity for edge in _walked(kg)}
    return (_of("origin", known, counts[known.key]) for known in kg.entities(FELT) if known.key not in told)


def _referral(kg: KnowledgeGraph) -> Iterator[Lack]:
    counts = uses(kg.claims())
    told = {edge.subject.entity for edge in _walked(kg) if kg.entity(edge.object.entity).category == FELT}
    # What is told of a group or a kind is told of its members, too, and a group is on the chart with them.
    groups = defaultdict(set)
    for edge in kg.edges():
        if kg.schema.predicates[edge.predicate].groups and _said_by(edge):
            groups[edge.subject.entity].add(edge.object.entity)
            groups[edge.object.entity].add(edge.subject.entity)
    for known in _core(kg):
        if known.category in CHARTED and not told & {known.key, *groups[known.key]}:
            yield _of("referral", known, counts[known.key])


def _better(kg: KnowledgeGraph) -> Iterator[Lack]:
    kinds, generic = kg.schema.ranking.evidence, set(kg.schema.ranking.generic)
    told = defaultdict[str, list[int]](list)
    for edge in _walked(kg):
        if kg.entity(edge.object.entity).category == FELT:
            said = edge.asserting
            told[edge.subject.entity] += [kinds[claim.evidence].rank for claim in said]
    for known in _core(kg):
        ranks = told.get(known.key)
        if known.key not in generic and known.category in CHARTED and ranks and min(ranks) >= kinds[OWN_WORD].rank:
            yield _of("better", known, len(ranks))


def _next(kg: KnowledgeGraph) -> Iterator[Lack]:
    edges = _walked(kg)
    into, out_of = Counter(edge.object.entity for edge in edges), Counter(edge.subject.entity for edge in edges)
    generic = set(kg.schema.ranking.generic)
    for edge in edges:
        ends = {edge.subject.entity, edge.object.entity}
        if len(_said_by(edge)) == 1 and not ends & generic and edge.status == "supported":
            weight = (1 + into[edge.subject.entity]) * (1 + out_of[edge.object.entity])
            said = " ".join(wording.in_words(kg, edge.subject, edge.predicate, edge.object))
            yield Lack("next", said, edge.claims[0].id, kg.entity(edge.subject.entity).category, weight)


_FINDERS: Mapping[str, Callable[[KnowledgeGraph], Iterator[Lack]]] = {
    "mapping": _mapping,
    "definition": _definition,
    "claim": _claim,
    "origin": _origin,
    "referral": _referral,
    "better": _better,
    "next": _next,
}
