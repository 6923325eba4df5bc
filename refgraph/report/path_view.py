"""An answer as its page shows it: every text ready, every number given, nothing left to decide for the template.

A step that several routes share is told once; later routes point back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import citations
from refgraph.model.answers import Answer, NearMiss, Path, Rivalry
from refgraph.model.statements import Claim, Edge, Source
from refgraph.report import wording
from refgraph.report.route import Leg, Numbers, Route, against, asserting, doubt, follow, hedge, in_words


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim with all that it takes to judge it; `link` leads to the passage itself."""

    id: str
    statement: str
    source: int
    remarks: str
    leans_on: str
    locator: str
    anchor: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A step or another edge in words; `see` is the anchor of the place that already tells it."""

    anchor: str
    number: int
    subject: str
    verb: str
    object: str
    cites: tuple[int, ...]
    hedge: str | None
    doubt: str | None
    categories: tuple[str, str]
    flags: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    against: tuple[Passage, ...] = ()
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Edges that touch a route and are never walked; doubts stand open."""

    heading: str
    edges: tuple[Told, ...]
    open: bool

    @property
    def fresh(self) -> tuple[Told, ...]:
        """What this page has not told before."""
        return tuple(edge for edge in self.edges if not edge.see)

    @property
    def known(self) -> tuple[Told, ...]:
        """What this page has told before."""
        return tuple(edge for edge in self.edges if edge.see)


@dataclass(frozen=True, slots=True)
class RouteView:
    """A route with its verdict and its steps; `key` makes its anchors its own."""

    key: str
    rank: int
    title: str
    verdict: str
    route: Route
    steps: tuple[Told, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of the bibliography; `address` is None where it is not known."""

    number: int
    key: str
    text: str
    address: str | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The whole page in the order in which it is read."""

    question: str
    red_flags: tuple[Passage, ...]
    no_red_flag: str
    found: str
    remarks: tuple[str, ...]
    routes: tuple[RouteView, ...]
    members: tuple[RouteView, ...]
    rivals: tuple[str, ...]
    loops: tuple[str, ...]
    near_misses: tuple[NearMiss, ...]
    sources: tuple[Reference, ...]
    data_version: str


@dataclass(slots=True)
class Teller:
    """Puts claims and edges into words, and remembers where an edge was told first."""

    kg: KnowledgeGraph
    numbers: Numbers = field(default_factory=Numbers)
    told: dict[int, str] = field(default_factory=dict)

    def passage(self, claim: Claim) -> Passage:
        """A claim as it is cited."""
        source = self.kg.source(claim.source)
        link = citations.link(source, claim)
        return Passage(
            id=claim.id,
            statement=wording.statement(self.kg, claim),
            source=self.numbers[claim.source],
            remarks=wording.remarks(claim),
            leans_on=", ".join(self.kg.entity(key).label for key in claim.relies_on),
            locator=citations.locator(claim),
            anchor=claim.anchor,
            link=link if link and link.startswith(("https://", "http://")) else None,
        )

    def step(self, leg: Leg, key: str) -> Told:
        """A step of a route."""
        step, anchor = leg.step, f"{key}step-{leg.number}"
        return self._edge(step.edge, anchor, leg.number, leg.words, leg.flags)

    def aside(self, edge: Edge, anchor: str) -> Told:
        """An edge that touches a route."""
        words = in_words(self.kg, edge.subject, edge.predicate, edge.object)
        return self._edge(edge, anchor, 0, words, ())

    def _edge(
        self, edge: Edge, anchor: str, number: int, words: tuple[str, str, str], flags: tuple[tuple[str, str], ...]
    ) -> Told:
        see = self.told.setdefault(edge.id, anchor)
        known = see != anchor
        for_it, not_for_it = asserting(edge.claims), against(edge.claims, edge.disputed_by)
        return Told(
            anchor=anchor,
            number=number,
            subject=words[0],
            verb=words[1],
            object=words[2],
            cites=self.numbers.all(for_it or not_for_it),
            hedge=hedge(self.kg, for_it),
            doubt=doubt(edge),
            categories=(self._category(edge.subject.entity), self._category(edge.object.entity)),
            flags=flags,
            passages=() if known else self.passages(for_it),
            against=() if known else self.passages(not_for_it),
            see=see if known else None,
        )

    def passages(self, claims: Iterable[Claim]) -> tuple[Passage, ...]:
        """Claims as they are cited."""
        return tuple(self.passage(claim) for claim in claims)

    def _category(self, entity: str) -> str:
        return self.kg.entity(entity).category


def view(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> AnswerView:
    """Prepare an answer for its page.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        remarks: what else is to be said of all its routes.
    """
    teller = Teller(kg)
    red_flags = teller.passages(answer.red_flags)
    keys = ("" if n == 0 else f"r{n + 1}-" for n in range(len(answer.paths)))
    routes = tuple(_route(teller, path, key, answer.rivals) for path, key in zip(answer.paths, keys, strict=True))
    members = tuple(_route(teller, path, f"m{n + 1}-") for n, path in enumerate(answer.members))
    limits = (wording.NOT_WHOLE if not answer.complete else "", wording.MORE if answer.more else "")
    return AnswerView(
        question=wording.question(kg, answer.query),
        red_flags=red_flags,
        no_red_flag=wording.no_red_flag(kg, answer.query),
        found=wording.found_in(answer),
        remarks=tuple(filter(None, (*limits, *remarks))),
        routes=routes,
        members=members,
        rivals=tuple(wording.rivalry(kg, found) for found in answer.rivals),
        loops=wording.loops(kg, answer.paths),
        near_misses=answer.near_misses,
        sources=tuple(_reference(kg.source(key), number) for key, number in teller.numbers.given.items()),
        data_version=answer.data_version,
    )


def _route(teller: Teller, path: Path, key: str, rivalries: Sequence[Rivalry] = ()) -> RouteView:
    route = follow(teller.kg, path, teller.numbers, rivalries)
    return RouteView(
        key=key,
        rank=path.rank,
        title=wording.title(teller.kg, path),
        verdict=wording.verdict(path),
        route=route,
        steps=tuple(teller.step(leg, key) for leg in route.legs),
        sections=tuple(_sections(teller, path, key)),
    )


def _sections(teller: Teller, path: Path, key: str) -> Iterable[Section]:
    for heading, name in wording.SECTIONS:
        edges: Sequence[Edge] = getattr(path, name)
        if edges:
            told = tuple(teller.aside(edge, f"{key}{name}-{n + 1}") for n, edge in enumerate(edges))
            yield Section(heading, told, name == "doubts")


def _reference(source: Source, number: int) -> Reference:
    """A source without its address in the text: the page links it."""
    return Reference(number, source.key, citations.reference(replace(source, url=None)), citations.address(source))
