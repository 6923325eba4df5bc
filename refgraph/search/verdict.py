"""How far a path can be trusted: its weakest step, its independent sources, and the source without which it falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import joints
from refgraph.model.answers import Query, Step, Verdict
from refgraph.model.statements import Claim, Finding
from refgraph.search.best_first import Limits, Search
from refgraph.search.bounds import Ahead
from refgraph.search.constraints import Rules
from refgraph.search.independence import independent

PROBE_STEPS = 20_000


class Judge:
    """Judges the paths of one query; what it has found out of a pair of ends serves the next path too.

    Args:
        kg: the graph.
        query: the query that the paths answer; claims it does not let count do not count here either.
        until: when (of `time.monotonic`) to look no further for other routes; None for never.

    Attributes:
        settled: False where a source may hold up a path alone, and it was not found out whether it does.
    """

    def __init__(self, kg: KnowledgeGraph, query: Query, until: float | None = None) -> None:
        self.kg, self.query, self.settled = kg, query, True
        self._until = until
        self._ahead: dict[Finding | None, Ahead | None] = {}
        self._rules = Rules(kg, query)
        self._falls: dict[tuple[Finding, Finding, str], bool] = {}

    def verdict(self, steps: Sequence[Step]) -> Verdict:
        """Judge a path.

        Args:
            steps: the path, origin first.
        """
        told = [self._counted(step) for step in steps]
        tellers = [{claim.source for claim in claims} for claims in told]
        weights = [self._weight(step, claims) for step, claims in zip(steps, told, strict=True)]
        weakest = weights.index(max(weights))
        return Verdict(
            weakest_step=weakest + 1,
            evidence=min(told[weakest], key=self._cost).evidence,
            independent_sources=independent(self.kg, (claim for claims in told for claim in claims)),
            sources=tuple(sorted(set().union(*tellers))),
            joined=not set.intersection(*tellers),
            contested=any(step.edge.status == "contested" for step in steps),
            single_point_of_failure=self._points_of_failure(steps, tellers),
            flags=tuple(flag for flag in self.kg.schema.ranking.flags if any(flag in step.flags for step in steps)),
        )

    def _counted(self, step: Step) -> tuple[Claim, ...]:
        return tuple(claim for claim in step.edge.claims if self._rules.counts(claim))

    def _weight(self, step: Step, claims: Sequence[Claim]) -> int:
        """What a step adds to the cost of its path: the weakest adds most."""
        ranking = self.kg.schema.ranking
        best = min(map(self._cost, claims))[0]
        return best + ranking.status.get(step.edge.status, 0) + sum(ranking.flags[flag].cost for flag in step.flags)

    def _cost(self, claim: Claim) -> tuple[int, int]:
        """What a claim costs; of two that cost the same, the better kind of evidence comes first."""
        ranking = self.kg.schema.ranking
        kind = ranking.evidence[claim.evidence]
        return kind + ranking.modality[claim.modality], kind

    def _points_of_failure(self, steps: Sequence[Step], tellers: Sequence[set[str]]) -> tuple[str, ...]:
        """Sources without which no route is left between these two ends, found by searching anew without each."""
        alone = {key for keys in tellers if len(keys) == 1 for key in keys}
        if self.query.one_source:
            common = set.intersection(*tellers)
            alone = common if len(common) == 1 else set()
        start, end = steps[0].subject, _askable(steps[-1].object)
        return tuple(key for key in sorted(alone) if self._falls_without(start, end, key))

    def _falls_without(self, start: Finding, end: Finding, source: str) -> bool:
        asked = start, end, source
        if asked not in self._falls:
            ends = replace(self.query, start=self.query.start or start, end=self.query.end or end)
            without = replace(ends, kind="paths", categories=(), top=1, avoid=(*ends.avoid, source))
            # All paths of an answer share one end: what lies around it is looked at once.
            forward = self.query.end is not None
            near = without.end if forward else without.start
            search = Search(
                self.kg, without, Limits(PROBE_STEPS, left(self._until)), forward, ahead=self._ahead.get(near)
            )
            # Where the search gives up nothing is known, and nothing is claimed.
            none = next(search.paths(), None) is None
            self._ahead[near] = search.ahead
            self._falls[asked] = none and search.outcome.complete
            self.settled = self.settled and (search.outcome.complete or self._until is None)
        return self._falls[asked]


def left(until: float | None) -> float | None:
    """Return the seconds that are left until a moment, or None for as many as one likes."""
    return None if until is None else max(until - monotonic(), 0.0)


def _askable(finding: Finding) -> Finding:
    """A relative side that the walk could not resolve names no side to ask for."""
    relative = joints.SIDE_CODES[finding.side] >= joints.RELATIVE
    return replace(finding, side=None) if relative else finding
