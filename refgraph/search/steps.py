"""Numbers of edges → steps in words: sides resolved along the path, and the flags at each joint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import joints
from refgraph.model.answers import Query, Step
from refgraph.model.statements import Edge, Finding

_SIDE_NAMES = {code: side for side, code in joints.SIDE_CODES.items()}
_Ends = tuple[str | None, int]


def steps(kg: KnowledgeGraph, query: Query, edges: Sequence[int]) -> tuple[Step, ...]:
    """Read a path that `search` has found, in causal order.

    A flag stands on the step whose claims leave the joint; the joint with the query's end stands on the last step.

    Args:
        kg: the graph.
        query: its start and end take part in the first and the last joint where they name a state or a side.
        edges: numbers of edges, origin first.
    """
    chosen = [kg.edge(number) for number in edges]
    carries = [kg.schema.predicates[edge.predicate].walk == "carry" for edge in chosen]
    needs, flags = _needs(query, chosen, carries), _flags(kg, query, chosen, carries)
    found, (state, side) = [], _end(query.start)
    for edge, carried, need, flagged in zip(chosen, carries, needs, flags, strict=True):
        if carried:
            state, side = need[0] or state, need[1] or side
            subject = Finding(edge.subject.entity, state, _SIDE_NAMES[side])
            obj = Finding(edge.object.entity, state, _SIDE_NAMES[side])
        else:
            subject_side, side = _resolve(edge, need[1], side)
            state = edge.object.state
            subject = Finding(edge.subject.entity, edge.subject.state, _SIDE_NAMES[subject_side])
            obj = Finding(edge.object.entity, state, _SIDE_NAMES[side] or edge.object.side)
        found.append(Step(edge, subject, obj, flagged))
    return tuple(found)


def meets(kg: KnowledgeGraph, one: Finding, other: Finding) -> bool:
    """Say whether two findings of one entity could be the same: no state or side of one contradicts the other's."""
    states = kg.codes.states
    return bool(kg.codes.meet(states[one.state], states[other.state])) and same_side(one, other)


def same_side(one: Finding, other: Finding) -> bool:
    """Say whether the sides of two findings do not contradict each other."""
    return one.side is None or other.side is None or one.side == other.side


def _end(finding: Finding | None) -> _Ends:
    """A query's end; what it leaves out is not said."""
    return (None, joints.NONE) if finding is None else (finding.state, joints.SIDE_CODES[finding.side])


def _needs(query: Query, edges: Sequence[Edge], carries: Sequence[bool]) -> list[_Ends]:
    """What each step needs of what precedes it, read from effect to cause."""
    state, side = _end(query.end)
    found = []
    for edge, carried in zip(reversed(edges), reversed(carries), strict=True):
        if not carried:
            joined = joints.side_back(joints.SIDE_CODES[edge.subject.side], joints.SIDE_CODES[edge.object.side], side)
            state, side = edge.subject.state, joined[1] if joined else joints.NONE
        found.append((state, side & 7))
    return found[::-1]


def _resolve(edge: Edge, need: int, have: int) -> tuple[int, int]:
    """Sides of a step's two ends, a relative one resolved where the walk knows its side."""
    subject, obj = joints.SIDE_CODES[edge.subject.side], joints.SIDE_CODES[edge.object.side]
    if obj < joints.RELATIVE:
        return subject or need, obj
    subject = subject or need or have
    joined = joints.side_forward(joints.ANY, subject, obj)
    return subject, joined[1] & 7 if joined else joints.NONE


def _flags(
    kg: KnowledgeGraph, query: Query, edges: Sequence[Edge], carries: Sequence[bool]
) -> tuple[tuple[str, ...], ...]:
    """Flags of each step: of its predicate, of the joint before it, and for the last of that with the query's end."""
    codes = kg.codes.states
    found: list[list[str]] = [[] for _ in edges]
    state, side = _pattern(query.start, codes)
    for edge, carried, flags in zip(edges, carries, found, strict=True):
        own = kg.schema.predicates[edge.predicate].flag
        flags += [own] if own else []
        if not carried:
            flags += _state_flag(kg.codes, state, codes[edge.subject.state])
            joined = joints.side_forward(
                side, joints.SIDE_CODES[edge.subject.side], joints.SIDE_CODES[edge.object.side]
            )
            flags += [joints.SIDE_UNSTATED] if joined and joined[0] else []
            state, side = codes[edge.object.state], joined[1] if joined else joints.NONE
    end_state, end_side = _pattern(query.end, codes)
    found[-1] += _state_flag(kg.codes, state, end_state)
    last = (False, 0) if end_side == joints.ANY else joints.side_forward(side, end_side, end_side)
    found[-1] += [joints.SIDE_UNSTATED] if last and last[0] else []
    return tuple(tuple(flags) for flags in found)


def _pattern(finding: Finding | None, codes: Mapping[str | None, int]) -> tuple[int, int]:
    """A query's end as codes; what it leaves out matches any."""
    state, side = _end(finding)
    return codes[state] if state else joints.ANY, side or joints.ANY


def _state_flag(codes: joints.Codes, a: int, b: int) -> list[str]:
    met = codes.meet(a, b)
    return [joints.JOINT_FLAGS[met]] if met > 1 else []
