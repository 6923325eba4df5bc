"""Bidirectional search over links (claims reduced to ends and source) for all that a path between two ends can take.

A path of at most `hops` steps from start to end takes only links that lie within `hops` of both together, and leaves
each thing in a state that meets the one it came in. Each search grows layer by layer, first the side of which more is
known, so that what is asked for stays small even where a few steps reach everything. With a source withdrawn, a side
that cannot grow any more proves that no path is left.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from refgraph.engines.protocol import IN, OUT, Link, Links, Pair
from refgraph.model import joints
from refgraph.model.sides import ANY
from refgraph.model.vocabulary import Schema

# An entity and the code of the state it is in.
Node = tuple[str, int]
# State at the near end, entity and state at the far end → the sources that say so.
_Row = dict[tuple[int, str, int], set[str]]


class Linked:
    """All links that are known: what leads to what, and told by which sources.

    Args:
        schema: the vocabulary.

    Attributes:
        rows: by way and entity, what is at the other end, with the sources that say so, denials left out.
        claims: by pair of entities, the ids of all claims from the first to the second.
        whole: entities of which every link is known, by way.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.rows: dict[str, dict[str, _Row]] = {IN: {}, OUT: {}}
        self.claims: dict[Pair, set[str]] = {}
        self.whole: dict[str, set[str]] = {IN: set(), OUT: set()}

    @cached_property
    def _states(self) -> dict[str | None, int]:
        return joints.state_codes(self.schema)

    @cached_property
    def _meets(self) -> dict[int, bytes]:
        codes = joints.Codes.of(self.schema)
        return {state: codes.row(state) for state in (*self._states.values(), ANY)}

    def node(self, entity: str, state: str | None) -> Node:
        """Return where a search begins; a state of None is any."""
        return entity, ANY if state is None else self._states[state]

    def meets(self, state: int, other: int) -> bool:
        """Say whether a thing may be left in one state after it was entered in another."""
        return bool(self._meets[state][other])

    def add(self, way: str, keys: Iterable[str], links: Links) -> None:
        """Take in the rows of some entities."""
        self.whole[way].update(keys)
        for link in links.found:
            subject, obj = link.subject.entity, link.object.entity
            self.claims.setdefault((subject, obj), set()).add(link.claim)
            if link.asserts:
                one, other = self._ends(link)
                self.rows[OUT].setdefault(subject, {}).setdefault((one, obj, other), set()).add(link.source)
                self.rows[IN].setdefault(obj, {}).setdefault((other, subject, one), set()).add(link.source)

    def _ends(self, link: Link) -> tuple[int, int]:
        if self.schema.predicates[link.predicate].walk == "carry":
            return joints.CARRY, joints.CARRY
        return self._states[link.subject.state], self._states[link.object.state]

    def onward(self, way: str, node: Node, without: str | None) -> Iterator[Node]:
        """Yield what a thing in a state leads to (or from); what carries leaves the state as it is."""
        meets = self._meets[node[1]]
        for (near, far, state), sources in self.rows[way].get(node[0], {}).items():
            if meets[near] and (without is None or len(sources) > 1 or without not in sources):
                yield far, node[1] if state == joints.CARRY else state


@dataclass(slots=True)
class BidirectionalSearch:
    """The search between one start and one end.

    Attributes:
        without: a source that is withdrawn; the links that it alone tells do not count.
    """

    start: Node
    end: Node
    hops: int
    without: str | None = None
    layers: dict[str, list[Node]] = field(init=False)
    seen: dict[str, set[Node]] = field(init=False)
    depth: int = 0
    exhausted: bool = False

    def __post_init__(self) -> None:
        self.layers = {OUT: [self.start], IN: [self.end]}
        self.seen = {OUT: {self.start}, IN: {self.end}}

    @property
    def done(self) -> bool:
        """True once all is known that a path can take."""
        return self.exhausted or self.depth >= self.hops

    def wants(self, linked: Linked) -> tuple[str, list[str]]:
        """Return the side that grows next, and of which of its entities the links are not known."""
        unknown = {
            way: list(dict.fromkeys(key for key, _ in self.layers[way] if key not in linked.whole[way]))
            for way in (OUT, IN)
        }
        way = min((OUT, IN), key=lambda side: (len(unknown[side]), len(self.layers[side])))
        return way, unknown[way]

    def grow(self, linked: Linked, way: str) -> None:
        """Grow one side by a layer; all that it wants must be known."""
        ahead = dict.fromkeys(far for node in self.layers[way] for far in linked.onward(way, node, self.without))
        self.layers[way] = [node for node in ahead if node not in self.seen[way]]
        self.seen[way].update(self.layers[way])
        self.depth += 1
        self.exhausted = not self.layers[way]

    def region(self, linked: Linked) -> set[Pair]:
        """Return the pairs of entities that a path of at most as many steps as were searched can join."""
        most = self.hops if self.exhausted else self.depth
        after, before = self._distances(linked, OUT, most), self._distances(linked, IN, most)
        ends: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for (entity, state), steps in before.items():
            ends[entity].append((state, steps))
        return {
            (node[0], far)
            for node, steps in after.items()
            for far, state in linked.onward(OUT, node, self.without)
            if any(steps + 1 + left <= most and linked.meets(state, other) for other, left in ends.get(far, ()))
        }

    def _distances(self, linked: Linked, way: str, most: int) -> dict[Node, int]:
        first = self.start if way == OUT else self.end
        found, waiting = {first: 0}, deque([first])
        while waiting:
            node = waiting.popleft()
            steps = found[node] + 1
            for far in linked.onward(way, node, self.without) if steps < most else ():
                if far not in found:
                    found[far] = steps
                    waiting.append(far)
        return found


def advance(searches: Iterable[BidirectionalSearch], linked: Linked, ask: Callable[[str, list[str]], bool]) -> bool:
    """Grow each search that is not done by one layer, with one batch for each side.

    Args:
        searches: the searches.
        linked: the links that are known.
        ask: fetches the links of entities (way, keys) into `linked`; False where it may not.

    Returns:
        False where the links could not be had.
    """
    growing = [(search, *search.wants(linked)) for search in searches if not search.done]
    for way in (OUT, IN):
        wanted = dict.fromkeys(key for _, side, keys in growing if side == way for key in keys)
        if wanted and not ask(way, list(wanted)):
            return False
    for search, side, _ in growing:
        search.grow(linked, side)
    return True
