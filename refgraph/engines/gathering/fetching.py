"""What has been fetched of a remote graph, and how more is fetched: batch by batch, within a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from refgraph.engines.gathering.bidirectional import Linked
from refgraph.engines.gathering.partial_graph import AllKeys, FetchedClaims, Missing, PartialGraph
from refgraph.engines.gathering.probes import mentioned
from refgraph.engines.protocol import IN, OUT, SHOWN, Batch, Budget, ClaimStore, both_ways, links_of
from refgraph.errors import EngineError, UnknownNameError
from refgraph.model.answers import Query

T = TypeVar("T")
# Near misses are optional, so they may use this part of the budget only.
NEAR_ROUNDS, NEAR_CLAIMS = 12, 20_000


class Fetcher:
    """Fetches what questions read.

    Args:
        store: where the graph stands.
        budget: how much may be asked for.

    Attributes:
        known: what has been fetched. linked: the links among it.
    """

    def __init__(self, store: ClaimStore, budget: Budget) -> None:
        self.store, self.budget = store, budget
        self.known = FetchedClaims(store.schema, store.data_version)
        self.linked, self._both = Linked(store.schema), frozenset(both_ways(store.schema))
        self._alike: set[str] = set()

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

    def fetch(self, missing: Missing) -> bool:
        """Ask for what a walk missed; False where the budget does not allow it."""
        directions: tuple[tuple[str, Callable[[list[str], int], Batch]], ...]
        directions = ((IN, self.store.in_edges), (OUT, self.store.out_edges))
        for direction, edges in directions:
            keys = [key for key in missing.rows(direction) if key not in self.known.whole[direction]]
            if not keys:
                continue
            if not self.budget.allows("claims"):
                return False
            batch = edges(keys, self.budget.left("claims"))
            if not self.take(batch):
                return False
            self.known.whole[direction].update(keys)
            self.linked.add(direction, keys, links_of(batch, keys, direction, self._both))
        self._fetch_shown(missing)
        return True

    def _fetch_shown(self, missing: Missing) -> None:
        """Ask for names, and for what is shown and never walked: an answer needs it, whatever has been spent."""
        asked = list(missing.shown)
        while wanted := [key for key in asked if key not in self.known.whole[SHOWN]]:
            most = self.budget.shown
            batch = self.store.touching(wanted, most)
            if not batch.whole:
                raise EngineError(f"more than {most:,} claims would be shown with this answer; ask for fewer paths")
            self.known.add(batch.claims)
            self.known.whole[SHOWN].update(wanted)
            asked = self.known.theories()
        entities = [key for key in missing.entities if key not in self.known.entities]
        if entities:
            self.known.name(self.store.entities(entities), entities, self.known.entities)
        sources = [key for key in missing.sources if key not in self.known.sources]
        if sources:
            self.known.name(self.store.sources(sources), sources, self.known.sources)

    def take(self, batch: Batch) -> bool:
        """Take in a batch of claims, with who disputes what they lean on; False where the budget has ended."""
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

    # ------------------------------------------------------------ until nothing is missing

    def settled(self, question: Callable[[PartialGraph], T], rows: Iterable[str] = ()) -> T:
        """Ask the local graph, fetch what it was asked and does not know, and ask again until it knows everything.

        Args:
            question: what is asked of the graph.
            rows: entities of which the edges are to be known beforehand.
        """
        self.fetch(Missing(in_=dict.fromkeys(rows), shown=dict.fromkeys(rows)))
        while True:
            local = self.known.graph()
            found = self._tried(question, local)
            if not self._more(mentioned(found, local)) and found is not None:
                return found

    def nearest(self, question: Callable[[PartialGraph], T]) -> T:
        """Ask what reads the claims around near misses, as far as `NEAR_ROUNDS` and `NEAR_CLAIMS` reach."""
        before = len(self.known.claims)
        for _ in range(NEAR_ROUNDS):
            local = self.known.graph(IN, OUT)
            missing = mentioned(self._tried(question, local), local)
            alike = self._fetch_alike()
            if len(self.known.claims) - before > NEAR_CLAIMS or not (self._more(missing) or alike):
                break
        return self.settled(lambda kg: question(self._without_notes(kg)))

    def _without_notes(self, local: PartialGraph) -> PartialGraph:
        """Return a graph that notes no rows of walks: what it is asked is answered from what is known."""
        local.known = replace(local.known, whole={**local.known.whole, IN: AllKeys(), OUT: AllKeys()})
        return local

    def _fetch_alike(self) -> bool:
        """Ask which entities are told apart from those that a walk can leave, and from the ends."""
        known = (key for key, entity in self.known.entities.items() if entity is not None)
        keys = [key for key in dict.fromkeys((*self.known.whole[OUT], *known)) if key not in self._alike]
        self._alike.update(keys)
        found = [entity for entity in self.store.alike(sorted(keys)) if not self.known.entities.get(entity.key)]
        if found:
            self.known.name(found, [entity.key for entity in found], self.known.entities)
        return bool(found)

    def _tried(self, question: Callable[[PartialGraph], T], local: PartialGraph) -> T | None:
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
        return self.fetch(missing) or bool(missing.shown or missing.entities or missing.sources)
