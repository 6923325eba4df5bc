"""Sweeps from two ends towards each other, over bare links, to find all that a route between them can take.

A route of at most `hops` steps from start to end takes only links that lie within `hops` of both together. Each sweep
grows layer by layer, the smaller side first, so that what is asked for stays small even where a few steps reach
everything. With a source withdrawn, a side that cannot grow any more proves that no route is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from refgraph.neighbours import IN, OUT, Links, Pair

_Row = dict[str, set[str]]


@dataclass(slots=True)
class Linked:
    """All links that are known: who leads to whom, and told by which sources.

    Attributes:
        rows: by way and entity, who is at the other end, with the sources that say so, denials left out.
        claims: by pair of entities, the ids of all claims from the first to the second.
        whole: entities of which every link is known, by way.
    """

    rows: dict[str, dict[str, _Row]] = field(default_factory=lambda: {IN: {}, OUT: {}})
    claims: dict[Pair, set[str]] = field(default_factory=dict)
    whole: dict[str, set[str]] = field(default_factory=lambda: {IN: set(), OUT: set()})

    def add(self, way: str, keys: Iterable[str], links: Links) -> None:
        """Take in the rows of some entities."""
        self.whole[way].update(keys)
        for link in links.found:
            self.claims.setdefault((link.subject, link.object), set()).add(link.claim)
            if link.asserts:
                self.rows[OUT].setdefault(link.subject, {}).setdefault(link.object, set()).add(link.source)
                self.rows[IN].setdefault(link.object, {}).setdefault(link.subject, set()).add(link.source)


@dataclass(slots=True)
class Sweep:
    """The sweep between one start and one end.

    Attributes:
        without: a source that is withdrawn; the links that it alone tells do not count.
    """

    start: str
    end: str
    hops: int
    without: str | None = None
    layers: dict[str, list[str]] = field(init=False)
    seen: dict[str, set[str]] = field(init=False)
    depth: int = 0
    exhausted: bool = False

    def __post_init__(self) -> None:
        self.layers = {OUT: [self.start], IN: [self.end]}
        self.seen = {OUT: {self.start}, IN: {self.end}}

    @property
    def done(self) -> bool:
        """True once all is known that a route can take."""
        return self.exhausted or self.depth >= self.hops

    def wants(self, linked: Linked) -> tuple[str, list[str]]:
        """Return the side that grows next, and of which of its entities the links are not known."""
        way = min((OUT, IN), key=lambda side: len(self.layers[side]))
        return way, [key for key in self.layers[way] if key not in linked.whole[way]]

    def grow(self, linked: Linked) -> None:
        """Grow the smaller side by a layer; all that it wants must be known."""
        way, _ = self.wants(linked)
        ahead = dict.fromkeys(far for key in self.layers[way] for far in self._next(linked, way, key))
        self.layers[way] = [key for key in ahead if key not in self.seen[way]]
        self.seen[way].update(self.layers[way])
        self.depth += 1
        self.exhausted = not self.layers[way]

    def region(self, linked: Linked) -> Iterator[Pair]:
        """Yield the pairs of entities that a route of at most as many steps as were swept can join."""
        most = self.hops if self.exhausted else self.depth
        after, before = self._distances(linked, OUT, most), self._distances(linked, IN, most)
        for subject, steps in after.items():
            for obj in self._next(linked, OUT, subject):
                if obj in before and steps + 1 + before[obj] <= most:
                    yield subject, obj

    def _next(self, linked: Linked, way: str, key: str) -> Iterator[str]:
        for far, sources in linked.rows[way].get(key, {}).items():
            if self.without is None or len(sources) > 1 or self.without not in sources:
                yield far

    def _distances(self, linked: Linked, way: str, most: int) -> dict[str, int]:
        first = self.start if way == OUT else self.end
        found, waiting = {first: 0}, deque([first])
        while waiting:
            key = waiting.popleft()
            steps = found[key] + 1
            for far in self._next(linked, way, key) if steps < most else ():
                if far not in found:
                    found[far] = steps
                    waiting.append(far)
        return found


def advance(sweeps: Iterable[Sweep], linked: Linked, ask: Callable[[str, list[str]], bool]) -> bool:
    """Grow each sweep that is not done by one layer, with one batch for each side.

    Args:
        sweeps: the sweeps.
        linked: the links that are known.
        ask: fetches the links of entities (way, keys) into `linked`; False where it may not.

    Returns:
        False where the links could not be had.
    """
    growing = [sweep for sweep in sweeps if not sweep.done]
    for way in (OUT, IN):
        wanted = dict.fromkeys(key for s in growing for side, keys in [s.wants(linked)] if side == way for key in keys)
        if wanted and not ask(way, list(wanted)):
            return False
    for sweep in growing:
        sweep.grow(linked)
    return True
