"""How far a path can be trusted: its weakest step, its independent sources, and the source without which it falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from threading import Lock
from time import monotonic

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query, Step, Verdict
from refgraph.model.sides import askable
from refgraph.model.statements import DATABASE, Claim, Finding, teller
from refgraph.search.judging.grade import grade, place, worst
from refgraph.search.judging.independence import independent
from refgraph.search.touching import Around
from refgraph.search.walks.best_first import BestFirst, Limits
from refgraph.search.walks.bounds import Bounds, LookAhead
from refgraph.search.walks.constraints import constraints_of

PROBE_STEPS = 20_000
# Whether there is another path is all that is asked, not which is the best.
ANY_PATH = LookAhead(weight=16)


class Judge:
    """Judges the paths of one query; what it has found out of a pair of ends serves the next path too.

    Args:
        kg: the graph.
        query: the query that the paths answer; claims it does not let count do not count here either.
        until: when (of `time.monotonic`) to look no further for other paths; None for never.
        around: what is known already of what paths pass; judges of one answer share it.

    Attributes:
        settled: False where a source may hold up a path alone, and it was not found out whether it does.
    """

    def __init__(
        self, kg: KnowledgeGraph, query: Query, until: float | None = None, around: Around | None = None
    ) -> None:
        self.kg, self.query, self.settled = kg, query, True
        self.around: Around = {} if around is None else around
        self._until = until
        self._bounds: dict[Finding | None, Bounds | None] = {}
        self._constraints = constraints_of(kg, query)
        self._searching = Lock()
        self._falls: dict[tuple[Finding, Finding, str], bool] = {}
        self._grades: dict[int, str] = {}

    def graded(self, steps: Sequence[Step]) -> tuple[Step, ...]:
        """Give each step of a path the grade of its edge, by the claims that count."""
        return tuple(replace(step, grade=self._grade(step)) for step in steps)

    def _grade(self, step: Step) -> str:
        known = self._grades.get(step.edge.id)
        if known is None:
            known = self._grades[step.edge.id] = grade(self.kg, step.edge, self._counted(step))
        return known

    def place(self, steps: Sequence[Step]) -> int:
        """Return the place in the order of grades that a path has, from 0, the best; its steps are graded."""
        return place(self.kg.schema.ranking, self._worst(steps))

    def _worst(self, steps: Sequence[Step]) -> str:
        return worst(self.kg.schema.ranking, (step.grade for step in steps if not self._structural(step)))

    def verdict(self, steps: Sequence[Step]) -> Verdict:
        """Judge a path.

        Args:
            steps: the path, origin first, each step with its grade. Those that rest on an ontology do not lower that of
                the path.
        """
        told = [self._counted(step) for step in steps]
        tellers = [
            {teller(claim.source, step.edge.id) for claim in claims} for step, claims in zip(steps, told, strict=True)
        ]
        weights = [self._weight(step, claims) for step, claims in zip(steps, told, strict=True)]
        weakest = weights.index(max(weights))
        return Verdict(
            weakest_step=weakest + 1,
            evidence=min(told[weakest], key=self._cost).evidence,
            grade=self._worst(steps),
            independent_sources=independent(self.kg, (claim for claims in told for claim in claims)),
            sources=tuple(sorted({claim.source for claims in told for claim in claims})),
            joined=not set.intersection(*tellers),
            contested=any(step.edge.status == "contested" for step in steps),
            flags=tuple(flag for flag in self.kg.schema.ranking.flags if any(flag in step.flags for step in steps)),
            failing=self._failing(steps, tellers),
        )

    def _failing(self, steps: Sequence[Step], tellers: Sequence[set[str]]) -> Callable[[], tuple[str, ...]]:
        """Put off the search for points of failure, except where the time for the answer is limited."""
        found = cache(partial(self._points_of_failure, steps, tellers))
        if self._until is not None:
            found()
        return found

    def _structural(self, step: Step) -> bool:
        kinds = self.kg.schema.ranking.evidence
        return any(kinds[claim.evidence].flag in step.flags for claim in self._counted(step))

    def _counted(self, step: Step) -> tuple[Claim, ...]:
        return tuple(claim for claim in step.edge.claims if self._constraints.counts(claim))

    def _weight(self, step: Step, claims: Sequence[Claim]) -> int:
        """What a step adds to the cost of its path: the weakest adds most."""
        ranking = self.kg.schema.ranking
        best = min(map(self._cost, claims))[0]
        return best + ranking.status.get(step.edge.status, 0) + sum(ranking.flags[flag].cost for flag in step.flags)

    def _cost(self, claim: Claim) -> tuple[int, int]:
        """What a claim costs; of two that cost the same, the better kind of evidence comes first."""
        ranking = self.kg.schema.ranking
        kind = ranking.evidence[claim.evidence].cost
        return kind + ranking.modality[claim.modality], kind

    def _points_of_failure(self, steps: Sequence[Step], tellers: Sequence[set[str]]) -> tuple[str, ...]:
        """Sources without which no path is left between these two ends, found by searching anew without each."""
        alone = {key for keys in tellers if len(keys) == 1 for key in keys if not key.startswith(DATABASE)}
        if self.query.one_source:
            common = {key for key in set.intersection(*tellers) if not key.startswith(DATABASE)}
            alone = common if len(common) == 1 else set()
        start, end = steps[0].subject, askable(steps[-1].object)
        # Pages of one answer may be made at the same time.
        with self._searching:
            return tuple(key for key in sorted(alone) if self._falls_without(start, end, key))

    def _falls_without(self, start: Finding, end: Finding, source: str) -> bool:
        asked = start, end, source
        if asked not in self._falls:
            ends = replace(self.query, start=self.query.start or start, end=self.query.end or end)
            without = replace(ends, kind="paths", categories=(), top=1, avoid=(*ends.avoid, source))
            # All paths of an answer share one end: what lies around it is looked at once.
            forward = self.query.end is not None
            near = without.end if forward else without.start
            search = BestFirst(
                self.kg,
                without,
                Limits(PROBE_STEPS, left(self._until), look_ahead=ANY_PATH),
                forward,
                bounds=self._bounds.get(near),
            )
            # Where the search gives up nothing is known, and nothing is claimed.
            none = next(search.paths(), None) is None
            self._bounds[near] = search.bounds
            self._falls[asked] = none and search.outcome.complete
            self.settled = self.settled and (search.outcome.complete or self._until is None)
        return self._falls[asked]


def left(until: float | None) -> float | None:
    """Return the seconds that are left until a moment, or None for as many as one likes.

    Args:
        until: a moment of `time.monotonic`; None for never.

    Returns:
        Seconds, 0 or less where the moment has passed.

    Example:
        >>> left(None) is None
        True
    """
    return None if until is None else max(until - monotonic(), 0.0)
