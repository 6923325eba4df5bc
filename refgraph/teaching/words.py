"""What questions and lessons say: claims as evidence, edges as sentences, findings by name, and the warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.grammar import listed
from refgraph.language.voice import ENGLISH, as_english, speaking, tr, voice
from refgraph.model import citations
from refgraph.model.answers import Answer
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.words import citing, foreign, speech, wording
from refgraph.report.words.summary import summary
from refgraph.report.words.telling import named
from refgraph.teaching.material import Chain, said
from refgraph.teaching.values import Evidence

_MOST_CITED = 3


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
        citing.ground(kg, claim),
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
    saying = sorted(said(kg, edge), key=lambda claim: claim.source != source)[:_MOST_CITED]
    against = edge.counter_evidence[:_MOST_CITED]
    return (*(evidence(kg, claim) for claim in saying), *(evidence(kg, claim, against=True) for claim in against))


def voiced(kg: KnowledgeGraph, edge: Edge, source: str | None = None) -> Claim:
    """Return the claim that an edge is told by where one source is named for it.

    Args:
        kg: the graph.
        edge: of it, with a claim that says it.
        source: key of the source that is named; None for any.

    Returns:
        The claim that `of_edge` cites first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> voiced(kg, kg.edge(0)).id
        'toy-neck#5'
    """
    return min(said(kg, edge), key=lambda claim: claim.source != source)


def sentence(
    kg: KnowledgeGraph,
    edge: Edge,
    subject: Finding | None = None,
    object_: Finding | None = None,
    *,
    by: Claim | None = None,
) -> str:
    """Say an edge in a sentence without its full stop, with articles; what its sources only hold possible "may" be so.

    Args:
        kg: the graph.
        edge: of it.
        subject: as a path passes it; None for the edge's own.
        object_: likewise.
        by: the claim whose source is named for it, and whose hedge counts; None for all that say it.

    Returns:
        Words in one line.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> sentence(kg, kg.edges(subject="hamstrings", predicate="tilts")[0])
        'a tight hamstrings may tilt into posterior pelvic tilt'
    """
    begin = subject or edge.subject
    told = " ".join(spoken(kg, edge, begin, object_ or edge.object, by=by))
    return told + citing.scope(kg, begin, (by,) if by else edge.asserting)


def spoken(
    kg: KnowledgeGraph, edge: Edge, subject: Finding, object_: Finding, *, by: Claim | None = None
) -> tuple[str, ...]:
    """Say an edge in three parts: subject, verb, object, agreeing with each other and with how surely it is said.

    Args:
        kg: the graph.
        edge: of it.
        subject: as a path passes it.
        object_: likewise.
        by: as of `sentence`.

    Returns:
        Three texts.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> (edge,) = kg.edges(subject="hamstrings", predicate="tilts")
        >>> spoken(kg, edge, edge.subject, edge.object)[1]
        'may tilt into'
    """
    return tuple(map(wording.clean, speech.sentence(kg, subject, edge.predicate, object_, may=_hedged(edge, by))))


def begun(kg: KnowledgeGraph, edge: Edge, subject: Finding, *, by: Claim | None = None) -> str:
    """Say an edge without its object, and with nothing in its verb that would tell of it.

    Args:
        kg: the graph.
        edge: of it.
        subject: as a path passes it.
        by: as of `sentence`.

    Returns:
        Subject and verb.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> (edge,) = kg.edges(subject="hamstrings", predicate="tilts")
        >>> begun(kg, edge, edge.subject)
        'a tight hamstrings may tilt into'
    """
    words, plural = wording.noun(kg, subject)
    return f"{words} {wording.clean(speech.verb(kg, edge.predicate, plural=plural, may=_hedged(edge, by)))}"


def _hedged(edge: Edge, by: Claim | None) -> bool:
    return all(claim.modality == "may" for claim in ((by,) if by else edge.asserting or edge.claims))


def labels(kg: KnowledgeGraph, right: Finding, others: Sequence[Finding]) -> dict[Finding, str]:
    """Name what can be chosen; all in English where the one that is asked for could be told by its language.

    Args:
        kg: the graph.
        right: what is asked for.
        others: what else can be chosen.

    Returns:
        Words by finding.

    Example:
        >>> import refgraph
        >>> labels(refgraph.open_graph("tests/data/mini"), Finding("headache"), [])
        {Finding(entity='headache', state=None, side=None): 'headache'}
    """
    offered = (right, *others)
    if not voice().foreign or foreign.in_english(kg, right) in {foreign.in_english(kg, other) for other in others}:
        return {one: named(kg, one) for one in offered}
    with speaking(ENGLISH):
        told = {one: named(kg, one) for one in offered}
    return {one: as_english(words) for one, words in told.items()}


def tellers(kg: KnowledgeGraph, chain: Chain) -> tuple[Claim, ...]:
    """Return the claims by which a chain is told, one for each step: of its teller, or of whoever is named for a step.

    Args:
        kg: the graph.
        chain: of it.

    Returns:
        Claims in causal order.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [claim.id for claim in tellers(kg, Chain(refgraph.origins(kg, "headache").paths[0].steps, "toy-neck"))]
        ['toy-neck#2']
    """
    return tuple(voiced(kg, step.edge, chain.teller) for step in chain.steps)


def kinds_of(kg: KnowledgeGraph, claims: Iterable[Claim]) -> str:
    """List what claims rest on, each kind once and in the order of the letters, so that the order tells nothing.

    Args:
        kg: the graph.
        claims: of it.

    Returns:
        Kinds of evidence, of an author's own word the kind of source.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> kinds_of(kg, [kg.claim("toy-neck#1"), kg.claim("toy-neck#2")])
        'blog'
    """
    return listed(sorted({citing.speaking(kg, claim) for claim in claims} - {""}), tr("and"))


def who_tells(kg: KnowledgeGraph, chain: Chain) -> str:
    """Name who tells a chain and what kind of source that is: one source, or several that are read together.

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
        'Ada Author et al. (blog)'
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in tellers(kg, chain):
        by_source.setdefault(claim.source, []).append(claim)
    names = [citing.ascribed(kg, kg.source(key), claims) for key, claims in by_source.items()]
    return tr("{names}, read together", names=listed(names, tr("and"))) if len(names) > 1 else names[0]


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
