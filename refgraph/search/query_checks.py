"""Which queries can be asked of a graph; what is out of range or not known is refused before a search begins."""

from __future__ import annotations

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.sides import relative
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import SIDES

MAX_HOPS = 30


def check(kg: KnowledgeGraph, query: Query) -> None:
    """Refuse a query that cannot be asked of a graph.

    Args:
        kg: the graph.
        query: the question.

    Raises:
        UnknownNameError: a source or an end is not known.
        UsageError: a number is out of its range, or another word is not known.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> check(kg, Query("origins", end=Finding("headache")))
    """
    for name, value, most in (("max-hops", query.max_hops, MAX_HOPS), ("top", query.top, 10_000)):
        if not 1 <= value <= most:
            raise UsageError(f"{name} must be between 1 and {most}, not {value}")
    for end in (query.start, query.end, *query.also):
        if end is not None and (end.side, end.state) != (None, None):
            _check_end(kg, end)
    for key in query.sources:
        kg.source(key)
    for key in query.predicates:
        if key not in kg.schema.predicates:
            raise UsageError(f"unknown predicate {key!r}. Known: {', '.join(kg.schema.predicates)}")
    for key in query.categories:
        if key not in kg.schema.categories:
            raise UsageError(f"unknown category {key!r}. Known: {', '.join(kg.schema.categories)}")


def _check_end(kg: KnowledgeGraph, end: Finding) -> None:
    if end.side not in (None, *SIDES) or relative(end.side):
        raise UsageError(f"a question cannot name the side {end.side!r}; give left, right, bilateral or midline")
    if end.state not in (None, *kg.schema.states):
        raise UsageError(f"unknown state {end.state!r}. Known: {', '.join(kg.schema.states)}")
