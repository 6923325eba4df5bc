"""How an answer is put into plain words: its question, paths, verdicts, rivals, loops, and what chance would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from refgraph.graph import names
from refgraph.graph.reading import suggestions
from refgraph.language import grammar
from refgraph.language.voice import as_english, msgid, tr, trn, voice
from refgraph.model.answers import Answer, Nearby, Path, Query, Rivalry
from refgraph.model.statements import Finding
from refgraph.report.words import speech
from refgraph.report.words.wording import clean, noun, said, spaced

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def question(kg: KnowledgeGraph, query: Query) -> str:
    """Say what was asked.

    Args:
        kg: the graph.
        query: the question.

    Returns:
        A sentence with a question mark.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> question(open_graph(Path("tests/data/mini")), Query("origins", end=Finding("headache")))
        'Where may headache come from?'
    """
    start = noun(kg, query.start)[0] if query.start else ""
    end = noun(kg, query.end)[0] if query.end else ""
    if query.also:
        others = ", ".join([end, *(noun(kg, other)[0] for other in query.also[:-1])])
        both, every = msgid("Where may {ends} both come from?"), msgid("Where may {ends} all come from?")
        ends = f"{others} {tr('and')} {noun(kg, query.also[-1])[0]}"
        return tr(both if len(query.also) == 1 else every, ends=ends)
    if start and end:
        return tr("How may {start} lead to {end}?", start=start, end=end)
    return tr("What may {start} lead to?", start=start) if start else tr("Where may {end} come from?", end=end)


def why_not(kg: KnowledgeGraph, start: Finding, end: Finding) -> str:
    """Ask why one finding does not lead to another.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.

    Returns:
        A sentence with a question mark.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> why_not(kg, Finding("neck-pain"), Finding("headache"))
        'Why does neck pain not lead to headache?'
    """
    (cause, many), (effect, _) = noun(kg, start), noun(kg, end)
    return f"Why {'do' if many else 'does'} {cause} not lead to {effect}?"


def no_red_flag(kg: KnowledgeGraph, query: Query) -> str:
    """Say that no red flag is stated, and that this is not reassurance.

    Args:
        kg: the graph.
        query: the question.

    Returns:
        A sentence.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> no_red_flag(kg, Query("origins", end=Finding("neck-pain")))
        'No article in this graph states a red flag for neck pain; that is not reassurance.'
    """
    asked = f" {tr('or')} ".join(said(kg, end) for end in (query.start, query.end, *query.also) if end)
    return tr("No article in this graph states a red flag for {asked}; that is not reassurance.", asked=asked)


def more_red_flags(kg: KnowledgeGraph, end: Finding, more: int, own: int = 0) -> str:
    """Say how many red flags are not shown, and which command lists those of the end itself.

    Args:
        kg: the graph.
        end: what they concern.
        more: how many are not shown.
        own: how many concern the end itself; the others are of what paths pass.

    Returns:
        Words that end in the command.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> more_red_flags(kg, Finding("headache"), 2)
        '2 more red flags: refgraph red-flags "headache"'
    """
    count = trn(more, "{count} more red flag", "{count} more red flags")
    name = clean(names.say(kg, end))
    told = tr(", most of what the paths pass; those of {end} itself, {count} in all", end=name, count=own)
    return f'{count}{told if 0 < own < more else ""}: refgraph red-flags "{name}"'


def found(paths: int) -> str:
    """Say how many paths there are.

    Args:
        paths: how many there are.

    Returns:
        Words such as `2 paths`.

    Example:
        >>> found(0), found(2).partition(",")[0]
        ('No path found.', '2 paths')
    """
    if not paths:
        return tr("No path found.")
    listed = trn(paths, "{count} path.", "{count} paths, the most directly told first.")
    return f"{listed} {tr('Each step is what an article says, not what is proven.')}"


def uncurated(kg: KnowledgeGraph, answer: Answer) -> str:
    """Say of an answer without paths which end nothing is told of yet, and what near it something is told of.

    Args:
        kg: the graph.
        answer: without paths.

    Returns:
        A sentence; empty where something is told of both ends.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> uncurated(kg, questions.origins(kg, Finding("headache"), top=1))
        ''
    """
    query = answer.query
    ends = [end for end in (query.start, query.end, *query.also) if end is not None and kg.whole]
    bare = [end for end in ends if not (answer.paths or answer.members or suggestions.is_told(kg, end.entity))]
    if not bare:
        return ""
    near = [said(kg, Finding(key)) for key in suggestions.told_near(kg, bare[0].entity)]
    label = said(kg, Finding(bare[0].entity))
    beside = tr("; near it: {names}", names=", ".join(near)) if near else ""
    return f"{tr('Nothing curated about {what} yet', what=label)}{beside}."


def found_in(answer: Answer) -> str:
    """Say how many paths an answer has, and how many origins its ends share.

    Args:
        answer: of a path query.

    Returns:
        Words such as `2 paths from 1 shared origin`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> found_in(questions.origins(kg, Finding("headache"), top=1))
        '1 path. Each step is what an article says, not what is proven.'
    """
    if not answer.common:
        return found(len(answer.paths))
    one = msgid("{count} shared origin, the most directly told first.")
    many = msgid("{count} shared origins, the most directly told first.")
    shared = trn(len(answer.common), one, many)
    return f"{shared} {tr('Each step is what an article says, not what is proven.')}"


def shared(kg: KnowledgeGraph, answer: Answer, path: Path) -> str:
    """Name the shared origin that a path is the first path of; empty for any other path.

    Args:
        kg: the graph.
        answer: of a path query.
        path: one of its paths.

    Returns:
        Words.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> shared(kg, answer, answer.paths[0])
        ''
    """
    for number, ranks in enumerate(answer.common, 1):
        if path.rank == ranks[0]:
            origins = (one.origin for one in answer.paths if one.rank in ranks)
            told = " / ".join(dict.fromkeys(said(kg, origin) for origin in origins))
            return f"{tr('Shared origin {n}', n=number)}: {told}"
    return ""


def title(kg: KnowledgeGraph, path: Path) -> str:
    """Name a path by its two ends.

    Args:
        kg: the graph.
        path: a path of an answer.

    Returns:
        Words such as `tight hamstrings → headache`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> title(kg, questions.origins(kg, Finding("headache"), top=1).paths[0])
        'tight upper trapezius → headache'
    """
    return f"{said(kg, path.origin)} → {said(kg, path.target)}"


def verdict(kg: KnowledgeGraph, path: Path) -> str:
    """Say how far a path can be trusted: who tells it, its weakest step, what would break it, and disputes.

    Args:
        kg: the graph.
        path: a path of an answer.

    Returns:
        Sentences in one line.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> verdict(kg, questions.origins(kg, Finding("headache"), top=1).paths[0]).split(". ")[0]
        '1 step, all from one article (toy-neck), and without it there is no path'
    """
    judged, steps = path.verdict, len(path.steps)
    step = tr("Weakest: step {n}, ", n=judged.weakest_step)
    weakest = step if steps > 1 else tr("Evidence: ")
    disputed = tr("Disputed.") if judged.contested else tr("Not disputed in this graph.")
    kind = spaced(judged.evidence) if voice().usual else speech.word(kg.schema, "evidence", judged.evidence)
    grade = f", {clean(speech.word(kg.schema, 'grade', judged.grade))}" if judged.grade else ""
    count = trn(steps, "{count} step", "{count} steps")
    told = f"{count}, {_told(path)} {weakest}{clean(kind)}{grade}. {disputed}"
    if not path.rivals:
        return told
    return f"{told} {tr('No verdict: {paths} through the opposite.', paths=_paths(path.rivals))}"


def rivalry(kg: KnowledgeGraph, found: Rivalry) -> str:
    """Say which paths contradict each other.

    Args:
        kg: the graph.
        found: of an answer of this graph.

    Returns:
        A sentence.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.answers import Rivalry
        >>> pair = Finding("hamstrings", "tight"), Finding("hamstrings", "weak")
        >>> rivalry(kg, Rivalry(Finding("headache"), *pair, "Tight is not weak.", (1,), (2,)))
        'headache: path 1 leads through tight hamstrings, path 2 leads through weak hamstrings. Tight is not weak.'
    """
    one, other, why = said(kg, found.one), said(kg, found.other), as_english(clean(found.why))
    if found.other_end is not None:
        values = {"paths": _paths(found.one_ranks), "one": one, "other": other, "end": said(kg, found.other_end)}
        told = tr("{paths} through {one}; {other} is said to lead to {end}, at the same place.", **values)
        return f"{said(kg, found.end)}: {told} {why}"
    ways = ((found.one_ranks, one), (found.other_ranks, other))
    parts = ", ".join(tr("{paths} through {what}", paths=_paths(ranks), what=what) for ranks, what in ways)
    return f"{said(kg, found.end)}: {parts}. {why}"


def near(kg: KnowledgeGraph, found: Nearby) -> str:
    """Say how much is told under a nearby name.

    Args:
        kg: the graph.
        found: the finding, its relation to what was asked, and how many paths it has.

    Returns:
        Words such as `neck pain (same place): 3 paths`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> near(kg, Nearby(Finding("neck-pain"), "same place", 3))
        'neck pain (same place): 3 paths'
    """
    return f"{said(kg, found.finding)} ({tr(found.relation)}): {trn(found.paths, '{count} path', '{count} paths')}"


def loop(kg: KnowledgeGraph, findings: tuple[Finding, ...]) -> str:
    """Name a feedback loop by its findings.

    Args:
        kg: the graph.
        findings: in causal order, each once.

    Returns:
        Words, the first finding again at the end.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> loop(kg, (Finding("headache"), Finding("upper-trapezius", "tight")))
        'headache → tight upper trapezius → headache'
    """
    return " → ".join(said(kg, finding) for finding in (*findings, findings[0]))


def loops(kg: KnowledgeGraph, paths: Iterable[Path]) -> tuple[str, ...]:
    """Name each feedback loop once, with the paths that pass it, in the order of those.

    Args:
        kg: the graph.
        paths: paths of one answer, in its order.

    Returns:
        A sentence for each loop.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> loops(kg, questions.origins(kg, Finding("headache"), top=1).paths)
        ('headache → tight upper trapezius → headache (path 1)',)
    """
    ranks: dict[tuple[Finding, ...], list[str]] = {}
    for path in paths:
        for found in path.loops or ():
            ranks.setdefault(found, []).append(str(path.rank))
    one, many = msgid("path {numbers}"), msgid("paths {numbers}")
    told = {found: tr(many if len(at) > 1 else one, numbers=", ".join(at)) for found, at in ranks.items()}
    return tuple(f"{loop(kg, found)} ({passing})" for found, passing in told.items())


def turning(kg: KnowledgeGraph, path: Path) -> str:
    """Name the feedback loops that a single path touches, the first of them in full.

    Args:
        kg: the graph.
        path: a path of an answer.

    Returns:
        A sentence; empty where there is none.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.search import questions
        >>> turning(kg, questions.origins(kg, Finding("headache"), top=1).paths[0])
        'It touches a feedback loop: headache → tight upper trapezius → headache.'
    """
    if not path.loops:
        return ""
    more = tr(", and {count} more", count=len(path.loops) - 1) if len(path.loops) > 1 else ""
    return tr("It touches a feedback loop: {loop}{more}.", loop=loop(kg, path.loops[0]), more=more)


def _paths(ranks: tuple[int, ...]) -> str:
    listed = ", ".join(str(rank) for rank in ranks)
    return tr("path {numbers} leads" if len(ranks) == 1 else "paths {numbers} lead", numbers=listed)


def _told(path: Path) -> str:
    """Say who tells a path, and without whom it falls."""
    judged = path.verdict
    sources, breaking = judged.sources, judged.single_point_of_failure
    if len(sources) == 1:
        falls = tr("and without it there is no path" if breaking else "and others lead the same way")
        return f"{tr('all from one article ({source})', source=sources[0])}, {falls}."
    told = tr("joined from" if judged.joined else "told whole by one article, with claims of")
    alone = tr("; none tells the whole path") if judged.joined else ""
    independent = trn(judged.independent_sources, "{count} independent source", "{count} independent sources")
    needed = grammar.listed(breaking, tr("or"))
    falls = (
        tr("Without {needed} there is no path.", needed=needed)
        if breaking
        else tr("It does not hang on any one of them.")
    )
    articles = tr("{count} articles", count=len(sources))
    return f"{told} {articles} ({', '.join(sources)}; {independent}){alone}. {falls}"
