"""Origins that several findings share: what may lie behind a headache and a neck pain at once.

One search goes back from each finding. The one that is cheapest so far goes on, and whatever it reaches is put together
with what the others have reached of the same entity, if state and side agree by the rules of a joint. It ends when
nothing that is still to come could be cheaper than what is known (the threshold algorithm of Fagin, Lotem and Naor
2003, doi:10.1016/S0022-0000(03)00026-6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from time import monotonic
from typing import Any

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, NearMiss, Path, Query
from refgraph.model.sides import NONE, told
from refgraph.model.statements import Finding
from refgraph.search.ends import itself
from refgraph.search.loops_on_paths import with_loops
from refgraph.search.query_checks import check
from refgraph.search.questions import judged
from refgraph.search.walks.best_first import USUAL, BestFirst, Found, Limits
from refgraph.search.warning.signs import red_flags

MOST_ENDS = 8
TOO_FEW = f"give 2 to {MOST_ENDS} different findings to look for what they share"
NEAR = 3
LOOK = 64
_Group = tuple[Found, ...]


def origins(kg: KnowledgeGraph, targets: Sequence[Finding], limits: Limits = USUAL, **options: Any) -> Answer:
    """Find what several findings may all come from.

    Args:
        kg: the graph.
        targets: what is felt: two findings or more.
        limits: when to give up.
        options: further fields of `refgraph.model.Query`; `top` counts shared origins, `strict` lets only those count
            that are stated alike for all.

    Returns:
        The answer; `common` holds for each shared origin the ranks of its paths, one to each target in their order.
        Origins come by the sum of what their paths cost, and of the flags where their states or sides are not alike.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: there are too few targets, one stands there twice, or an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = origins(kg, [Finding("headache"), Finding("neck-pain")])
        >>> [len(ranks) for ranks in found.common] == [2] * len(found.common)
        True
    """
    if not targets:
        raise UsageError(TOO_FEW)
    return ask(kg, Query("origins", end=targets[0], also=tuple(targets[1:]), **options), limits)


def ask(kg: KnowledgeGraph, query: Query, limits: Limits = USUAL) -> Answer:
    """Answer a query with several ends; `origins` is this.

    Args:
        kg: the graph.
        query: with two ends or more: `end` and `also`.
        limits: when to give up.

    Returns:
        As of `origins`.

    Raises:
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: there are too few targets, one stands there twice, or an option is out of its range.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.model.answers import Query
        >>> ask(kg, Query("origins", end=Finding("headache"), also=(Finding("neck-pain"),))).complete
        True
    """
    targets = tuple(end for end in (query.end, *query.also) if end is not None)
    if not 2 <= len(targets) <= MOST_ENDS or len(set(targets)) < len(targets):
        raise UsageError(TOO_FEW)
    check(kg, query)
    until = None if limits.seconds is None else monotonic() + limits.seconds
    meeting = _Meeting(kg, query, limits)
    groups = meeting.groups()
    asked = [(one, each) for group in groups[: query.top] for one, each in zip(group, meeting.queries, strict=True)]
    paths, settled = judged(kg, asked, until)
    count = len(targets)
    return Answer(
        query=query,
        data_version=kg.data_version,
        complete=meeting.complete and settled,
        more=len(groups) > query.top,
        red_flags=red_flags(kg, targets, _passed(paths)),
        paths=with_loops(kg, paths),
        common=tuple(tuple(range(at + 1, at + count + 1)) for at in range(0, len(paths), count)),
        near_misses=() if paths else meeting.misses(),
    )


def _passed(paths: Iterable[Path]) -> dict[str, None]:
    ends = (end for path in paths for step in path.steps for end in (step.object, step.subject))
    return dict.fromkeys(end.entity for end in ends)


@dataclass(slots=True)
class _Stream:
    """What one search has reached: paths by the entity that they come from, the cheapest first."""

    search: BestFirst
    found: Iterator[Found]
    first: int = 0
    last: int = 0
    ended: bool = False
    reached: dict[int, list[Found]] = field(default_factory=dict)


class _Meeting:
    """Searches that go back from several ends until they have met often enough."""

    def __init__(self, kg: KnowledgeGraph, query: Query, limits: Limits) -> None:
        ends = [end for end in (query.end, *query.also) if end is not None]
        self.queries = [replace(query, end=end, also=(), per_origin=1) for end in ends]
        self._kg, self._query, self._codes = kg, query, kg.codes
        # Each search may take its share of what they may take together.
        share = replace(limits, seconds=None if limits.seconds is None else limits.seconds / len(ends))
        # What is said of members or kinds of an end that was asked for is not said of the end.
        searches = [BestFirst(kg, each, share, barred=itself(kg, each).barred) for each in self.queries]
        self._streams = [_Stream(search, search.paths()) for search in searches]
        self._groups: dict[tuple[int, ...], tuple[tuple[int, int, int], _Group]] = {}

    @property
    def complete(self) -> bool:
        return all(stream.search.outcome.complete for stream in self._streams)

    def groups(self) -> list[_Group]:
        """Return a group of paths for each shared origin, the best first; one more than was asked for if there is."""
        subject, read = self._kg.index.column("e.subj"), 0
        while not self._enough(read) and (stream := self._next()) is not None:
            read += 1
            one = next(stream.found, None)
            if one is None:
                stream.ended = True
                continue
            if not stream.reached:
                stream.first = one.cost
            stream.last = one.cost
            entity = subject[one.edges[0]]
            stream.reached.setdefault(entity, []).append(one)
            self._meet(entity, stream, one)
        return [group for _, group in sorted(self._groups.values(), key=lambda known: known[0])]

    def _next(self) -> _Stream | None:
        """Choose the search that goes on, the cheapest so far; None where none is left, or one has found nothing."""
        if any(stream.ended and not stream.reached for stream in self._streams):
            return None
        going = [stream for stream in self._streams if not stream.ended]
        return min(going, key=lambda stream: stream.last - stream.first, default=None)

    def _enough(self, read: int) -> bool:
        """Say whether nothing better can come; it is looked at now and then, because it takes all that is known."""
        if read % LOOK or len(self._groups) <= self._query.top or not all(s.reached for s in self._streams):
            return False
        going = [stream.last - stream.first for stream in self._streams if not stream.ended]
        bound = min(going, default=0) + sum(stream.first for stream in self._streams)
        return sorted(key for key, _ in self._groups.values())[self._query.top][0] < bound

    def _meet(self, entity: int, stream: _Stream, one: Found) -> None:
        """Put a new path together with what the other searches have reached of its origin."""
        choices = [[one] if other is stream else other.reached.get(entity, []) for other in self._streams]
        for group in product(*choices):
            due = self._joined(group)
            if due is None:
                continue
            cost = sum(path.cost for path in group) + due
            order = cost, sum(len(path.edges) for path in group), entity
            key = (entity, *self._said(group))
            if key not in self._groups or order < self._groups[key][0]:
                self._groups[key] = order, group

    def _said(self, group: _Group) -> tuple[int, ...]:
        """Return what is said of an origin at all: its states, and its side."""
        nodes = [path.node for path in group if path.node]
        states, sides = {node[1] for node in nodes} - {NONE}, {told(node[2]) for node in nodes} - {NONE}
        return (*sorted(states), -1, *sorted(sides))

    def _joined(self, group: _Group) -> int | None:
        """Return what it costs that the origins of a group are not stated alike; None where they contradict."""
        due, codes = 0, self._codes
        nodes = [path.node for path in group if path.node]
        for at, node in enumerate(nodes):
            for other in nodes[:at]:
                joint = codes.at_end(node[1], node[2], other[1:])
                if joint is None or (self._query.strict and joint.flags):
                    return None
                due += joint.cost
        return due

    def misses(self) -> tuple[NearMiss, ...]:
        """Tell what keeps the findings from sharing an origin."""
        kg, reached = self._kg, [stream.reached for stream in self._streams]
        shared = sorted(set(reached[0]).intersection(*reached[1:]))[:NEAR]
        labels = [kg.entity(query.end.entity).label for query in self.queries if query.end]
        if not shared:
            counts = (
                f"{label}: {len(found)} origin{'s'[: len(found) != 1]}"
                for found, label in zip(reached, labels, strict=True)
            )
            return (NearMiss("no origin is said of all of them", tuple(counts)),)
        why = "is said of all of them, but in states or on sides that do not meet"
        return tuple(NearMiss(f"{kg.entity_at(entity).label} {why}", self._steps(entity, labels)) for entity in shared)

    def _steps(self, entity: int, labels: Sequence[str]) -> tuple[str, ...]:
        told = []
        for stream, label in zip(self._streams, labels, strict=True):
            edges = [self._kg.edge(path.edges[0]).subject for path in stream.reached[entity]]
            said = dict.fromkeys(" ".join(filter(None, (edge.side, edge.state or "state unstated"))) for edge in edges)
            told.append(f"{label}: {', '.join(said)}")
        return tuple(told)
