"""What a question reads of a graph, and what an answer names of it, for `refgraph.engines.gather`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple

from refgraph.engines.partial_graph import Missing, PartialGraph
from refgraph.model.answers import Answer, Path, Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.best_first import BestFirst

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


def run(local: PartialGraph, query: Query) -> None:
    """Run the search of a query as far as its answer reads it."""
    predicates, told = local.schema.predicates, 0
    for found in BestFirst(local, query).paths():
        last = predicates[local.edge(found.edges[-1]).predicate]
        told += not (query.kind == "origins" and last.groups)
        if told > query.top:
            return


def of_members(local: PartialGraph, query: Query) -> list[Query]:
    """Return what is asked for each member of the group that a query starts from."""
    if query.start is None:
        return []
    predicates = local.schema.predicates
    edges = local.edges(object=query.start.entity)
    members = dict.fromkeys(edge.subject.entity for edge in edges if predicates[edge.predicate].groups)
    return [replace(query, start=replace(query.start, entity=member)) for member in members]


def source_probes(answer: Answer, path: Path) -> list[SourceProbe]:
    """Return what a verdict says of sources without which there is no path."""
    query, first, last = answer.query, path.steps[0].subject, path.steps[-1].object
    start = first.entity, (query.start or first).state
    end = last.entity, (query.end or last).state
    return [SourceProbe(start, end, source, query.max_hops) for source in path.verdict.single_point_of_failure]


def only(path: Path, known: Mapping[SourceProbe, bool], *, loops: bool) -> Path:
    """Leave out of a path what has not been settled."""
    kept = tuple(str(probe.without) for probe, settled in known.items() if settled)
    verdict = replace(path.verdict, single_point_of_failure=kept)
    return replace(path, verdict=verdict, loops=path.loops if loops else None)


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
        for part in fields(value):
            yield from _parts(getattr(value, part.name), seen)
