"""Quizzes that tests share, and a second account of what a graph supports, said slowly and by itself."""

from __future__ import annotations

from functools import cache

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Edge, Finding
from refgraph.search import questions
from refgraph.teaching.values import Quiz
from refgraph.web.embeds.learning.quiz import made
from refgraph.web.embeds.learning.quiz import places as places_of
from refgraph.web.embeds.presentation import Presentation

__all__ = ["FELT", "answer_about", "every_edge", "finding_of", "led_to", "meet", "places_of", "quiz_about"]
# What is felt and held in the founding articles.
FELT = ("headache", "neck-pain", "lower-back-pain", "buttock-pain", "sciatica", "forward-head-posture")


@cache
def answer_about(kg: KnowledgeGraph, key: str) -> Answer:
    """Where something felt may come from."""
    return questions.origins(kg, Finding(key))


@cache
def quiz_about(kg: KnowledgeGraph, key: str, seed: int, most: int = 12) -> Quiz:
    """A quiz about something felt, with the places of the body."""
    return made(kg, answer_about(kg, key), Presentation(), seed, most)


def finding_of(key: str) -> Finding:
    """Read the key of a choice: entity, state and side."""
    entity, *rest = key.split("/")
    sides = {"left", "right", "bilateral", "midline", "ipsilateral", "contralateral"}
    state = next((word for word in rest if word not in sides), None)
    return Finding(entity, state, next((word for word in rest if word in sides), None))


def led_to(kg: KnowledgeGraph, start: Finding) -> set[tuple[str, str | None]]:
    """Everything that any chain of undenied claims leads to, whatever its sides; by repeated passes over all edges."""
    edges = [edge for edge in every_edge(kg) if edge.status != "denied"]
    reached: set[tuple[str, str | None]] = {(start.entity, start.state)}
    if start.state is None:
        reached |= {(start.entity, state) for state in kg.schema.states}
    while True:
        fresh = {place for edge in edges for place in _beyond(kg, edge, reached)} - reached
        if not fresh:
            return reached
        reached |= fresh


def _beyond(kg: KnowledgeGraph, edge: Edge, reached: set[tuple[str, str | None]]) -> set[tuple[str, str | None]]:
    walk = kg.schema.predicates[edge.predicate].walk
    here = [state for entity, state in reached if entity == edge.subject.entity]
    if walk == "carry":
        return {(edge.object.entity, state) for state in here}
    if walk == "yes" and any(meet(kg, state, edge.subject.state) for state in here):
        return {(edge.object.entity, edge.object.state)}
    return set()


def meet(kg: KnowledgeGraph, one: str | None, other: str | None) -> bool:
    """Say whether two states may chain, by the words of the schema."""
    if one == other:
        return True
    if one is None or other is None:
        stated = kg.schema.states[one or other or ""]
        return not stated.negates
    return other in kg.schema.states[one].compatible or one in kg.schema.states[other].compatible


@cache
def every_edge(kg: KnowledgeGraph) -> tuple[Edge, ...]:
    """All edges of a graph."""
    return tuple(map(kg.edge, range(len(kg.index.column("e.pred")))))
