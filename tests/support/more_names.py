"""The toy graph with more names in it."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity, State


def with_names(
    dataset: Dataset, *, entities: tuple[Entity, ...] = (), states: tuple[State, ...] = ()
) -> KnowledgeGraph:
    """Build a dataset with further entities and states."""
    schema = replace(dataset.schema, states={**dataset.schema.states, **{state.key: state for state in states}})
    known = {**dataset.entities, **{entity.key: entity for entity in entities}}
    return build(replace(dataset, schema=schema, entities=known))
