"""The same network as a page of text: every box, every arrow, what the articles say, by category.

A template writes it out; the script of the page copies parts of it, but adds no words of its own to what is claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.model.statements import Edge, Source
from refgraph.model.vocabulary import Category, Entity, Predicate
from refgraph.report.view import ClaimView, SourceView
from refgraph.report.view_builder import CitationNumbers, ViewBuilder
from refgraph.report.words import answer_wording, wording
from refgraph.web.network.scene import Box, Line, Scene, Tie

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

STATUS_WORDS = {"supported": "", "contested": "disputed", "denied": "denied"}


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge in words with its claims and what speaks against it."""

    number: int
    subject: str
    verb: str
    object: str
    status: str
    word: str
    loop: bool
    said: tuple[ClaimView, ...]
    against: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class IncomingArrow:
    """An arrow seen from its object."""

    number: int
    verb: str
    subject: str
    word: str


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A finding: what it leads to, what leads to it, what it may be joined with."""

    number: int
    text: str
    out: tuple[Arrow, ...]
    back: tuple[IncomingArrow, ...]
    ties: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """An entity with its findings."""

    number: int
    label: str
    definition: str
    also: str
    entries: tuple[FindingEntry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A category with its entities."""

    number: int
    title: str
    shape: str
    count: int
    things: tuple[EntityEntry, ...]


@dataclass(frozen=True, slots=True)
class LoopEntry:
    """A feedback loop: its name, its arrows, and with which reservations it closes."""

    name: str
    arrows: tuple[Arrow, ...]
    reservations: tuple[tuple[str, str], ...]


class Outline:
    """Everything the text of a page needs, in the order of the page.

    Args:
        kg: the graph.
        shown: its scene.
    """

    def __init__(self, kg: KnowledgeGraph, shown: Scene) -> None:
        self._kg = kg
        self._shown = shown
        cited = {claim.source for line in shown.lines for claim in line.edge.claims}
        # Of the whole graph every source has its place in the list at the end, cited or not.
        self.sources: tuple[Source, ...] = tuple(s for s in kg.sources() if shown.whole or s.key in cited)
        self._builder = ViewBuilder(kg, CitationNumbers({source.key: i for i, source in enumerate(self.sources, 1)}))
        self.entities: tuple[Entity, ...] = tuple(
            kg.entity(key) for key in dict.fromkeys(box.finding.entity for box in shown.boxes)
        )
        self._out, self._back, self._ties = _by_box(shown)

    def groups(self) -> tuple[Group, ...]:
        """Return the categories that occur, in the order of the schema."""
        boxes: dict[str, list[Box]] = defaultdict(list)
        for box in self._shown.boxes:
            boxes[box.finding.entity].append(box)
        members: dict[str, list[EntityEntry]] = defaultdict(list)
        for number, entity in enumerate(self.entities):
            entries = tuple(self._entry(box) for box in boxes[entity.key])
            also = ", ".join(entity.synonyms)
            members[entity.category].append(EntityEntry(number, entity.label, entity.definition, also, entries))
        return tuple(
            _group(number, category, members[category.key])
            for number, category in enumerate(self._kg.schema.categories.values())
            if members[category.key]
        )

    def red_flags(self, focus: str | None = None) -> tuple[tuple[Arrow, bool], ...]:
        """Return the edges that warn of something serious, those about the focus first, each with whether it is."""
        found = [line for line in self._shown.lines if self._kg.schema.family(line.edge.predicate).role == "warning"]
        near = {line.number: focus in (line.edge.subject.entity, line.edge.object.entity) for line in found}
        found.sort(key=lambda line: not near[line.number])
        return tuple((self._arrow(line), near[line.number]) for line in found)

    def loops(self) -> tuple[LoopEntry, ...]:
        """Return the feedback loops, the shortest first."""
        return tuple(
            LoopEntry(
                answer_wording.loop(self._kg, loop.findings),
                tuple(self._arrow(self._shown.lines[line]) for line in lines),
                tuple(dict.fromkeys(flag for step in loop.steps for flag in wording.flags(self._kg, step))),
            )
            for loop, lines in self._shown.loops
        )

    def references(self) -> tuple[SourceView, ...]:
        """Return each source as it is cited."""
        return self._builder.sources

    # ------------------------------------------------------------ parts

    def _predicate(self, edge: Edge) -> Predicate:
        return self._kg.schema.predicates[edge.predicate]

    def _entry(self, box: Box) -> FindingEntry:
        texts = self._shown.boxes
        return FindingEntry(
            box.number,
            box.text,
            tuple(self._arrow(line) for line in self._out[box.number]),
            tuple(
                IncomingArrow(
                    line.number,
                    self._predicate(line.edge).inverse,
                    texts[line.start].text,
                    STATUS_WORDS[line.edge.status],
                )
                for line in self._back[box.number]
            ),
            tuple((other, texts[other].text, why) for other, why in self._ties[box.number]),
        )

    def _arrow(self, line: Line) -> Arrow:
        edge = line.edge
        told = self._builder.edge(edge, f"e{line.number}")
        against = tuple(claim for claim in told.disputes if claim not in told.claims)
        return Arrow(
            line.number,
            told.subject,
            told.verb,
            told.object,
            edge.status,
            STATUS_WORDS[edge.status],
            line.loop,
            told.claims,
            against,
        )


def _by_box(
    shown: Scene,
) -> tuple[Mapping[int, list[Line]], Mapping[int, list[Line]], Mapping[int, list[tuple[int, str]]]]:
    out: dict[int, list[Line]] = defaultdict(list)
    back: dict[int, list[Line]] = defaultdict(list)
    ties: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for line in shown.lines:
        out[line.start].append(line)
        back[line.end].append(line)
    for tie in shown.ties:
        _tie(ties, tie)
    return out, back, ties


def _tie(ties: dict[int, list[tuple[int, str]]], tie: Tie) -> None:
    ties[tie.start].append((tie.end, tie.why))
    ties[tie.end].append((tie.start, tie.why))


def _group(number: int, category: Category, things: Sequence[EntityEntry]) -> Group:
    count = sum(len(thing.entries) for thing in things)
    return Group(number, category.plural, category.shape, count, tuple(things))
