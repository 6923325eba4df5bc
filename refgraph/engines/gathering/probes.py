"""What a question reads of a graph, and what an answer names of it, for `refgraph.engines.gathering.gather`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple

from refgraph.engines.gathering.partial_graph import Missing, PartialGraph
from refgraph.model.answers import Answer, Path, Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.ends import Search, apart, itself, nearby
from refgraph.search.questions import read
from refgraph.search.walks.best_first import BestFirst

End = tuple[str, str | None]


class SourceProbe(NamedTuple):
    """The question whether a path joins two ends (entity and state; None: any) without a source (None: with all)."""

    start: End
    end: End
    without: str | None
    hops: int


def is_found(answer: Answer) -> bool:
    """Say whether a question has been answered with any path."""
    return bool(answer.paths or answer.members)


def run(local: PartialGraph, search: Search) -> None:
    """Run a search as far as its answer reads it."""
    if search.query.start != search.query.end:
        read(BestFirst(local, search.query, barred=search.barred), search.query.top)


def searches(local: PartialGraph, query: Query) -> list[Search]:
    """Return every search that answers a question, that for its own ends first."""
    return [itself(local, query), *apart(local, query), *nearby(local, query)]


def source_probes(answer: Answer, path: Path) -> list[SourceProbe]:
    """Return what a verdict says of sources without which there is no path."""
    query, told = answer.query, path.instead
    asked = {told.asked: told.finding} if told is not None else {}
    start, end = (asked.get(one, one) if one else None for one in (query.start, query.end))
    first, last = path.steps[0].subject, path.steps[-1].object
    ends = (first.entity, (start or first).state), (last.entity, (end or last).state)
    return [SourceProbe(*ends, source, query.max_hops) for source in path.verdict.single_point_of_failure]


def only(path: Path, known: Mapping[SourceProbe, bool], *, loops: bool) -> Path:
    """Leave out of a path what has not been settled."""
    kept = tuple(str(probe.without) for probe, settled in known.items() if settled)
    verdict = replace(path.verdict, failing=lambda: kept)
    return replace(path, verdict=verdict, looping=path.looping if loops else lambda: None)


def mentioned(found: object, local: PartialGraph) -> Missing:
    """Return what is missing to show what was found: the names of all ends, and the sources of all claims."""
    known, missing = local.known, local.missing
    for thing in _parts(found, set()):
        if isinstance(thing, Claim):
            if thing.source not in known.sources:
                missing.sources[thing.source] = None
        elif thing.entity not in known.entities:
            missing.entities[thing.entity] = None
    return missing


def _parts(value: object, seen: set[int]) -> Iterator[Claim | Finding]:
    """Yield every claim and finding that stands anywhere in a value."""
    if isinstance(value, Claim | Finding):
        yield value
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for part in value:
            yield from _parts(part, seen)
    elif is_dataclass(value) and id(value) not in seen:
        seen.add(id(value))
        # What a path would look for is named, too, once it is told.
        looked_for = (value.loops,) if isinstance(value, Path) else ()
        for told in (*(getattr(value, part.name) for part in fields(value)), *looked_for):
            yield from _parts(told, seen)
