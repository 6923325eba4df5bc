"""Findings with a side that is told by the place where a thing lies anyway: "trochanteric bursitis left hip"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.graph.reading import lexicon
from refgraph.graph.reading.parsing import Candidate
from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.model.statements import Edge, Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_PLACED = 6
Landed = Callable[["KnowledgeGraph", Candidate], Iterator[Finding]]


def read(kg: KnowledgeGraph, ways: Iterable[Candidate], landed: Landed) -> Finding | None:
    """Read a thing with the place where it is anyway: "carpal tunnel syndrome left hand" is that of the left side.

    Args:
        kg: the graph.
        ways: of taking what was typed apart.
        landed: gives what one way means, as `refgraph.graph.reading.composition.landed` does.

    Returns:
        The finding; None where the place would tell something else, or where several things could be meant.

    Example:
        >>> import refgraph
        >>> from refgraph.graph.reading.composition import landed
        >>> from refgraph.graph.reading.parsing import Candidate
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> read(kg, [Candidate(("headache", "hip"), side="left")], landed)
    """
    for way in ways:
        if way.side is None or len(phrases.bare(way.name)) > MOST_PLACED:
            continue
        found: set[Finding] = set()
        for cut in range(1, len(way.name)):
            for thing, place in ((way.name[:cut], way.name[cut:]), (way.name[cut:], way.name[:cut])):
                places = lexicon.named(kg, place) if len(phrases.bare(thing)) and len(phrases.bare(place)) else ()
                if len(places) == 1 and _is_place(kg, places[0]):
                    read = landed(kg, replace(way, name=thing))
                    found |= {one for one in read if _lies_at(kg, one, place, places[0])}
        if len(found) == 1:
            return found.pop()
    return None


def _lies_at(kg: KnowledgeGraph, finding: Finding, place: Words, number: int) -> bool:
    """Say whether a thing is at a place, or a condition felt there, by its whole, its definition or its symptoms."""
    thing = kg.entity(finding.entity)
    if thing.category == "symptom" and (finding.state is not None or len(thing.label.split()) > 1):
        return False
    defined = phrases.folded(phrases.words_of(thing.definition))
    if "not" not in defined and set(phrases.folded(place)) <= set(defined):
        return True
    around = wholes(kg, {thing.key, *_defined_at(kg, thing.definition)})
    if thing.category == "condition":
        around |= wholes(kg, {edge.object.entity for edge in kg.edges(subject=thing.key) if _is_symptom(kg, edge)})
    return kg.entity_at(number).key in around


def _defined_at(kg: KnowledgeGraph, definition: str) -> Iterator[str]:
    """Yield the places that single words of a definition name: the heel of "irritated sole fascia at the heel"."""
    for word in phrases.bare(phrases.words_of(definition)):
        yield from (kg.entity_at(number).key for number in lexicon.named(kg, (word,)) if _is_place(kg, number))


def _is_place(kg: KnowledgeGraph, number: int) -> bool:
    """Say whether something can be felt in a thing: whether it has a symptom of its own."""
    return lexicon.felt(kg, number) is not None


def _is_symptom(kg: KnowledgeGraph, edge: Edge) -> bool:
    walked = kg.schema.predicates[edge.predicate].walk != "no" and edge.status != "denied"
    return walked and kg.entity(edge.object.entity).category == "symptom"


def wholes(kg: KnowledgeGraph, keys: set[str]) -> set[str]:
    """Return some entities with what they are part of, belong to, are kinds of and are felt at, however far up.

    Args:
        kg: the graph.
        keys: of the entities.

    Returns:
        Their keys and those of all that they are below.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> sorted(wholes(kg, {"gluteus-medius"}))
        ['gluteals', 'gluteus-medius']
    """
    seen, edge = set[str](), keys
    while edge:
        seen |= edge
        told = (one for key in sorted(edge) for one in lexicon.structure(kg, key))
        edge = {one.object.entity for one in told} - seen
    return seen
