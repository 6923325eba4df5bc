"""Where sources contradict each other: denials, doubts of a theory, opposite effects of one thing, opposite causes.

What is opposite is declared in the data, as for rival paths (`refgraph.search.judging.rivals`); nothing is inferred
from words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from typing import TYPE_CHECKING, Any

from refgraph.model import joints
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.terminal import PLAIN_WIDTH, LineWriter
from refgraph.report.words import citing, wording
from refgraph.search.judging.rivals import Opposites

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

KINDS: Mapping[str, str] = {
    "denied": "one source says it, another denies it",
    "doubted": "it leans on a theory that a source disputes",
    "effects": "one thing is said to lead to opposite things",
    "causes": "opposite things are said to lead to one thing",
}
COLUMNS = ("kind", "one", "one said by", "other", "other said by", "why")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that contradict each other.

    Attributes:
        kind: one of `KINDS`.
        one, other: the edges that are said; the same edge where it is said and denied.
        said, against: the claims on either side.
        why: the reason that the data give for two things being opposite; empty for a denial.
    """

    kind: str
    one: Edge
    other: Edge
    said: tuple[Claim, ...]
    against: tuple[Claim, ...]
    why: str = ""


def conflicts(kg: KnowledgeGraph, entity: str | None = None) -> tuple[Conflict, ...]:
    """Find the contradictions in a graph.

    Args:
        kg: the graph.
        entity: key of a thing that one of the statements must speak of; None for all.

    Returns:
        Conflicts by kind, then in the order of edges; each pair once.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = conflicts(open_graph(Path("tests/data/mini")))
        >>> sorted({one.kind for one in found})
        ['denied', 'doubted']
    """
    edges = kg.edges()
    edge_of = {claim.id: edge for edge in edges for claim in edge.claims}
    found = [*_counter(edges, edge_of), *_opposite(kg, edges)]
    order = list(KINDS)
    kept = (one for one in found if entity is None or entity in _names(one))
    return tuple(sorted(kept, key=lambda one: (order.index(one.kind), one.one.id, one.other.id)))


def _names(found: Conflict) -> set[str]:
    edges = (found.one, found.other)
    return {end.entity for edge in edges for end in (edge.subject, edge.object)}


def _counter(edges: Sequence[Edge], edge_of: Mapping[str, Edge]) -> Iterator[Conflict]:
    """Yield what is said of an edge and spoken against, here or elsewhere."""
    for edge in edges:
        said = edge.asserting
        against: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in edge.counter_evidence if said else ():
            kind = "denied" if claim.polarity == "denies" else "doubted"
            against[kind, edge_of[claim.id].id].append(claim)
        for (kind, _), claims in against.items():
            yield Conflict(kind, edge, edge_of[claims[0].id], said, tuple(claims))


def _opposite(kg: KnowledgeGraph, edges: Sequence[Edge]) -> Iterator[Conflict]:
    """Yield pairs of walked edges that share one end and are opposite at the other."""
    walked = [edge for edge in edges if kg.schema.family(edge.predicate).role == "walked" and edge.asserting]
    judge = Opposites(kg)
    subject, object_ = (lambda edge: edge.subject), (lambda edge: edge.object)
    yield from _pairs(kg, judge, walked, "effects", subject, object_)
    yield from _pairs(kg, judge, walked, "causes", object_, subject)


_End = Callable[[Edge], Finding]


def _pairs(
    kg: KnowledgeGraph, judge: Opposites, edges: Iterable[Edge], kind: str, shared: _End, differing: _End
) -> Iterator[Conflict]:
    groups: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        groups[shared(edge).entity][differing(edge).entity].append(edge)
    for group in groups.values():
        for first, second in judge.pairs(group):
            for one, other in product(group[first], group[second]):
                # Of one thing with itself each pair comes twice.
                if first == second and other.id <= one.id:
                    continue
                why = judge.why(differing(one), differing(other))
                if why is not None and joints.meets(kg.codes, shared(one), shared(other)):
                    yield Conflict(kind, one, other, one.asserting, other.asserting, why)


# ---------------------------------------------------------------- in words


def told(kg: KnowledgeGraph, edge: Edge) -> str:
    """Say an edge in words.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> told(kg, kg.edges(subject="piriformis", predicate="compresses")[0])
        'piriformis compresses sciatic nerve'
    """
    return " ".join(wording.in_words(kg, edge.subject, edge.predicate, edge.object))


def cited(kg: KnowledgeGraph, claims: Iterable[Claim]) -> str:
    """Cite claims in few words each."""
    return "; ".join(citing.brief(kg, claim, kind=True) for claim in claims)


def text(kg: KnowledgeGraph, found: Sequence[Conflict], width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write conflicts for a terminal, by kind, each side with who says it.

    Args:
        kg: the graph.
        found: of `conflicts`.
        width: of a line, in letters.
        colour: whether the page takes any.
    """
    paper = LineWriter(width, colour)
    if not found:
        paper.line("Nothing contradicts anything.")
    for kind, members in groupby(rows(kg, found), key=lambda row: row[0]):
        listed = list(members)
        paper.line(f"{kind} ({len(listed)}): {KINDS[kind]}", style="bold")
        for _, one, said, other, against, why in listed:
            paper.line(f"{one} {paper.paint(f'({said})', 'dim')}", indent=2, hang=2)
            told = f"{paper.paint('✗', 'red')} {other} {paper.paint(f'({against})', 'dim')}"
            paper.line(told, indent=4, hang=4)
            if why:
                paper.line(wording.clean(why), indent=4, hang=2, style="dim")
        paper.line()
    return paper.text()


def rows(kg: KnowledgeGraph, found: Iterable[Conflict]) -> list[tuple[str, ...]]:
    """Write conflicts as rows under `COLUMNS`."""
    return [
        (
            one.kind,
            told(kg, one.one),
            cited(kg, one.said),
            f"{'not: ' if one.kind == 'denied' else ''}{told(kg, one.other)}",
            cited(kg, one.against),
            one.why,
        )
        for one in found
    ]


def record(kg: KnowledgeGraph, found: Conflict) -> dict[str, Any]:
    """Write a conflict as its JSON form; claims by their ids."""
    return {
        "kind": found.kind,
        "one": told(kg, found.one),
        "said": [claim.id for claim in found.said],
        "other": told(kg, found.other),
        "against": [claim.id for claim in found.against],
        "why": found.why,
    }
