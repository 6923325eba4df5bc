"""How an answer is put into plain words; every renderer says the same thing in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.graph import names, suggestions
from refgraph.model import citations
from refgraph.model.answers import Answer, Nearby, Path, Query, Rivalry, Step
from refgraph.model.statements import AsWritten, Claim, Edge, Finding, Measure, Source

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.search.null_model import Chance

NOT_WHOLE = "The search stopped before it had seen everything: there may be better paths than these."
MORE = "There are more paths than are shown; raise --top to see them."
RIVALS = "Paths that contradict each other: no verdict is given between them"
LOOPS = "Feedback loops: what is said to lead back to itself"
LEADS_TO = "What it is said to lead to"
LED_TO = "What is said to lead to it"
NO_MISS = "No chain of claims comes near."
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
_AS_MANY = {
    "far-more": "far more paths than chance brings",
    "more": "more paths than chance brings",
    "ordinary": "no more paths than chance may bring",
    "less": "fewer paths than chance brings",
}
_AS_DIRECT = {
    "far-more": "the best is told far more directly than chance brings",
    "more": "the best is told more directly than chance brings",
    "ordinary": "the best is told no more directly than chance may bring",
    "less": "the best is told less directly than chance brings",
}
_NOT_WHETHER = "This is how closely articles connect the two, not whether one brings the other about."
_LEADS = {
    ("asserts", False): "It is said that ",
    ("asserts", True): "It may be that ",
    ("denies", False): "It is denied that ",
    ("denies", True): "It may not be that ",
}


def clean(text: str) -> str:
    r"""Make a text of the data safe to print: one line, no control characters that a terminal would obey.

    Example:
        >>> clean("neck\x1b[31m\npain")
        'neck [31m pain'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def question(kg: KnowledgeGraph, query: Query) -> str:
    """Say what was asked.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> question(open_graph(Path("tests/data/mini")), Query("origins", end=Finding("headache")))
        'Where may headache come from?'
    """
    start = said(kg, query.start) if query.start else ""
    end = said(kg, query.end) if query.end else ""
    if query.also:
        others = ", ".join([end, *(said(kg, other) for other in query.also[:-1])])
        all_of_them = "both" if len(query.also) == 1 else "all"
        return f"Where may {others} and {said(kg, query.also[-1])} {all_of_them} come from?"
    if start and end:
        return f"How may {start} lead to {end}?"
    return f"What may {start} lead to?" if start else f"Where may {end} come from?"


def why_not(kg: KnowledgeGraph, start: Finding, end: Finding) -> str:
    """Ask why one finding does not lead to another."""
    return f"Why does {said(kg, start)} not lead to {said(kg, end)}?"


def said(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say a finding, safe to print."""
    return clean(names.say(kg, finding))


def no_red_flag(kg: KnowledgeGraph, query: Query) -> str:
    """Say that no red flag is stated, and that this is not reassurance."""
    asked = " or ".join(said(kg, end) for end in (query.start, query.end, *query.also) if end)
    return f"No article in this graph states a red flag for {asked}; that is not reassurance."


def more_red_flags(kg: KnowledgeGraph, end: Finding, more: int) -> str:
    """Say how many red flags are not shown, and which command lists them."""
    return f'{_count(more, "more red flag")}: refgraph red-flags "{said(kg, end)}"'


def found(paths: int) -> str:
    """Say how many paths there are."""
    if not paths:
        return "No path found."
    listed = "1 path." if paths == 1 else f"{paths} paths, the most directly told first."
    return f"{listed} Each step is what an article says, not what is proven."


def uncurated(kg: KnowledgeGraph, answer: Answer) -> str:
    """Say of an answer without paths which end nothing is told of yet, and what near it something is told of."""
    query = answer.query
    ends = [end for end in (query.start, query.end, *query.also) if end is not None and kg.whole]
    bare = [end for end in ends if not (answer.paths or answer.members or suggestions.is_told(kg, end.entity))]
    if not bare:
        return ""
    near = [said(kg, Finding(key)) for key in suggestions.told_near(kg, bare[0].entity)]
    label = said(kg, Finding(bare[0].entity))
    beside = f"; near it: {', '.join(near)}" if near else ""
    return f"Nothing curated about {label} yet{beside}."


def found_in(answer: Answer) -> str:
    """Say how many paths an answer has, and how many origins its ends share."""
    if not answer.common:
        return found(len(answer.paths))
    shared = _count(len(answer.common), "shared origin")
    return f"{shared}, the most directly told first. Each step is what an article says, not what is proven."


def shared(kg: KnowledgeGraph, answer: Answer, path: Path) -> str:
    """Name the shared origin that a path is the first path of; empty for any other path."""
    for number, ranks in enumerate(answer.common, 1):
        if path.rank == ranks[0]:
            origins = (one.origin for one in answer.paths if one.rank in ranks)
            return f"Shared origin {number}: {' / '.join(dict.fromkeys(said(kg, origin) for origin in origins))}"
    return ""


# ---------------------------------------------------------------- paths


def title(kg: KnowledgeGraph, path: Path) -> str:
    """Name a path by its two ends."""
    return f"{said(kg, path.origin)} → {said(kg, path.target)}"


def verdict(path: Path) -> str:
    """Say how far a path can be trusted: who tells it, its weakest step, what would break it, and disputes."""
    judged, steps = path.verdict, len(path.steps)
    weakest = f"Weakest: step {judged.weakest_step}, " if steps > 1 else "Evidence: "
    disputed = "Disputed." if judged.contested else "Not disputed in this graph."
    grade = f", {spaced(judged.grade)}" if judged.grade else ""
    told = f"{_count(steps, 'step')}, {_told(path)} {weakest}{spaced(judged.evidence)}{grade}. {disputed}"
    return f"{told} No verdict: {_paths(path.rivals)} through the opposite." if path.rivals else told


def rivalry(kg: KnowledgeGraph, found: Rivalry) -> str:
    """Say which paths contradict each other."""
    one, other = said(kg, found.one), said(kg, found.other)
    if found.other_end is not None:
        told = f"{_paths(found.one_ranks)} through {one}; {other} is said to lead to {said(kg, found.other_end)}"
        return f"{said(kg, found.end)}: {told}, at the same place. {clean(found.why)}"
    parts = f"{_paths(found.one_ranks)} through {one}, {_paths(found.other_ranks)} through {other}"
    return f"{said(kg, found.end)}: {parts}. {clean(found.why)}"


def near(kg: KnowledgeGraph, found: Nearby) -> str:
    """Say how much is told under a nearby name."""
    return f"{said(kg, found.finding)} ({found.relation}): {_count(found.paths, 'path')}"


def loop(kg: KnowledgeGraph, findings: tuple[Finding, ...]) -> str:
    """Name a feedback loop by its findings."""
    return " → ".join(said(kg, finding) for finding in (*findings, findings[0]))


def loops(kg: KnowledgeGraph, paths: Iterable[Path]) -> tuple[str, ...]:
    """Name each feedback loop once, with the paths that pass it, in the order of those."""
    ranks: dict[tuple[Finding, ...], list[str]] = {}
    for path in paths:
        for found in path.loops or ():
            ranks.setdefault(found, []).append(str(path.rank))
    return tuple(
        f"{loop(kg, found)} (path{'s'[: len(passing) > 1]} {', '.join(passing)})" for found, passing in ranks.items()
    )


def turning(kg: KnowledgeGraph, path: Path) -> str:
    """Name the feedback loops that a single path touches, the first of them in full."""
    if not path.loops:
        return ""
    more = f", and {len(path.loops) - 1} more" if len(path.loops) > 1 else ""
    return f"It touches a feedback loop: {loop(kg, path.loops[0])}{more}."


def chance(found: Chance) -> tuple[str, ...]:
    """Say how unusual the paths are against shuffled graphs: in words, in the counts, and what neither says."""
    from refgraph.search.null_model import MOST_PATHS

    done = _count(found.permutations, "shuffled graph")
    if found.why is not None:
        after = f" {done} tried, seed {found.seed}." if found.permutations else ""
        return (f"Against chance nothing can be told: {clean(found.why)}.{after}",)
    here = _count(found.paths, "path") + (" at least" if found.paths == MOST_PATHS else "")
    return (
        f"Against chance: {_AS_MANY[found.number]}; {_AS_DIRECT[found.quality]}.",
        f"{here} here. Of {done} (seed {found.seed}), {found.as_many} with as many or more, "
        f"{found.as_direct} with a best one told as directly or more so. {_NOT_WHETHER}",
    )


def _paths(ranks: tuple[int, ...]) -> str:
    listed = ", ".join(str(rank) for rank in ranks)
    return f"path {listed} leads" if len(ranks) == 1 else f"paths {listed} lead"


def _told(path: Path) -> str:
    """Say who tells a path, and without whom it falls."""
    judged = path.verdict
    sources, breaking = judged.sources, judged.single_point_of_failure
    if len(sources) == 1:
        falls = "without which the path falls" if breaking else "but others lead the same way"
        return f"all from one article ({sources[0]}), {falls}."
    told = "joined from" if judged.joined else "told whole by one article, with claims of"
    alone = "; none tells the whole path" if judged.joined else ""
    independent = _count(judged.independent_sources, "independent source")
    falls = f"Falls without {' or without '.join(breaking)}." if breaking else "No single article breaks it."
    return f"{told} {len(sources)} articles ({', '.join(sources)}; {independent}){alone}. {falls}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def spaced(key: str) -> str:
    """Write a key as words."""
    return key.replace("-", " ")


def in_words(kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding) -> tuple[str, str, str]:
    """Subject, verb and object; a verb that already says the state it leaves does not say it twice.

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
    """The word for what sources say against an edge."""
    return {"contested": "disputed", "denied": "denied"}.get(edge.status)


def hedge(kg: KnowledgeGraph, claims: Iterable[Claim]) -> str | None:
    """The mildest hedge among some claims; None where one of them says it outright."""
    order = list(kg.schema.ranking.modality)
    best = min((order.index(claim.modality) for claim in claims), default=0)
    return order[best] if best else None


def flags(kg: KnowledgeGraph, step: Step) -> tuple[tuple[str, str], ...]:
    """The flags of a step in words, each with what it means."""
    known = kg.schema.ranking.flags
    return tuple((spaced(flag), clean(known[flag].meaning) if flag in known else "") for flag in step.flags)


# ---------------------------------------------------------------- claims


def statement(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say what a claim says: in our sentence, and where nobody has written one, in its subject, verb and object.

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
    """Say how a claim is made: hedge, evidence, who speaks, of whom, under which condition, and what it rests on."""
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
    """Add to the name of a source where in it a claim stands, if that is known."""
    return ", ".join(filter(None, (source, citations.locator(claim))))


def who(source: Source) -> str:
    """Name a source in a few words: its first author, else its publisher, else its key."""
    if source.authors:
        return clean(source.authors[0] + (" et al." if len(source.authors) > 1 else ""))
    return clean(source.publisher or source.key)


def who_of(source: Source) -> str:
    """Name a source in a few words that tell it from all others: who, and its key."""
    return f"{who(source)} ({clean(source.key)})"
