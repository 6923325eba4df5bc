"""Routes that contradict each other: they reach the same end through opposite directions or states.

What is opposite is data: `opposite` of a state (increased and reduced) or of an entity (a tilt forwards and one
backwards), with the reason. It is never inferred from words, nor through compatible states, nor from `negates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from refgraph.graph import KnowledgeGraph
from refgraph.model import Finding, Path, Rivalry
from refgraph.steps import meets, same_side


@dataclass(slots=True)
class _Sides:
    """The routes found so far on the two sides of one contradiction."""

    why: str
    ends: set[Finding] = field(default_factory=set)
    one: dict[int, Finding] = field(default_factory=dict)
    other: dict[int, Finding] = field(default_factory=dict)


def rivals(kg: KnowledgeGraph, routes: Sequence[Path]) -> tuple[Rivalry, ...]:
    """Group routes that reach the same end through opposite findings.

    Two findings are opposite where one thing is in two opposite states, or where two opposite things are in states
    that could meet. A stated side must not differ: a weak left hip and a strong right one are no contradiction.

    Args:
        kg: the graph that answered.
        routes: the paths of an answer.

    Returns:
        One rivalry for each pair of opposite findings and each end, in the order of the first route concerned.

    Example:
        >>> from pathlib import Path as File
        >>> from refgraph.model import Finding
        >>> from refgraph.paths import origins
        >>> from refgraph.store import open_graph
        >>> kg = open_graph(File("tests/data/mini"))
        >>> rivals(kg, origins(kg, Finding("headache")).paths)
        ()
    """
    judge = _Opposites(kg)
    found: dict[tuple[str, str, str | None, str, str | None], _Sides] = {}
    for one, other in combinations(routes, 2):
        if one.target.entity != other.target.entity or not meets(kg, one.target, other.target):
            continue
        for f, g, why in judge.between(one, other):
            first, second = (one.rank, f), (other.rank, g)
            if _thing(g) < _thing(f):
                first, second = second, first
            key = one.target.entity, *_ends(first[1]), *_ends(second[1])
            sides = found.setdefault(key, _Sides(why))
            sides.ends |= {one.target, other.target}
            sides.one.setdefault(*first)
            sides.other.setdefault(*second)
    return tuple(_rivalry(sides) for sides in found.values())


def with_rivals(routes: Sequence[Path], found: Sequence[Rivalry]) -> tuple[Path, ...]:
    """Write into each route the ranks of its rivals.

    Args:
        routes: the paths that `rivals` was asked about.
        found: what it said.
    """
    ranks: dict[int, set[int]] = defaultdict(set)
    for rivalry in found:
        for one in rivalry.one_ranks:
            for other in rivalry.other_ranks:
                if one != other:
                    ranks[one].add(other)
                    ranks[other].add(one)
    return tuple(replace(path, rivals=tuple(sorted(ranks[path.rank]))) if ranks else path for path in routes)


def _thing(finding: Finding) -> tuple[str, str]:
    return finding.entity, finding.state or ""


def _ends(finding: Finding) -> tuple[str, str | None]:
    return finding.entity, finding.state


def _rivalry(sides: _Sides) -> Rivalry:
    return Rivalry(
        end=_common(tuple(sides.ends)),
        one=_common(tuple(sides.one.values())),
        other=_common(tuple(sides.other.values())),
        why=sides.why,
        one_ranks=tuple(sorted(sides.one)),
        other_ranks=tuple(sorted(sides.other)),
    )


def _common(found: Sequence[Finding]) -> Finding:
    """What several findings of one entity have in common."""
    states, sides = {finding.state for finding in found}, {finding.side for finding in found}
    return Finding(
        found[0].entity, states.pop() if len(states) == 1 else None, sides.pop() if len(sides) == 1 else None
    )


class _Opposites:
    """What the data declares opposite, whichever of the two says so."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self._states = _both_ways({key: state.opposite for key, state in kg.schema.states.items()})
        self._passed: dict[int, dict[str, list[Finding]]] = {}

    def between(self, one: Path, other: Path) -> Iterator[tuple[Finding, Finding, str]]:
        """Yield the opposite findings that two routes pass, with the reason; their common end does not count."""
        there = self._by_entity(other)
        for entity, findings in self._by_entity(one).items():
            for key, why in self._partners(entity, there):
                for f in findings:
                    for g in there[key]:
                        reason = why if entity != key else self._states.get((f.state, g.state))
                        if reason is not None and same_side(f, g) and (entity == key or self._could_meet(f, g)):
                            yield f, g, reason

    def _by_entity(self, path: Path) -> dict[str, list[Finding]]:
        """The findings that a route passes before its end, by entity."""
        if path.rank not in self._passed:
            ends = dict.fromkeys(end for step in path.steps for end in (step.subject, step.object))
            found: dict[str, list[Finding]] = {}
            for end in ends:
                if end.entity != path.target.entity:
                    found.setdefault(end.entity, []).append(end)
            self._passed[path.rank] = found
        return self._passed[path.rank]

    def _partners(self, entity: str, there: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield the entities passed there whose findings can be opposite to those of one passed here."""
        if entity in there:
            yield entity, ""
        mine = self.kg.entity(entity).opposite
        for key in there:
            why = mine.get(key) or self.kg.entity(key).opposite.get(entity)
            if why:
                yield key, why

    def _could_meet(self, one: Finding, other: Finding) -> bool:
        """Less of one direction does not contradict less, or any amount, of the other."""
        states = self.kg.schema.states
        return meets(self.kg, one, other) and not any(end.state and states[end.state].negates for end in (one, other))


def _both_ways(declared: Mapping[str, Mapping[str, str]]) -> dict[tuple[str | None, str | None], str]:
    found: dict[tuple[str | None, str | None], str] = {}
    for key, reasons in declared.items():
        for other, why in reasons.items():
            found[key, other] = found[other, key] = why
    return found
