"""How an answer is put into plain words; every renderer says the same thing in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.voice import as_english, msgid, tr, voice
from refgraph.model import citations
from refgraph.model.answers import Step
from refgraph.model.statements import AsWritten, Claim, Edge, Finding, Measure, Source
from refgraph.report.words import foreign, speech

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

NOTICE = msgid("Information, not a diagnosis.")
NOT_WHOLE = msgid("The search stopped before it had seen everything: there may be better paths than these.")
MORE = msgid("There are more paths than are shown; raise --top to see them.")
RIVALS = msgid("Paths that contradict each other: no verdict is given between them")
LOOPS = msgid("Feedback loops: what is said to lead back to itself")
LEADS_TO = msgid("What it is said to lead to")
LED_TO = msgid("What is said to lead to it")
NO_MISS = msgid("No path comes near.")
APART = msgid("Said of its members, kinds or parts, and not of it")
NEARBY = msgid("Told under a nearby name")
INDEFINITE = msgid("Said of something that the source does not name, so that no path begins or ends there")
# Relation of what a path is told of to the end that was asked for → heading.
TOLD_OF = {
    "member": msgid("Said of members of the group, not of the group itself"),
    "kind": msgid("Said of narrower kinds of it, not of it in general"),
    "part": msgid("Said of parts of it, not of all of it"),
    "combination": msgid("Said of combinations that it is a part of, not of it alone"),
    "same place": msgid("Told of what is felt or found at the same place"),
    "broader name": msgid("Told of a broader name"),
}
_ENDS = (msgid("subject"), msgid("object"))
_LEADS = {
    ("asserts", False): "It is said that ",
    ("asserts", True): "It may be that ",
    ("denies", False): "It is denied that ",
    ("denies", True): "It may not be that ",
}


def clean(text: str) -> str:
    r"""Make a text of the data safe to print: one line, no control characters that a terminal would obey.

    Args:
        text: of the data.

    Returns:
        The text in one line.

    Example:
        >>> clean("neck\x1b[31m\npain")
        'neck [31m pain'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def said(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say a finding, safe to print.

    Args:
        kg: the graph.
        finding: entity, state and side; what is None is not said.

    Returns:
        Words such as `tight hamstrings (left)`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> said(kg, Finding("hamstrings", "tight", "left"))
        'tight hamstrings (left)'
    """
    return clean(speech.finding(kg, finding))


# ---------------------------------------------------------------- paths


def noun(kg: KnowledgeGraph, finding: Finding) -> tuple[str, bool]:
    """Name a finding within a sentence, with its article, and say whether it is a plural.

    Args:
        kg: the graph.
        finding: of it.

    Returns:
        The words, and whether a verb after them stands in the plural.

    Example:
        >>> import refgraph
        >>> noun(refgraph.open_graph("tests/data/mini"), Finding("piriformis", "tight"))
        ('a tight piriformis', False)
    """
    words, plural = speech.noun(kg, finding)
    return clean(words), plural


def spaced(key: str) -> str:
    """Write a key as words.

    Args:
        key: of the schema, or a fixed word.

    Returns:
        Words with blanks.

    Example:
        >>> spaced("author-assertion")
        'author assertion'
    """
    return key.replace("-", " ")


def in_words(
    kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding, *, may: bool = False
) -> tuple[str, str, str]:
    """Subject, verb and object; a verb that already says the state it leaves does not say it twice.

    Args:
        kg: the graph.
        subject: a finding.
        predicate: the key of a predicate.
        object_: a finding.
        may: whether all who say it hedge it; usual English tells that beside it.

    Returns:
        Three texts.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> in_words(kg, Finding("piriformis"), "compresses", Finding("sciatic-nerve", "compressed"))
        ('piriformis', 'compresses', 'sciatic nerve')
    """
    begin, worded, end = speech.parts(kg, subject, predicate, object_, may=may)
    return clean(begin), clean(worded), clean(end)


def doubt(edge: Edge) -> str | None:
    """The word for what sources say against an edge.

    Args:
        edge: the edge.

    Returns:
        `denied` or `disputed`; None where nothing is said against it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> doubt(kg.edge(0))
    """
    return {"contested": msgid("disputed"), "denied": msgid("denied")}.get(edge.status)


def hedge(kg: KnowledgeGraph, claims: Iterable[Claim]) -> str | None:
    """The mildest hedge among some claims; None where one of them says it outright.

    Args:
        kg: the graph.
        claims: of one edge.

    Returns:
        The key of a modality.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> hedge(kg, kg.edge(0).claims)
    """
    order = list(kg.schema.ranking.modality)
    best = min((order.index(claim.modality) for claim in claims), default=0)
    return order[best] if best else None


def flags(kg: KnowledgeGraph, step: Step) -> tuple[tuple[str, str], ...]:
    """The flags of a step in words, each with what it means.

    Args:
        kg: the graph.
        step: of a path.

    Returns:
        Pairs of the flag in words and its meaning, in the order of the joint.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> flags(kg, questions.origins(kg, Finding("headache"), top=1).paths[0].steps[0])
        ()
    """
    words = (tuple(speech.word(kg.schema, kind, flag) for kind in ("flag", "meaning")) for flag in step.flags)
    return tuple((clean(name), clean(meaning)) for name, meaning in words)


# ---------------------------------------------------------------- claims


def statement(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say what a claim says: in our sentence, and where nobody has written one, in its subject, verb and object.

    In another language it is always made of these, unless something it names is not translated; what our sentence says
    beyond them is left to the English of its condition and population, which stand with it.

    Args:
        kg: the graph.
        claim: the claim.

    Returns:
        A sentence.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> statement(open_graph(Path("tests/data/mini")), Claim(
        ...     "x#1", "x", Finding("piriformis", "tight"), "compresses", Finding("sciatic-nerve"), 0, "", "",
        ...     modality="may"))
        'It may be that tight piriformis compresses sciatic nerve.'
    """
    anew = voice().foreign and not foreign.untranslated(kg, claim)
    if claim.statement and not anew:
        return as_english(clean(claim.statement))
    may = claim.modality == "may"
    if anew:
        told = grammar.capital(" ".join(speech.parts(kg, claim.subject, claim.predicate, claim.object, may=may)))
        return clean(tr("This is denied: {told}.", told=told) if claim.polarity == "denies" else f"{told}.")
    told = f"{said(kg, claim.subject)} {clean(kg.schema.predicates[claim.predicate].forward)} {said(kg, claim.object)}."
    return as_english(f"{_LEADS[claim.polarity, may]}{told}")


def remarks(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say how a claim is made: hedge, evidence, who speaks, of whom, under which condition, and what it rests on.

    Args:
        kg: the graph.
        claim: of it.

    Returns:
        Parts joined by semicolons.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> remarks(kg, kg.claim("toy-neck#1"))
        'author assertion'
    """
    apart = voice().foreign  # what is told in English alone stands apart (`foreign.left_in_english`)
    parts = [
        tr("denies it") if claim.polarity == "denies" else "",
        tr("says it may") if claim.modality == "may" else "",
        tr("says it is certain") if claim.certain else "",
        spaced(claim.evidence) if voice().usual else speech.word(kg.schema, "evidence", claim.evidence),
        tr("says {who}", who=as_english(claim.speaker)) if claim.speaker else "",
        tr("paragraph by {who}", who=as_english(claim.author)) if claim.author else "",
        f"that name from the {spaced(claim.author_from)}" if claim.author_from and not apart else "",
        f"studied: {claim.population}" if claim.population and not apart else "",
        measured(claim.measure) if claim.measure and not apart else "",
        "" if apart else claim.condition or "",
        f"citing {claim.cites}" if claim.cites and not apart else "",
        tr("retelling {what}", what=", ".join(claim.underlying)) if claim.underlying else "",
        _as_written(claim.as_written) if claim.as_written and not apart else "",
        _unspecified(claim.unspecified) if claim.unspecified else "",
        f"read again by {claim.review.by} on {claim.review.date}" if claim.review and not apart else "",
    ]
    return clean("; ".join(part for part in parts if part))


def measured(found: Measure) -> str:
    """Say what a study measured, in the numbers of the source.

    Args:
        found: numbers and unit as the source writes them.

    Returns:
        Words and numbers in one line.

    Example:
        >>> measured(Measure("prevalence", "16", low="11", high="22", unit="%", n="212"))
        'prevalence 16 % (11 to 22 %), n = 212'
    """
    unit = f" {found.unit}" if found.unit else ""
    value = f" {found.value}{unit}" if found.value else ""
    bounds = " to ".join(filter(None, (found.low, found.high)))
    between = f" ({bounds}{unit})" if bounds else ""
    return f"{found.name}{value}{between}" + (f", n = {found.n}" if found.n else "")


def _as_written(found: AsWritten) -> str:
    told = (("subject", found.subject), ("object", found.object))
    return f"in its words {', '.join(f'{end} “{words}”' for end, words in told if words)}"


def _unspecified(ends: Sequence[str]) -> str:
    return tr("which {ends} is not said", ends=f" {tr('and')} ".join(map(tr, ends)))


def located(claim: Claim) -> str:
    """Say where in its source a claim stands; nothing where that is not known.

    Args:
        claim: the claim.

    Returns:
        Words such as `paragraph 11`.

    Example:
        >>> import refgraph
        >>> located(refgraph.open_graph("tests/data/mini").claim("toy-neck#1"))
        'paragraph 2'
    """
    if not voice().foreign:
        return citations.locator(claim)
    places = sorted({claim.paragraph, *claim.repeated} - {0})
    parts = [as_english(claim.section or ""), paragraphs(places), as_english(claim.term or "")]
    leaning = f" ({tr('with {places}', places=paragraphs(claim.context))})" if claim.context else ""
    return ", ".join(filter(None, parts)) + leaning


def paragraphs(numbers: Sequence[int]) -> str:
    """Name paragraphs by their numbers.

    Args:
        numbers: in order.

    Returns:
        Words; empty of no number.

    Example:
        >>> paragraphs([3, 13])
        'paragraphs 3, 13'
    """
    listed = ", ".join(map(str, numbers))
    return tr("paragraphs {numbers}" if len(numbers) > 1 else "paragraph {numbers}", numbers=listed) if numbers else ""


def placed(source: str, claim: Claim) -> str:
    """Add to the name of a source where in it a claim stands, if that is known.

    Args:
        source: how the source is named.
        claim: the claim.

    Returns:
        Words such as `Ada Author, paragraph 2`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> placed("Ada Author", kg.claim("toy-neck#1"))
        'Ada Author, paragraph 2'
    """
    return ", ".join(filter(None, (source, located(claim))))


def who(source: Source) -> str:
    """Name a source in a few words: its first author, else its publisher, else its key.

    Args:
        source: the source.

    Returns:
        A name.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> who(kg.source("toy-neck"))
        'Ada Author et al.'
    """
    if source.authors:
        return clean(source.authors[0] + (" et al." if len(source.authors) > 1 else ""))
    return as_english(clean(source.publisher)) if source.publisher else clean(source.key)


def who_of(source: Source) -> str:
    """Name a source in a few words that tell it from all others: who, and its key.

    Args:
        source: the source.

    Returns:
        A name and a key in brackets.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> who_of(kg.source("toy-neck"))
        'Ada Author et al. (toy-neck)'
    """
    return f"{who(source)} ({clean(source.key)})"
