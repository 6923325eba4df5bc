"""What makes the view of an answer: `view` of a whole one, `ViewBuilder` of paths, edges and claims by themselves.

What stands below the paths of an answer is made in `_parts`: a new part is added there, and every renderer shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import as_english, tr
from refgraph.model import citations
from refgraph.model.answers import Answer, NearMiss, Path, Rivalry, Step
from refgraph.model.statements import Claim, Edge, Finding, Source
from refgraph.model.vocabulary import Family
from refgraph.report.view import (
    AnswerView,
    ClaimView,
    EdgeView,
    FindingView,
    Part,
    PathView,
    Remark,
    RivalView,
    Section,
    SourceView,
    StepView,
)
from refgraph.report.words import answer_wording, chance_wording, foreign, speech, wording
from refgraph.report.words.summary import summary
from refgraph.search.judging.grade import grade

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.search.null_model import Chance

RED_FLAGS = 5  # that stand with an answer; a page of a common symptom would else begin with dozens


@dataclass(slots=True)
class CitationNumbers:
    """Gives each source a number when it is first cited.

    Example:
        >>> numbers = CitationNumbers()
        >>> numbers["b"], numbers["a"], numbers["b"]
        (1, 2, 1)
    """

    given: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, source: str) -> int:
        return self.given.setdefault(source, len(self.given) + 1)

    def all(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """Numbers of the sources of some claims, each once, in order."""
        return tuple(sorted({self[claim.source] for claim in claims}))


@dataclass(slots=True)
class ViewBuilder:
    """Puts paths, edges and claims into words, and remembers what it has numbered and told.

    Args:
        kg: the graph that they come from.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> builder = ViewBuilder(kg)
        >>> builder.claim(kg.claim("toy-neck#1")).cited
        'Ada Author et al., paragraph 2'
        >>> [source.key for source in builder.sources]
        ['toy-neck']
    """

    kg: KnowledgeGraph
    numbers: CitationNumbers = field(default_factory=CitationNumbers)
    _told: dict[int, str] = field(default_factory=dict)
    _claims: dict[str, ClaimView] = field(default_factory=dict)
    _sources: dict[str, SourceView] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """Everything that was cited, in the order of the numbers."""
        return tuple(self._source(key) for key in self.numbers.given)

    def _source(self, key: str) -> SourceView:
        if key not in self._sources:
            source: Source = self.kg.source(key)
            text, address = citations.reference(replace(source, url=None)), citations.address(source)
            who, title = wording.who(source), source.title or source.key
            self._sources[key] = SourceView(self.numbers[key], key, who, title, wording.clean(text), address)
        return self._sources[key]

    def claim(self, claim: Claim) -> ClaimView:
        """A claim as it is cited."""
        if claim.id not in self._claims:
            self._claims[claim.id] = ClaimView(
                claim=claim,
                cited_from=self._source(claim.source),
                statement=wording.statement(self.kg, claim),
                remarks=wording.remarks(self.kg, claim),
                leans_on=wording.clean(", ".join(speech.finding(self.kg, Finding(key)) for key in claim.relies_on)),
                locator=wording.located(claim),
                link=citations.link(self.kg.source(claim.source), claim),
                english=wording.clean(foreign.left_in_english(self.kg, claim)),
                untranslated=foreign.untranslated(self.kg, claim),
            )
        return self._claims[claim.id]

    def claims(self, claims: Iterable[Claim]) -> tuple[ClaimView, ...]:
        """Claims as they are cited."""
        return tuple(self.claim(claim) for claim in claims)

    def edge(self, edge: Edge, anchor: str) -> EdgeView:
        """An edge by itself; `anchor` names its place, for a later one to point back to."""
        graded = wording.clean(speech.word(self.kg.schema, "grade", grade(self.kg, edge)))
        return EdgeView(**self._edge(edge, anchor, edge.subject, edge.object), grade=graded)

    def _edge(self, edge: Edge, anchor: str, subject: Finding, object_: Finding) -> dict[str, Any]:
        see = self._told.setdefault(edge.id, anchor)
        asserting = edge.asserting
        cites = self.numbers.all(asserting or edge.counter_evidence)
        self.claims(asserting)
        disputes = self.claims(edge.counter_evidence)
        hedge = wording.hedge(self.kg, asserting)
        words = wording.in_words(self.kg, subject, edge.predicate, object_, may=hedge is not None)
        return {
            "edge": edge,
            "anchor": anchor,
            "subject": words[0],
            "verb": words[1],
            "object": words[2],
            "categories": tuple(self.kg.entity(end.entity).category for end in (edge.subject, edge.object)),
            "claims": self.claims(edge.claims),
            "disputes": disputes,
            "cites": cites,
            "hedge": hedge,
            "doubt": wording.doubt(edge),
            "see": see if see != anchor else None,
            "english": (foreign.in_english(self.kg, subject), foreign.in_english(self.kg, object_)),
        }

    def path(
        self, path: Path, key: str = "", rivalries: Sequence[Rivalry] = (), *, sections: bool = True, shared: str = ""
    ) -> PathView:
        """A path with its steps and what is shown beside them.

        Args:
            path: with at least one step.
            key: what its anchors begin with.
            rivalries: of the answer that the path belongs to.
            sections: whether edges that are never walked are told with it.
            shared: see `PathView`.
        """
        findings = _findings(self.kg, path)
        for step in path.steps:
            self.numbers.all(step.edge.asserting)
        # Ranks tell paths apart only among those that were compared.
        rivals = (_rival(self.kg, path, findings, rivalry) for rivalry in rivalries if path.rivals)
        return PathView(
            kg=self.kg,
            key=key,
            path=path,
            title=answer_wording.title(self.kg, path),
            findings=findings,
            steps=tuple(self._step(step, n, findings[n], key) for n, step in enumerate(path.steps, 1)),
            sections=tuple(self._sections(path, key)) if sections else (),
            rivals=tuple(rival for rival in rivals if rival),
            shared=shared,
        )

    def _step(self, step: Step, number: int, end: FindingView, key: str) -> StepView:
        told = self._edge(step.edge, f"{key}step-{number}", step.subject, step.object)
        graded = wording.clean(speech.word(self.kg.schema, "grade", step.grade))
        return StepView(**told, grade=graded, flags=wording.flags(self.kg, step), number=number, step=step, end=end)

    def _sections(self, path: Path, key: str) -> Iterator[Section]:
        families = self.kg.schema.families
        place = {name: number for number, name in enumerate(families)}
        for name, edges in path.beside.items():
            yield self.section(families[name], edges, f"{key}beside{place[name]}")

    def about(self, key: str, most: int | None = None) -> tuple[Section, ...]:
        """Everything that is said of an entity, each edge once: what it leads to, what leads to it, then by family.

        Args:
            key: of the entity.
            most: how many edges of a section are told; None for all.
        """
        schema, told = self.kg.schema, set[int]()
        out, into = self.kg.edges(subject=key), self.kg.edges(object=key)
        walked = schema.of_role("walked")
        plan = [(wording.LEADS_TO, out, walked), (wording.LED_TO, into, walked)]
        plan += [("", (*out, *into), (name,)) for name in schema.families if name not in walked]
        made = []
        for heading, edges, families in plan:
            fresh = {e.id: e for e in edges if schema.predicates[e.predicate].family in families and e.id not in told}
            told |= set(fresh)
            if fresh:
                made.append(self._about(schema.families[families[0]], heading, tuple(fresh.values()), most))
        return tuple(made)

    def _about(self, family: Family, heading: str, edges: Sequence[Edge], most: int | None) -> Section:
        told = tuple(self.edge(edge, f"edge-{edge.id}") for edge in edges[:most])
        words = tr(heading) if heading else speech.word(self.kg.schema, "family", family.key)
        return Section(family, wording.clean(words), told, len(edges) - len(told))

    def section(self, family: Family, edges: Sequence[Edge], anchor: str) -> Section:
        """Edges of a family under its heading."""
        told = tuple(self.edge(edge, f"{anchor}-{n}") for n, edge in enumerate(edges, 1))
        return Section(family, wording.clean(speech.word(self.kg.schema, "family", family.key)), told)


def _findings(kg: KnowledgeGraph, path: Path) -> tuple[FindingView, ...]:
    ends = (path.steps[0].subject, *(step.object for step in path.steps))
    starts = (*(step.subject for step in path.steps), path.steps[-1].object)
    return tuple(
        FindingView(
            number,
            end,
            wording.said(kg, end),
            kg.entity(end.entity).category,
            None if start == end else wording.said(kg, start),
            foreign.in_english(kg, end),
        )
        for number, (end, start) in enumerate(zip(ends, starts, strict=True), 1)
    )


def _rival(kg: KnowledgeGraph, path: Path, findings: Sequence[FindingView], rivalry: Rivalry) -> RivalView | None:
    if path.rank in rivalry.one_ranks:
        mine, theirs, ranks = rivalry.one, rivalry.other, rivalry.other_ranks
    elif path.rank in rivalry.other_ranks:
        mine, theirs, ranks = rivalry.other, rivalry.one, rivalry.one_ranks
    else:
        return None
    same = [shown for shown in findings if shown.finding.entity == mine.entity]
    at = next((shown for shown in same if shown.finding.state == mine.state), same[0])
    others = tuple(rank for rank in ranks if rank != path.rank)
    return RivalView(
        at.number, wording.said(kg, theirs), kg.entity(theirs.entity).category, others, as_english(rivalry.why)
    )


# ---------------------------------------------------------------- a whole answer


def view(kg: KnowledgeGraph, answer: Answer, chance: Chance | None = None) -> AnswerView:
    """Put a whole answer into words.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        chance: how unusual its paths are, if that was asked.

    Returns:
        The view that every renderer takes; sources are numbered in the order in which it cites them.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> shown = view(kg, questions.origins(kg, Finding("headache"), top=1))
        >>> shown.question, shown.paths[0].steps[0].sentence
        ('Where may headache come from?', 'tight upper trapezius is felt as headache')
    """
    builder = ViewBuilder(kg)
    heeded, more = _heeded(kg, answer)
    red_flags = builder.claims(heeded)
    paths = tuple(
        builder.path(path, f"r{n}-" if n > 1 else "", answer.rivals, shared=answer_wording.shared(kg, answer, path))
        for n, path in enumerate(answer.paths, 1)
    )
    members = tuple(builder.path(path, f"m{n}-") for n, path in enumerate(answer.members, 1))
    return AnswerView(
        kg=kg,
        answer=answer,
        question=answer_wording.question(kg, answer.query),
        summary=summary(kg, answer),
        red_flags=red_flags,
        no_red_flag=answer_wording.no_red_flag(kg, answer.query),
        found=" ".join(filter(None, (answer_wording.found_in(answer), answer_wording.uncurated(kg, answer)))),
        limits=(*more, *[tr(wording.MORE)] * answer.more, *[tr(wording.NOT_WHOLE)] * (not answer.complete)),
        remarks=chance_wording.chance(chance) if chance else (),
        paths=paths,
        parts=tuple(
            part for part in _parts(kg, answer, paths, members, builder) if part.lines or part.paths or part.edges
        ),
        sources=builder.sources,
        chance=chance,
    )


def _heeded(kg: KnowledgeGraph, answer: Answer) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the red flags that stand with an answer, the most urgent first, and where the others are."""
    if len(answer.red_flags) <= RED_FLAGS:
        return answer.red_flags, ()
    heeded = (*(one.claim for one in answer.sign_of), *answer.warning)
    told = tuple(dict.fromkeys((*(c for c in heeded if c in answer.red_flags), *answer.red_flags)))[:RED_FLAGS]
    end, more = answer.query.end or answer.query.start, len(answer.red_flags) - len(told)
    return told, (answer_wording.more_red_flags(kg, end, more, answer.concerning),) if end else ()


def alone(kg: KnowledgeGraph, answer: Answer, path: Path) -> AnswerView:
    """Put one path of an answer into words, for a picture: with its red flags and doubts, numbered by itself.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        path: one of its paths.

    Returns:
        The view of an answer that holds this path alone.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> len(alone(kg, answer, answer.paths[0]).paths)
        1
    """
    doubts = kg.schema.of_role("doubt")
    told = replace(path, beside={family: edges for family, edges in path.beside.items() if family in doubts})
    bare = replace(answer, paths=(told,), members=(), near_misses=(), common=())
    return view(kg, replace(bare, nearby=(), altered_by=(), indefinite=()))


def _parts(
    kg: KnowledgeGraph, answer: Answer, paths: Sequence[PathView], members: Sequence[PathView], builder: ViewBuilder
) -> Iterator[Part]:
    """Everything below the paths, in the order in which it is read."""
    contradicting = tuple(Remark(answer_wording.rivalry(kg, found)) for found in answer.rivals)
    yield Part("rivals", tr(wording.RIVALS), "Rivals, so no verdict between them", "⇄", contradicting)
    yield from _apart(members)
    near = tuple(Remark(answer_wording.near(kg, one)) for one in answer.nearby)
    yield Part("nearby", tr(wording.NEARBY), "Nearby", lines=near)
    yield from _at_the_end(kg, answer, builder)
    yield Part(
        "loop", tr(wording.LOOPS), "Feedback loop", "↻", tuple(map(Remark, answer_wording.loops(kg, answer.paths)))
    )
    told = {edge.id for edge in answer.altered_by}
    yield from _beside(kg, (*paths, *members), told)
    yield misses(answer.near_misses)


def _apart(members: Sequence[PathView]) -> Iterator[Part]:
    """Paths that are told of something else than the ends, by what that is to them."""
    for relation, heading in wording.TOLD_OF.items():
        told = tuple(path for path in members if path.path.instead and path.path.instead.relation == relation)
        yield Part(relation.replace(" ", "-"), tr(heading), paths=told)
    yield Part("apart", tr(wording.APART), paths=tuple(path for path in members if path.path.instead is None))


def _at_the_end(kg: KnowledgeGraph, answer: Answer, builder: ViewBuilder) -> Iterator[Part]:
    """What makes the end worse or better, and what is said of it and of something unnamed."""
    altered = [builder.edge(edge, f"altered-{n}") for n, edge in enumerate(answer.altered_by, 1)]
    for key in kg.schema.of_role("aggravating"):
        heading = wording.clean(speech.word(kg.schema, "family", key))
        edges = tuple(edge for edge in altered if kg.schema.predicates[edge.edge.predicate].family == key)
        yield Part("altered", heading, edges=edges)
    unnamed = tuple(builder.edge(edge, f"unnamed-{n}") for n, edge in enumerate(answer.indefinite, 1))
    yield Part("indefinite", tr(wording.INDEFINITE), edges=unnamed)


def _beside(kg: KnowledgeGraph, paths: Iterable[PathView], without: Collection[int]) -> Iterator[Part]:
    """What is shown beside any of the paths, each edge once, without what is told already."""
    found: dict[str, tuple[str, dict[int, EdgeView]]] = {}
    for section in (section for path in paths for section in path.sections):
        edges = found.setdefault(section.family.key, (section.heading, {}))[1]
        for told in (told for told in section.edges if told.edge.id not in without):
            edges.setdefault(told.edge.id, told)
    for key in sorted(found, key=list(kg.schema.families).index):
        yield Part(key, found[key][0], edges=tuple(found[key][1].values()))


def misses(found: Sequence[NearMiss]) -> Part:
    """The walks that come nearest, and why they do not count.

    Args:
        found: the near misses, the nearest first.

    Returns:
        A part with a line for each.

    Example:
        >>> from refgraph.model.answers import NearMiss
        >>> [line.text for line in misses([NearMiss("no", ("a step",))]).lines]
        ['no']
    """
    heading = "Nearest miss" if len(found) == 1 else "Nearest misses"
    lines = tuple(Remark(wording.clean(miss.why), tuple(map(wording.clean, miss.steps))) for miss in found)
    return Part("near-miss", heading, "Nearest miss", "✗", lines)
