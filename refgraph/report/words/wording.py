"""How an answer is put into plain words; every renderer says the same thing in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.graph import names
from refgraph.language import grammar
from refgraph.model import citations
from refgraph.model.answers import Step
from refgraph.model.statements import AsWritten, Claim, Edge, Finding, Measure, Source

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

NOTICE = "Information, not a diagnosis."
NOT_WHOLE = "The search stopped before it had seen everything: there may be better paths than these."
MORE = "There are more paths than are shown; raise --top to see them."
RIVALS = "Paths that contradict each other: no verdict is given between them"
LOOPS = "Feedback loops: what is said to lead back to itself"
LEADS_TO = "What it is said to lead to"
LED_TO = "What is said to lead to it"
NO_MISS = "No path comes near."
APART = "Said of its members, kinds or parts, and not of it"
NEARBY = "Told under a nearby name"
INDEFINITE = "Said of something that the source does not name, so that no path begins or ends there"
# Relation of what a path is told of to the end that was asked for → heading.
TOLD_OF = {
    "member": "Said of members of the group, not of the group itself",
    "kind": "Said of narrower kinds of it, not of it in general",
    "part": "Said of parts of it, not of all of it",
    "combination": "Said of combinations that it is a part of, not of it alone",
    "same place": "Told of what is felt or found at the same place",
    "broader name": "Told of a broader name",
}
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
    return clean(names.say(kg, finding))


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
    entity = kg.entity(finding.entity)
    name, held = said(kg, finding), finding.state and kg.schema.states[finding.state].entity
    if held:
        bare = noun(kg, replace(finding, state=None))[0]
        return f"{grammar.plural(clean(kg.entity(held).label))} in {bare}", True
    category = kg.schema.categories.get(entity.category)
    # What is suffered, done or held is named bare; a thing of the body takes an article.
    if entity.plural or category is None or not category.stateful:
        return name, entity.plural
    return f"{grammar.indefinite(name) if finding.state else f'the {name}'}", False


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


def in_words(kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding) -> tuple[str, str, str]:
    """Subject, verb and object; a verb that already says the state it leaves does not say it twice.

    Args:
        kg: the graph.
        subject: a finding.
        predicate: the key of a predicate.
        object_: a finding.

    Returns:
        Three texts.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> in_words(kg, Finding("piriformis"), "compresses", Finding("sciatic-nerve", "compressed"))
        ('piriformis', 'compresses', 'sciatic nerve')
    """
    known = kg.schema.predicates[predicate]
    met = replace(object_, state=None) if known.result and object_.state == known.result else object_
    return said(kg, subject), clean(known.forward), said(kg, met)


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
    return {"contested": "disputed", "denied": "denied"}.get(edge.status)


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
    known = kg.schema.ranking.flags
    return tuple((spaced(flag), clean(known[flag].meaning) if flag in known else "") for flag in step.flags)


# ---------------------------------------------------------------- claims


def statement(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say what a claim says: in our sentence, and where nobody has written one, in its subject, verb and object.

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
    if claim.statement:
        return clean(claim.statement)
    verb = clean(kg.schema.predicates[claim.predicate].forward)
    told = f"{said(kg, claim.subject)} {verb} {said(kg, claim.object)}."
    return f"{_LEADS[claim.polarity, claim.modality == 'may']}{told}"


def remarks(claim: Claim) -> str:
    """Say how a claim is made: hedge, evidence, who speaks, of whom, under which condition, and what it rests on.

    Args:
        claim: the claim.

    Returns:
        Parts joined by semicolons.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> remarks(kg.claim("toy-neck#1"))
        'author assertion'
    """
    parts = [
        "denies it" if claim.polarity == "denies" else "",
        "says it may" if claim.modality == "may" else "",
        "says it is certain" if claim.certain else "",
        spaced(claim.evidence),
        f"says {claim.speaker}" if claim.speaker else "",
        f"paragraph by {claim.author}" if claim.author else "",
        f"that name from the {spaced(claim.author_from)}" if claim.author_from else "",
        f"studied: {claim.population}" if claim.population else "",
        measured(claim.measure) if claim.measure else "",
        claim.condition or "",
        f"citing {claim.cites}" if claim.cites else "",
        f"retelling {', '.join(claim.underlying)}" if claim.underlying else "",
        _as_written(claim.as_written) if claim.as_written else "",
        f"which {' and '.join(claim.unspecified)} is not said" if claim.unspecified else "",
        f"read again by {claim.review.by} on {claim.review.date}" if claim.review else "",
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
    return ", ".join(filter(None, (source, citations.locator(claim))))


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
    return clean(source.publisher or source.key)


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
