"""The feedback loops that touch the paths of an answer, looked for around these alone.

Whatever lies on a way round through an entity is led to by it and leads to it again. Among such entities, and those
that a side can come to them from, the loops are those of the whole graph, so a few milliseconds are enough for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import joints
from refgraph.model.answers import Looped, Path
from refgraph.model.sides import NONE, RELATIVE
from refgraph.model.statements import Finding
from refgraph.search.feedback_loops import MOST_ARCS, Around, Loop, Loops, loops

# How many edges may be looked at around the paths of an answer, and how many findings weighed, without being asked.
MOST_EDGES, UNASKED_WORK = 4_000, 50_000


def with_loops(kg: KnowledgeGraph, paths: Sequence[Path], most: int = MOST_EDGES) -> tuple[Path, ...]:
    """Let each path find the loops that touch it; where they cannot be found soon, nothing is said of loops.

    They are looked for once, when the first of the paths is asked for its loops. A loop that touches a path goes
    through what the path's entities lead to and come from again, so it is looked for among these alone; it is found
    there just as in the whole graph.

    Args:
        kg: the graph.
        paths: paths of an answer.
        most: how many edges may lie around the paths; where there are more, the paths are left as they are.

    Returns:
        The paths in their order.

    Example:
        >>> from pathlib import Path as File
        >>> from refgraph.search.questions import origins
        >>> from refgraph.graph.open import open_graph
        >>> path = origins(open_graph(File("tests/data/mini")), Finding("headache"), via=("upper-trapezius",)).paths[0]
        >>> [[end.entity for end in loop] for loop in path.loops]
        [['headache', 'upper-trapezius']]
    """
    found = cache(partial(_of_each, kg, tuple(paths), most))
    return tuple(replace(path, looping=partial(_of_one, found, number)) for number, path in enumerate(paths))


def _of_one(found: Callable[[], Sequence[Looped]], number: int) -> Looped:
    return found()[number]


def _of_each(kg: KnowledgeGraph, paths: Sequence[Path], most: int) -> tuple[Looped, ...]:
    """Find the loops that touch each of some paths; None for each where they cannot be found soon."""
    passed = {end.entity for path in paths for step in path.steps for end in (step.subject, step.object)}
    around = _around(kg, passed, most) if paths and kg.whole else None
    known = _loops(kg, around) if around else None
    if known is None or not known.complete:
        return (None,) * len(paths)
    return tuple(tuple(loop.findings for loop, _ in touching(kg, path, known.loops)) for path in paths)


@lru_cache(maxsize=8)
def _loops(kg: KnowledgeGraph, around: Around) -> Loops:
    # What lies on ways round is the same for most questions that are put to one graph.
    return loops(kg, most_work=UNASKED_WORK, uncut=MOST_ARCS, around=around)


def _around(kg: KnowledgeGraph, passed: Iterable[str], most: int) -> Around | None:
    """What lies on ways round through some entities, and before these what a side can come from; None: too much."""
    numbers, looked = [kg.number(key) for key in passed], _Looked(kg, most)
    ahead, behind = looked.reached(numbers, "out", "e.obj"), looked.reached(numbers, "in", "e.subj")
    ring = ahead & behind
    column, carries = kg.index.column, kg.codes.carries
    subject_sides, sides, predicates = column("e.sside"), column("e.oside"), column("e.pred")
    places, edges = column("out.off"), column("out.edge")

    def handed_on(edge: int) -> bool:
        return bool(sides[edge] >= RELATIVE or carries[predicates[edge]])

    def takes_side(entity: int) -> bool:
        row = edges[places[entity] : places[entity + 1]]
        return any(
            sides[edge] >= RELATIVE and subject_sides[edge] == NONE and not carries[predicates[edge]] for edge in row
        )

    # Only "the other side" of what states none can come from farther back.
    before = looked.reached(filter(takes_side, ring), "in", "e.subj", handed_on)
    return None if looked.left < 0 else Around(ring, ring | before)


class _Looked:
    """Looks along edges, whatever their states and sides, as far as `most` of them."""

    def __init__(self, kg: KnowledgeGraph, most: int) -> None:
        self._column, self.left = kg.index.column, most

    def reached(
        self, starts: Iterable[int], way: str, end: str, kept: Callable[[int], bool] = lambda _: True
    ) -> frozenset[int]:
        """Return what is reached from entities, these included where an edge leads back to them or `kept` is given."""
        places, edges, far = self._column(f"{way}.off"), self._column(f"{way}.edge"), self._column(end)
        found: set[int] = set()
        waiting = list(starts)
        gone = set(waiting)
        while waiting and self.left >= 0:
            entity = waiting.pop()
            row = edges[places[entity] : places[entity + 1]]
            self.left -= len(row)
            beyond = {far[edge] for edge in row if kept(edge)}
            found |= beyond
            waiting += beyond - gone
            gone |= beyond
        return frozenset(found)


def touching(kg: KnowledgeGraph, path: Path, found: Iterable[Loop]) -> tuple[tuple[Loop, tuple[str, ...]], ...]:
    """Tell which loops pass findings of a path, and at which of its entities, in the order of the path.

    A loop through tight gluteals does not touch a path through weak ones.

    Args:
        kg: the graph.
        path: a path of an answer.
        found: loops of the same graph.

    Returns:
        Pairs of a loop and the keys of the entities at which it touches the path, in the order of the path.

    Example:
        >>> from pathlib import Path as File
        >>> from refgraph.search.questions import origins
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(File("tests/data/mini"))
        >>> path = origins(kg, Finding("headache"), via=("upper-trapezius",)).paths[0]
        >>> [entities for _, entities in touching(kg, path, loops(kg).loops)]
        [('upper-trapezius', 'headache')]
    """
    passed = tuple(dict.fromkeys(end for step in path.steps for end in (step.subject, step.object)))
    touched = ((loop, _shared(kg, passed, loop)) for loop in found)
    return tuple((loop, shared) for loop, shared in touched if shared)


def _shared(kg: KnowledgeGraph, passed: Sequence[Finding], loop: Loop) -> tuple[str, ...]:
    round_: dict[str, list[Finding]] = {}
    for step in loop.steps:
        for end in (step.subject, step.object):
            round_.setdefault(end.entity, []).append(end)
    on = (f.entity for f in passed if any(joints.meets(kg.codes, f, end) for end in round_.get(f.entity, ())))
    return tuple(dict.fromkeys(on))
