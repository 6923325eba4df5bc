"""Questions about paths and their answers, as frozen values.

A *path* is edges that really chain, with a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from refgraph.model.display import Displayed
from refgraph.model.statements import Claim, Edge, Finding


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
        left_out: what was typed with the ends and is no part of what is asked. beside: findings among it, which may be
            warning signs.
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
    left_out: tuple[str, ...] = ()
    beside: tuple[Finding, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether something is left out of what the graph tells of its ends."""
        chosen = self.categories, self.predicates, self.via, self.avoid, self.sources, self.min_evidence
        return any(chosen) or self.one_source or self.strict


@dataclass(frozen=True, slots=True)
class Instead:
    """A finding that a path is told of in place of the one that was asked for.

    Attributes:
        finding: what the path is told of.
        relation: what it is to the end that was asked for: `member`, `kind`, `part`, `combination`, `same place` or
            `broader name`.
        asked: that end.
    """

    finding: Finding
    relation: str
    asked: Finding


@dataclass(frozen=True, slots=True)
class Nearby:
    """How much is told under a nearby name: `paths` is how many there are, or the most that are counted."""

    finding: Finding
    relation: str
    paths: int


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, with sides resolved along it, the flags of the joint before it, and the grade of the edge."""

    edge: Edge
    subject: Finding
    object: Finding
    flags: tuple[str, ...] = ()
    grade: str = ""


def _stored(one: Any, **found: object) -> tuple[object, ...]:
    """The fields of a value; what they would look for is found first, so that it can be sent elsewhere."""
    kept = {name: partial(_itself, value) for name, value in found.items()}
    return tuple(kept.get(known.name, getattr(one, known.name)) for known in fields(one))


def _itself(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a path can be trusted; ordinal, never a probability.

    Attributes:
        weakest_step: from 1.
        evidence: the kind of the weakest step's best claim.
        grade: the worst grade of any step.
        independent_sources: sources that share no author and no underlying work.
        joined: True where no single article says every step.
        failing: finds `single_point_of_failure`; verdicts that differ in this alone are equal.
    """

    weakest_step: int
    evidence: str
    grade: str
    independent_sources: int
    sources: tuple[str, ...]
    joined: bool
    contested: bool
    flags: tuple[str, ...]
    # A search for each source: most answers are shown without it, so it is made when it is asked for.
    failing: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def single_point_of_failure(self) -> tuple[str, ...]:
        """Sources of which each, withdrawn, leaves no path between these two ends."""
        return self.failing()

    def __reduce__(self) -> tuple[Any, ...]:
        return Verdict, _stored(self, failing=self.single_point_of_failure)


# The findings of loops, or None where nothing is known of loops.
Looped = tuple[tuple[Finding, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Path(Displayed):
    """Edges that chain, in causal order, with a verdict and what touches the findings that they pass.

    `beside` are edges that are shown with the path and never walked, by family, in the order of the schema.
    `rivals` are the ranks of paths of the same answer that reach the same end through the opposite: where there are
    any, the verdict abstains. `instead` tells what the path is told of where that is not the end that was asked for.
    `looping` finds `loops`; paths that differ in this alone are equal.
    """

    rank: int
    origin: Finding
    target: Finding
    steps: tuple[Step, ...]
    cost: int
    verdict: Verdict
    beside: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
    rivals: tuple[int, ...] = ()
    instead: Instead | None = None
    looping: Callable[[], Looped] = field(default=lambda: None, compare=False, repr=False)

    @property
    def loops(self) -> Looped:
        """The findings of each feedback loop that touches it; None: not looked for, or not found soon."""
        return self.looping()

    def __reduce__(self) -> tuple[Any, ...]:
        return Path, _stored(self, looping=self.loops)


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Paths of one answer that reach one end through opposite findings, so that they cannot both be the reason.

    Attributes:
        end: what both reach.
        one, other: the opposite findings; a side stands only where all paths of that part name the same.
        why: why the data calls them opposite. one_ranks, other_ranks: ranks of the paths through each.
        other_end: what the others reach where that is a nearby name of the end; they have no ranks in the answer then.
    """

    end: Finding
    one: Finding
    other: Finding
    why: str
    one_ranks: tuple[int, ...]
    other_ranks: tuple[int, ...]
    other_end: Finding | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Paths of an answer that share what they run through next to the end that was asked for.

    Attributes:
        entity, states: what that end is said to come from directly, or of `effects`, to lead to directly.
        grade: the best of the edges in between, `direct`; `independent` sources say those.
        aside: why it never stands ahead of others; empty where it may: `trigger`, `generic`, `one patient` or `weak
            source`.
        chains: steps of the paths that single sources tell whole, for each root the best, the roots that lie
            farthest first; empty where nothing is told beyond.
        roots: where those begin, in the same order, and `triggers`, which are activities and events; of `effects`
            where they end.
        ranks: of its paths, as far as the answer holds them. paths: how many it has. joined: how many of these no
            single source tells whole.
    """

    entity: str
    states: tuple[str, ...]
    grade: str
    independent: int
    direct: tuple[Edge, ...]
    aside: str = ""
    chains: tuple[tuple[Step, ...], ...] = ()
    roots: tuple[Finding, ...] = ()
    triggers: tuple[Finding, ...] = ()
    ranks: tuple[int, ...] = ()
    paths: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of an answer, best first.

    Attributes:
        shown: as many as were asked for. others: how many there are beyond.
        restated: what lies at the same place as the end and leads to it: another name of it and no origin.
        joined: how many paths no single source tells whole; `paths` how many there are, or were read.
    """

    shown: tuple[Group, ...] = ()
    others: int = 0
    restated: tuple[Finding, ...] = ()
    joined: int = 0
    paths: int = 0


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A walk that almost answers, why it does not count, and its steps in words."""

    why: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOf:
    """Something serious that what was asked can itself be a sign of.

    Attributes:
        condition: what it points to.
        urgency: how soon it is to be looked at: one of `URGENCIES`.
        claim: who says so. stated: whether the claim itself says how soon.
    """

    condition: Finding
    urgency: str
    claim: Claim
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Answer(Displayed):
    """What a path query found.

    Attributes:
        complete: False where the search stopped before it had seen everything.
        more: True where further paths exist beyond `query.top`.
        members: paths that are told of members, kinds or parts of an end, of a combination with it, or where there is
            no other path, under a nearby name; shown apart, each with its `instead`.
        nearby: what is told under nearby names.
        altered_by: edges that tell what makes the end worse or better.
        indefinite: edges between the end and something that its source does not name; they make no path.
        groups: the paths of `origins` and `effects` by what stands next to the end.
        warning: claims that name a sign for which the end is to be looked at soon, the most urgent first.
        sign_of: what the end can itself be a sign of. serious: how soon the end is to be looked at where it is itself
            what signs point to. concerning: how many warnings concern the end itself, and not only what paths pass.
        parts: what the end is made of, where it is a combination.
        beside: edges that touch the end itself and are never walked, by family.
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
    nearby: tuple[Nearby, ...] = ()
    altered_by: tuple[Edge, ...] = ()
    indefinite: tuple[Edge, ...] = ()
    groups: Groups = field(default_factory=Groups)
    warning: tuple[Claim, ...] = ()
    sign_of: tuple[SignOf, ...] = ()
    serious: str | None = None
    concerning: int = 0
    parts: tuple[Finding, ...] = ()
    beside: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
