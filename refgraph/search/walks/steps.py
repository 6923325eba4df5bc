"""Numbers of edges → steps in words: sides resolved along the path, and the flags at each joint."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query, Step
from refgraph.model.joints import CARRY, Codes, Ends
from refgraph.model.sides import ANY, NONE, RELATIVE, SIDE_CODES, side_forward, side_name, told
from refgraph.model.statements import Edge, Finding

_ENDS = "e.pred", "e.sstate", "e.ostate", "e.sside", "e.oside"


def steps(kg: KnowledgeGraph, query: Query, edges: Sequence[int]) -> tuple[Step, ...]:
    """Read a path that a search has found, in causal order.

    A flag stands on the step whose claims leave the joint; the joint with the query's end stands on the last step.

    Args:
        kg: the graph.
        query: its start and end take part in the first and the last joint where they name a state or a side.
        edges: numbers of edges, origin first.

    Returns:
        One step for each edge, origin first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.search.walks.best_first import BestFirst
        >>> kg, query = open_graph(Path("tests/data/mini")), Query("origins", end=Finding("headache"))
        >>> [step.edge.predicate for step in steps(kg, query, next(BestFirst(kg, query).paths()).edges)]
        ['refers-to']
    """
    chosen = [kg.edge(number) for number in edges]
    ends = [edge_ends(kg, edge) for edge in chosen]
    needs, flags = _needs(kg.codes, query, ends), _flags(kg, query, chosen, ends)
    found, (state, side) = [], _stated(*kg.codes.pattern(query.start))
    for edge, end, need, flagged in zip(chosen, ends, needs, flags, strict=True):
        if kg.codes.carries[end.predicate]:
            state, side = need[0] or state, need[1] or side
            told = kg.state_keys[state], side_name(side)
            subject, obj = Finding(edge.subject.entity, *told), Finding(edge.object.entity, *told)
        else:
            subject_side, side = _resolve(end, need[1], side)
            state = end.object_state
            subject = Finding(edge.subject.entity, edge.subject.state, side_name(subject_side))
            obj = Finding(edge.object.entity, edge.object.state, side_name(side) or edge.object.side)
        found.append(Step(edge, subject, obj, flagged))
    return tuple(found)


def edge_ends(kg: KnowledgeGraph, edge: Edge) -> Ends:
    """Return an edge as the numbers that joints are judged by.

    Args:
        kg: the graph of the edge; its codes number states and predicates.
        edge: the edge; what carries has neither states nor sides.

    Returns:
        Numbers of predicate, states and sides; `CARRY` as state of what carries.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge_ends(kg, kg.edge(0)).object_side
        0
    """
    states = kg.codes.states
    return Ends(
        kg.predicate_numbers[edge.predicate],
        states[edge.subject.state],
        states[edge.object.state],
        SIDE_CODES[edge.subject.side],
        SIDE_CODES[edge.object.side],
    )


def ends_reader(kg: KnowledgeGraph) -> Callable[[int], Ends]:
    """Return what tells of the number of an edge what `edge_ends` tells of the edge, without reading its claims.

    Args:
        kg: the graph of the edges.

    Returns:
        A function from the number of an edge in the index to numbers of predicate, states and sides.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> ends = ends_reader(kg)
        >>> all(ends(edge.id) == edge_ends(kg, edge) for edge in kg.edges())
        True
    """
    unstated = kg.codes.states[None]
    predicates, *states, subject_sides, object_sides = map(kg.index.column, _ENDS)

    def ends(number: int) -> Ends:
        subject, obj = (unstated if of[number] == CARRY else of[number] for of in states)
        return Ends(predicates[number], subject, obj, subject_sides[number], object_sides[number])

    return ends


def _stated(state: int, side: int) -> tuple[int, int]:
    """What is known of a walk's state and side; what a query leaves out is not."""
    return NONE if state == ANY else state, told(side)


def _needs(codes: Codes, query: Query, edges: Sequence[Ends]) -> list[tuple[int, int]]:
    """What each step needs of what precedes it, read from effect to cause."""
    state, side = codes.pattern(query.end)
    found = []
    for edge in reversed(edges):
        joint = codes.back(edge, state, side)
        state, side = (joint.state, joint.side) if joint else (edge.subject_state, NONE)
        found.append(_stated(state, side))
    return found[::-1]


def _resolve(edge: Ends, need: int, have: int) -> tuple[int, int]:
    """Sides of a step's two ends, a relative one resolved where the walk knows its side."""
    if edge.object_side < RELATIVE:
        return edge.subject_side or need, edge.object_side
    subject = edge.subject_side or need or have
    joined = side_forward(ANY, subject, edge.object_side)
    return subject, joined[1] & 7 if joined else NONE


def _flags(kg: KnowledgeGraph, query: Query, edges: Sequence[Edge], ends: Sequence[Ends]) -> list[tuple[str, ...]]:
    """Flags of each step: of its predicate, of the joint before it, and for the last of that with the query's end."""
    codes = kg.codes
    state, side = codes.pattern(query.start)
    found: list[tuple[str, ...]] = []
    for edge, end in zip(edges, ends, strict=True):
        own, joint = kg.schema.predicates[edge.predicate].flag, codes.forward(end, state, side)
        found.append((*((own,) if own else ()), *_backing(kg, query, edge), *(joint.flags if joint else ())))
        state, side = (joint.state, joint.side) if joint else (end.object_state, NONE)
    last = codes.at_end(state, side, codes.pattern(query.end))
    found[-1] += last.flags if last else ()
    return found


def _backing(kg: KnowledgeGraph, query: Query, edge: Edge) -> tuple[str, ...]:
    """The flag of a change of level that no claim says but those of a flagged kind of evidence."""
    if kg.schema.predicates[edge.predicate].walk != "carry":
        return ()
    kinds = kg.schema.ranking.evidence
    flags = {
        kinds[claim.evidence].flag
        for claim in edge.claims
        if claim.polarity == "asserts"
        and claim.source not in query.avoid
        and (not query.sources or claim.source in query.sources)
    }
    return tuple(flag for flag in flags if flag) if len(flags) == 1 else ()
