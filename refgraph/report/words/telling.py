"""A path told in sentences: all of it in one, who says it, how surely, what speaks against it, and its weak joints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, trn, voice
from refgraph.model.answers import Path, Step
from refgraph.model.statements import Finding
from refgraph.report.words import foreign, speech, wording
from refgraph.report.words.citing import brief, dated, kind_of_source, scope
from refgraph.search.judging.grade import from_studies, is_tested

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_NAMED = 4
SIDES = {
    "left": msgid("left"),
    "right": msgid("right"),
    "midline": msgid("midline"),
    "bilateral": msgid("both sides"),
    "ipsilateral": msgid("the same side"),
    "contralateral": msgid("the other side"),
}


def sentence(kg: KnowledgeGraph, path: Path) -> str:
    """Tell a whole path in one sentence.

    Args:
        kg: the graph.
        path: with at least one step.

    Returns:
        A sentence; each step is hedged where all who say it hedge it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> path = max(refgraph.origins(kg, "headache").paths, key=lambda path: len(path.steps))
        >>> sentence(kg, path).startswith(wording.noun(kg, path.origin)[0][:1].upper())
        True
    """
    told, before = "", None
    for step in path.steps:
        may = all(claim.modality == "may" for claim in step.edge.asserting)
        subject, verb, object_ = speech.sentence(kg, step.subject, step.edge.predicate, step.object, may=may)
        joint = "" if before is None else tr(", which ") if step.subject == before else f"{tr(', and ')}{subject} "
        told += f"{joint or f'{subject} '}{verb} {object_}{scope(kg, step.subject, step.edge.asserting)}"
        before = step.object
    return wording.clean(f"{grammar.capital(told)}.")


def step_sentence(kg: KnowledgeGraph, step: Step) -> str:
    """Tell one step: subject, verb and object that agree.

    Args:
        kg: the graph.
        step: of a path.

    Returns:
        Words without a full stop; hedged where all who say it hedge it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> step_sentence(kg, refgraph.origins(kg, "headache").paths[0].steps[0])
        'a tight upper trapezius is felt as headache'
    """
    may = all(claim.modality == "may" for claim in step.edge.asserting)
    parts = speech.sentence(kg, step.subject, step.edge.predicate, step.object, may=may)
    return wording.clean(" ".join(parts)) + scope(kg, step.subject, step.edge.asserting)


def judged(kg: KnowledgeGraph, path: Path) -> tuple[str, ...]:
    """Tell how far a path can be trusted, in sentences.

    Args:
        kg: the graph.
        path: with its verdict.

    Returns:
        Who says it; its weakest step; what speaks against it; what is missing at its joints.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> judged(kg, refgraph.origins(kg, "headache").paths[0])[0]
        'It is said by Ada Author et al. (blog).'
    """
    return (_who(kg, path), _weakest(kg, path), *_against(kg, path), *joints(kg, path))


def facts(kg: KnowledgeGraph, path: Path) -> tuple[tuple[str, str], ...]:
    """Tell what two paths are compared by: (name, value), the same names in the same order for every path.

    Args:
        kg: the graph.
        path: with its verdict.

    Returns:
        Where it begins, what it passes, side, hedge, who says it, on what evidence, and what speaks against it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [name for name, _ in facts(kg, refgraph.origins(kg, "headache").paths[0])][:3]
        ['Begins with', 'Passes', 'Side']
    """
    passed = [wording.said(kg, step.object) for step in path.steps[:-1]]
    sides = [end.side for end in (path.origin, *(step.object for step in path.steps))]
    known = list(dict.fromkeys(tr(SIDES.get(side, side)) for side in sides if side))
    first = known[0] if known else tr("not stated")
    stated = first if len(known) < 2 else f"{first}{tr(', then ')}{known[-1]}"
    hedged = [str(n) for n, step in enumerate(path.steps, 1) if all(c.modality == "may" for c in step.edge.asserting)]
    numbers = grammar.listed(hedged, tr("and")) if hedged else ""
    may = tr("“may” at steps {numbers}" if len(hedged) > 1 else "“may” at step {numbers}", numbers=numbers)
    kind = wording.clean(speech.word(kg.schema, "evidence", path.verdict.evidence))
    grade = wording.clean(speech.word(kg.schema, "grade", path.verdict.grade))
    steps = trn(len(path.steps), "{count} step", "{count} steps")
    return (
        (tr("Begins with"), wording.said(kg, path.origin)),
        (tr("Passes"), " → ".join(passed) or tr("nothing in between")),
        (tr("Side"), stated if None not in sides or not known else tr("{side}; not stated throughout", side=stated)),
        (tr("Hedge"), may if hedged else tr("none: said outright")),
        (tr("Who says it"), _who(kg, path)),
        (tr("Evidence"), tr("{steps}; the weakest: {kind}, {grade}", steps=steps, kind=kind, grade=grade)),
        (tr("Against it"), " ".join(_against(kg, path))),
        (tr("Weak joints"), " ".join(joints(kg, path)) or tr("none")),
    )


def _who(kg: KnowledgeGraph, path: Path) -> str:
    verdict = path.verdict
    names = [_named(kg, key) for key in verdict.sources[:MOST_NAMED]]
    more = len(verdict.sources) - len(names)
    listed = grammar.listed([*names, *[tr("{count} more", count=more)] * bool(more)], tr("and"))
    if len(verdict.sources) == 1:
        return tr("All of it is said by {who}." if len(path.steps) > 1 else "It is said by {who}.", who=listed)
    if verdict.joined:
        return tr("No source says all of it: it is joined from {who}.", who=listed)
    return tr("It is said by {who}, by one of them as a whole.", who=listed)


def _named(kg: KnowledgeGraph, key: str) -> str:
    source = kg.source(key)
    kind = kind_of_source(kg, source)
    return f"{dated(source)} ({kind})" if kind else dated(source)


def _weakest(kg: KnowledgeGraph, path: Path) -> str:
    verdict = path.verdict
    kind = wording.clean(speech.word(kg.schema, "evidence", verdict.evidence))
    grade = f", {wording.clean(speech.word(kg.schema, 'grade', verdict.grade))}" if verdict.grade else ""
    bare = voice().foreign or kind.startswith("the ")
    what = f"{kind if bare else grammar.indefinite(kind)}{grade}"
    if len(path.steps) == 1:
        return tr("It rests on {what}.", what=what)
    return tr("Its weakest step, {n}, rests on {what}.", n=verdict.weakest_step, what=what)


def _against(kg: KnowledgeGraph, path: Path) -> Iterator[str]:
    """What speaks against it; "nothing" only where somebody could have found otherwise."""
    disputed = False
    for number, step in enumerate(path.steps, 1):
        if step.edge.counter_evidence:
            disputed = True
            who = brief(kg, step.edge.counter_evidence[0])
            several = len(path.steps) > 1
            yield tr("Step {n} is disputed by {who}." if several else "It is disputed by {who}.", n=number, who=who)
    studied = [from_studies(kg.schema.ranking, step.edge.asserting) for step in path.steps]
    untested = [str(n) for n, step in enumerate(path.steps, 1) if not is_tested(kg, step.edge)]
    if not disputed and all(studied):
        yield tr("Nothing in this graph speaks against it.")
    elif len(untested) == len(path.steps):
        yield tr("No study in this graph tests it.")
    elif untested:
        one, more = msgid("No study in this graph tests step {n}."), msgid("No study in this graph tests steps {n}.")
        yield tr(one if len(untested) == 1 else more, n=grammar.listed(untested, tr("and")))
    if path.rivals:
        yield tr("Other paths lead to the same end through the opposite, so no verdict is given between them.")


def joints(kg: KnowledgeGraph, path: Path) -> tuple[str, ...]:
    """Tell what is missing where the claims of a path meet, one sentence for each weakness.

    Args:
        kg: the graph.
        path: of it.

    Returns:
        Sentences, in the order of the steps.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> joints(kg, refgraph.origins(kg, "headache").paths[0])
        ()
    """
    told = []
    for number, step in enumerate(path.steps, 1):
        for words, meaning in wording.flags(kg, step):
            where = tr("Between steps {a} and {b}", a=number - 1, b=number) if number > 1 else tr("At its beginning")
            told.append(f"{where}: {meaning[:1].lower()}{meaning[1:]}" if meaning else f"{where}: {words}.")
    return tuple(told)


def named(kg: KnowledgeGraph, finding: Finding) -> str:
    """Name a finding in a list: without article, and what is held in a thing as that.

    Args:
        kg: the graph.
        finding: of it.

    Returns:
        Words: "tight hamstrings", "trigger points in the upper trapezius".

    Example:
        >>> import refgraph
        >>> from refgraph.model.statements import Finding
        >>> named(refgraph.open_graph("tests/data/mini"), Finding("hamstrings", "tight"))
        'tight hamstrings'
    """
    held = finding.state and kg.schema.states[finding.state].entity
    # Another language says what is held in a thing after its name.
    told_in_english = not voice().foreign or foreign.in_english(kg, finding)
    return wording.noun(kg, finding)[0] if held and told_in_english else wording.said(kg, finding)


def called(kg: KnowledgeGraph, finding: Finding) -> str:
    """Name a finding within a sentence of ours: in English as in a list, in another language with its article.

    Args:
        kg: the graph.
        finding: of it.

    Returns:
        Words in one line.

    Example:
        >>> import refgraph
        >>> called(refgraph.open_graph("tests/data/mini"), Finding("hamstrings", "tight"))
        'tight hamstrings'
    """
    return wording.noun(kg, finding)[0] if voice().foreign else named(kg, finding)


def by_name(kg: KnowledgeGraph, path: Path, text: str) -> str:
    """Name sources in a text about a path that names them by their keys.

    Args:
        kg: the graph.
        path: of it.
        text: about the path.

    Returns:
        The text with names and years.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> path = refgraph.origins(kg, "headache").paths[0]
        >>> by_name(kg, path, "All from one article (toy-neck).")
        'All from one article (Ada Author et al.).'
    """
    keys = {claim.source for step in path.steps for claim in step.edge.claims}
    known = "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])({known})(?![\w-])", lambda found: dated(kg.source(found[1])), text)
