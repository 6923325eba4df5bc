"""The paths to one symptom, grouped by category of origin and by origin, common endings shown once; and its filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refgraph.errors import RefusedError
from refgraph.language.voice import msgid, tr, trn, voice
from refgraph.model.answers import Path
from refgraph.model.vocabulary import Schema
from refgraph.report.view import FindingView, PathView, StepView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.state import MOST_HOPS, ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_SIDES = {"left": msgid("the left"), "right": msgid("the right")}
SIDES = tuple(_SIDES)


@dataclass(frozen=True, slots=True)
class Line:
    """A path in one line.

    Attributes:
        shared: how many of its last steps are shown with another path, whose rank is `onward`; 0 and None for none.
        told: of each step, which sources say it and how good their best claim is: `source:evidence`.
    """

    shown: PathView
    address: str
    shared: int
    onward: int | None
    told: str

    @property
    def path(self) -> Path:
        """The path itself."""
        return self.shown.path

    @property
    def rank(self) -> int:
        """Its place in the order of paths."""
        return self.path.rank

    @property
    def first(self) -> FindingView:
        """Where it begins."""
        return self.shown.findings[0]

    @property
    def hops(self) -> tuple[StepView, ...]:
        """Its steps before the ending that it shares with another path; all of them where it shares none."""
        return self.shown.steps[: len(self.shown.steps) - self.shared]

    @property
    def rest(self) -> tuple[StepView, ...]:
        """The steps that it shares with that path."""
        return self.shown.steps[len(self.shown.steps) - self.shared :]

    @property
    def articles(self) -> str:
        """How many articles tell it."""
        count = len(self.path.verdict.sources)
        if count == 1:
            return tr("one article")
        return tr("joined from {count} articles" if self.path.verdict.joined else "{count} articles", count=count)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What weakens it, in words."""
        disputed = (tr("disputed"),) if self.path.verdict.contested else ()
        flags = self.path.verdict.flags
        if voice().foreign:
            return (*disputed, *(voice().words["flag"].get(flag, flag) for flag in flags))
        return (*disputed, *map(wording.spaced, flags))


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin with its paths, the most directly told first."""

    best: Line
    further: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The origins of one category."""

    category: str
    title: str
    paths: int
    origins: tuple[Origin, ...]


def groups(kg: KnowledgeGraph, found: Sequence[Path]) -> tuple[Group, ...]:
    """Fold paths by the category of their origin, the group that holds the most directly told one first."""
    lines = lines_of(kg, found, cut=True)
    by_category: dict[str, dict[str, list[Line]]] = {}
    for line in lines:
        origins = by_category.setdefault(line.first.category, {})
        origins.setdefault(line.first.label, []).append(line)
    made = []
    for category, origins in by_category.items():
        folded = tuple(Origin(listed[0], tuple(listed[1:])) for listed in origins.values())
        count = sum(map(len, origins.values()))
        plural = speech.word(kg.schema, "plural", category)
        made.append(Group(category, wording.clean(plural), count, folded))
    return tuple(made)


def by_target(state: ExplorerState, found: Sequence[Path]) -> tuple[Origin, ...]:
    """Gather paths by what they end in, the most directly told one first; no path is cut short."""
    targets: dict[str, list[Line]] = {}
    for line in lines_of(state.kg, found, place=state.place):
        targets.setdefault(line.hops[-1].end.label, []).append(line)
    return tuple(Origin(listed[0], tuple(listed[1:])) for listed in targets.values())


def lines_of(
    kg: KnowledgeGraph,
    found: Sequence[Path],
    *,
    cut: bool = False,
    place: Callable[[Path], str] = addresses.path,
) -> list[Line]:
    """Put each path in one line.

    Args:
        kg: the graph.
        found: the paths.
        cut: whether an ending that is itself a listed path is left out.
        place: says where a path has its page.
    """
    number = {source.key: i for i, source in enumerate(kg.sources())}
    ranks = {tuple(step.edge.id for step in path.steps): path.rank for path in found}
    builder, lines = ViewBuilder(kg), []
    for path in found:
        edges = tuple(step.edge.id for step in path.steps)
        # The longest ending that is itself a listed path is shown with that path.
        at = next((n for n in range(1, len(edges)) if edges[n:] in ranks), len(edges)) if cut else len(edges)
        shown = builder.path(path, sections=False)
        lines.append(
            Line(
                shown, place(path), len(edges) - at, ranks[edges[at:]] if edges[at:] else None, _told(kg, number, path)
            )
        )
    return lines


def _told(kg: KnowledgeGraph, number: Mapping[str, int], path: Path) -> str:
    """Write down what the filters of a frozen page need: steps by `;`, claims by `,`, each `source:evidence`.

    Kinds of evidence of one rank are not told apart: each stands as the first of its rank in the order of the schema.
    """
    first: dict[int, int] = {}
    kinds = {
        key: first.setdefault(kind.rank, place) for place, (key, kind) in enumerate(kg.schema.ranking.evidence.items())
    }
    steps = []
    for step in path.steps:
        claims = step.edge.asserting
        pairs = sorted({(number[claim.source], kinds[claim.evidence]) for claim in claims})
        steps.append(",".join(f"{source}:{kind}" for source, kind in pairs))
    return ";".join(steps)


# ---------------------------------------------------------------- filters


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter may take."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a question, as a form shows it and as a query takes it; `narrowed` where anything is chosen."""

    categories: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    evidence: tuple[Choice, ...]
    hops: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    one_source: bool
    strict: bool
    options: Mapping[str, Any]

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.options)


def filters(kg: KnowledgeGraph, query: Mapping[str, Sequence[str]], found: Iterable[Path]) -> Filters:
    """Read the filters of a symptom's page.

    Args:
        kg: the graph.
        query: what the form sent.
        found: the paths of the question without any filter: only what they hold can be chosen.

    Raises:
        RefusedError: a value is none that can be chosen.
    """
    listed = tuple(found)
    origins = {kg.entity(path.origin.entity).category for path in listed}
    cited = {source for path in listed for source in path.verdict.sources}
    kinds = [key for key in kg.schema.categories if key in origins]
    keys = [source.key for source in kg.sources() if source.key in cited]
    categories = _many(query, "category", kg.schema.categories)
    tellers = _many(query, "source", [source.key for source in kg.sources()])
    kind = _one(query, "evidence", kg.schema.ranking.evidence)
    side, hops = _one(query, "side", SIDES), _one(query, "steps", [str(n) for n in range(1, MOST_HOPS + 1)])
    one_source, strict = _ticked(query, "one-source"), _ticked(query, "strict")
    options = {
        "categories": categories,
        "sources": tellers,
        "min_evidence": kind,
        "side": side,
        "max_hops": int(hops) if hops else None,
        "one_source": one_source,
        "strict": strict,
    }
    best = next(iter(kg.schema.ranking.evidence), None)
    return Filters(
        categories=_choices(((key, speech.word(kg.schema, "plural", key)) for key in kinds), categories),
        sources=_choices(((key, wording.who_of(kg.source(key))) for key in keys), tellers),
        evidence=_choices(((key, _or_better(kg.schema, key, best)) for key in kg.schema.ranking.evidence), (kind,)),
        hops=_choices(((str(n), trn(n, "{count} step", "{count} steps")) for n in range(1, MOST_HOPS + 1)), (hops,)),
        sides=_choices(((key, tr(said)) for key, said in _SIDES.items()), (side,)),
        one_source=one_source,
        strict=strict,
        options={name: value for name, value in options.items() if value},
    )


def _or_better(schema: Schema, key: str, best: str | None) -> str:
    kind = wording.spaced(key) if voice().usual else speech.word(schema, "evidence", key)
    return kind if key == best else tr("{what} or better", what=kind)


def _choices(options: Iterable[tuple[str, str]], picked: Iterable[str | None]) -> tuple[Choice, ...]:
    chosen = set(picked)
    return tuple(Choice(value, wording.clean(label), value in chosen) for value, label in options)


def _many(query: Mapping[str, Sequence[str]], name: str, allowed: Iterable[str]) -> tuple[str, ...]:
    known = list(allowed)
    given = [value for value in query.get(name, ()) if value]
    for value in given:
        if value not in known:
            raise RefusedError(
                tr("“{value}” is no {name} that can be chosen here.", value=wording.clean(value[:60]), name=name)
            )
    return tuple(dict.fromkeys(given))


def _one(query: Mapping[str, Sequence[str]], name: str, allowed: Iterable[str]) -> str | None:
    given = _many(query, name, allowed)
    if len(given) > 1:
        raise RefusedError(tr("Only one {name} can be chosen at a time.", name=name))
    return given[0] if given else None


def _ticked(query: Mapping[str, Sequence[str]], name: str) -> bool:
    return bool(_one(query, name, ["on"]))
