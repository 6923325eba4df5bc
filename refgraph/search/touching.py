"""Edges that are never walked but speak of the findings of a path, or of the end of a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query, Step
from refgraph.model.joints import meets
from refgraph.model.statements import Edge, Finding
from refgraph.search.ends import is_hub

# What touches an entity, by its key and a family, and of that what touches a finding of it.
Around = dict[tuple[str | Finding, str], tuple[Edge, ...]]


def beside(kg: KnowledgeGraph, steps: Sequence[Step], around: Around | None = None) -> Mapping[str, tuple[Edge, ...]]:
    """Return what is shown with a path, by family; a family without edges is left out.

    Nothing is looked up before the mapping is read: an answer holds more paths than a short one shows.

    Args:
        kg: the graph.
        steps: of the path, origin first.
        around: what is known already of what these paths pass, and what is then known; paths of an answer share much.

    Returns:
        Edges by key of family, in the order of the schema.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> path = questions.origins(kg, Finding("headache"), top=1).paths[0]
        >>> list(beside(kg, path.steps))
        ['treatment']
    """
    return _Beside(kg, steps, {} if around is None else around)


class _Beside(Mapping[str, tuple[Edge, ...]]):
    def __init__(self, kg: KnowledgeGraph, steps: Sequence[Step], known: Around) -> None:
        self._kg, self._steps, self._around = kg, steps, known

    @cached_property
    def _edges(self) -> dict[str, tuple[Edge, ...]]:
        findings = tuple(dict.fromkeys(end for step in self._steps for end in (step.subject, step.object)))
        return _touching(self._kg, findings, ("beside", "aggravating", "doubt"), self._around)

    def __getitem__(self, family: str) -> tuple[Edge, ...]:
        return self._edges[family]

    def __iter__(self) -> Iterator[str]:
        return iter(self._edges)

    def __len__(self) -> int:
        return len(self._edges)

    def __repr__(self) -> str:
        return repr(self._edges)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._edges,)


def _touching(
    kg: KnowledgeGraph, findings: Sequence[Finding], roles: Sequence[str], known: Around
) -> dict[str, tuple[Edge, ...]]:
    """Return the edges of the families of some roles that touch a finding, by family; empty ones are left out."""
    found = {name: _of_family(kg, findings, name, known) for name in kg.schema.of_role(*roles)}
    return {name: edges for name, edges in found.items() if edges}


def _of_family(kg: KnowledgeGraph, findings: Sequence[Finding], name: str, known: Around) -> tuple[Edge, ...]:
    """Return the edges of one family that touch a finding, in the order of the path."""
    found: dict[int, Edge] = {}
    for finding in findings:
        for edge in _of_finding(kg, finding, name, known):
            found.setdefault(edge.id, edge)
    return tuple(found.values())


def _of_finding(kg: KnowledgeGraph, finding: Finding, name: str, known: Around) -> tuple[Edge, ...]:
    """Return the edges of one family that touch one finding; paths of an answer pass the same ones again and again."""
    touched = known.get((finding, name))
    if touched is None:
        around = _around(kg, finding.entity, name, known)
        touched = tuple(edge for edge in around if _touches(kg, edge, finding))
        state = kg.schema.states[finding.state] if finding.state else None
        if state and state.entity and kg.schema.families[name].role == "doubt":
            touched += _around(kg, state.entity, name, known)
        known[finding, name] = touched
    return touched


def _touches(kg: KnowledgeGraph, edge: Edge, finding: Finding) -> bool:
    ends = (end for end in (edge.subject, edge.object) if end.entity == finding.entity)
    return any(meets(kg.codes, end, finding) for end in ends)


def _around(kg: KnowledgeGraph, key: str, family: str, known: Around) -> tuple[Edge, ...]:
    found = known.get((key, family))
    if found is None:
        found = (*kg.edges(subject=key, family=family), *kg.edges(object=key, family=family))
        known[key, family] = found
    return found


def of_end(kg: KnowledgeGraph, query: Query) -> Mapping[str, tuple[Edge, ...]]:
    """Return what touches the end of a question itself and is never walked, by family; empty ones are left out.

    Args:
        kg: the graph.
        query: the question; of its ends that which is felt, or the only one.

    Returns:
        Edges by key of family, in the order of the schema.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> query = Query("origins", end=Finding("headache"))
        >>> list(of_end(kg, query))
        ['treatment']
    """
    asked = query.end or query.start
    if asked is None:
        return {}
    return _touching(kg, (asked,), ("beside", "doubt"), {})


def altered_by(kg: KnowledgeGraph, query: Query) -> tuple[Edge, ...]:
    """Return the edges that tell what makes the end of a question worse or better; none of that is an origin of it.

    Args:
        kg: the graph.
        query: the question; of its ends that which is felt, or the only one.

    Returns:
        Edges in the order of the graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> query = Query("origins", end=Finding("headache"))
        >>> altered_by(kg, query)
        ()
    """
    asked = query.end or query.start
    if asked is None:
        return ()
    edges = (e for name in kg.schema.of_role("aggravating") for e in kg.edges(object=asked.entity, family=name))
    return tuple(edge for edge in edges if edge.status != "denied" and meets(kg.codes, edge.object, asked))


def indefinite(kg: KnowledgeGraph, query: Query) -> tuple[Edge, ...]:
    """Return the edges that join an end of a question to something that their sources do not name.

    Args:
        kg: the graph.
        query: the question.

    Returns:
        Edges in the order of the graph, those that end in it first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> query = Query("origins", end=Finding("headache"))
        >>> indefinite(kg, query)
        ()
    """
    found: list[Edge] = []
    if query.end is not None and not is_hub(kg, query.end.entity, forward=False):
        found += [e for e in kg.edges(object=query.end.entity) if meets(kg.codes, e.object, query.end)]
    if query.start is not None and not is_hub(kg, query.start.entity, forward=True):
        found += [e for e in kg.edges(subject=query.start.entity) if meets(kg.codes, e.subject, query.start)]
    walked = (edge for edge in found if kg.schema.predicates[edge.predicate].walk == "yes")
    return tuple(edge for edge in walked if edge.status != "denied" and edge.indefinite)
