"""A path as a reader follows it: numbered stops, legs between them, and numbered sources.

The stops are the findings of a path, numbered from the origin; a leg is a step from one stop to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.names import say
from refgraph.model.answers import Path, Rivalry, Step
from refgraph.model.statements import Claim, Edge, Finding


@dataclass(frozen=True, slots=True)
class Stop:
    """A finding on the way; `read_as` is the finding that the next step starts from, where it is worded otherwise."""

    number: int
    finding: Finding
    label: str
    category: str
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A step from stop `number` to stop `number + 1`.

    Attributes:
        words: subject, verb and object.
        hedge: the modality word, where no article says it outright.
        doubt: `disputed` or `denied`, where an article says so.
        cites: numbers of the sources that say it.
        flags: (words, meaning) of each weakness of the joint before it.
    """

    number: int
    step: Step
    words: tuple[str, str, str]
    hedge: str | None
    doubt: str | None
    cites: tuple[int, ...]
    flags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """What leads to the same end, though it is the opposite of a stop.

    Attributes:
        stop: number of the stop that it contradicts.
        ranks: of the routes through it.
        why: why the data calls the two opposite.
    """

    stop: int
    label: str
    category: str
    ranks: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Route:
    """Stops and legs of a path, origin first, and what contradicts them."""

    path: Path
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    rivals: tuple[Rival, ...] = ()


@dataclass(slots=True)
class Numbers:
    """Gives each source a number when it is first cited.

    Example:
        >>> numbers = Numbers()
        >>> numbers["b"], numbers["a"], numbers["b"]
        (1, 2, 1)
    """

    given: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, source: str) -> int:
        return self.given.setdefault(source, len(self.given) + 1)

    def all(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """Numbers of the sources of some claims, each once, in order."""
        return tuple(sorted({self[claim.source] for claim in claims}))


def follow(kg: KnowledgeGraph, path: Path, numbers: Numbers, rivalries: Sequence[Rivalry] = ()) -> Route:
    """Lay a path out as stops and legs.

    Args:
        kg: the graph.
        path: with at least one step.
        numbers: of the sources cited so far.
        rivalries: of the answer that the path belongs to.
    """
    ends = (path.steps[0].subject, *(step.object for step in path.steps))
    starts = (*(step.subject for step in path.steps), path.steps[-1].object)
    stops = tuple(
        Stop(i + 1, end, say(kg, end), kg.entity(end.entity).category, None if start == end else say(kg, start))
        for i, (end, start) in enumerate(zip(ends, starts, strict=True))
    )
    legs = tuple(_leg(kg, i + 1, step, numbers) for i, step in enumerate(path.steps))
    # Ranks tell routes apart only among those that were compared.
    found = (_rival(kg, path, stops, rivalry) for rivalry in rivalries) if path.rivals else ()
    return Route(path, stops, legs, tuple(rival for rival in found if rival))


def _rival(kg: KnowledgeGraph, path: Path, stops: Sequence[Stop], rivalry: Rivalry) -> Rival | None:
    if path.rank in rivalry.one_ranks:
        mine, theirs, ranks = rivalry.one, rivalry.other, rivalry.other_ranks
    elif path.rank in rivalry.other_ranks:
        mine, theirs, ranks = rivalry.other, rivalry.one, rivalry.one_ranks
    else:
        return None
    same = [stop for stop in stops if stop.finding.entity == mine.entity]
    stop = next((stop for stop in same if stop.finding.state == mine.state), same[0])
    others = tuple(rank for rank in ranks if rank != path.rank)
    return Rival(stop.number, say(kg, theirs), kg.entity(theirs.entity).category, others, rivalry.why)


def _leg(kg: KnowledgeGraph, number: int, step: Step, numbers: Numbers) -> Leg:
    for_it = asserting(step.edge.claims)
    flags = kg.schema.ranking.flags
    return Leg(
        number=number,
        step=step,
        words=in_words(kg, step.subject, step.edge.predicate, step.object),
        hedge=hedge(kg, for_it),
        doubt=doubt(step.edge),
        cites=numbers.all(for_it),
        flags=tuple((key.replace("-", " "), flags[key].meaning) for key in step.flags if key in flags),
    )


def asserting(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that say it."""
    return tuple(claim for claim in claims if claim.polarity == "asserts")


def against(claims: Sequence[Claim], disputed_by: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that deny or dispute it, each once."""
    denials = (claim for claim in claims if claim.polarity != "asserts")
    return tuple({claim.id: claim for claim in (*denials, *disputed_by)}.values())


def doubt(edge: Edge) -> str | None:
    """The word for what articles say against an edge."""
    return {"contested": "disputed", "denied": "denied"}.get(edge.status)


def hedge(kg: KnowledgeGraph, claims: Sequence[Claim]) -> str | None:
    """The mildest hedge among some claims; None where one of them says it outright."""
    order = list(kg.schema.ranking.modality)
    best = min((order.index(claim.modality) for claim in claims), default=0)
    return order[best] if best else None


def described(route: Route) -> str:
    """The whole chain in one paragraph, for those who do not see it."""
    steps = [f"Step {leg.number}: {sentence(leg)}{_remarks(leg)}." for leg in route.legs]
    return " ".join([*steps, *(f"Rival: {rival.label}, {against_stop(rival)}. {rival.why}" for rival in route.rivals)])


def against_stop(rival: Rival) -> str:
    """Say what a rival contradicts, and which routes take it."""
    routes = f"route{'s'[: len(rival.ranks) > 1]} {', '.join(map(str, rival.ranks))}"
    return f"opposite of {rival.stop}, and said to lead there too ({routes})"


def sentence(leg: Leg) -> str:
    """A step in words."""
    return " ".join(leg.words)


def in_words(kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding) -> tuple[str, str, str]:
    """Subject, verb and object; a verb that already says the state it leaves does not say it twice.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> in_words(kg, Finding("piriformis"), "compresses", Finding("sciatic-nerve", "compressed"))
        ('piriformis', 'compresses', 'sciatic nerve')
    """
    known = kg.schema.predicates[predicate]
    met = replace(object_, state=None) if known.result and object_.state == known.result else object_
    return say(kg, subject), known.forward, say(kg, met)


def _remarks(leg: Leg) -> str:
    remarks = [f"source {', '.join(map(str, leg.cites))}"] if leg.cites else []
    remarks += [f"hedged: {leg.hedge}"] if leg.hedge else []
    remarks += [leg.doubt] if leg.doubt else []
    remarks += [words for words, _ in leg.flags]
    return f" ({'; '.join(remarks)})" if remarks else ""
