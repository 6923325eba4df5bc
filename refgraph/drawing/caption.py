"""What stands beside a picture that leaves refgraph: caption, disputes, sources and credit, all in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refgraph import __version__
from refgraph.model import citations
from refgraph.report import wording
from refgraph.report.route import Numbers, Route, against, described, follow

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path
    from refgraph.model.statements import Claim

NOTICE = "Information, not a diagnosis. Each step is what an article says, not what is proven."


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is cited below a picture; `places` are the paragraphs that were used."""

    number: int
    text: str
    address: str | None
    places: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        places = f"({self.places})" if self.places else None
        return " ".join(filter(None, [f"[{self.number}]", self.text, self.address, places]))


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a picture, in the order in which they are read.

    Attributes:
        alerts: red flags, or that none is stated; `flagged` tells which.
        told: how far the route can be trusted.
        disputes: what is said against its steps.
        described: the whole route in one paragraph, for those who do not see it.
    """

    title: str
    alerts: tuple[str, ...]
    flagged: bool
    told: str
    disputes: tuple[str, ...]
    sources: tuple[Cited, ...]
    credit: str
    described: str

    @property
    def name(self) -> str:
        """The accessible name of the picture."""
        return f"The route from {self.title}"

    @property
    def description(self) -> str:
        """The accessible description of the picture."""
        return " ".join([*self.alerts, NOTICE, self.described, *self.disputes])

    @property
    def lettering(self) -> str:
        """Every letter of it."""
        sources = (source.line for source in self.sources)
        return "".join([self.title, *self.alerts, self.told, *self.disputes, *sources, self.credit, self.described])


def caption(
    kg: KnowledgeGraph, answer: Answer, path: Path, *, note: str = "", credit: str = ""
) -> tuple[Route, Caption]:
    """Put into words what belongs beside the picture of a path.

    Args:
        kg: the graph that the answer comes from.
        answer: gives the red flags.
        path: one of its paths.
        note: a caption of the reader's own, said before ours.
        credit: whom the reader wants named, said before ours.

    Returns:
        The route with its numbers, and the words.
    """
    numbers = Numbers()
    flags = tuple(f"Red flag: {wording.statement(kg, claim)} [{numbers[claim.source]}]" for claim in answer.red_flags)
    route = follow(kg, path, numbers, answer.rivals)
    disputes, quoted = _disputes(kg, path, route, numbers)
    used = [*answer.red_flags, *quoted, *(claim for leg in route.legs for claim in leg.step.edge.claims)]
    version = answer.data_version.removeprefix("sha256:")[:12]
    words = Caption(
        title=wording.title(kg, path),
        alerts=flags or (wording.no_red_flag(kg, answer.query),),
        flagged=bool(flags),
        told=" ".join(filter(None, [wording.clean(note), wording.verdict(path), wording.turning(kg, path)])),
        disputes=disputes,
        sources=tuple(_cited(kg, key, number, used) for key, number in numbers.given.items()),
        credit=" · ".join(
            filter(None, [wording.clean(credit), f"Drawn by refgraph {__version__} from data {version}; own artwork"])
        ),
        described=described(route),
    )
    return route, words


def _disputes(kg: KnowledgeGraph, path: Path, route: Route, numbers: Numbers) -> tuple[tuple[str, ...], list[Claim]]:
    """What is said against the steps, then other doubts; a sentence that bears on several steps is said once."""
    bearing: dict[str, tuple[Claim, list[int]]] = {}
    for leg in route.legs:
        for claim in against(leg.step.edge.claims, leg.step.edge.disputed_by):
            bearing.setdefault(claim.id, (claim, []))[1].append(leg.number)
    for claim in (claim for edge in path.doubts for claim in edge.claims):
        bearing.setdefault(claim.id, (claim, []))
    lines = tuple(
        f"{_bears_on(steps)}: {wording.statement(kg, claim)} [{numbers[claim.source]}]"
        for claim, steps in bearing.values()
    )
    return lines, [claim for claim, _ in bearing.values()]


def _bears_on(steps: Sequence[int]) -> str:
    if not steps:
        return "Doubt"
    return f"Against step{'s' if len(steps) > 1 else ''} {', '.join(map(str, steps))}"


def _cited(kg: KnowledgeGraph, key: str, number: int, used: Iterable[Claim]) -> Cited:
    source = kg.source(key)
    places = sorted({claim.paragraph for claim in used if claim.source == key} - {0})
    return Cited(
        number=number,
        text=wording.clean(citations.reference(replace(source, url=None))),
        address=citations.address(source),
        places=f"paragraph{'s' if len(places) > 1 else ''} {', '.join(map(str, places))}" if places else "",
    )
