"""Feedback loops: findings that, by what the articles say, lead back to themselves.

A loop holds all the way round: every joint passes the rules of state and side by which paths chain, the one that
closes it included, no entity stands in it twice, and none is too general to join claims (`Ranking.unspecific`). So it
is looked for on (entity, state, side), where a way round is coherent by construction: what can lie on a loop is what
networkx finds to be strongly connected there, and every step in it gives its shortest loop. A way round by mere
changes of level, such as two names of one thing, is none.
The shortest way back may have to be passed over, because it can repeat an entity: hence A* (Hart, Nilsson, Raphael
1968, doi:10.1109/TSSC.1968.300136). A graph of some hundred claims is searched whole, without networkx: that takes a
fiftieth of the time that importing networkx takes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import joints
from refgraph.model.answers import Query, Step
from refgraph.model.sides import ANY, DERIVED, NONE, RELATIVE, SIDE_CODES
from refgraph.model.statements import Finding
from refgraph.search.walks.constraints import Node
from refgraph.search.walks.steps import steps

MOST_ARCS = 2_000_000
MOST_WORK = 5_000_000
SMALL = 2_000
# Whoever says "the other side" of an unstated one speaks of one of these two, and must keep to it all round.
_SUPPOSED = (SIDE_CODES["left"] | DERIVED, SIDE_CODES["right"] | DERIVED)
_Arc = tuple[int, int]
_Trail = tuple[int, tuple[int, ...], tuple[_Arc, ...], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Loop:
    """A coherent way from a finding back to itself.

    Attributes:
        steps: in causal order, beginning with the entity whose key comes first; the flags of the first step are those
            of the joint that closes the loop.
    """

    steps: tuple[Step, ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities of the loop, each once, in causal order."""
        return tuple(step.subject.entity for step in self.steps)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each step sets out from, in causal order."""
        return tuple(step.subject for step in self.steps)

    @property
    def contested(self) -> bool:
        """Whether a step of it is disputed."""
        return any(step.edge.status == "contested" for step in self.steps)

    @property
    def sources(self) -> tuple[str, ...]:
        """Articles that assert a step of it."""
        told = (claim for step in self.steps for claim in step.edge.asserting)
        return tuple(sorted({claim.source for claim in told}))


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops of a graph, the shortest first; `complete` is False where the graph was too large to see them all."""

    loops: tuple[Loop, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Around:
    """Numbers of entities: those that loops are looked for among, and all that a side can come to them from."""

    ring: frozenset[int]
    whole: frozenset[int]


def loops(
    kg: KnowledgeGraph,
    most_arcs: int = MOST_ARCS,
    most_work: int = MOST_WORK,
    *,
    uncut: int = SMALL,
    around: Around | None = None,
) -> Loops:
    """Find the feedback loops of a graph: for each step that lies on any, the shortest through it.

    Of loops through the same findings one is returned; of equally short ones the first in alphabetical order.

    Args:
        kg: the graph.
        most_arcs: how much of the graph to look at before giving up.
        most_work: how many findings to weigh before giving up.
        uncut: a graph of up to so many arcs is searched whole, without networkx; the loops are the same.
        around: a part of the graph that is searched instead of the whole.

    Returns:
        The loops, shortest first, then in the order of their words; `complete` says whether these are all.

    Example:
        >>> from pathlib import Path as File
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(File("tests/data/mini"))
        >>> [say(kg, loop) for loop in loops(kg).loops]
        ['headache → tight upper trapezius → headache']
    """
    plane = _Plane(kg, most_arcs, around)
    search = _Rings(plane, _components(plane, uncut), most_work)
    rings: dict[tuple[object, ...], tuple[int, ...]] = {}
    for ring in sorted(search.rings(), key=lambda one: (len(one), one)):
        rings.setdefault(_sameness(plane, ring), tuple(edge for edge, _ in ring))
    found = (Loop(_steps(kg, edges)) for edges in rings.values())
    return Loops(tuple(found), plane.complete and search.complete)


def say(kg: KnowledgeGraph, loop: Loop) -> str:
    """Name a loop by its findings.

    Args:
        kg: the graph.
        loop: a loop of this graph.

    Returns:
        Its findings, joined by arrows, the first one again at the end.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> say(kg, loops(kg).loops[0])
        'headache → tight upper trapezius → headache'
    """
    first = loop.steps[0].subject
    return " → ".join(names.say(kg, end) for end in (*(step.subject for step in loop.steps), first))


def _steps(kg: KnowledgeGraph, edges: tuple[int, ...]) -> tuple[Step, ...]:
    """Read a ring from the entity that comes first; going round three times shows the middle one all its joints."""
    subjects = kg.index.column("e.subj")
    first = min(range(len(edges)), key=lambda i: (subjects[edges[i]], i))
    ring = edges[first:] + edges[:first]
    return steps(kg, Query("paths"), ring * 3)[len(ring) : 2 * len(ring)]


def _sameness(plane: _Plane, ring: Sequence[_Arc]) -> tuple[object, ...]:
    """What makes two rings one loop: the same findings in the same order; a side that no claim states is not told."""
    told = [plane.nodes[node] for _, node in ring]
    bare = [(entity, state, side if side < DERIVED else NONE) for entity, state, side in told]
    first = min(range(len(bare)), key=lambda i: (bare[i], i))
    return tuple(bare[first:] + bare[:first])


# ---------------------------------------------------------------- the plane of findings


class _Plane:
    """What can be reached on (entity, state, side) from the object of any claim, with the edges that lead on."""

    def __init__(self, kg: KnowledgeGraph, most: int, around: Around | None = None) -> None:
        self.codes, self._around, self._unspecific = kg.codes, around, kg.unspecific_numbers
        column = kg.index.column
        self._places, self._edges = column("out.off"), column("out.edge")
        self._predicate, self._object = column("e.pred"), column("e.obj")
        self._ends = tuple(column(f"e.{name}") for name in ("pred", "sstate", "ostate", "sside", "oside"))
        self.nodes: list[Node] = []
        self.arcs: list[list[_Arc]] = []
        self._numbers: dict[Node, int] = {}
        self.complete = True
        self._into = column("in.off"), column("in.edge")
        self._fill(most)
        self._sort()

    def on_ring(self, node: int) -> bool:
        """Say whether loops are looked for at a node."""
        return self._around is None or self.nodes[node][0] in self._around.ring

    def carries(self, edge: int) -> bool:
        """Say whether an edge is a mere change of level."""
        return bool(self.codes.carries[self._predicate[edge]])

    def _fill(self, most: int) -> None:
        for edge in self._first():
            if not self.carries(edge):
                for node in self._beyond(edge, ANY, ANY):
                    self._number(node)
        place = 0
        while place < len(self.nodes):
            made = [(edge, self._number(node)) for edge, node in self._onward(self.nodes[place])]
            self.arcs.append(sorted(made))
            most -= len(made)
            place += 1
            if most < 0:
                self.complete = False
                self.arcs += [[] for _ in range(len(self.nodes) - place)]
                return

    def _first(self) -> Iterator[int]:
        """The edges that findings are reached by from nowhere else: all, or those that lead to what lies around."""
        if self._around is None:
            return iter(self._edges)
        places, edges = self._into
        rows = (range(places[entity], places[entity + 1]) for entity in sorted(self._around.whole))
        return (int(edges[place]) for row in rows for place in row)

    def _sort(self) -> None:
        """Number the findings in their own order, so that a part of the plane has them in the order of the whole."""
        order = sorted(range(len(self.nodes)), key=self.nodes.__getitem__)
        place = {old: new for new, old in enumerate(order)}
        self.nodes = [self.nodes[old] for old in order]
        self.arcs = [sorted((edge, place[far]) for edge, far in self.arcs[old]) for old in order]
        self._numbers = {node: number for number, node in enumerate(self.nodes)}

    def _number(self, node: Node) -> int:
        number = self._numbers.setdefault(node, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
        return number

    def _onward(self, node: Node) -> Iterator[tuple[int, Node]]:
        entity, state, side = node
        if entity in self._unspecific:
            return
        meets, needed = self.codes.row(state), self._ends[1]
        for edge in self._edges[self._places[entity] : self._places[entity + 1]]:
            if meets[needed[edge]] and (self._around is None or self._object[edge] in self._around.whole):
                for beyond in self._beyond(edge, state, side):
                    yield edge, beyond

    def _beyond(self, edge: int, state: int, have: int) -> Iterator[Node]:
        """Where an edge leads from a finding; to two places where the side must be supposed, to none on a clash."""
        ends = joints.Ends(*(column[edge] for column in self._ends))
        joint = self.codes.forward(ends, state, have)
        if joint is None:
            return
        relative = ends.object_side >= RELATIVE and not self.carries(edge)
        unknown = relative and joint.side == NONE
        for side in _SUPPOSED if unknown else (joint.side,):
            yield self._object[edge], joint.state, side


def _components(plane: _Plane, uncut: int = SMALL) -> Mapping[int, int]:
    """Number the strongly connected parts of the plane; a small plane is one part, for it needs no cutting down."""
    if sum(map(len, plane.arcs)) <= uncut:
        return dict.fromkeys(filter(plane.on_ring, range(len(plane.nodes))), 0)
    import networkx

    drawn = networkx.DiGraph()
    drawn.add_edges_from((node, far) for node, arcs in enumerate(plane.arcs) for _, far in arcs)
    parts = (part for part in networkx.strongly_connected_components(drawn) if len(part) > 1)
    return {node: number for number, part in enumerate(sorted(parts, key=min)) for node in part}


# ---------------------------------------------------------------- cycles


class _Rings:
    """Looks for the shortest way round through each arc of a component."""

    def __init__(self, plane: _Plane, component: Mapping[int, int], work: int) -> None:
        self._plane, self._component, self._work = plane, component, work
        self._onward: dict[int, dict[int, list[int]]] = {node: {} for node in component}
        self._into: dict[int, list[int]] = {node: [] for node in component}
        for node in sorted(component):
            for edge, far in plane.arcs[node]:
                if component.get(far) == component[node]:
                    self._onward[node].setdefault(far, []).append(edge)
            for far in self._onward[node]:
                self._into[far].append(node)

    @property
    def complete(self) -> bool:
        """Whether the work allowed was enough."""
        return self._work >= 0

    def rings(self) -> Iterator[tuple[_Arc, ...]]:
        """Yield, for each edge that lies on a loop, the shortest through it, as arcs from there on."""
        best: dict[int, tuple[_Arc, ...]] = {}
        # What the crowded places have shown spares the others most of their work; the outcome is the same in any order.
        for node in sorted(self._component, key=lambda one: (-len(self._into[one]), one)):
            leaving = sorted((edge, far) for far, edges in self._onward[node].items() for edge in edges)
            known = [len(best.get(edge, ())) for edge, _ in leaving]
            # Where a ring is known through every arc, only one that is no longer can take its place.
            far = self._distances(node, max(known) if all(known) else None) if leaving and self.complete else {}
            for arc in leaving if len(far) > 1 else ():
                found = self._shortest(node, arc, far, len(best.get(arc[0], ())) or None)
                for ring in _turned(found or ()):
                    edge = ring[0][0]
                    if edge not in best or _order(ring) < _order(best[edge]):
                        best[edge] = ring
        return iter(best.values())

    def _distances(self, goal: int, most: int | None) -> dict[int, int]:
        """Steps from each node of the component to one, whatever entities they repeat; less than `most` of them."""
        found, waiting = {goal: 0}, deque((goal,))
        while waiting and self.complete:
            node = waiting.popleft()
            if most is not None and found[node] + 1 >= most:
                break
            self._work -= 1 + len(self._into[node])
            for before in self._into[node]:
                if before not in found:
                    found[before] = found[node] + 1
                    waiting.append(before)
        return found

    def _shortest(self, goal: int, first: _Arc, far: Mapping[int, int], most: int | None) -> tuple[_Arc, ...] | None:
        """Find the shortest way back to a node that begins with an arc and repeats no entity."""
        entity = self._plane.nodes
        if first[1] not in far or entity[first[1]][0] == entity[goal][0]:
            return None  # Nothing leads back, or the claim is of one thing alone, which no path walks.
        start: _Trail = far[first[1]] + 1, (first[0],), (first,), frozenset((entity[first[1]][0],))
        heap = [start]
        while heap and self.complete:
            _, edges, arcs, passed = heappop(heap)
            node = arcs[-1][1]
            if node == goal:
                if all(self._plane.carries(edge) for edge in edges):
                    continue
                return arcs
            for after in self._shared(node, far):
                key, ahead = entity[after][0], len(arcs) + 1 + far[after]
                if key in passed or (after != goal and key == entity[goal][0]) or (most is not None and ahead > most):
                    continue
                for edge in self._onward[node][after]:
                    heappush(heap, (ahead, (*edges, edge), (*arcs, (edge, after)), passed | {key}))
        return None

    def _shared(self, node: int, far: Mapping[int, int]) -> Iterator[int]:
        """Yield where a node leads that is known to lead back, looking at whichever is less."""
        onward = self._onward[node]
        fewer, others = (far, onward) if len(far) < len(onward) else (onward, far)
        self._work -= 1 + len(fewer)
        return (after for after in fewer if after in others)


def _turned(ring: tuple[_Arc, ...]) -> Iterator[tuple[_Arc, ...]]:
    """Yield a ring as it is told from each of its arcs on."""
    return (ring[turn:] + ring[:turn] for turn in range(len(ring)))


def _order(ring: Sequence[_Arc]) -> tuple[int, Sequence[_Arc]]:
    return len(ring), ring
