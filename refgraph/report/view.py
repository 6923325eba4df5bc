"""One view of an answer: every text ready, every number given, nothing left for a renderer to decide.

An `AnswerView` holds `PathView`s, these hold `StepView`s, and these hold `ClaimView`s with their `SourceView`s.
`refgraph.report.view_builder` makes it. What stands below the paths of an answer is a `Part`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refgraph.language.voice import as_english, tr, voice
from refgraph.model.answers import Answer, Path, Step
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.model.vocabulary import Family
from refgraph.report.words import answer_wording, wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.report.words.summary import GroupView, Summary
    from refgraph.search.null_model import Chance


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is cited; `text` leaves the address out, which is None where it is not known."""

    number: int
    key: str
    who: str
    title: str
    text: str
    address: str | None

    @property
    def reference(self) -> str:
        """The source in one line, with its address."""
        return f"{self.text} {self.address}" if self.address else self.text


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that it takes to judge it.

    Attributes:
        cited_from: its source.
        remarks: hedge, kind of evidence, speaker, condition.
        leans_on: labels of the theories that it relies on.
        locator: where in its source it stands; empty where it is not known.
        link: leads to the passage itself; None where no address is known.
        english: what is said of it in English although another language is in use.
        untranslated: whether its statement is English although another language is in use.
    """

    claim: Claim
    cited_from: SourceView
    statement: str
    remarks: str
    leans_on: str
    locator: str
    link: str | None
    english: str = ""
    untranslated: bool = False

    @property
    def alone(self) -> str:
        """The statement where nothing stands beside it: ours, where one that was made anew would lack its condition."""
        bound = bool(self.english and self.claim.statement and (self.claim.condition or self.claim.population))
        return as_english(self.claim.statement) if bound else self.statement

    @property
    def id(self) -> str:
        """Of the claim."""
        return self.claim.id

    @property
    def source(self) -> int:
        """Number of its source."""
        return self.cited_from.number

    @property
    def anchor(self) -> str:
        """The words by which the passage is found."""
        return self.claim.anchor

    @property
    def denies(self) -> bool:
        """Whether it denies what its edge says."""
        return self.claim.polarity == "denies"

    @property
    def how(self) -> str:
        """How it is said, and what it leans on."""
        return f"{self.remarks}; {tr('leans on: {what}', what=self.leans_on)}" if self.leans_on else self.remarks

    @property
    def cited(self) -> str:
        """Who says it, and where."""
        return wording.placed(self.cited_from.who, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """An edge in words, with its claims.

    Attributes:
        subject, verb, object: in words.
        categories: of subject and object.
        claims: all of the edge, in its order; `disputes` are those that speak against it, here or elsewhere.
        cites: numbers of the sources that say it; of those that deny it where none does.
        hedge: the modality word, where no source says it outright.
        doubt: `disputed` or `denied`, where a source says so.
        grade: how far it can be relied on, in a word; empty where no grade is known.
        see: anchor of the place that tells it already; None where this is the first.
        english: whether subject and object are named in English although another language is in use.
    """

    edge: Edge
    anchor: str
    subject: str
    verb: str
    object: str
    categories: tuple[str, str]
    claims: tuple[ClaimView, ...]
    disputes: tuple[ClaimView, ...]
    cites: tuple[int, ...]
    hedge: str | None
    doubt: str | None
    grade: str = ""
    see: str | None = None
    flags: tuple[tuple[str, str], ...] = ()
    english: tuple[bool, bool] = (False, False)

    @property
    def relation(self) -> str:
        """The verb by itself, without the article of its object that some languages write with it."""
        for met, written in voice().contractions.items():
            if self.verb.endswith(written.rstrip()):
                return f"{self.verb.removesuffix(written.rstrip())} {met.split()[0]}"
        return self.verb

    @property
    def sentence(self) -> str:
        """Subject, verb and object."""
        return f"{self.subject} {self.verb} {self.object}"

    @property
    def asserting(self) -> tuple[ClaimView, ...]:
        """The claims that say it."""
        return tuple(told for told in self.claims if not told.denies)

    @property
    def passages(self) -> tuple[ClaimView, ...]:
        """The claims that say it, where they are not told already."""
        return () if self.see else self.asserting

    @property
    def against(self) -> tuple[ClaimView, ...]:
        """The claims that speak against it, where they are not told already."""
        return () if self.see else self.disputes


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding on a path, numbered from the origin.

    Attributes:
        read_as: the finding that the next step starts from, where that is worded otherwise.
        english: whether it is named in English although another language is in use.
    """

    number: int
    finding: Finding
    label: str
    category: str
    read_as: str | None = None
    english: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView(EdgeView):
    """A step from finding `number` to finding `number + 1`; `flags` are (words, meaning) of the joint before it."""

    number: int
    step: Step
    end: FindingView

    @property
    def reservations(self) -> tuple[str, ...]:
        """Everything that weakens it, in words."""
        hedged = (tr("hedged: {word}", word=tr(self.hedge)),) if self.hedge else ()
        return (*hedged, *(map(tr, filter(None, [self.doubt]))), *(words for words, _ in self.flags))


@dataclass(frozen=True, slots=True)
class RivalView:
    """What leads to the same end, though it is the opposite of a finding on the path.

    Attributes:
        number: of the finding that it contradicts.
        ranks: of the paths through it.
        why: why the data calls the two opposite.
    """

    number: int
    label: str
    category: str
    ranks: tuple[int, ...]
    why: str

    @property
    def against(self) -> str:
        """What it contradicts, and which paths take it."""
        listed = ", ".join(map(str, self.ranks))
        paths = tr("paths {numbers}" if len(self.ranks) > 1 else "path {numbers}", numbers=listed)
        return tr("opposite of {number}, and said to lead there too ({paths})", number=self.number, paths=paths)


@dataclass(frozen=True, slots=True)
class Section:
    """Edges of a family that are shown with a path or an entity; of `more` it is only told that they are there."""

    family: Family
    heading: str
    edges: tuple[EdgeView, ...]
    more: int = 0

    @property
    def open(self) -> bool:
        """Whether it is shown without being asked for."""
        return self.family.role == "doubt"

    @property
    def fresh(self) -> tuple[EdgeView, ...]:
        """What has not been told before."""
        return tuple(edge for edge in self.edges if not edge.see)

    @property
    def known(self) -> tuple[EdgeView, ...]:
        """What has been told before."""
        return tuple(edge for edge in self.edges if edge.see)


@dataclass(frozen=True, slots=True)
class PathView:
    """A path, origin first, with its verdict; `key` makes its anchors its own.

    Attributes:
        kg: the graph that it comes from.
        shared: names the shared origin that it is the first path of; empty for any other.
        findings: one more than `steps`.
    """

    kg: KnowledgeGraph = field(repr=False)
    key: str
    path: Path
    title: str
    findings: tuple[FindingView, ...]
    steps: tuple[StepView, ...]
    sections: tuple[Section, ...] = ()
    rivals: tuple[RivalView, ...] = ()
    shared: str = ""

    @property
    def rank(self) -> int:
        """Its place in the order of paths, from 1."""
        return self.path.rank

    @property
    def verdict(self) -> str:
        """How far it can be trusted; what would break it is looked for when this is asked for."""
        return answer_wording.verdict(self.kg, self.path)

    @property
    def described(self) -> str:
        """The whole path in one paragraph, for those who do not see it."""
        told = [f"{tr('Step {n}', n=step.number)}: {step.sentence}{_remarks(step)}." for step in self.steps]
        rivals = (f"{tr('Rival')}: {rival.label}, {rival.against}. {rival.why}" for rival in self.rivals)
        return " ".join([*told, *rivals])


def _remarks(step: StepView) -> str:
    remarks = [tr("source {numbers}", numbers=", ".join(map(str, step.cites)))] if step.cites and step.asserting else []
    remarks += step.reservations
    return f" ({'; '.join(remarks)})" if remarks else ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A line, and lines under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below the paths of an answer: lines, further paths, or edges.

    Attributes:
        key: tells the parts apart; in a table it names the rows.
        alone: begins a line of it where that stands by itself.
        mark: begins a line of it under its heading.
    """

    key: str
    heading: str
    alone: str = ""
    mark: str = ""
    lines: tuple[Remark, ...] = ()
    paths: tuple[PathView, ...] = ()
    edges: tuple[EdgeView, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.lines or self.paths or self.edges)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its lines, without what stands under them."""
        return tuple(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A whole answer in the order in which it is read.

    Attributes:
        kg, answer: what it was made from.
        summary: the short answer: what a reader sees first.
        red_flags: where there are none, `no_red_flag` says that this is not reassurance.
        limits: that there are more paths than these, or that the search stopped early.
        remarks: what else is said of all its paths.
        parts: what stands below the paths, in order; none of them is empty.
        sources: in the order of their numbers.
    """

    kg: KnowledgeGraph
    answer: Answer
    question: str
    summary: Summary
    red_flags: tuple[ClaimView, ...]
    no_red_flag: str
    found: str
    limits: tuple[str, ...]
    remarks: tuple[str, ...]
    paths: tuple[PathView, ...]
    parts: tuple[Part, ...]
    sources: tuple[SourceView, ...]
    chance: Chance | None = None

    @property
    def data_version(self) -> str:
        """What the answer was made from."""
        return self.answer.data_version

    @property
    def lead(self) -> str:
        """One or two sentences that answer."""
        return self.summary.lead

    @property
    def warning(self) -> str:
        """One line: for which signs to see a doctor first."""
        return self.summary.warning

    @property
    def groups(self) -> tuple[GroupView, ...]:
        """Its paths by what stands next to the end that was asked for."""
        return self.summary.groups

    @property
    def joined(self) -> int:
        """How many paths no single source tells whole."""
        return self.answer.groups.joined

    @property
    def members(self) -> tuple[PathView, ...]:
        """Paths that are told of something else than the ends that were asked for."""
        return tuple(path for part in self.parts for path in part.paths)

    def part(self, key: str) -> Part:
        """A part by its key; an empty one where the answer has no such part."""
        return next((part for part in self.parts if part.key == key), Part(key, ""))
