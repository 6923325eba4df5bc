"""What questions are made from: the chains of an answer, who tells them, and claims as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.grammar import agree, listed
from refgraph.language.voice import tr, voice
from refgraph.model import citations
from refgraph.model.answers import Answer, Step
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.words import citing, foreign, speech, wording
from refgraph.report.words.summary import summary
from refgraph.search.questions import ask
from refgraph.teaching.support import Support
from refgraph.teaching.values import Evidence, Landmark, shuffled

# How many paths are read where those of the answer are mostly too short to ask about.
DEEPER = 200
_ENOUGH_CHAINS = 6
_MOST_CITED = 3


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
        chains: sound ones, those that one source tells first, in an order that depends on the seed.
    """

    kg: KnowledgeGraph
    answer: Answer
    seed: int
    landmarks: dict[str, tuple[Landmark, ...]]
    chains: tuple[Chain, ...] = field(init=False)
    _supports: dict[str, Support] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = [chain for chain in _chains(self.kg, self.answer) if _sound(self.kg, chain)]
        mixed = shuffled(found, self.seed, "chains")
        self.chains = tuple(sorted(mixed, key=lambda chain: chain.teller is None))

    @property
    def target(self) -> Finding:
        """What the answer is about: what is felt, else what is disturbed."""
        asked = self.answer.query.end or self.answer.query.start
        return asked or Finding("")

    def support(self, key: str) -> Support:
        """What supports that anything is tied to a thing."""
        if key not in self._supports:
            self._supports[key] = Support(self.kg, key)
        return self._supports[key]


def _chains(kg: KnowledgeGraph, answer: Answer) -> list[Chain]:
    """The chains of an answer, each once; where they are few, those of the same question asked for more paths."""
    told = [chain for group in answer.groups.shown for chain in group.chains]
    told += [path.steps for path in answer.paths]
    long = [steps for steps in told if len(steps) > 1]
    if answer.more and len(long) < _ENOUGH_CHAINS and kg.whole:
        told += [path.steps for path in ask(kg, replace(answer.query, top=DEEPER)).paths]
    once = {tuple(step.edge.id for step in steps): steps for steps in told}
    return [Chain(steps, teller(kg, steps)) for steps in once.values()]


def _sound(kg: KnowledgeGraph, chain: Chain) -> bool:
    """Say whether a chain can be taught: mechanisms all, undisputed, each on more than hearsay, and well joined."""
    walked = kg.schema.of_role("walked")
    if chain.teller is None and any(step.flags for step in chain.steps):
        return False
    return all(kg.schema.family(step.edge.predicate).key in walked and plain(kg, step.edge) for step in chain.steps)


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
    said = any(_general(kg, claim) for claim in asserting(edge))
    return said and edge.status == "supported" and not edge.counter_evidence and not edge.indefinite


def _general(kg: KnowledgeGraph, claim: Claim) -> bool:
    """Say whether a claim rests on more than hearsay and the story of one patient."""
    kinds = kg.schema.ranking.evidence
    kind = kinds[claim.evidence]
    return kind.rank < max(known.rank for known in kinds.values()) and not kind.one_patient


def _said(kg: KnowledgeGraph, edge: Edge) -> tuple[Claim, ...]:
    """The claims that say an edge, general ones first."""
    return tuple(sorted(asserting(edge), key=lambda claim: not _general(kg, claim)))


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
    needed = [asserting(step.edge) for step in steps]
    told = [
        {claim.source for claim in claims if _general(kg, claim)}
        for claims in needed
        if any(claim.evidence != "ontology" for claim in claims)
    ]
    return min(set.intersection(*told), default=None) if told else None


def asserting(edge: Edge) -> tuple[Claim, ...]:
    """Return the claims of an edge that say it, in its order.

    Args:
        edge: of a graph.

    Returns:
        Claims without denials.

    Example:
        >>> import refgraph
        >>> [claim.id for claim in asserting(refgraph.open_graph("tests/data/mini").edge(0))]
        ['toy-neck#5']
    """
    return tuple(claim for claim in edge.claims if claim.polarity == "asserts")


# ---------------------------------------------------------------- words


def evidence(kg: KnowledgeGraph, claim: Claim, *, against: bool = False) -> Evidence:
    """Put a claim into words as evidence.

    Args:
        kg: the graph.
        claim: of it.
        against: whether it speaks against what was asked about.

    Returns:
        Statement, source with its year, hedge and kind of evidence, place and address.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> evidence(kg, kg.claim("toy-hip#2")).text[:59]
        'According to Quill Q. Nobody 2001: Hamstrings that are tigh'
    """
    source = kg.source(claim.source)
    apart = voice().foreign  # what is told in English alone stands apart
    parts = (
        tr("denies it") if claim.polarity == "denies" else "",
        tr("says it may") if claim.modality == "may" else "",
        citing.kind_of(kg, claim),
        f"studied: {claim.population}" if claim.population and not apart else "",
        "" if apart else claim.condition or "",
    )
    return Evidence(
        statement=wording.statement(kg, claim),
        who=citing.dated(source),
        how=wording.clean("; ".join(filter(None, parts))),
        where=wording.located(claim),
        source=wording.clean(citations.reference(replace(source, url=None))),
        address=citations.link(source, claim),
        home=citations.address(source),
        against=against,
        english=wording.clean(foreign.left_in_english(kg, claim)),
        untranslated=foreign.untranslated(kg, claim),
    )


def of_edge(kg: KnowledgeGraph, edge: Edge, source: str | None = None) -> tuple[Evidence, ...]:
    """Return what says an edge, then what speaks against it, at most three claims of each.

    Args:
        kg: the graph.
        edge: of it.
        source: key of the source that is cited first.

    Returns:
        Evidence, what supports the edge first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [told.who for told in of_edge(kg, kg.edge(0))]
        ['Ada Author et al.']
    """
    said = sorted(_said(kg, edge), key=lambda claim: claim.source != source)[:_MOST_CITED]
    against = edge.counter_evidence[:_MOST_CITED]
    return (*(evidence(kg, claim) for claim in said), *(evidence(kg, claim, against=True) for claim in against))


def sentence(kg: KnowledgeGraph, edge: Edge, subject: Finding | None = None, object_: Finding | None = None) -> str:
    """Say an edge in a sentence without its full stop; what its sources only hold possible "may" be so.

    Args:
        kg: the graph.
        edge: of it.
        subject: as a path passes it; None for the edge's own.
        object_: likewise.

    Returns:
        Words in one line.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> sentence(kg, kg.edges(subject="hamstrings", predicate="tilts")[0])
        'tight hamstrings may tilt into posterior pelvic tilt'
    """
    ends = subject or edge.subject, object_ or edge.object
    if not voice().usual:
        return " ".join(wording.in_words(kg, ends[0], edge.predicate, ends[1], may=_hedged(edge)))
    one, verb, other = wording.in_words(kg, ends[0], edge.predicate, ends[1])
    return f"{one} {agreeing(kg, edge, verb)} {other}"


def agreeing(kg: KnowledgeGraph, edge: Edge, verb: str) -> str:
    """Make the verb of an edge agree with its subject and with how surely it is said.

    Args:
        kg: the graph.
        edge: of it.
        verb: as the vocabulary words it.

    Returns:
        The verb, with "may" where no source says it outright.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> agreeing(kg, kg.edges(subject="hamstrings", predicate="tilts")[0], "tilts")
        'may tilt'
    """
    plural, may = kg.entity(edge.subject.entity).plural, _hedged(edge)
    if not voice().usual:
        return wording.clean(speech.verb(kg, edge.predicate, plural=plural, may=may))
    return agree(verb, plural=plural, may=may)


def _hedged(edge: Edge) -> bool:
    return all(claim.modality == "may" for claim in asserting(edge) or edge.claims)


def who_tells(kg: KnowledgeGraph, chain: Chain) -> str:
    """Name who tells a chain: one source, or several that are read together.

    Args:
        kg: the graph.
        chain: of it.

    Returns:
        Words that follow "According to".

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> steps = refgraph.origins(kg, "headache").paths[0].steps
        >>> who_tells(kg, Chain(steps, "toy-neck"))
        'Ada Author et al.'
    """
    if chain.teller:
        return citing.dated(kg.source(chain.teller))
    firsts = (_said(kg, step.edge)[0].source for step in chain.steps)
    names = list(dict.fromkeys(citing.dated(kg.source(key)) for key in firsts))
    return f"{listed(names, 'and')}, read together" if len(names) > 1 else names[0]


def of_chain(kg: KnowledgeGraph, chain: Chain) -> tuple[Evidence, ...]:
    """Return one claim for each step of a chain, that of the source which tells it whole where one does.

    Args:
        kg: the graph.
        chain: of it.

    Returns:
        Evidence in causal order.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> steps = refgraph.origins(kg, "headache").paths[0].steps
        >>> len(of_chain(kg, Chain(steps, None))) == len(steps)
        True
    """
    return tuple(of_edge(kg, step.edge, chain.teller)[0] for step in chain.steps)


def key_of(finding: Finding) -> str:
    """Name a finding as a choice.

    Args:
        finding: of any graph.

    Returns:
        Its entity, state and side in one word.

    Example:
        >>> key_of(Finding("hamstrings", "tight"))
        'hamstrings/tight'
    """
    return "/".join(filter(None, (finding.entity, finding.state, finding.side)))


def warnings(kg: KnowledgeGraph, answer: Answer) -> tuple[str, tuple[Evidence, ...]]:
    """Say for which signs to see a doctor first.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.

    Returns:
        A sentence, empty where no source warns, and at most three claims that say so.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> warnings(kg, refgraph.origins(kg, "forward head posture"))
        ('', ())
    """
    told = (answer.warning or answer.red_flags)[:_MOST_CITED]
    if not told:
        return "", ()
    signs = listed(summary(kg, answer).signs[:_MOST_CITED], tr("or"))
    bare = tr("See a doctor first with the signs that are told here.")
    line = tr("See a doctor first if there is {signs}.", signs=signs) if signs else bare
    return wording.clean(line), tuple(evidence(kg, claim) for claim in told)


def capitalised(text: str) -> str:
    """Begin a text with a capital letter.

    Args:
        text: any.

    Returns:
        The text; the rest of it is left as it is.

    Example:
        >>> capitalised("tight TFL")
        'Tight TFL'
    """
    return text[:1].upper() + text[1:]


def once(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with each claim told once, in order.

    Args:
        items: any.

    Returns:
        The same without repeats.

    Example:
        >>> once([])
        ()
    """
    return tuple(dict.fromkeys(items))
