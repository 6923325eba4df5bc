"""Questions about paths and their answers: origins of a symptom, effects of a finding, paths between two.

Order of the result is total and described in `graph_data/schema/ranking.yaml`. Where nothing is found the answer
carries the nearest misses and why they do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from time import monotonic
from typing import Any

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, NearMiss, Path, Query, Step
from refgraph.model.joints import meets, relative
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.model.vocabulary import SIDES
from refgraph.search.best_first import USUAL, BestFirst, Found, Limits
from refgraph.search.feedback_loops import with_loops
from refgraph.search.rivals import rivals, with_rivals
from refgraph.search.steps import steps
from refgraph.search.verdict import Judge, left

MAX_HOPS = 30


def origins(kg: KnowledgeGraph, target: Finding, **options: Any) -> Answer:
    """Find where a finding may come from: the best coherent paths that end in it.

    Args:
        kg: the graph.
        target: what is felt; a state or side of None matches any.
        options: further fields of `refgraph.model.Query`.

    Returns:
        The answer; its paths run from origin to target, the most directly told first.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = origins(kg, Finding("headache"))
        >>> found.complete, all(path.target.entity == "headache" for path in found.paths)
        (True, True)
    """
    return ask(kg, Query("origins", end=target, **options))


def effects(kg: KnowledgeGraph, start: Finding, **options: Any) -> Answer:
    """Find what a finding is said to lead to: the best coherent paths that begin with it.

    Args, order and errors are those of `origins`.

    Args:
        kg: the graph.
        start: what is disturbed; a state or side of None matches any.
        options: further fields of `refgraph.model.Query`.

    Returns:
        The answer; its paths run from start to effect, best first.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = effects(open_graph(Path("tests/data/mini")), Finding("headache")).paths
        >>> {path.origin.entity for path in found}
        {'headache'}
    """
    return ask(kg, Query("effects", start=start, **options))


def paths(kg: KnowledgeGraph, start: Finding, end: Finding, **options: Any) -> Answer:
    """Find the best coherent paths from one finding to another.

    Args, order and errors are those of `origins`. No path gives an answer without paths, with the nearest misses.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.
        options: further fields of `refgraph.model.Query`.

    Returns:
        The answer; without paths it has the nearest misses.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> paths(kg, Finding("headache"), Finding("headache")).paths
        ()
    """
    return ask(kg, Query("paths", start=start, end=end, **options))


def why_not(kg: KnowledgeGraph, start: Finding, end: Finding) -> tuple[NearMiss, ...]:
    """Tell which walks come nearest to joining two findings, and what keeps them from counting.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.

    Returns:
        The nearest misses, best first; empty where nothing leads even near.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [miss.why for miss in why_not(kg, Finding("headache"), Finding("headache"))]
        ['both ends are the same thing: headache']
    """
    return _misses(kg, Query("paths", start=start, end=end))


def ask(kg: KnowledgeGraph, query: Query, limits: Limits = USUAL) -> Answer:
    """Answer any path query; `origins`, `effects` and `paths` are this with one kind each.

    Args:
        kg: the graph.
        query: the question; of several ends at once only the first counts here (see `refgraph.search.shared_origins`).
        limits: when to give up; what is found by then is the answer, and it is not `complete`.

    Order and errors are those of `origins`.

    Returns:
        The answer; `complete` is False where a search gave up.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> ask(kg, Query("origins", end=Finding("headache")), Limits(steps=1)).complete
        False
    """
    check(kg, query)
    until = None if limits.seconds is None else monotonic() + limits.seconds
    search = BestFirst(kg, query, limits)
    told, apart = _split(kg, query, search.paths())
    judge = Judge(kg, query, until)
    found = [_path(kg, judge, query, rank, one) for rank, one in enumerate(told[: query.top], 1)]
    members = [_path(kg, judge, query, rank, one) for rank, one in enumerate(apart[: query.top], 1)]
    more, asked_all = _of_members(kg, query, limits, until)
    members += more
    complete = search.outcome.complete and judge.settled and asked_all
    contradicting = rivals(kg, found)
    return Answer(
        query=query,
        data_version=kg.data_version,
        complete=complete,
        more=len(told) > query.top,
        red_flags=red_flags(kg, query, [*found, *members]),
        paths=with_loops(kg, with_rivals(found, contradicting)),
        members=tuple(members),
        near_misses=() if found or members else _misses(kg, query),
        rivals=contradicting,
    )


def _misses(kg: KnowledgeGraph, query: Query) -> tuple[NearMiss, ...]:
    # Needed only where nothing was found; the import would be felt at every start.
    from refgraph.search.near_misses import misses

    return misses(kg, query)


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


# ---------------------------------------------------------------- groups and their members


def _split(kg: KnowledgeGraph, query: Query, found: Iterator[Found]) -> tuple[list[Found], list[Found]]:
    """Keep apart what is said of members of the group that was asked for; read one path more than is wanted."""
    told: list[Found] = []
    apart: list[Found] = []
    for one in found:
        last = kg.schema.predicates[kg.edge(one.edges[-1]).predicate]
        (apart if query.kind == "origins" and last.groups else told).append(one)
        if len(told) > query.top:
            break
    return told, apart


def _members(kg: KnowledgeGraph, key: str) -> tuple[str, ...]:
    groups = [predicate.key for predicate in kg.schema.predicates.values() if predicate.groups]
    found = (edge for name in groups for edge in kg.edges(object=key, predicate=name))
    return tuple(dict.fromkeys(edge.subject.entity for edge in found))


def _of_members(kg: KnowledgeGraph, query: Query, limits: Limits, until: float | None) -> tuple[list[Path], bool]:
    """Ask for each member what was asked for the group: a group's claims are not its members', so they stand apart.

    Returns:
        The paths, and whether every member was asked to the end.
    """
    if query.start is None:
        return [], True
    group, objects, rest = kg.number(query.start.entity), kg.index.column("e.obj"), limits
    found: list[tuple[Found, Query]] = []
    for member in _members(kg, query.start.entity):
        asked = replace(query, start=replace(query.start, entity=member))
        if asked.start == query.end:
            continue
        search = BestFirst(kg, asked, replace(rest, seconds=left(until)))
        paths = (one for one in search.paths() if all(objects[edge] != group for edge in one.edges))
        found += [(one, asked) for one in islice(paths, query.top)]
        rest = replace(rest, steps=rest.steps - search.outcome.pops)
        if not search.outcome.complete or rest.steps < 0:
            return judged(kg, _best(found, query.top), until)[0], False
    return judged(kg, _best(found, query.top), until)


def _best(found: list[tuple[Found, Query]], top: int) -> list[tuple[Found, Query]]:
    return sorted(found, key=lambda one: (one[0].cost, len(one[0].edges)))[:top]


def judged(
    kg: KnowledgeGraph, found: Sequence[tuple[Found, Query]], until: float | None = None
) -> tuple[list[Path], bool]:
    """Tell paths of several queries in words, ranked as they stand.

    Args:
        kg: the graph.
        found: pairs of a path that a search has found and the query that it answers, in the order of ranks.
        until: when (of `time.monotonic`) to stop looking for further paths; None for never.

    Returns:
        The paths, and whether their judges had the time to settle everything.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> query = Query("origins", end=Finding("headache"))
        >>> from refgraph.search.best_first import BestFirst
        >>> paths_found, settled = judged(kg, [(next(BestFirst(kg, query).paths()), query)])
        >>> [path.rank for path in paths_found], settled
        ([1], True)
    """
    judges = {asked: Judge(kg, asked, until) for _, asked in found}
    paths = [_path(kg, judges[asked], asked, rank, one) for rank, (one, asked) in enumerate(found, 1)]
    return paths, all(judge.settled for judge in judges.values())


# ---------------------------------------------------------------- one path and what touches it


def _path(kg: KnowledgeGraph, judge: Judge, query: Query, rank: int, found: Found) -> Path:
    found_steps = steps(kg, query, found.edges)
    touching = _Touching(kg, found_steps)
    return Path(
        rank=rank,
        origin=found_steps[0].subject,
        target=found_steps[-1].object,
        steps=found_steps,
        cost=found.cost,
        verdict=judge.verdict(found_steps),
        beside=touching.beside(),
    )


class _Touching:
    """Edges that are never walked but speak of a path's findings."""

    def __init__(self, kg: KnowledgeGraph, found_steps: Sequence[Step]) -> None:
        self._kg = kg
        findings = [end for step in found_steps for end in (step.subject, step.object)]
        self._findings = tuple(dict.fromkeys(findings))

    def beside(self) -> Mapping[str, tuple[Edge, ...]]:
        """Return what is shown with the path, by family; a family without edges is left out."""
        found = {name: self._family(name) for name in self._kg.schema.of_role("beside", "doubt")}
        return {name: edges for name, edges in found.items() if edges}

    def _family(self, name: str) -> tuple[Edge, ...]:
        """Return the edges of one family that touch a finding, in the order of the path."""
        found: dict[int, Edge] = {}
        for finding in self._findings:
            for edge in _around(self._kg, finding.entity, name):
                ends = [end for end in (edge.subject, edge.object) if end.entity == finding.entity]
                if any(meets(self._kg.codes, end, finding) for end in ends):
                    found.setdefault(edge.id, edge)
            state = self._kg.schema.states[finding.state] if finding.state else None
            if state and state.entity and self._kg.schema.families[name].role == "doubt":
                found |= {edge.id: edge for edge in _around(self._kg, state.entity, name)}
        return tuple(found.values())


def _around(kg: KnowledgeGraph, key: str, family: str) -> tuple[Edge, ...]:
    return (*kg.edges(subject=key, family=family), *kg.edges(object=key, family=family))


# ---------------------------------------------------------------- red flags


def red_flags(kg: KnowledgeGraph, query: Query, found: Iterable[Path]) -> tuple[Claim, ...]:
    """Claims that what is felt can be a sign of something serious: what was asked first, then what the paths pass.

    Args:
        kg: the graph.
        query: the question.
        found: the paths of its answer.

    Returns:
        Claims, each once: what was asked first, then in the order of the paths.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> [claim.id for claim in red_flags(kg, Query("origins", end=Finding("headache")), ())]
        ['toy-neck#9']
    """
    asked = [end.entity for end in (query.end, query.start, *query.also) if end is not None]
    passed = [end.entity for path in found for step in path.steps for end in (step.object, step.subject)]
    claims: dict[str, Claim] = {}
    for key in dict.fromkeys([*asked, *(near for end in asked for near in _levels(kg, end)), *passed]):
        for family in kg.schema.of_role("warning"):
            for edge in kg.edges(subject=key, family=family):
                claims |= {claim.id: claim for claim in edge.claims}
    return tuple(claims.values())


def _levels(kg: KnowledgeGraph, key: str) -> Iterator[str]:
    """Broader and narrower names of the same thing."""
    carries = [predicate.key for predicate in kg.schema.predicates.values() if predicate.walk == "carry"]
    for name in carries:
        yield from (edge.object.entity for edge in kg.edges(subject=key, predicate=name))
        yield from (edge.subject.entity for edge in kg.edges(object=key, predicate=name))
