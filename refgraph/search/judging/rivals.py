"""Paths that contradict each other: they reach the same end through opposite directions or states.

What is opposite is data: `opposite` of a state (increased and reduced) or of an entity (a tilt forwards and one
backwards), with the reason. It is never inferred from words, nor through compatible states, nor from `negates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Path, Rivalry, Step
from refgraph.model.joints import meets
from refgraph.model.sides import same_side
from refgraph.model.statements import Finding

_Passing = dict[Finding, dict[Finding, set[int]]]  # end of a path → finding it passes → ranks
_Key = tuple[str, str, str | None, str, str | None]


@dataclass(slots=True)
class _Sides:
    """The paths found so far on the two sides of one contradiction."""

    why: str
    ends: set[Finding] = field(default_factory=set)
    one: dict[int, Finding] = field(default_factory=dict)
    other: dict[int, Finding] = field(default_factory=dict)

    @property
    def first(self) -> tuple[int, ...]:
        """The first paths concerned."""
        return tuple(sorted((min(self.one), min(self.other))))


def rivals(kg: KnowledgeGraph, paths: Sequence[Path]) -> tuple[Rivalry, ...]:
    """Group paths that reach the same end through opposite findings.

    Two findings are opposite where one thing is in two opposite states, or where two opposite things are in states
    that could meet. A stated side must not differ: a weak left hip and a strong right one are no contradiction.

    Args:
        kg: the graph that answered.
        paths: the paths of an answer.

    Returns:
        One rivalry for each pair of opposite findings and each end, in the order of the first path concerned.

    Example:
        >>> from pathlib import Path as File
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search.questions import origins
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(File("tests/data/mini"))
        >>> rivals(kg, origins(kg, Finding("headache")).paths)
        ()
    """
    judge, found = Opposites(kg), dict[_Key, _Sides]()
    by_entity: dict[str, dict[str, _Passing]] = {}
    for path in paths:
        for f in _passed(path):
            passing = by_entity.setdefault(path.target.entity, {}).setdefault(f.entity, {})
            passing.setdefault(path.target, {}).setdefault(f, set()).add(path.rank)
    for passed in by_entity.values():
        for one, other in judge.pairs(passed):
            _contradictions(judge, passed[one], passed[other], found)
    return tuple(_rivalry(sides) for _, sides in sorted(found.items(), key=lambda one: (one[1].first, _told(one[0]))))


def across(
    kg: KnowledgeGraph, paths: Sequence[Path], others: Sequence[tuple[Finding, Sequence[Step]]]
) -> tuple[Rivalry, ...]:
    """Find what paths to an end pass whose opposite is said to lead to what is felt or found at the same place.

    Args:
        kg: the graph that answered.
        paths: the paths of an answer.
        others: paths that are told under nearby names, each as the name and its steps.

    Returns:
        One rivalry for each pair of opposite findings and each nearby name, in the order of the first path concerned.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> across(kg, (), ())
        ()
    """
    judge, found = Opposites(kg), dict[tuple[object, ...], Rivalry]()
    here: dict[str, list[tuple[Path, Finding]]] = defaultdict(list)
    there: dict[str, list[tuple[Finding, Finding]]] = defaultdict(list)
    for path in paths:
        for passed in _passed(path):
            here[passed.entity].append((path, passed))
    for end, steps in others:
        for passed in _between(steps, end.entity):
            there[passed.entity].append((end, passed))
    for pair in judge.pairs({*here, *there}):
        for one, other in dict.fromkeys((pair, pair[::-1])):
            for (path, passed), (end, opposite) in product(here.get(one, ()), there.get(other, ())):
                why = judge.why(passed, opposite)
                if why is not None:
                    _add(found, path, (passed, opposite), end, why)
    return tuple(sorted(found.values(), key=lambda rivalry: rivalry.one_ranks))


def _add(
    found: dict[tuple[object, ...], Rivalry], path: Path, opposite: tuple[Finding, Finding], end: Finding, why: str
) -> None:
    key = (path.target.entity, *(_ends(finding) for finding in opposite), _ends(end))
    known = found.get(key)
    ranks = (*(known.one_ranks if known else ()), path.rank)
    found[key] = Rivalry(path.target, *opposite, why, tuple(dict.fromkeys(ranks)), (), end)


def with_rivals(paths: Sequence[Path], found: Sequence[Rivalry]) -> tuple[Path, ...]:
    """Write into each path the ranks of its rivals.

    Args:
        paths: the paths that `rivals` was asked about.
        found: what it said.

    Returns:
        The paths in their order, with `rivals` filled in.

    Example:
        >>> with_rivals((), ())
        ()
    """
    against: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for rivalry in found:
        for ranks, others in ((rivalry.one_ranks, rivalry.other_ranks), (rivalry.other_ranks, rivalry.one_ranks)):
            for rank in ranks:
                against[rank].add(others)

    # Thousands of paths may have the same thousands of rivals: they are put together once.
    @cache
    def together(lists: frozenset[tuple[int, ...]]) -> tuple[int, ...]:
        return tuple(sorted(set().union(*lists)))

    def rivals_of(rank: int) -> tuple[int, ...]:
        ranks = together(frozenset(against[rank]))
        return tuple(other for other in ranks if other != rank) if rank in ranks else ranks

    return tuple(replace(path, rivals=rivals_of(path.rank)) if path.rank in against else path for path in paths)


def _passed(path: Path) -> Iterator[Finding]:
    """The findings that a path passes before its end; the end itself is common to rivals."""
    ends = dict.fromkeys(end for step in path.steps for end in (step.subject, step.object))
    return (end for end in ends if end.entity != path.target.entity)


def _between(steps: Sequence[Step], end: str) -> Iterator[Finding]:
    ends = dict.fromkeys(finding for step in steps for finding in (step.subject, step.object))
    return (finding for finding in ends if finding.entity != end)


def _contradictions(judge: Opposites, here: _Passing, there: _Passing, found: dict[_Key, _Sides]) -> None:
    """Add the contradictions between paths that pass one entity and paths that pass another, or the same."""
    for one_end, other_end in product(here, there):
        if not meets(judge.kg.codes, one_end, other_end):
            continue
        for f, g in product(here[one_end], there[other_end]):
            why = judge.why(f, g)
            if why is None:
                continue
            first, second = (f, here[one_end][f]), (g, there[other_end][g])
            if _thing(g) < _thing(f):
                first, second = second, first
            # One path through both does not contradict itself.
            ranks = _without_a_twin(first[1], second[1]), _without_a_twin(second[1], first[1])
            if all(ranks):
                key = one_end.entity, *_ends(first[0]), *_ends(second[0])
                sides = found.setdefault(key, _Sides(why))
                sides.ends |= {one_end, other_end}
                sides.one = dict.fromkeys(ranks[0], first[0]) | sides.one
                sides.other = dict.fromkeys(ranks[1], second[0]) | sides.other


def _without_a_twin(ranks: set[int], others: set[int]) -> set[int]:
    """Those for which there is another path among the others."""
    return ranks if len(others) > 1 else ranks - others


def _told(key: _Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


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


class Opposites:
    """What the data declares opposite, whichever of the two says so."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self._states = _both_ways({key: state.opposite for key, state in kg.schema.states.items()})

    def pairs(self, entities: Collection[str]) -> list[tuple[str, str]]:
        """List the pairs of entities of which findings can be opposite: each with itself, and what is declared."""
        found = {(one, one) for one in entities if self._states}
        for one in entities:
            found |= {(min(one, other), max(one, other)) for other in self.kg.entity(one).opposite if other in entities}
        return sorted(found)

    def why(self, f: Finding, g: Finding) -> str | None:
        """Say why two findings are opposite; None where they are not."""
        if not same_side(f, g):
            return None
        if f.entity == g.entity:
            return self._states.get((f.state, g.state))
        return self._reason(f.entity, g.entity) if self._could_meet(f, g) else None

    def _reason(self, one: str, other: str) -> str | None:
        return self.kg.entity(one).opposite.get(other) or self.kg.entity(other).opposite.get(one)

    def _could_meet(self, one: Finding, other: Finding) -> bool:
        """Less of one direction does not contradict less, or any amount, of the other."""
        states = self.kg.schema.states
        less = any(end.state and states[end.state].negates for end in (one, other))
        return not less and bool(meets(self.kg.codes, one, other))


def _both_ways(declared: Mapping[str, Mapping[str, str]]) -> dict[tuple[str | None, str | None], str]:
    found: dict[tuple[str | None, str | None], str] = {}
    for key, reasons in declared.items():
        for other, why in reasons.items():
            found[key, other] = found[other, key] = why
    return found
