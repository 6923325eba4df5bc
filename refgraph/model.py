"""The words of refgraph as frozen values; standard library only.

A *claim* is what one article says, an *edge* is what one or more claims say, a *path* is a chain of edges that
really chain. An *entity* carries no facts. A *finding* is an entity with a state and a side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refgraph.display import Displayed

SIDES = ("left", "right", "bilateral", "midline", "ipsilateral", "contralateral")
POLARITIES = ("asserts", "denies")
STATUSES = ("supported", "contested", "denied")
EMPTY: Mapping[str, str] = MappingProxyType({})


def _empty() -> Mapping[str, str]:
    return EMPTY


# ---------------------------------------------------------------- the schema: vocabulary as data


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of entity; `stateful` means that an effect on it must name the state that results."""

    key: str
    label: str
    plural: str
    stateful: bool
    colour: str
    shape: str
    description: str


@dataclass(frozen=True, slots=True)
class State:
    """A state word, the other forms people type, and the states it may be chained with (key → reason).

    A state that `negates` means less of the thing: what a claim says of the thing itself is not said of it then.
    `opposite` are states that contradict it (key → reason): routes through the one and the other are rivals.
    """

    key: str
    description: str
    words: tuple[str, ...] = ()
    entity: str | None = None
    compatible: Mapping[str, str] = field(default_factory=_empty)
    negates: bool = False
    opposite: Mapping[str, str] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A typed relation: wording both ways, allowed categories, and whether a causal walk may take it.

    `walk` is `no`, `yes` (joined by its two findings) or `carry` (state and side pass through unchanged).
    `contests`: what relies on the object of such a claim is contested. `groups`: its subject is one of the group or
    kind that its object names. `acyclic`: what it leads to never leads back.
    """

    key: str
    family: str
    forward: str
    inverse: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    description: str
    walk: str = "no"
    flag: str | None = None
    symmetric: bool = False
    contests: bool = False
    groups: bool = False
    acyclic: bool = False
    result: str | None = None
    existing: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A weakness of a joint between two steps: what it costs in the order of paths, and what it means."""

    key: str
    cost: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The costs that order paths, `evidence` and `modality` from best to worst; `needs`: kind → part of a claim."""

    hop: int
    joined: int
    evidence: Mapping[str, int]
    modality: Mapping[str, int]
    status: Mapping[str, int]
    flags: Mapping[str, Flag]
    needs: Mapping[str, str] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Schema:
    """The vocabulary of a dataset, each table in the order of its file."""

    categories: Mapping[str, Category]
    states: Mapping[str, State]
    predicates: Mapping[str, Predicate]
    ranking: Ranking

    @property
    def families(self) -> tuple[str, ...]:
        """Families of predicates, in the order of their first predicate."""
        return tuple(dict.fromkeys(p.family for p in self.predicates.values()))


# ---------------------------------------------------------------- names and statements


@dataclass(frozen=True, slots=True)
class Entity(Displayed):
    """A named thing: slug key, category, label, synonyms (lay and clinical), definition. It carries no facts.

    `distinct_from` keeps look-alikes apart (key → why they are not the same); `mappings` are (relation, term id).
    `opposite` are things that contradict it, such as a tilt the other way (key → why they cannot both hold).
    """

    key: str
    category: str
    label: str
    definition: str = ""
    lay: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    distinct_from: Mapping[str, str] = field(default_factory=_empty)
    mappings: tuple[tuple[str, str], ...] = ()
    opposite: Mapping[str, str] = field(default_factory=_empty)

    @property
    def synonyms(self) -> tuple[str, ...]:
        """All synonyms, lay ones first."""
        return self.lay + self.clinical


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """An entity, its state and its side; state and side are None where nothing is said of them."""

    entity: str
    state: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says: subject finding, predicate, object finding, and how it says so.

    Attributes:
        id: `source-key#number`, never renumbered.
        evidence: one of the evidence kinds of `ranking.yaml`.
        speaker: who says so, where that is not the author of the article.
        author: who wrote this paragraph, in an article put together from others' texts.
        cites: the work that this very sentence cites.
        relies_on: keys of theories that the claim leans on.
        paragraph: the non-empty line of the article, from 1; `repeated` are further places with the same text.
        anchor: at most 8 words copied from that paragraph, enough to find it.
        statement: one sentence in our own words.
    """

    id: str
    source: str
    subject: Finding
    predicate: str
    object: Finding
    paragraph: int
    anchor: str
    statement: str
    polarity: str = "asserts"
    modality: str = "states"
    evidence: str = "author-assertion"
    speaker: str | None = None
    author: str | None = None
    cites: str | None = None
    condition: str | None = None
    relies_on: tuple[str, ...] = ()
    repeated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One article: the key is the stem of its file; None or empty means not known, never guessed."""

    key: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    type: str | None = None
    licence: str | None = None
    related: tuple[str, ...] = ()
    note: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A subject, a predicate and an object with all claims that say or deny it; `status` is derived.

    Attributes:
        disputed_by: claims elsewhere that bear on this edge: denials of it, and disputes of a theory it relies on.
    """

    id: int
    subject: Finding
    predicate: str
    object: Finding
    status: str
    claims: tuple[Claim, ...]
    disputed_by: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a dataset: place, code and message. Codes that begin with W are warnings."""

    mark: Mark
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.mark.path}:{self.mark.line}:{self.mark.column}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that the files say, before it is joined to a graph.

    Attributes:
        marks: where each thing stands: keys are ("entity", key), ("source", key), ("claim", id), ("predicate", key),
            ("state", key), and for a part of one a further name: ("claim", id, "object", "entity").
    """

    schema: Schema
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    marks: Mapping[tuple[str, ...], Mark] = field(default_factory=dict)
    version: str = ""


# ---------------------------------------------------------------- questions and answers


@dataclass(frozen=True, slots=True)
class Query:
    """A question about paths and everything that narrows it.

    Attributes:
        kind: `origins`, `effects` or `paths`.
        start, end: findings; a state or side of None matches any. `origins` has no start, `effects` no end.
        top: how many paths at the most. per_origin: how many for one origin.
        categories: of the open end (`origins`, `effects`) or of the entities in between (`paths`).
        via, avoid: `avoid` takes entity, predicate and source keys.
        also: further ends of `origins`, which share what is looked for.
    """

    kind: str
    start: Finding | None = None
    end: Finding | None = None
    max_hops: int = 6
    top: int = 20
    per_origin: int = 3
    categories: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    min_evidence: str | None = None
    one_source: bool = False
    strict: bool = False
    also: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, with sides resolved along it and the flags of the joint before it."""

    edge: Edge
    subject: Finding
    object: Finding
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a path can be trusted; ordinal, never a probability.

    Attributes:
        weakest_step: from 1.
        evidence: the kind of the weakest step's best claim.
        independent_sources: sources that share no author and no underlying work.
        joined: True where no single article says every step.
        single_point_of_failure: sources of which each, withdrawn, leaves no route between these two ends.
    """

    weakest_step: int
    evidence: str
    independent_sources: int
    sources: tuple[str, ...]
    joined: bool
    contested: bool
    single_point_of_failure: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path(Displayed):
    """Edges that chain, in causal order, with a verdict and what touches the findings on the way.

    `assessments`, `interventions`, `timings` and `doubts` are edges that are shown with the path and never walked.
    `rivals` are the ranks of routes of the same answer that reach the same end through the opposite: where there are
    any, the verdict abstains. `loops` are the findings of each feedback loop that touches it; None: not looked for.
    """

    rank: int
    origin: Finding
    target: Finding
    steps: tuple[Step, ...]
    cost: int
    verdict: Verdict
    assessments: tuple[Edge, ...] = ()
    interventions: tuple[Edge, ...] = ()
    timings: tuple[Edge, ...] = ()
    doubts: tuple[Edge, ...] = ()
    rivals: tuple[int, ...] = ()
    loops: tuple[tuple[Finding, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Routes of one answer that reach one end through opposite findings, so that they cannot both be the reason.

    Attributes:
        end: what both reach.
        one, other: the opposite findings; a side stands only where all routes of that part name the same.
        why: why the data calls them opposite. one_ranks, other_ranks: ranks of the routes through each.
    """

    end: Finding
    one: Finding
    other: Finding
    why: str
    one_ranks: tuple[int, ...]
    other_ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A chain that almost answers, why it does not count, and its steps in words."""

    why: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(Displayed):
    """What a path query found.

    Attributes:
        complete: False where the search stopped before it had seen everything.
        more: True where further paths exist beyond `query.top`.
        members: paths that hold for members of a group that was asked for, shown apart.
        rivals: which of `paths` contradict each other.
        common: ranks of the paths that lead from one shared origin to each of several ends.
    """

    query: Query
    data_version: str
    complete: bool
    more: bool
    red_flags: tuple[Claim, ...]
    paths: tuple[Path, ...]
    members: tuple[Path, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    rivals: tuple[Rivalry, ...] = ()
    common: tuple[tuple[int, ...], ...] = ()
