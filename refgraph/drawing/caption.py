"""What stands beside a picture that leaves refgraph: caption, disputes, sources and credit, all in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refgraph import __version__
from refgraph.language.voice import as_english, msgid, tr
from refgraph.report.view import AnswerView, ClaimView, PathView, SourceView
from refgraph.report.words import answer_wording, wording

ARTWORK = msgid("own artwork, CC BY 4.0")
NOTICE = msgid("Information, not a diagnosis. Each step is what an article says, not what is proven.")


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
        told: how far the path can be trusted.
        disputes: what is said against its steps.
        described: the whole path in one paragraph, for those who do not see it.
        named: the accessible name of what is no path.
    """

    title: str
    alerts: tuple[str, ...]
    flagged: bool
    told: str
    disputes: tuple[str, ...]
    sources: tuple[Cited, ...]
    credit: str
    described: str
    named: str = ""

    @property
    def name(self) -> str:
        """The accessible name of the picture."""
        return self.named or tr("The path from {title}", title=self.title)

    @property
    def description(self) -> str:
        """The accessible description of the picture."""
        return " ".join([*self.alerts, tr(NOTICE), self.described, *self.disputes])

    @property
    def lettering(self) -> str:
        """Every letter of it."""
        sources = (source.line for source in self.sources)
        return "".join([self.title, *self.alerts, self.told, *self.disputes, *sources, self.credit, self.described])


def caption(shown: AnswerView, *, note: str = "", credit: str = "") -> Caption:
    """Put into words what belongs beside the picture of a path.

    Args:
        shown: the view of one path alone (`refgraph.report.view_builder.alone`).
        note: a caption of the reader's own, said before ours.
        credit: whom the reader wants named, said before ours.
    """
    path = shown.paths[0]
    disputes = _disputes(path)
    used = [
        *shown.red_flags,
        *(claim for claim, _ in disputes),
        *(claim for step in path.steps for claim in step.claims),
    ]
    touched = answer_wording.turning(shown.kg, path.path)
    return Caption(
        title=path.title,
        alerts=tuple(f"{tr('Red flag')}: {told.alone} [{told.source}]" for told in shown.red_flags)
        or (shown.no_red_flag,),
        flagged=bool(shown.red_flags),
        told=" ".join(filter(None, [wording.clean(note), path.verdict, touched])),
        disputes=tuple(f"{_bears_on(steps)}: {told.alone} [{told.source}]" for told, steps in disputes),
        sources=tuple(cited(source, used) for source in shown.sources if any(c.cited_from == source for c in used)),
        credit=credited(shown, credit),
        described=path.described,
    )


def _disputes(path: PathView) -> list[tuple[ClaimView, list[int]]]:
    """What is said against the steps, then other doubts; a sentence that bears on several steps is said once."""
    bearing: dict[str, tuple[ClaimView, list[int]]] = {}
    for step in path.steps:
        for told in step.disputes:
            bearing.setdefault(told.id, (told, []))[1].append(step.number)
    doubts = (edge for section in path.sections if section.open for edge in section.edges)
    for told in (told for edge in doubts for told in edge.claims):
        bearing.setdefault(told.id, (told, []))
    return list(bearing.values())


def _bears_on(steps: Sequence[int]) -> str:
    if not steps:
        return tr("Doubt")
    numbers = ", ".join(map(str, steps))
    return tr("Against steps {numbers}" if len(steps) > 1 else "Against step {numbers}", numbers=numbers)


def credited(shown: AnswerView, credit: str = "") -> str:
    """Say who drew it, from which data, after whom the reader wants named."""
    return drawn_by(shown.data_version, credit)


def drawn_by(data_version: str, credit: str = "") -> str:
    """Say who drew a picture, from which data, after whom the reader wants named."""
    data = data_version.removeprefix("sha256:")[:12]
    drawn = tr("Drawn by refgraph {version} from data {data}", version=__version__, data=data)
    return " · ".join(filter(None, [wording.clean(credit), drawn, tr(ARTWORK)]))


def cited(source: SourceView, used: Iterable[ClaimView]) -> Cited:
    """A source with the paragraphs that were used of it."""
    places = sorted({told.claim.paragraph for told in used if told.cited_from == source} - {0})
    return Cited(
        number=source.number,
        text=as_english(source.text),
        address=source.address,
        places=wording.paragraphs(places),
    )
