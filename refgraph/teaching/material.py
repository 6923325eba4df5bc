"""What questions are made from: the chains of an answer, who tells them, and what of it can be taught."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Path, Step
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.search.ends import places
from refgraph.search.judging.grade import grade
from refgraph.search.questions import ask
from refgraph.teaching.support import Support, near
from refgraph.teaching.values import Landmark, shuffled

# How many paths are read where those of the answer are mostly too short to ask about.
DEEPER = 200
# So many steps make a chain that can be put in order.
_ENOUGH_CHAINS, _LONG = 6, 3
# In so many questions of a quiz at the most the same thing is offered as wrong.
MOST_OFFERED = 2
# Kinds of source that sell what they write of.
_SELLING = frozenset({"vendor-blog"})
# What makes a denial no denial: it says that a thing is not so always, may not be so, or is so a little.
_HEDGED_DENIAL = re.compile(
    r"\b(not always|not necessarily|not only|not so much|may (well )?not|might not|need not|seldom|rarely|hardly|"
    r"little|as a rule)\b",
    re.IGNORECASE,
)
# A condition that tells how often a thing is so, and not of what.
_HOW_OFTEN = re.compile(
    r"(most |more |very )?(often|commonly|usually|typically|frequently|sometimes|mostly)"
    r"|as a rule|in (some|many|most) \w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that chain, in causal order; `teller` is the key of a source that tells all of them, if one does."""

    steps: tuple[Step, ...]
    teller: str | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One more than its steps."""
        return (self.steps[0].subject, *(step.object for step in self.steps))


@dataclass
class Material:
    """One answer, ready to ask about.

    Attributes:
        kg, answer: what is asked about.
        seed: of every choice that is made.
        landmarks: by key of entity.
        path: what alone is asked about; None for the whole answer.
        offered: how often a thing was offered as wrong in the questions that were taken so far.
        chains: sound ones, those that one source tells first, then those of which each step has more than one
            voice or a study, in an order that depends on the seed.
    """

    kg: KnowledgeGraph
    answer: Answer
    seed: int
    landmarks: dict[str, tuple[Landmark, ...]]
    path: Path | None = None
    chains: tuple[Chain, ...] = field(init=False)
    offered: Counter[str] = field(default_factory=Counter)
    _supports: dict[str, Support] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = [chain for chain in _chains(self.kg, self.answer, self.path) if _sound(self.kg, chain)]
        mixed = shuffled(found, self.seed, "chains")
        self.chains = tuple(sorted(mixed, key=lambda chain: (chain.teller is None, not _well_graded(self.kg, chain))))

    @property
    def of_paths(self) -> tuple[Path, ...]:
        """The paths that questions must be about; none where anything near the answer may be asked."""
        if self.path is not None:
            return (self.path,)
        return self.answer.paths if self.answer.query.kind == "paths" else ()

    @property
    def target(self) -> Finding:
        """What the answer is about: what is felt, else what is disturbed."""
        if self.path is not None:
            return self.path.target
        asked = self.answer.query.end or self.answer.query.start
        return asked or Finding("")

    def worn(self, key: str) -> bool:
        """Say whether a thing was offered as wrong often enough, under this name or a broader or narrower one.

        Args:
            key: of a choice.
        """
        return self.offered[key.partition("/")[0]] >= MOST_OFFERED

    def offer(self, keys: Iterable[str], *, things: bool) -> None:
        """Note that a question offers something as wrong.

        Args:
            keys: of its choices.
            things: whether they are keys of things, with their states, and not parts of the body.
        """
        bare = {key.partition("/")[0] for key in keys}
        self.offered.update({name for key in bare for name in near(self.kg, key)} if things else bare)

    def support(self, key: str) -> Support:
        """What supports that anything is tied to a thing."""
        if key not in self._supports:
            self._supports[key] = Support(self.kg, key)
        return self._supports[key]


def _chains(kg: KnowledgeGraph, answer: Answer, path: Path | None) -> list[Chain]:
    """The chains of an answer, each once; where they are few, those of the same question asked for more paths."""
    if path is not None:
        return [Chain(path.steps, teller(kg, path.steps))]
    told = [chain for group in answer.groups.shown for chain in group.chains]
    told += [path.steps for path in answer.paths]
    long = [steps for steps in told if len(steps) >= _LONG]
    if answer.more and len(long) < _ENOUGH_CHAINS and kg.whole:
        told += [path.steps for path in ask(kg, replace(answer.query, top=DEEPER)).paths]
    once = {tuple(step.edge.id for step in steps): steps for steps in told}
    return [Chain(steps, teller(kg, steps)) for steps in once.values()]


def _sound(kg: KnowledgeGraph, chain: Chain) -> bool:
    """Say whether a chain can be taught: mechanisms all, undisputed, each on more than hearsay, and well joined."""
    walked = kg.schema.of_role("walked")
    if chain.teller is None and not _joined(kg, chain.steps):
        return False
    return all(kg.schema.family(step.edge.predicate).key in walked and plain(kg, step.edge) for step in chain.steps)


def is_felt(kg: KnowledgeGraph, key: str) -> bool:
    """Say whether a thing is what is felt somewhere.

    Args:
        kg: the graph.
        key: of an entity.

    Returns:
        Whether it has a place where it is felt.

    Example:
        >>> import refgraph
        >>> is_felt(refgraph.open_graph("tests/data/mini"), "hamstrings")
        False
    """
    return places(kg, key) != (key,)


def _joints(kg: KnowledgeGraph, steps: Sequence[Step]) -> list[int]:
    """The places of the steps that no source tells together with the step before them."""
    return [at for at in range(1, len(steps)) if teller(kg, steps[at - 1 : at + 1]) is None]


def _joined(kg: KnowledgeGraph, steps: Sequence[Step]) -> bool:
    """Say whether sources that are read together speak of the same things.

    What is felt joins nothing: the pain that the one source speaks of need not be that of the other.
    """
    met = [steps[at].subject.entity for at in _joints(kg, steps)]
    return not any(step.flags for step in steps) and not any(is_felt(kg, key) for key in met)


def well_joined(kg: KnowledgeGraph, chain: Chain) -> bool:
    """Say whether it can be asked what comes after what in a chain: it is told by one source, or by two in turn.

    Args:
        kg: the graph.
        chain: a sound one.

    Returns:
        Whether a source tells it whole, or one tells it up to a finding and another from there on, and both speak of
        that finding without a condition, which might make it something else.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> steps = refgraph.origins(kg, "headache").paths[0].steps
        >>> well_joined(kg, Chain(steps, "toy-neck"))
        True
    """
    if chain.teller is not None:
        return True
    steps, joints = chain.steps, _joints(kg, chain.steps)
    if len(joints) != 1:
        return False
    at = joints[0]
    told = all(teller(kg, part) is not None for part in (steps[:at], steps[at:]))
    return told and all(_unconditional(kg, step.edge) for step in steps[at - 1 : at + 1])


def _unconditional(kg: KnowledgeGraph, edge: Edge) -> bool:
    told = (claim.condition for claim in edge.asserting if general(kg, claim))
    return any(not condition or _HOW_OFTEN.fullmatch(condition) for condition in told)


def _well_graded(kg: KnowledgeGraph, chain: Chain) -> bool:
    """Say whether each step of a chain has a grade that takes more than somebody who says it."""
    grades = kg.schema.ranking.grades
    found = (grade(kg, step.edge) for step in chain.steps)
    return all(key in grades and grades[key].said for key in found)


def plain(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether an edge is said of more than one patient and on more than hearsay, and nobody speaks against it.

    Args:
        kg: the graph.
        edge: of it.

    Returns:
        Whether it can be taught as what a source says.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> plain(kg, kg.edges(subject="hamstrings", predicate="tilts")[0])
        True
    """
    said = any(general(kg, claim) for claim in edge.asserting)
    return said and edge.status == "supported" and not edge.counter_evidence and not edge.indefinite


def general(kg: KnowledgeGraph, claim: Claim) -> bool:
    """Say whether a claim rests on more than hearsay, the story of one patient, or the word of one who sells.

    Args:
        kg: the graph.
        claim: of it.

    Returns:
        Whether a question may rest on it alone.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> general(kg, kg.claim("toy-hip#2"))
        True
    """
    kinds = kg.schema.ranking.evidence
    kind = kinds[claim.evidence]
    lowest = max(known.rank for known in kinds.values())
    return kind.rank < lowest and not kind.one_patient and kg.source(claim.source).type not in _SELLING


def firm(claim: Claim) -> bool:
    """Say whether a claim denies something outright: that it may not be so, or is so seldom, is no denial.

    Args:
        claim: of a graph.

    Returns:
        Whether it can be taught as a denial.

    Example:
        >>> import refgraph
        >>> firm(refgraph.open_graph("tests/data/mini").claim("toy-hip#2"))
        False
    """
    told = f"{claim.statement} {claim.condition or ''}"
    return claim.polarity == "denies" and claim.modality != "may" and not _HEDGED_DENIAL.search(told)


def flat(claim: Claim) -> bool:
    """Say whether a claim denies something outright and whatever else holds: "not by itself" leaves the rest open.

    Args:
        claim: of a graph.

    Returns:
        Whether it alone can be taught.

    Example:
        >>> import refgraph
        >>> flat(refgraph.open_graph("tests/data/mini").claim("toy-hip#2"))
        False
    """
    return firm(claim) and not claim.condition


def said(kg: KnowledgeGraph, edge: Edge) -> tuple[Claim, ...]:
    """Return the claims that say an edge, general ones first.

    Args:
        kg: the graph.
        edge: of it.

    Returns:
        Claims without denials.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [claim.id for claim in said(kg, kg.edge(0))]
        ['toy-neck#5']
    """
    return tuple(sorted(edge.asserting, key=lambda claim: not general(kg, claim)))


def teller(kg: KnowledgeGraph, steps: Sequence[Step]) -> str | None:
    """Name a source that tells every step of a chain in general; what rests on an ontology alone needs none.

    Args:
        kg: the graph.
        steps: of the chain.

    Returns:
        The key of a source, the first in alphabetical order; None where no single source tells all.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> teller(kg, refgraph.origins(kg, "headache").paths[0].steps)
        'toy-neck'
    """
    needed = [step.edge.asserting for step in steps]
    told = [
        {claim.source for claim in claims if general(kg, claim)}
        for claims in needed
        if any(claim.evidence != "ontology" for claim in claims)
    ]
    return min(set.intersection(*told), default=None) if told else None
