"""What a new state of the data changes: claims, edges, names, and the paths to what is felt, with their ranks.

Claims are compared by their ids, edges and paths by what they say, so that a renumbered index changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from refgraph.graph import names
from refgraph.model.answers import Path
from refgraph.model.statements import Claim, Edge, Finding, id_order
from refgraph.search import questions

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Triple = tuple[Finding, str, Finding]
FELT = "symptom"
MOST_HOPS = 6


@dataclass(frozen=True, slots=True)
class Sets:
    """Keys of one kind: only in the new data, only in the old, in both but not the same."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


@dataclass(frozen=True, slots=True)
class Moved:
    """A path to a symptom: its rank before and after, None where it is not listed; `said` is it in words."""

    before: int | None
    after: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed.

    Attributes:
        sources, entities, claims, edges: of the two graphs; edges in words, and with their status where that changed.
        symptoms: label → the paths of its answer that came, went or moved, in the order of their new ranks.
    """

    sources: Sets
    entities: Sets
    claims: Sets
    edges: Sets
    symptoms: Mapping[str, tuple[Moved, ...]]

    def __bool__(self) -> bool:
        return any((self.sources, self.entities, self.claims, self.edges, self.symptoms))


def difference(
    old: KnowledgeGraph,
    new: KnowledgeGraph,
    symptoms: Sequence[str] | None = None,
    top: int = 10,
    tell: Callable[[int, int], None] | None = None,
) -> Difference:
    """Compare two graphs.

    Args:
        old: the graph before.
        new: the graph now.
        symptoms: keys of what is felt whose answers are compared; None for all that both graphs have.
        top: how many paths of an answer are looked at; 0 for none.
        tell: is told how many answers are compared, and of how many; None where nobody asks.

    Returns:
        What has changed; false where nothing has.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> from pathlib import Path as File
        >>> kg = open_graph(File("tests/data/mini"))
        >>> bool(difference(kg, kg))
        False
    """
    return Difference(
        _sets({one.key: one for one in old.sources()}, {one.key: one for one in new.sources()}),
        _sets({one.key: one for one in old.entities()}, {one.key: one for one in new.entities()}),
        _sets({one.id: _said(one) for one in old.claims()}, {one.id: _said(one) for one in new.claims()}),
        _edges(old, new),
        dict(_answers(old, new, _felt(old, new, symptoms), top, tell)) if top else {},
    )


def _sets(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sets:
    return Sets(
        tuple(sorted(new.keys() - old.keys(), key=id_order)),
        tuple(sorted(old.keys() - new.keys(), key=id_order)),
        tuple(sorted((key for key in old.keys() & new.keys() if old[key] != new[key]), key=id_order)),
    )


def _said(claim: Claim) -> Claim:
    """What a claim says: a review of it changes nothing."""
    return replace(claim, review=None)


def _edges(old: KnowledgeGraph, new: KnowledgeGraph) -> Sets:
    before, after = ({_triple(edge): edge for edge in kg.edges()} for kg in (old, new))
    both = [triple for triple in after if triple in before]
    return Sets(
        tuple(sorted(_worded(new, triple) for triple in after.keys() - before.keys())),
        tuple(sorted(_worded(old, triple) for triple in before.keys() - after.keys())),
        tuple(
            sorted(
                f"{_worded(new, triple)}: {before[triple].status} → {after[triple].status}"
                for triple in both
                if before[triple].status != after[triple].status
            )
        ),
    )


def _triple(edge: Edge) -> Triple:
    return edge.subject, edge.predicate, edge.object


def _worded(kg: KnowledgeGraph, triple: Triple) -> str:
    return f"{names.say(kg, triple[0])} — {triple[1]} → {names.say(kg, triple[2])}"


# ---------------------------------------------------------------- answers


def _felt(old: KnowledgeGraph, new: KnowledgeGraph, symptoms: Sequence[str] | None) -> list[str]:
    if symptoms is not None:
        return list(symptoms)
    before = {known.key for known in old.entities(FELT)}
    return [known.key for known in new.entities(FELT) if known.key in before]


def _answers(
    old: KnowledgeGraph, new: KnowledgeGraph, symptoms: Sequence[str], top: int, tell: Callable[[int, int], None] | None
) -> Iterator[tuple[str, tuple[Moved, ...]]]:
    for number, key in enumerate(symptoms, 1):
        before, after = (_ranks(kg, key, top) for kg in (old, new))
        changed = [one for one in _moved(before, after) if one.before != one.after]
        if changed:
            yield new.entity(key).label, tuple(changed)
        if tell:
            tell(number, len(symptoms))


def _ranks(kg: KnowledgeGraph, key: str, top: int) -> dict[tuple[Triple, ...], tuple[int, str]]:
    found = questions.origins(kg, Finding(key), max_hops=MOST_HOPS, top=top).paths
    return {tuple(_triple(step.edge) for step in path.steps): (path.rank, _path(kg, path)) for path in found}


def _path(kg: KnowledgeGraph, path: Path) -> str:
    ends = (path.steps[0].subject, *(step.object for step in path.steps))
    return " → ".join(names.say(kg, end) for end in ends)


def _moved(
    before: Mapping[tuple[Triple, ...], tuple[int, str]], after: Mapping[tuple[Triple, ...], tuple[int, str]]
) -> Iterable[Moved]:
    kept = [Moved(before[key][0] if key in before else None, rank, said) for key, (rank, said) in after.items()]
    return [*kept, *(Moved(rank, None, said) for key, (rank, said) in before.items() if key not in after)]


# ---------------------------------------------------------------- in words


def record(found: Difference) -> dict[str, Any]:
    """Write a difference as its JSON form."""
    sets = {name: getattr(found, name) for name in ("sources", "entities", "claims", "edges")}
    return {
        **{name: {part: list(getattr(held, part)) for part in Sets.__slots__} for name, held in sets.items()},
        "symptoms": {
            label: [{"before": one.before, "after": one.after, "path": one.said} for one in paths]
            for label, paths in found.symptoms.items()
        },
    }


def lines(found: Difference, most: int) -> Iterator[str]:
    """Write a difference as lines; of each list so many at the most.

    Args:
        found: what has changed.
        most: how many of each list are written out; the others are counted.
    """
    for name in ("sources", "entities", "claims", "edges"):
        held: Sets = getattr(found, name)
        counts = [f"{len(keys)} {part}" for part in Sets.__slots__ for keys in [getattr(held, part)] if keys]
        yield f"{name}: {', '.join(counts) or 'no change'}"
        for part, sign in (("gained", "+"), ("lost", "-"), ("changed", "~")):
            yield from _first([f"  {sign} {key}" for key in getattr(held, part)], most)
    yield f"answers that changed: {len(found.symptoms)}"
    for label, paths in found.symptoms.items():
        yield f"  {label}"
        yield from _first([f"    {_place(one.before)} → {_place(one.after)}  {one.said}" for one in paths], most)


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _first(told: Sequence[str], most: int) -> Iterator[str]:
    yield from told[:most]
    if len(told) > most:
        yield f"{told[0][: len(told[0]) - len(told[0].lstrip())]}and {len(told) - most} more; --all lists them"
