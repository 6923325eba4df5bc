"""Paths between two ends of a graph that stands elsewhere: sweeps over bare links find what can take part in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from refgraph.engines.bidirectional import Sweep, advance
from refgraph.engines.fetching import Fetcher
from refgraph.engines.probes import Fall, falls, searches
from refgraph.model.answers import Answer, Query


class Sweeper:
    """Sweeps between the ends of questions, and fetches the claims of what lies between them.

    Args:
        fetched: what has been fetched so far.
    """

    def __init__(self, fetched: Fetcher) -> None:
        self._fetched = fetched
        self._sweeps: dict[Fall, Sweep] = {}
        self._settled: set[Fall] = set()

    @property
    def complete(self) -> bool:
        """Whether every claim of the store is known."""
        return self._fetched.known.complete

    def ends(self, query: Query) -> Iterator[Fall]:
        """Yield the pairs of ends between which paths are asked for, and those of what stands for an end."""
        if query.kind != "paths" or query.start is None or query.end is None:
            return
        every = self._fetched.settled(lambda kg: searches(kg, query), (query.start.entity,))
        for one, other in ((search.query.start, search.query.end) for search in every):
            if one is not None and other is not None and one.entity != other.entity:
                ends = (one.entity, one.state), (other.entity, other.state)
                fall = Fall(*ends, None, query.max_hops)
                self._sweeps[fall] = self._sweep(fall)
                yield fall

    def _sweep(self, fall: Fall) -> Sweep:
        return Sweep(
            self._fetched.linked.node(*fall.start), self._fetched.linked.node(*fall.end), fall.hops, fall.without
        )

    def join(self, ends: Sequence[Fall]) -> bool:
        """Sweep until all is known that can join the ends, then fetch the claims of that; False if the budget ends."""
        sweeps = [self._sweeps[fall] for fall in ends]
        while any(not sweep.done for sweep in sweeps):
            if not advance(sweeps, self._fetched.linked, self._fetch_links):
                break
        return self._fetch_region(sweeps) and not self._fetched.budget.spent

    def _fetch_links(self, way: str, keys: list[str]) -> bool:
        if not self._fetched.budget.allows("links"):
            return False
        links = self._fetched.store.links(keys, way, self._fetched.budget.left("links"))
        if not self._fetched.budget.take("links", len(links.found), whole=links.whole):
            return False
        self._fetched.linked.add(way, keys, links)
        return True

    def _fetch_region(self, sweeps: Iterable[Sweep]) -> bool:
        """Fetch the claims that join what lies between the ends."""
        region = dict.fromkeys(pair for sweep in sweeps for pair in sweep.region(self._fetched.linked))
        pairs = [pair for pair in region if not self._fetched.known.knows(pair)]
        ids = {key for pair in pairs for key in self._fetched.linked.claims[pair]}
        wanted = sorted(key for key in ids if key not in self._fetched.known.claims)
        # The claims between two ends that were asked for are fetched even where the links have used the budget up.
        if wanted and not self._fetched.take(
            self._fetched.store.claims(wanted, max(self._fetched.budget.left("claims"), 0))
        ):
            return False
        self._fetched.known.pairs.update(pairs)
        return True

    def unsettled(self, answers: Iterable[Answer]) -> list[Sweep]:
        """Return the sweeps that have yet to show that a source is the only one that holds up a path."""
        wanted = dict.fromkeys(
            fall for answer in answers for path in (*answer.paths, *answer.members) for fall in falls(answer, path)
        )
        return [self._sweeps.setdefault(fall, self._sweep(fall)) for fall in wanted if not self.is_settled(fall)]

    def is_settled(self, fall: Fall) -> bool:
        """Say whether it has been shown that a source is the only one that holds up the paths between two ends."""
        known, linked = self._fetched.known, self._fetched.linked
        if known.complete:
            return True
        if fall not in self._settled:
            sweeps = (self._sweeps.get(key) for key in (fall, fall._replace(without=None)))
            if any(s and s.done and all(map(known.knows, s.region(linked))) for s in sweeps):
                self._settled.add(fall)
        return fall in self._settled

    def settle(self, sweeps: Sequence[Sweep]) -> bool:
        """Sweep on until something new is known that could be another path; False where the budget ends."""
        before = len(self._fetched.known.claims)
        while True:
            if not advance(sweeps, self._fetched.linked, self._fetch_links) or not self._fetch_region(sweeps):
                return False
            if len(self._fetched.known.claims) > before or all(sweep.done for sweep in sweeps):
                return True
