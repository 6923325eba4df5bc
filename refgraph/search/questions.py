"""Questions about paths and their answers: origins of a symptom, effects of a finding, paths between two.

Order of the result is total and described in `graph_data/schema/ranking.yaml`. Where nothing is found the answer
carries the nearest misses and why they do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from time import monotonic
from typing import Any

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Groups, Instead, Nearby, NearMiss, Path, Query, Step
from refgraph.model.statements import Claim, Finding
from refgraph.search import ends
from refgraph.search.composites import parts_of
from refgraph.search.groups import READ, groups
from refgraph.search.judging.rivals import across, rivals, with_rivals
from refgraph.search.judging.verdict import Judge, left
from refgraph.search.loops_on_paths import with_loops
from refgraph.search.query_checks import check
from refgraph.search.touching import Around, altered_by, beside, indefinite, of_end
from refgraph.search.walks.best_first import USUAL, BestFirst, Found, Limits
from refgraph.search.walks.bounds import Bounds
from refgraph.search.walks.steps import steps
from refgraph.search.warning.heeded import by_itself, named_beside, signs_to_heed
from refgraph.search.warning.serious import urgency_of
from refgraph.search.warning.signs import Concerns, red_flags

# Paths that cost the same as the last that is wanted and are read to be ranked by grade, and paths of a nearby name.
TIES = 64
FROM_NEARBY = 3
Judged = tuple[Found, Query]


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
    search = BestFirst(kg, query, limits, barred=ends.itself(kg, query).barred)
    found_on = search.paths()
    told = read(search, query.top, found_on)
    complete = search.outcome.complete
    judge = Judge(kg, query, until)
    found = _ranked(kg, judge, query, told)
    others = _Others(kg, query, limits, until, judge.around)
    members = others.apart()
    near = others.nearby()
    if not found and not members and query.kind == "paths":
        members = others.judged(near)
    concerns: Concerns = {}
    contradicting = (*rivals(kg, found), *across(kg, found, others.passing(near)))
    return Answer(
        query=query,
        data_version=kg.data_version,
        complete=complete and judge.settled and others.complete,
        more=len(told) > query.top,
        red_flags=_red_flags(kg, query, [*found, *members], concerns),
        paths=with_loops(kg, with_rivals(found, contradicting)),
        members=tuple(members),
        near_misses=() if found or members else _misses(kg, query),
        rivals=contradicting,
        nearby=tuple(Nearby(s.instead.finding, s.instead.relation, len(some)) for s, some in near if s.instead),
        altered_by=altered_by(kg, query),
        indefinite=indefinite(kg, query),
        groups=_grouped(kg, query, chain(told, islice(found_on, max(READ - len(told), 0))), found),
        beside=of_end(kg, query),
        **_heeded(kg, query, concerns),
    )


def _heeded(kg: KnowledgeGraph, query: Query, concerns: Concerns) -> dict[str, Any]:
    """What of the warning signs is told first, of the end that was asked for."""
    asked = query.end or query.start
    return {
        "warning": _first(named_beside(kg, query.beside, asked, concerns), signs_to_heed(kg, asked, concerns)),
        "sign_of": by_itself(kg, asked, concerns),
        "serious": urgency_of(kg, asked.entity) if asked else None,
        "concerning": len(red_flags(kg, [asked], (), concerns)) if asked else 0,
        "parts": parts_of(kg, asked.entity) if asked else (),
    }


def _grouped(kg: KnowledgeGraph, query: Query, told: Iterable[Found], found: Sequence[Path]) -> Groups:
    # A part of the data cannot say what else is told, nor that nothing speaks against a step. What stands next to the
    # end need not be of the category that was asked for.
    if query.kind == "paths" or query.categories or not kg.whole:
        return Groups()
    return groups(kg, query, list(told), found)


def read(search: BestFirst, top: int, paths: Iterator[Found] | None = None) -> list[Found]:
    """Read one path more than is wanted, and those that cost the same as the last of them, up to `TIES` more.

    Args:
        search: not begun.
        top: how many are wanted.
        paths: of that search or of several merged; None for those of `search`.

    Returns:
        Paths by cost, the cheapest first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> len(read(BestFirst(kg, Query("origins", end=Finding("headache"))), 1))
        2
    """
    told: list[Found] = []
    for one in search.paths() if paths is None else paths:
        told.append(one)
        if len(told) > top and (search.outcome.due > one.cost or len(told) > top + TIES):
            break
    return told


def _ranked(kg: KnowledgeGraph, judge: Judge, query: Query, told: Sequence[Found]) -> list[Path]:
    """Rank paths by cost, and those that cost the same by their grade."""
    costs = [one.cost for one in told]
    walked = [judge.graded(steps(kg, query, one.edges)) for one in told]
    order = list(range(len(told)))
    if len(set(costs)) < len(costs):
        places = [judge.place(found) for found in walked]
        order = sorted(order, key=lambda at: (costs[at], places[at], at))
    return [_path(kg, judge, rank, costs[at], walked[at]) for rank, at in enumerate(order[: query.top], 1)]


def _misses(kg: KnowledgeGraph, query: Query) -> tuple[NearMiss, ...]:
    # Needed only where nothing was found; the import would be felt at every start.
    from refgraph.search.near_misses import misses

    return misses(kg, query)


# ---------------------------------------------------------------- what is told of other ends


class _Others:
    """The searches for what stands for the ends of a question, within what is left of its limits."""

    def __init__(self, kg: KnowledgeGraph, query: Query, limits: Limits, until: float | None, around: Around) -> None:
        self._kg, self._query, self._left, self._until, self._around = kg, query, limits, until, around
        self._bounds: dict[tuple[bool, Finding | None], Bounds | None] = {}
        self.complete = True

    def apart(self) -> list[Path]:
        """Return the best paths that are told of members, kinds, parts and combinations."""
        found = [(search, one) for search in ends.apart(self._kg, self._query) for one in self._paths(search)]
        best = sorted(found, key=lambda one: (one[1].cost, len(one[1].edges)))[: self._query.top]
        return self._told(best)

    def nearby(self) -> list[tuple[ends.Search, list[Found]]]:
        """Return what is told under nearby names, where anything is."""
        searches = ((search, list(self._paths(search))) for search in ends.nearby(self._kg, self._query))
        return [(search, found) for search, found in searches if found]

    def judged(self, near: Sequence[tuple[ends.Search, Sequence[Found]]]) -> list[Path]:
        """Return the best paths of each nearby name."""
        return self._told([(search, one) for search, found in near for one in found[:FROM_NEARBY]])

    def passing(self, near: Sequence[tuple[ends.Search, Sequence[Found]]]) -> list[tuple[Finding, tuple[Step, ...]]]:
        """Return the paths of each nearby name as steps, with the name."""
        return [
            (search.instead.finding, steps(self._kg, search.query, one.edges))
            for search, found in near
            if search.instead
            for one in found
        ]

    def _paths(self, search: ends.Search) -> Iterator[Found]:
        """Yield the paths of one search, as many as are asked for; those towards one end share what lies around it."""
        query, objects = search.query, self._kg.index.column("e.obj")
        if not self.complete or (query.start is not None and query.start == query.end):
            return
        forward = query.kind == "paths" and query.end == self._query.end
        goal = query.end if forward else query.start
        limits = replace(self._left, seconds=left(self._until))
        best = BestFirst(self._kg, query, limits, forward, search.barred, self._bounds.get((forward, goal)))
        plain = (one for one in best.paths() if all(objects[edge] != search.group for edge in one.edges))
        yield from islice(plain, query.top)
        self._bounds[forward, goal] = best.bounds
        self._left = replace(self._left, steps=self._left.steps - best.outcome.pops)
        self.complete = best.outcome.complete and self._left.steps > 0

    def _told(self, found: Sequence[tuple[ends.Search, Found]]) -> list[Path]:
        judges = {search.query: Judge(self._kg, search.query, self._until, self._around) for search, _ in found}
        paths = []
        for rank, (search, one) in enumerate(found, 1):
            judge = judges[search.query]
            walked = judge.graded(steps(self._kg, search.query, one.edges))
            path = _path(self._kg, judge, rank, one.cost, walked)
            paths.append(replace(path, instead=search.instead or self._level(path)))
        self.complete = self.complete and all(judge.settled for judge in judges.values())
        return paths

    def _level(self, path: Path) -> Instead:
        """Say what a path is told of that ends in a change of level."""
        last = path.steps[-1]
        how = ends.relation(self._kg.schema.predicates[last.edge.predicate]) or ends.KIND
        return Instead(last.subject, how, self._query.end or last.object)


def judged(kg: KnowledgeGraph, found: Sequence[Judged], until: float | None = None) -> tuple[list[Path], bool]:
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
        >>> from refgraph.search.walks.best_first import BestFirst
        >>> paths_found, settled = judged(kg, [(next(BestFirst(kg, query).paths()), query)])
        >>> [path.rank for path in paths_found], settled
        ([1], True)
    """
    around: Around = {}
    judges = {asked: Judge(kg, asked, until, around) for _, asked in found}
    paths = [
        _path(kg, judges[asked], rank, one.cost, judges[asked].graded(steps(kg, asked, one.edges)))
        for rank, (one, asked) in enumerate(found, 1)
    ]
    return paths, all(judge.settled for judge in judges.values())


def _path(kg: KnowledgeGraph, judge: Judge, rank: int, cost: int, walked: tuple[Step, ...]) -> Path:
    return Path(
        rank=rank,
        origin=walked[0].subject,
        target=walked[-1].object,
        steps=walked,
        cost=cost,
        verdict=judge.verdict(walked),
        beside=beside(kg, walked, judge.around),
    )


def _first(*parts: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Put claims one after the other, each once."""
    return tuple({claim.id: claim for part in parts for claim in part}.values())


def _red_flags(kg: KnowledgeGraph, query: Query, found: Iterable[Path], concerns: Concerns) -> tuple[Claim, ...]:
    """Claims that warn: of what was asked first, then of what the paths pass."""
    asked = [end for end in (*query.beside, query.end, query.start, *query.also) if end is not None]
    passed = [end.entity for path in found for step in path.steps for end in (step.object, step.subject)]
    return red_flags(kg, asked, dict.fromkeys(passed), concerns)
