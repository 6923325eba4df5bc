"""Path questions to a remote graph: fetch what they can walk, batch by batch, and answer them here.

The ordinary search runs on what is known so far and notes each row that it reads and that is not known; the next batch
fetches all of those at once, and the search runs again, until it reads nothing that is not known. It has then read
what it would have read of the whole graph, so its answer is that of the whole graph: the same paths in the same order.
For paths between two ends, and for the question whether a path depends on one source, a search over links finds
what can take part (`refgraph.engines.gathering.bidirectional`), and only the claims of that are fetched.

Where the budget runs out, the answer is what is known by then, with `complete` False; no source is then said to be the
only one that holds up a path unless that has been settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from refgraph.engines.gathering.fetching import Fetcher
from refgraph.engines.gathering.partial_graph import Missing
from refgraph.engines.gathering.path_regions import RegionFetcher
from refgraph.engines.gathering.probes import is_found, only, run, searches, source_probes
from refgraph.engines.protocol import IN, OUT, SHOWN, Budget, ClaimStore
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, NearMiss, Query
from refgraph.model.statements import Finding
from refgraph.search import questions

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, the graph to show it with, and what it cost."""

    answer: Answer
    budget: Budget
    _fetched: Fetcher

    @property
    def kg(self) -> KnowledgeGraph:
        """The graph of what has been gathered."""
        return self._fetched.known.graph()

    def show(self, drawing: Callable[[KnowledgeGraph], _T]) -> _T:
        """Draw something of the graph, once all that the drawing reads has been gathered."""
        return self._fetched.settled(drawing)


def ask(store: ClaimStore, query: Query, budget: Budget | None = None) -> Asked:
    """Answer a path query as `refgraph.search.questions.ask` does, on a graph that stands elsewhere.

    Args:
        store: where the graph stands.
        query: the question.
        budget: how much it may cost.

    Raises:
        EngineError: the store cannot be asked.
        UnknownNameError: an entity, predicate, source or evidence kind is not known.
        UsageError: an option is out of its range.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.engines.local import Mapped
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> asked = ask(Mapped(kg), Query("origins", end=Finding("headache")))
        >>> [p.cost for p in asked.answer.paths] == [p.cost for p in questions.ask(kg, asked.answer.query).paths]
        True
    """
    return ask_all(store, [query], budget)[0]


def ask_all(store: ClaimStore, queries: Sequence[Query], budget: Budget | None = None) -> list[Asked]:
    """Answer many path queries together: each batch asks for what any of them needs, so many cost few more than one.

    The budget is one for all. Args, order and errors are otherwise those of `ask`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.engines.local import Mapped
        >>> from refgraph.graph.open import open_graph
        >>> near = Mapped(open_graph(Path("tests/data/mini")))
        >>> asked = ask_all(near, [Query("origins", end=Finding(key)) for key in ("headache", "buttock-pain")])
        >>> [one.answer.complete for one in asked]
        [True, True]
    """
    fetched = Fetcher(store, budget or Budget())
    regions = RegionFetcher(fetched)
    fetched.name_ends(queries)
    for query in queries:
        questions.ask(fetched.known.graph(), query)  # nothing is known yet but whether it can be asked at all
    short = False  # True once a walk has been cut off by the budget
    if not fetched.all_at_once():
        short = not _walk(fetched, queries)
        short |= not regions.join([probe for query in queries for probe in regions.ends(query)])
    judged = _judged(fetched, regions, queries)
    return [Asked(_settled_only(answer, regions, short=short), fetched.budget, fetched) for answer in judged]


def why_not(store: ClaimStore, start: Finding, end: Finding, budget: Budget | None = None) -> tuple[NearMiss, ...]:
    """Tell which walks come nearest to joining two findings, as `refgraph.search.questions.why_not` does."""
    fetched = Fetcher(store, budget or Budget())
    fetched.name_ends([Query("paths", start, end)])
    fetched.all_at_once()
    return fetched.nearest(lambda kg: questions.why_not(kg, start, end))


# ---------------------------------------------------------------- gathering and judging


def _walk(fetched: Fetcher, queries: Sequence[Query]) -> bool:
    """Gather what walks with an open end read; False if the budget ends."""
    while True:
        missing = Missing()
        for query in queries:
            if query.kind != "paths":
                _walk_once(fetched, query, missing)
        if not missing:
            return True
        if not fetched.fetch(missing):
            return False


def _walk_once(fetched: Fetcher, query: Query, missing: Missing) -> None:
    local = fetched.known.graph(OUT if query.end is None else IN)
    for search in searches(local, query):
        run(local, search)
    for way in (IN, OUT, SHOWN):
        missing.rows(way).update(local.missing.rows(way))
    missing.entities.update(local.missing.entities)


def _judged(fetched: Fetcher, regions: RegionFetcher, queries: Sequence[Query]) -> list[Answer]:
    """Answer, and settle what the verdicts say of sources without which there is no path."""
    kg = fetched.known.graph()
    silent = [query for query in queries if not is_found(questions.ask(kg, query))]
    near = dict(zip(silent, fetched.nearest(lambda kg: [questions.ask(kg, query) for query in silent]), strict=True))
    told = [query for query in queries if query not in near]
    while True:
        answers = fetched.settled(lambda kg: [questions.ask(kg, query) for query in told])
        unsettled = regions.unsettled(answers)
        if not unsettled or not regions.settle(unsettled):
            break
    found = near | dict(zip(told, answers, strict=True))
    return [found[query] for query in queries]


def _settled_only(answer: Answer, regions: RegionFetcher, *, short: bool) -> Answer:
    """Leave out what can be told of the whole graph only: what the budget has left open, and feedback loops."""
    every = (*answer.paths, *answer.members)
    held = [{probe: regions.is_settled(probe) for probe in source_probes(answer, path)} for path in every]
    told = [only(path, known, loops=regions.complete) for path, known in zip(every, held, strict=True)]
    return replace(
        answer,
        complete=answer.complete and not short and all(all(known.values()) for known in held),
        paths=tuple(told[: len(answer.paths)]),
        members=tuple(told[len(answer.paths) :]),
    )
