"""Which claims the paths between two ends of a remote graph can use: found by search over links, then fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from refgraph.engines.gathering.bidirectional import BidirectionalSearch, advance
from refgraph.engines.gathering.fetching import Fetcher
from refgraph.engines.gathering.probes import SourceProbe, searches, source_probes
from refgraph.model.answers import Answer, Query


class RegionFetcher:
    """Searches between the ends of questions, and fetches the claims of what lies between them.

    Args:
        fetched: what has been fetched so far.
    """

    def __init__(self, fetched: Fetcher) -> None:
        self._fetched = fetched
        self._searches: dict[SourceProbe, BidirectionalSearch] = {}
        self._settled: set[SourceProbe] = set()

    @property
    def complete(self) -> bool:
        """Whether every claim of the store is known."""
        return self._fetched.known.complete

    def ends(self, query: Query) -> Iterator[SourceProbe]:
        """Yield the pairs of ends between which paths are asked for, and those of what stands for an end."""
        if query.kind != "paths" or query.start is None or query.end is None:
            return
        every = self._fetched.settled(lambda kg: searches(kg, query), (query.start.entity,))
        for one, other in ((search.query.start, search.query.end) for search in every):
            if one is not None and other is not None and one.entity != other.entity:
                ends = (one.entity, one.state), (other.entity, other.state)
                probe = SourceProbe(*ends, None, query.max_hops)
                self._searches[probe] = self._search(probe)
                yield probe

    def _search(self, probe: SourceProbe) -> BidirectionalSearch:
        return BidirectionalSearch(
            self._fetched.linked.node(*probe.start), self._fetched.linked.node(*probe.end), probe.hops, probe.without
        )

    def join(self, ends: Sequence[SourceProbe]) -> bool:
        """Search until all is known that can join the ends, then fetch its claims; False if the budget ends."""
        searches = [self._searches[probe] for probe in ends]
        while any(not search.done for search in searches):
            if not advance(searches, self._fetched.linked, self._fetch_links):
                break
        return self._fetch_region(searches) and not self._fetched.budget.spent

    def _fetch_links(self, way: str, keys: list[str]) -> bool:
        if not self._fetched.budget.allows("links"):
            return False
        links = self._fetched.store.links(keys, way, self._fetched.budget.left("links"))
        if not self._fetched.budget.take("links", len(links.found), whole=links.whole):
            return False
        self._fetched.linked.add(way, keys, links)
        return True

    def _fetch_region(self, searches: Iterable[BidirectionalSearch]) -> bool:
        """Fetch the claims that join what lies between the ends."""
        region = dict.fromkeys(pair for search in searches for pair in search.region(self._fetched.linked))
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

    def unsettled(self, answers: Iterable[Answer]) -> list[BidirectionalSearch]:
        """Return the searches that have yet to show that a source is the only one that holds up a path."""
        wanted = dict.fromkeys(
            probe
            for answer in answers
            for path in (*answer.paths, *answer.members)
            for probe in source_probes(answer, path)
        )
        return [self._searches.setdefault(probe, self._search(probe)) for probe in wanted if not self.is_settled(probe)]

    def is_settled(self, probe: SourceProbe) -> bool:
        """Say whether it has been shown that a source is the only one that holds up the paths between two ends."""
        known, linked = self._fetched.known, self._fetched.linked
        if known.complete:
            return True
        if probe not in self._settled:
            searches = (self._searches.get(key) for key in (probe, probe._replace(without=None)))
            if any(s and s.done and all(map(known.knows, s.region(linked))) for s in searches):
                self._settled.add(probe)
        return probe in self._settled

    def settle(self, searches: Sequence[BidirectionalSearch]) -> bool:
        """Continue until something new is known that could be another path; False where the budget ends."""
        before = len(self._fetched.known.claims)
        while True:
            if not advance(searches, self._fetched.linked, self._fetch_links) or not self._fetch_region(searches):
                return False
            if len(self._fetched.known.claims) > before or all(search.done for search in searches):
                return True
