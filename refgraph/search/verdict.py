"""How far a path can be trusted: its weakest step, its independent sources, and the source without which it falls.

Whoever shares an author, a speaker or a cited work with another source adds nothing to it. Names are compared without
titles and degrees, a shorter form with a longer one ("Premkumar et al." with "Premkumar et al. 2018"). What begins with
a small letter ("a reader", "one study, not named") names nobody and is shared with nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.normalise import normalise
from refgraph.model.answers import Query, Step, Verdict
from refgraph.model.joints import askable
from refgraph.model.statements import Claim, Finding, Source
from refgraph.search.best_first import BestFirst, Limits
from refgraph.search.bounds import Bounds
from refgraph.search.constraints import Constraints

PROBE_STEPS = 20_000
FEWEST_TITLE_WORDS = 3
# Compiled where a name needs them: most have neither, and every start would pay.
_BRACKETS = r"\([^()]*\)|\[[^\[\]]*\]"
_DEGREES = r"(?:,\s*[A-Z][A-Za-z.]*[A-Z][A-Za-z.]*)+\s*$"
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms"})
_Words = tuple[str, ...]


class Judge:
    """Judges the paths of one query; what it has found out of a pair of ends serves the next path too.

    Args:
        kg: the graph.
        query: the query that the paths answer; claims it does not let count do not count here either.
        until: when (of `time.monotonic`) to look no further for other paths; None for never.

    Attributes:
        settled: False where a source may hold up a path alone, and it was not found out whether it does.
    """

    def __init__(self, kg: KnowledgeGraph, query: Query, until: float | None = None) -> None:
        self.kg, self.query, self.settled = kg, query, True
        self._until = until
        self._bounds: dict[Finding | None, Bounds | None] = {}
        self._constraints = Constraints(kg, query)
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
        return tuple(claim for claim in step.edge.claims if self._constraints.counts(claim))

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
        """Sources without which no path is left between these two ends, found by searching anew without each."""
        alone = {key for keys in tellers if len(keys) == 1 for key in keys}
        if self.query.one_source:
            common = set.intersection(*tellers)
            alone = common if len(common) == 1 else set()
        start, end = steps[0].subject, askable(steps[-1].object)
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
                self.kg, without, Limits(PROBE_STEPS, left(self._until)), forward, bounds=self._bounds.get(near)
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


# ---------------------------------------------------------------- independent sources


def independent(kg: KnowledgeGraph, claims: Iterable[Claim]) -> int:
    """Count the sources of claims that share nothing with each other, each taken only if it adds to those taken before.

    Two sources share something where they have an author, a paragraph's author, a speaker or a cited work in common,
    where one cites the other, or where both are one text or stand at one address. Of sources that share something with
    a third but not with each other both count. Where that can be done in several ways the count may be too low, never
    too high.

    Args:
        kg: the graph.
        claims: the claims that a path rests on.

    Returns:
        How many sources, at the least.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> independent(kg, kg.claims())
        2
    """
    every = _near(kg, claims)
    near = {key: others for key, others in every.items() if others}
    count = len(every) - len(near)
    while near:
        chosen = min(near, key=lambda key: (len(near[key]), key))
        gone = near.pop(chosen)
        for other in gone:
            for third in near.pop(other) - {chosen} - gone:
                near[third].discard(other)
        count += 1
    return count


def _near(kg: KnowledgeGraph, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """For each source those that share something with it."""
    shared: dict[object, set[str]] = defaultdict(set)
    names: dict[_Words, set[str]] = defaultdict(set)
    works: dict[_Words, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = {}
    for claim in claims:
        if claim.source not in near:
            near[claim.source] = set()
            _identify(kg.source(claim.source), shared, names)
        for text in (claim.speaker, claim.author, claim.cites):
            for words in _named(text):
                names[words].add(claim.source)
        for words in _named(claim.cites):
            works[words].add(claim.source)
    titles: dict[_Words, set[str]] = defaultdict(set)
    for key in near:
        title = _folded(kg.source(key).title or "")
        if len(title) >= FEWEST_TITLE_WORDS:
            titles[title].add(key)
    groups = [*shared.values(), *_meeting(names, names), *_meeting(works, titles)]
    for group in groups:
        for key in group if len(group) > 1 else ():
            near[key] |= group - {key}
    return near


def _identify(source: Source, shared: dict[object, set[str]], names: dict[_Words, set[str]]) -> None:
    for kind, mark in (("text", source.sha256), ("address", (source.url or "").rstrip("/").casefold())):
        if mark:
            shared[kind, mark].add(source.key)
    # Whoever publishes without naming an author answers for it.
    for author in source.authors or filter(None, (source.publisher,)):
        names[_folded(author)].add(source.key)


def _named(text: str | None) -> Iterator[_Words]:
    """The words of a name; none where nobody is named."""
    words = _folded(text or "")
    if words and not (text or "").strip(" \"'“‘(")[:1].islower():
        yield words


def _folded(text: str) -> _Words:
    bare = re.sub(_BRACKETS, " ", text).strip() if "(" in text or "[" in text else text
    bare = re.sub(_DEGREES, "", bare) if "," in bare else bare
    words = tuple(normalise(bare).split())
    return tuple(word for word in words if word not in _TITLES) or words


def _meeting(longer: dict[_Words, set[str]], shorter: dict[_Words, set[str]]) -> Iterator[set[str]]:
    """Sources that name the same, or of which one names it at greater length."""
    for words, keys in longer.items():
        for length in range(1, len(words) + 1):
            other = shorter.get(words[:length])
            if other is not None:
                yield keys | other
