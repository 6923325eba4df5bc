"""Path questions to a graph that stands elsewhere: gather what they can walk, batch by batch, and answer them here.

The ordinary search runs on what is known so far and notes each row that it reads and that is not known; the next batch
fetches all of those at once, and the search runs again, until it reads nothing that is not known. It has then read
what it would have read of the whole graph, so its answer is that of the whole graph: the same paths in the same order.
For paths between two ends, and for the question whether one source alone holds up a path, sweeps over bare links find
what can take part (`refgraph.engines.bidirectional`), and only the claims of that are fetched.

Where the budget runs out, the answer is what is known by then, with `complete` False; no source is then said to be the
only one that holds up a path unless that has been settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from refgraph.engines.bidirectional import Linked, Sweep, advance
from refgraph.engines.local import IN, OUT, SHOWN, Batch, Budget, EngineError, Neighbours, both_ways, links_of
from refgraph.engines.partial_graph import Every, Local, Missing, Neighbourhood
from refgraph.engines.probes import Fall, falls, is_found, mentioned, of_members, only, run
from refgraph.errors import UnknownNameError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, NearMiss, Query
from refgraph.model.statements import Finding
from refgraph.search import questions

_T = TypeVar("_T")
# Near misses are a courtesy: they may cost this part of the budget and no more.
NEAR_ROUNDS, NEAR_CLAIMS = 12, 20_000
MOST_SHOWN = 200_000


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, the graph to show it with, and what it cost."""

    answer: Answer
    budget: Budget
    _gathering: _Gathering

    @property
    def kg(self) -> KnowledgeGraph:
        """The graph of what has been gathered."""
        return self._gathering.known.graph()

    def show(self, drawing: Callable[[KnowledgeGraph], _T]) -> _T:
        """Draw something of the graph, once all that the drawing reads has been gathered."""
        return self._gathering.settled(drawing)


def ask(store: Neighbours, query: Query, budget: Budget | None = None) -> Asked:
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


def ask_all(store: Neighbours, queries: Sequence[Query], budget: Budget | None = None) -> list[Asked]:
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
    gathering = _Gathering(store, budget or Budget())
    return gathering.answers(queries)


def why_not(store: Neighbours, start: Finding, end: Finding, budget: Budget | None = None) -> tuple[NearMiss, ...]:
    """Tell which chains come nearest to joining two findings, as `refgraph.search.questions.why_not` does."""
    gathering = _Gathering(store, budget or Budget())
    gathering.name_ends([Query("paths", start, end)])
    gathering.all_at_once()
    return gathering.nearest(lambda kg: questions.why_not(kg, start, end))


# ---------------------------------------------------------------- gathering


class _Gathering:
    """What has been gathered for some queries, and how more is."""

    def __init__(self, store: Neighbours, budget: Budget) -> None:
        self.store, self.budget = store, budget
        self.known = Neighbourhood(store.schema, store.data_version)
        self.linked, self._both = Linked(store.schema), frozenset(both_ways(store.schema))
        self.sweeps: dict[Fall, Sweep] = {}
        self.short = False  # True once a walk has been cut off by the budget
        self._settled: set[Fall] = set()
        self._alike: set[str] = set()

    def answers(self, queries: Sequence[Query]) -> list[Asked]:
        """Gather for all queries at once, and answer each."""
        self.name_ends(queries)
        for query in queries:
            questions.ask(self.known.graph(), query)  # nothing is known yet but whether it can be asked at all
        if not self.all_at_once():
            self.short = not self._walk(queries)
            self.short |= not self._join([fall for query in queries for fall in self._ends(query)])
        return [Asked(self._honest(answer), self.budget, self) for answer in self._judged(queries)]

    # ------------------------------------------------------------ fetching

    def all_at_once(self) -> bool:
        """Fetch a small graph whole; False where it is not small."""
        most = min(self.budget.whole, self.budget.claims)
        batch = self.store.everything(most) if most > 0 and self.budget.allows("claims") else None
        if batch is None:
            return False
        self.budget.take("claims", len(batch.claims), whole=True)
        self.known.add_all(batch.claims)
        ends = (end.entity for claim in batch.claims for end in (claim.subject, claim.object))
        told = (claim.source for claim in batch.claims)
        self._fetch_shown(Missing(entities=dict.fromkeys(ends), sources=dict.fromkeys(told)))
        return True

    def _fetch(self, missing: Missing) -> bool:
        """Ask for what a walk missed; False where the budget does not allow it."""
        ways: tuple[tuple[str, Callable[[list[str], int], Batch]], ...]
        ways = ((IN, self.store.in_edges), (OUT, self.store.out_edges))
        for way, edges in ways:
            keys = [key for key in missing.rows(way) if key not in self.known.whole[way]]
            if not keys:
                continue
            if not self.budget.allows("claims"):
                return False
            batch = edges(keys, self.budget.left("claims"))
            if not self._take(batch):
                return False
            self.known.whole[way].update(keys)
            self.linked.add(way, keys, links_of(batch, keys, way, self._both))
        self._fetch_shown(missing)
        return True

    def _fetch_shown(self, missing: Missing) -> None:
        """Ask for names, and for what is shown and never walked: an answer needs it, whatever has been spent."""
        asked = list(missing.shown)
        while wanted := [key for key in asked if key not in self.known.whole[SHOWN]]:
            batch = self.store.touching(wanted, MOST_SHOWN)
            if not batch.whole:
                raise EngineError(
                    f"more than {MOST_SHOWN:,} claims would be shown with this answer; ask for fewer paths"
                )
            self.known.add(batch.claims)
            self.known.whole[SHOWN].update(wanted)
            asked = self.known.theories()
        entities = [key for key in missing.entities if key not in self.known.entities]
        if entities:
            self.known.name(self.store.entities(entities), entities, self.known.entities)
        sources = [key for key in missing.sources if key not in self.known.sources]
        if sources:
            self.known.name(self.store.sources(sources), sources, self.known.sources)

    def _take(self, batch: Batch) -> bool:
        if not self.budget.take("claims", len(batch.claims), whole=batch.whole):
            return False
        self.known.add(batch.claims)
        self._fetch_shown(Missing(shown=dict.fromkeys(self.known.theories())))
        return True

    def name_ends(self, queries: Sequence[Query]) -> None:
        """Ask for whatever the queries name."""
        ends = [end.entity for query in queries for end in (query.start, query.end) if end is not None]
        passed = [key for query in queries for key in (*query.via, *query.avoid)]
        told = [key for query in queries for key in (*query.sources, *query.avoid)]
        plain = [key for key in (*ends, *passed) if key not in self.store.schema.predicates]
        self._fetch_shown(Missing(entities=dict.fromkeys(plain), sources=dict.fromkeys(told)))

    # ------------------------------------------------------------ walking from one end

    def _walk(self, queries: Sequence[Query]) -> bool:
        """Gather what walks with an open end read; False if the budget ends."""
        while True:
            missing = Missing()
            for query in queries:
                if query.kind != "paths":
                    self._walk_once(query, missing)
            if not missing:
                return True
            if not self._fetch(missing):
                return False

    def _walk_once(self, query: Query, missing: Missing) -> None:
        local = self.known.graph(OUT if query.end is None else IN)
        for asked in (query, *of_members(local, query)):
            run(local, asked)
        for way in (IN, OUT, SHOWN):
            missing.rows(way).update(local.missing.rows(way))
        missing.entities.update(local.missing.entities)

    # ------------------------------------------------------------ walking between two ends

    def _ends(self, query: Query) -> Iterator[Fall]:
        """Yield the pairs of ends between which paths are asked for; those of a group's members are asked for, too."""
        if query.kind != "paths" or query.start is None or query.end is None:
            return
        local = self.settled(lambda kg: kg, (query.start.entity,))
        for asked in (query, *of_members(local, query)):
            if asked.start is not None and asked.start.entity != query.end.entity:
                ends = (asked.start.entity, asked.start.state), (query.end.entity, query.end.state)
                fall = Fall(*ends, None, query.max_hops)
                self.sweeps[fall] = self._sweep(fall)
                yield fall

    def _sweep(self, fall: Fall) -> Sweep:
        return Sweep(self.linked.node(*fall.start), self.linked.node(*fall.end), fall.hops, fall.without)

    def _join(self, ends: Sequence[Fall]) -> bool:
        """Sweep until all is known that can join the ends, then fetch the claims of that; False if the budget ends."""
        sweeps = [self.sweeps[fall] for fall in ends]
        while any(not sweep.done for sweep in sweeps):
            if not advance(sweeps, self.linked, self._fetch_links):
                break
        return self._fetch_region(sweeps) and not self.budget.spent

    def _fetch_links(self, way: str, keys: list[str]) -> bool:
        if not self.budget.allows("links"):
            return False
        links = self.store.links(keys, way, self.budget.left("links"))
        if not self.budget.take("links", len(links.found), whole=links.whole):
            return False
        self.linked.add(way, keys, links)
        return True

    def _fetch_region(self, sweeps: Iterable[Sweep]) -> bool:
        """Fetch the claims that join what lies between the ends."""
        region = dict.fromkeys(pair for sweep in sweeps for pair in sweep.region(self.linked))
        pairs = [pair for pair in region if not self.known.knows(pair)]
        ids = {key for pair in pairs for key in self.linked.claims[pair]}
        wanted = sorted(key for key in ids if key not in self.known.claims)
        # The claims between two ends that were asked for are fetched even where the links have used the budget up.
        if wanted and not self._take(self.store.claims(wanted, max(self.budget.left("claims"), 0))):
            return False
        self.known.pairs.update(pairs)
        return True

    # ------------------------------------------------------------ judging

    def _judged(self, queries: Sequence[Query]) -> list[Answer]:
        """Answer, and settle what the verdicts say of sources without which there is no path."""
        kg = self.known.graph()
        silent = [query for query in queries if not is_found(questions.ask(kg, query))]
        near = dict(zip(silent, self.nearest(lambda kg: [questions.ask(kg, query) for query in silent]), strict=True))
        told = [query for query in queries if query not in near]
        while True:
            answers = self.settled(lambda kg: [questions.ask(kg, query) for query in told])
            unsettled = self._unsettled(answers)
            if not unsettled or not self._settle(unsettled):
                break
        found = near | dict(zip(told, answers, strict=True))
        return [found[query] for query in queries]

    def _unsettled(self, answers: Iterable[Answer]) -> list[Sweep]:
        """Return the sweeps that have yet to show that a source is the only one that holds up a path."""
        wanted = dict.fromkeys(
            fall for answer in answers for path in (*answer.paths, *answer.members) for fall in falls(answer, path)
        )
        return [self.sweeps.setdefault(fall, self._sweep(fall)) for fall in wanted if not self._is_settled(fall)]

    def _is_settled(self, fall: Fall) -> bool:
        if self.known.complete:
            return True
        if fall not in self._settled:
            sweeps = (self.sweeps.get(key) for key in (fall, fall._replace(without=None)))
            if any(s and s.done and all(map(self.known.knows, s.region(self.linked))) for s in sweeps):
                self._settled.add(fall)
        return fall in self._settled

    def _settle(self, sweeps: Sequence[Sweep]) -> bool:
        """Sweep on until something new is known that could be another path; False where the budget ends."""
        before = len(self.known.claims)
        while True:
            if not advance(sweeps, self.linked, self._fetch_links) or not self._fetch_region(sweeps):
                return False
            if len(self.known.claims) > before or all(sweep.done for sweep in sweeps):
                return True

    def _honest(self, answer: Answer) -> Answer:
        """Leave out what can be told of the whole graph only: what the budget has left open, and feedback loops."""
        every = (*answer.paths, *answer.members)
        held = [{fall: self._is_settled(fall) for fall in falls(answer, path)} for path in every]
        told = [only(path, known, loops=self.known.complete) for path, known in zip(every, held, strict=True)]
        return replace(
            answer,
            complete=answer.complete and not self.short and all(all(known.values()) for known in held),
            paths=tuple(told[: len(answer.paths)]),
            members=tuple(told[len(answer.paths) :]),
        )

    # ------------------------------------------------------------ what an answer shows

    def settled(self, question: Callable[[Local], _T], rows: Iterable[str] = ()) -> _T:
        """Ask the local graph, fetch what it was asked and does not know, and ask again until it knows everything.

        Args:
            question: what is asked of the graph.
            rows: entities of which the edges are to be known beforehand.
        """
        self._fetch(Missing(in_=dict.fromkeys(rows), shown=dict.fromkeys(rows)))
        while True:
            local = self.known.graph()
            found = self._tried(question, local)
            if not self._more(mentioned(found, local)) and found is not None:
                return found

    def nearest(self, question: Callable[[Local], _T]) -> _T:
        """Ask what reads the claims around near misses, as far as `NEAR_ROUNDS` and `NEAR_CLAIMS` reach."""
        before = len(self.known.claims)
        for _ in range(NEAR_ROUNDS):
            local = self.known.graph(IN, OUT)
            missing = mentioned(self._tried(question, local), local)
            alike = self._fetch_alike()
            if len(self.known.claims) - before > NEAR_CLAIMS or not (self._more(missing) or alike):
                break
        return self.settled(lambda kg: question(self._deaf(kg)))

    def _deaf(self, local: Local) -> Local:
        """Return a graph that notes no rows of walks: what it is asked is answered from what is known."""
        local.known = replace(local.known, whole={**local.known.whole, IN: Every(), OUT: Every()})
        return local

    def _fetch_alike(self) -> bool:
        """Ask which entities are told apart from those that a walk can leave."""
        keys = [key for key in self.known.whole[OUT] if key not in self._alike]
        self._alike.update(keys)
        found = [entity for entity in self.store.alike(sorted(keys)) if not self.known.entities.get(entity.key)]
        if found:
            self.known.name(found, [entity.key for entity in found], self.known.entities)
        return bool(found)

    def _tried(self, question: Callable[[Local], _T], local: Local) -> _T | None:
        try:
            return question(local)
        except UnknownNameError:
            # Unknown here; whether it is so there, too, is to be asked.
            if not local.missing.entities and not local.missing.sources:
                raise
            return None

    def _more(self, missing: Missing) -> bool:
        if self.budget.spent:
            missing.in_.clear()
            missing.out.clear()
        if not missing:
            return False
        return self._fetch(missing) or bool(missing.shown or missing.entities or missing.sources)
