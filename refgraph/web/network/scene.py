"""What a network page shows: findings as numbered boxes, edges as arrows between them, and where a reader begins.

A box is a finding, not an entity, so that no picture suggests a path that enters a muscle when tight and leaves it
when weak. Findings of one entity that a path may join, because one of them leaves its state or side open, are *tied*:
a dotted line, no claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from refgraph.drawing.body.plates import load
from refgraph.language.voice import as_english, tr
from refgraph.model.joints import meets
from refgraph.model.statements import Edge, Finding
from refgraph.model.vocabulary import Schema
from refgraph.report.words import speech
from refgraph.search.feedback_loops import Loop, loops
from refgraph.web.explorer import addresses
from refgraph.web.network import layout

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Triple = tuple[Finding, str, Finding]

HAIRBALL = 60  # more boxes than this are never shown at once without being asked for
START = 24  # about what a screen holds at a readable size
PER_ROW = 4
# What a page spends on looking for loops; a graph of some thousand claims is searched whole.
_WORK = 500_000


@dataclass(frozen=True, slots=True)
class Box:
    """A finding with its number, its name in addresses, its words, the boxes it stays with and its weight."""

    number: int
    finding: Finding
    key: str
    text: str
    unit: int
    rank: int


@dataclass(frozen=True, slots=True)
class Line:
    """An edge between two boxes; `walked` where a path may take it, `loop` where a feedback loop does."""

    number: int
    edge: Edge
    start: int
    end: int
    walked: bool
    loop: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Two findings of one entity that a path may join, and with which reservation."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All boxes in the order of the page, all lines in the order of the graph, all ties, all feedback loops.

    Attributes:
        loops: the feedback loops that were found, each with the numbers of its lines.
        every_loop: whether the graph was small enough to find them all.
        whole: whether it is of all edges of the graph; a part has no loops of its own.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]
    loops: tuple[tuple[Loop, tuple[int, ...]], ...] = ()
    every_loop: bool = True
    whole: bool = True

    @property
    def arrows(self) -> list[layout.Arrow]:
        """What the layout follows: lines that paths may take first, then the others."""
        ranked = sorted(self.lines, key=lambda line: not line.walked)
        return [(line.start, line.end) for line in ranked]

    @property
    def links(self) -> list[layout.Arrow]:
        """Everything that makes two boxes neighbours."""
        return [(line.start, line.end) for line in self.lines] + [(tie.start, tie.end) for tie in self.ties]


@dataclass(frozen=True, slots=True)
class View:
    """What is seen at first: around an entity and how far, or everything (`focus` None); and where it stands."""

    focus: str | None
    steps: int
    points: Mapping[int, layout.Point]


def scene(kg: KnowledgeGraph, part: Sequence[Edge] | None = None) -> Scene:
    """Number everything that the edges of a graph join.

    Args:
        kg: the graph.
        part: the edges that are shown; all of them where None.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> shown = scene(open_graph(Path("tests/data/mini")))
        >>> [box.text for box in shown.boxes if box.finding.entity == "hamstrings"]
        ['hamstrings', 'tight hamstrings', 'tight hamstrings (same side)', 'weak hamstrings']
    """
    edges = kg.edges() if part is None else part
    findings = sorted({end for edge in edges for end in (edge.subject, edge.object)}, key=_page_order(kg))
    number = {finding: i for i, finding in enumerate(findings)}
    ties = _ties(kg, findings, number)
    unit, rank = _units(len(findings), ties), _ranks(kg.schema, edges, number)
    place, found = numbers(edges), loops(kg, most_work=_WORK) if part is None else None
    turning = found.loops if found else ()
    turns = tuple((loop, tuple(place[_triple(step.edge)] for step in loop.steps)) for loop in turning)
    round_trip = {line for _, lines in turns for line in lines}
    return Scene(
        tuple(Box(i, f, addresses.finding(f), speech.finding(kg, f), unit[i], rank[i]) for f, i in number.items()),
        tuple(_lines(kg.schema, edges, number, round_trip)),
        ties,
        turns,
        found is None or found.complete,
        part is None,
    )


def _page_order(kg: KnowledgeGraph) -> Callable[[Finding], tuple[int, str, str, str, str]]:
    """Sort findings by category, in the order of the schema, then by label."""
    categories = {key: i for i, key in enumerate(kg.schema.categories)}

    def key(finding: Finding) -> tuple[int, str, str, str, str]:
        entity = kg.entity(finding.entity)
        place = categories.get(entity.category, len(categories))
        return place, entity.label.casefold(), entity.key, finding.state or "", finding.side or ""

    return key


def numbers(edges: Iterable[Edge]) -> dict[Triple, int]:
    """Number edges by what they say; a path may take a symmetric one backwards, which has the same number."""
    number = {_triple(edge): i for i, edge in enumerate(edges)}
    return {(end, key, start): i for (start, key, end), i in number.items()} | number


def _triple(edge: Edge) -> Triple:
    return edge.subject, edge.predicate, edge.object


def walkable(schema: Schema, edge: Edge) -> bool:
    """Say whether a path may take this edge."""
    return schema.predicates[edge.predicate].walk != "no" and edge.status != "denied"


def _lines(
    schema: Schema, edges: Sequence[Edge], number: Mapping[Finding, int], round_trip: Collection[int]
) -> Iterator[Line]:
    for i, edge in enumerate(edges):
        yield Line(i, edge, number[edge.subject], number[edge.object], walkable(schema, edge), i in round_trip)


def _ties(kg: KnowledgeGraph, findings: Sequence[Finding], number: Mapping[Finding, int]) -> tuple[Tie, ...]:
    by_entity: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_entity[finding.entity].append(finding)
    return tuple(
        Tie(number[a], number[b], _why(kg.schema, a, b))
        for key, same in by_entity.items()
        if key not in kg.schema.ranking.unspecific
        for a, b in combinations(same, 2)
        if meets(kg.codes, a, b) and not _through_another(a, b, same)
    )


def _through_another(a: Finding, b: Finding, same: Sequence[Finding]) -> bool:
    """Say whether a third finding lies between two that differ in state and in side, so that those are tied to it."""
    if a.state == b.state or a.side == b.side:
        return False
    return Finding(a.entity, a.state, b.side) in same or Finding(a.entity, b.state, a.side) in same


def _why(schema: Schema, a: Finding, b: Finding) -> str:
    """Say with which reservation two findings that meet may be joined."""
    return "; ".join(filter(None, (_state_reservation(schema, a.state, b.state), _side_reservation(a.side, b.side))))


def _state_reservation(schema: Schema, a: str | None, b: str | None) -> str:
    if a == b:
        return ""
    if a is None or b is None:
        return tr("state left open in one of them")
    why = schema.states[a].compatible.get(b) or schema.states[b].compatible.get(a) or ""
    return tr("declared compatible: {why}", why=as_english(why))


def _side_reservation(a: str | None, b: str | None) -> str:
    if a == b:
        return ""
    return tr("side left open in one of them" if a is None or b is None else "its side depends on the path")


def _units(count: int, ties: Iterable[Tie]) -> list[int]:
    """Give tied boxes one number, the lowest among them."""
    unit = list(range(count))

    def find(i: int) -> int:
        while unit[i] != i:
            unit[i] = unit[unit[i]]
            i = unit[i]
        return i

    for tie in ties:
        low, high = sorted((find(tie.start), find(tie.end)))
        unit[high] = low
    return [find(i) for i in range(count)]


def _ranks(schema: Schema, edges: Iterable[Edge], number: Mapping[Finding, int]) -> list[int]:
    """Rank boxes: those that most paths pass first, then those with most edges."""
    walked: Counter[int] = Counter()
    joined: Counter[int] = Counter()
    for edge in edges:
        ends = number[edge.subject], number[edge.object]
        joined.update(ends)
        if walkable(schema, edge):
            walked.update(ends)
    order = sorted(number.values(), key=lambda i: (-walked[i], -joined[i], i))
    rank = [0] * len(order)
    for place, i in enumerate(order):
        rank[i] = place
    return rank


def view(kg: KnowledgeGraph, shown: Scene, focus: str | None = None, steps: int | None = None) -> View:
    """Choose what is seen at first: everything where that is little, else a symptom and what is around it.

    Args:
        kg: the graph.
        shown: its scene.
        focus: key of the entity to begin with.
        steps: how far around it; as far as a screen holds where left out.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> view(kg, scene(kg)).focus, view(kg, scene(kg), "headache").steps
        (None, 3)
    """
    if focus is None and steps is None and len(shown.boxes) <= HAIRBALL:
        every = [box.number for box in shown.boxes]
        return View(None, 0, _arrange(shown, every))
    focus = focus or first(kg, shown)
    seeds = [box.number for box in shown.boxes if box.finding.entity == focus]
    rank = {box.number: box.rank for box in shown.boxes}
    links = shown.links

    def around(far: int, limit: int) -> list[int]:
        return layout.neighbourhood(links, seeds, far, limit, rank)

    if steps is None:
        steps = max([1, *(far for far in (2, 3) if len(around(far, START + 1)) <= START)])
    return View(focus, steps, _arrange(shown, sorted(around(steps, START))))


def _arrange(shown: Scene, numbers: Sequence[int]) -> Mapping[int, layout.Point]:
    unit = {i: shown.boxes[i].unit for i in numbers}
    return layout.arrange(numbers, shown.arrows, unit, PER_ROW)


def everything(shown: Scene) -> Mapping[int, layout.Point]:
    """Return where each box stands when all are shown: about as wide as high."""
    count = len(shown.boxes)
    unit = {box.number: box.unit for box in shown.boxes}
    return layout.arrange(range(count), shown.arrows, unit, wide(count))


def wide(count: int) -> int:
    """Return how many boxes stand side by side when so many are shown."""
    return PER_ROW if count <= HAIRBALL else max(PER_ROW, int((count / 2) ** 0.5))


def first(kg: KnowledgeGraph, shown: Scene) -> str | None:
    """Return where to begin: what is felt and most is said to lead to, else whatever has most edges."""
    joined: Counter[str] = Counter()
    led_to: Counter[str] = Counter()
    for line in shown.lines:
        joined.update((line.edge.subject.entity, line.edge.object.entity))
        if line.walked and kg.entity(line.edge.object.entity).category in load().hatched:
            led_to[line.edge.object.entity] += 1
    found = led_to or joined
    return min(found, key=lambda key: (-found[key], key), default=None)
