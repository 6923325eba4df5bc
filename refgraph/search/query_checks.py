"""Which queries can be asked of a graph, and which one is meant where only a finding is typed.

What is out of range or not known is refused before a search begins.
"""

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


def meant(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say what is asked by a finding alone: `origins`, `effects`, or no question about paths.

    What is a finding by itself (it has a state, or needs none: a condition, a posture) is asked for its origins; for
    its effects where only these are told; and shown where neither is. A bare muscle or place is no finding.

    Args:
        kg: the graph.
        finding: as it was read.

    Returns:
        The kind of a query; an empty text where the thing is to be shown.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> meant(kg, Finding("headache")), meant(kg, Finding("slump")), meant(kg, Finding("gluteals"))
        ('origins', 'effects', '')
    """
    category = kg.schema.categories[kg.entity(finding.entity).category]
    if category.stateful and finding.state is None:
        return ""
    if _has_path(kg, Query("origins", end=finding)):
        return "origins"
    return "effects" if _has_path(kg, Query("effects", start=finding)) else ""


def _has_path(kg: KnowledgeGraph, query: Query) -> bool:
    """Say whether a question has an answer, of the finding itself or of its members, kinds and parts."""
    # Most questions are put in so many words; only a bare name needs these.
    from refgraph.search import ends
    from refgraph.search.walks.best_first import BestFirst

    searches = [BestFirst(kg, query, barred=ends.itself(kg, query).barred)]
    searches += [BestFirst(kg, one.query, barred=one.barred) for one in ends.apart(kg, query)]
    return any(next(search.paths(), None) for search in searches)


def _check_end(kg: KnowledgeGraph, end: Finding) -> None:
    if end.side not in (None, *SIDES) or relative(end.side):
        raise UsageError(f"a question cannot name the side {end.side!r}; give left, right, bilateral or midline")
    if end.state not in (None, *kg.schema.states):
        raise UsageError(f"unknown state {end.state!r}. Known: {', '.join(kg.schema.states)}")
