"""The same network as a page of text: every box, every arrow, what the articles say, by category.

A template writes it out; the script of the page copies parts of it, but adds no words of its own to what is claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.language.voice import msgid, tr, voice
from refgraph.model.statements import Edge, Finding, Source
from refgraph.model.vocabulary import Category, Entity, Predicate, Schema
from refgraph.report.view import ClaimView, SourceView
from refgraph.report.view_builder import CitationNumbers, ViewBuilder
from refgraph.report.words import answer_wording, speech, wording
from refgraph.web.network.scene import Box, Line, Scene, Tie

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

STATUS_WORDS = {"supported": "", "contested": msgid("disputed"), "denied": msgid("denied")}


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
    """An arrow seen from its object: told backwards, or whole where the language in use has no verb for that."""

    number: int
    before: str
    verb: str
    after: str
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
            # Other names are English, and help nobody who reads another language.
            also = "" if voice().foreign else ", ".join(entity.synonyms)
            label = speech.finding(self._kg, Finding(entity.key))
            members[entity.category].append(EntityEntry(number, label, speech.definition(entity), also, entries))
        return tuple(
            _group(self._kg.schema, number, category, members[category.key])
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
            tuple(self._incoming(line) for line in self._back[box.number]),
            tuple((other, texts[other].text, why) for other, why in self._ties[box.number]),
        )

    def _incoming(self, line: Line) -> IncomingArrow:
        word, start = status_word(line.edge), self._shown.boxes[line.start].text
        if not voice().foreign:
            return IncomingArrow(line.number, "", self._predicate(line.edge).inverse, start, word)
        told = self._builder.edge(line.edge, f"e{line.number}")
        return IncomingArrow(line.number, told.subject, told.verb, told.object, word)

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
            status_word(edge),
            line.loop,
            told.claims,
            against,
        )


def told(kg: KnowledgeGraph, edge: Edge) -> tuple[str, str, str]:
    """Say an edge in subject, verb and object, hedged where all who say it hedge it and the language says so."""
    may = wording.hedge(kg, edge.asserting) is not None
    return wording.in_words(kg, edge.subject, edge.predicate, edge.object, may=may)


def status_word(edge: Edge) -> str:
    """Say what stands against an edge; empty where nothing does."""
    word = STATUS_WORDS[edge.status]
    return tr(word) if word else ""


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


def _group(schema: Schema, number: int, category: Category, things: Sequence[EntityEntry]) -> Group:
    count = sum(len(thing.entries) for thing in things)
    return Group(number, speech.word(schema, "plural", category.key), category.shape, count, tuple(things))
