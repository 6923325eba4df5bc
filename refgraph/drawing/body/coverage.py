"""What has no place on the body plates yet, and what the claims themselves say of where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body.plates import Body
from refgraph.model.vocabulary import Entity

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

COLUMNS = ("name", "category", "walked", "tied to")


@dataclass(frozen=True, slots=True)
class Gap:
    """An entity without a place.

    Attributes:
        walked: how many edges that a path may take begin or end with it.
        tied: keys of what has a place and is tied to it by a structural claim.
    """

    entity: Entity
    walked: int
    tied: tuple[str, ...]


def gaps(kg: KnowledgeGraph, body: Body, categories: Iterable[str] = ()) -> tuple[Gap, ...]:
    """List the entities without a place: by category, and within it what paths use most first.

    Args:
        kg: the graph.
        body: artwork and positions; it also tells which categories have no place by their nature.
        categories: only these; all that may have a place where none is given.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [(gap.entity.key, gap.walked) for gap in gaps(kg, load(), ["activity"])][:1]
        [('sitting-on-clouds', 2)]
    """
    wanted = set(categories) or set(kg.schema.categories) - body.placeless
    order = list(kg.schema.categories)
    found = [
        _gap(kg, body, known)
        for name in order
        if name in wanted
        for known in kg.entities(category=name)
        if known.key not in body.places
    ]
    return tuple(sorted(found, key=lambda gap: (order.index(gap.entity.category), -gap.walked, gap.entity.key)))


def _gap(kg: KnowledgeGraph, body: Body, known: Entity) -> Gap:
    touching = {edge.id: edge for edge in (*kg.edges(subject=known.key), *kg.edges(object=known.key))}.values()
    predicates = kg.schema.predicates
    walked = sum(1 for edge in touching if predicates[edge.predicate].walk != "no" and edge.status != "denied")
    tied = {
        key
        for edge in touching
        if kg.schema.family(edge.predicate).role == "structure"
        for key in (edge.subject.entity, edge.object.entity)
        if key in body.places and key != known.key
    }
    return Gap(known, walked, tuple(sorted(tied)))


def rows(kg: KnowledgeGraph, found: Iterable[Gap]) -> list[tuple[str, ...]]:
    """Write gaps as rows under `COLUMNS`."""
    return [
        (
            gap.entity.label,
            kg.schema.categories[gap.entity.category].label,
            str(gap.walked),
            ", ".join(kg.entity(key).label for key in gap.tied),
        )
        for gap in found
    ]


def record(kg: KnowledgeGraph, gap: Gap) -> dict[str, Any]:
    """Write a gap as its JSON form; an entity that `tied_to` names has a place."""
    known = gap.entity
    tied = [{"entity": key, "label": kg.entity(key).label} for key in gap.tied]
    return {
        "entity": known.key,
        "label": known.label,
        "category": known.category,
        "walked": gap.walked,
        "tied_to": tied,
    }
