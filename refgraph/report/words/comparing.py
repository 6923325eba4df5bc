"""Two paths, or what two symptoms are said to come from, compared: one table, what they share, and where they part.

One value for every form: the shell, files, and the page of the explorer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.model.answers import Answer, Group, Path
from refgraph.model.statements import Edge
from refgraph.report.words import telling, wording
from refgraph.report.words.citing import brief, dated
from refgraph.report.words.lead import asserting, counter_claims
from refgraph.report.words.summary import label, summary
from refgraph.search.judging.grade import is_tested

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_LISTED, MOST_SHARED = 4, 5


@dataclass(frozen=True, slots=True)
class Row:
    """What the two are compared by, and what it is of the one and of the other."""

    name: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things side by side.

    Attributes:
        question: what is asked. kind: `paths` or `origins`.
        heads: what the two are called. told: each in a sentence.
        rows: the same names in the same order for all of a kind.
        shared: what both have; `only` what the one has alone, and the other.
        shared_heading: what `shared` lists, and `none_shared` what is said where it is empty.
        warnings: signs for which to see a doctor first, a line for each end; `warns` tells whether they name any.
        answers: what the two were found with; of `paths` the first path of each is meant.
    """

    kind: str
    question: str
    heads: tuple[str, str]
    told: tuple[str, str]
    rows: tuple[Row, ...]
    shared: tuple[str, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    shared_heading: str
    none_shared: str
    warnings: tuple[str, ...]
    warns: bool
    answers: tuple[Answer, Answer]

    @property
    def alone(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What only one of the two has, under a heading; nothing where it has nothing."""
        named = msgid("Only {what}") if self.kind == "paths" else msgid("Direct causes of {what} alone")
        return tuple((tr(named, what=head), only) for head, only in zip(self.heads, self.only, strict=True) if only)


def paths(kg: KnowledgeGraph, one: Answer, other: Answer) -> Comparison:
    """Compare two paths.

    Args:
        kg: the graph.
        one: an answer whose first path is compared.
        other: likewise.

    Returns:
        Both side by side; what they share are steps.

    Example:
        >>> import refgraph
        >>> from dataclasses import replace
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> found = refgraph.origins(kg, "headache")
        >>> made = paths(kg, found, replace(found, paths=found.paths[1:]))
        >>> [row.name for row in made.rows][:2], len(made.heads)
        (['Begins with', 'Passes'], 2)
    """
    first, second = one.paths[0], other.paths[0]
    targets = list(dict.fromkeys(telling.called(kg, path.target) for path in (first, second)))
    same = {step.edge.id for step in first.steps} & {step.edge.id for step in second.steps}
    warnings = dict.fromkeys(_warning(kg, answer) for answer in (one, other))
    return Comparison(
        kind="paths",
        question=tr("Two ways to {ends}, side by side", ends=grammar.listed(targets, tr("and to"))),
        heads=_heads(kg, first, second),
        told=(telling.sentence(kg, first), telling.sentence(kg, second)),
        rows=_rows(telling.facts(kg, first), telling.facts(kg, second)),
        shared=_steps(kg, first, same),
        only=(_steps(kg, first, same, inside=False), _steps(kg, second, same, inside=False)),
        shared_heading=tr("What they share"),
        none_shared=tr("They share no step."),
        warnings=tuple(line for line, _ in warnings),
        warns=any(warns for _, warns in warnings),
        answers=(one, other),
    )


def origins(kg: KnowledgeGraph, one: Answer, other: Answer, both: Answer) -> Comparison:
    """Compare what two findings are said to come from.

    Args:
        kg: the graph.
        one: where the one may come from.
        other: where the other may come from.
        both: what both may come from, as `refgraph.search.shared_origins` finds it.

    Returns:
        Both side by side; what they share are origins, and what each has alone are direct causes.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> made.question
        'What headache and neck pain are said to come from, side by side'
    """
    ends = [wording.said(kg, end) for answer in (one, other) if (end := answer.query.end)]
    mine, theirs = (_direct(kg, answer) for answer in (one, other))
    warnings = dict.fromkeys(_warning(kg, answer) for answer in (one, other))
    common = [both.paths[ranks[0] - 1].origin for ranks in both.common]
    met = {end.entity for end in common}
    return Comparison(
        kind="origins",
        question=f"What {grammar.listed(ends, 'and')} are said to come from, side by side",
        heads=(ends[0], ends[1]),
        told=(summary(kg, one).lead, summary(kg, other).lead),
        rows=_rows(_facts(kg, one), _facts(kg, other)),
        shared=tuple(dict.fromkeys(wording.noun(kg, end)[0] for end in common))[:MOST_SHARED],
        # What leads to the other by a detour is no cause of the one alone.
        only=(
            tuple(name for key, name in mine.items() if key not in theirs and key not in met),
            tuple(name for key, name in theirs.items() if key not in mine and key not in met),
        ),
        shared_heading="Said to lead to both",
        none_shared="Nothing in this graph is said to lead to both.",
        warnings=tuple(line for line, _ in warnings),
        warns=any(warns for _, warns in warnings),
        answers=(one, other),
    )


def _rows(mine: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(name, one, other) for (name, one), (_, other) in zip(mine, theirs, strict=True))


def _heads(kg: KnowledgeGraph, *compared: Path) -> tuple[str, str]:
    """Call two paths by where they begin; where that is the same, by what they pass next."""
    one, other = (tr("from {what}", what=telling.called(kg, path.origin)) for path in compared)
    if one == other:
        one, other = (
            tr("{start} by way of {what}", start=said, what=telling.called(kg, path.steps[0].object))
            if len(path.steps) > 1
            else tr("{start} directly", start=said)
            for said, path in zip((one, other), compared, strict=True)
        )
    return one, other


def _steps(kg: KnowledgeGraph, path: Path, same: set[int], *, inside: bool = True) -> tuple[str, ...]:
    steps = (step for step in path.steps if (step.edge.id in same) == inside)
    return tuple(telling.step_sentence(kg, one) for one in steps)


def _warning(kg: KnowledgeGraph, answer: Answer) -> tuple[str, bool]:
    """The warning of an answer; a path tells of its end what the end's own answer would."""
    told = summary(kg, answer)
    return told.warning, told.warns


# ---------------------------------------------------------------- what a finding is said to come from


def _direct(kg: KnowledgeGraph, answer: Answer) -> dict[str, str]:
    """What a finding is said to come from directly, the best first: key → name."""
    return {group.entity: label(kg, group)[0] for group in answer.groups.shown}


def _facts(kg: KnowledgeGraph, answer: Answer) -> tuple[tuple[str, str], ...]:
    """Tell what two answers are compared by, under the names that two paths are compared by."""
    shown = answer.groups.shown
    if not shown:
        nothing = "nothing is told of it here"
        names = ("Begins with", "Passes", "Side", "Hedge", "Who says it", "Evidence", "Against it")
        return tuple((name, "–" if n else nothing) for n, name in enumerate(names))
    roots = dict.fromkeys(wording.said(kg, root) for group in shown for root in (*group.roots, *group.triggers))
    edges = [edge for group in shown for edge in group.direct]
    sources = dict.fromkeys(claim.source for edge in edges for claim in asserting(kg, edge))
    grades = Counter(wording.spaced(group.grade) for group in shown)
    many = len(shown) + answer.groups.others
    return (
        ("Begins with", _some(roots) or "nothing is told beyond the direct causes"),
        ("Passes", f"{grammar.count(many, 'direct cause')}: {_some(_direct(kg, answer).values(), many)}"),
        ("Side", _side(edges)),
        ("Hedge", _hedge(kg, shown)),
        (
            "Who says it",
            f"{grammar.count(len(sources), 'source')}: {_some([dated(kg.source(key)) for key in sources])}",
        ),
        ("Evidence", ", ".join(f"{count} {grade}" for grade, count in grades.items())),
        ("Against it", _against(kg, shown)),
    )


def _some(said: Iterable[str], many: int | None = None) -> str:
    """List as many as stand in a cell, and how many more there are."""
    known = list(said)
    more = (len(known) if many is None else many) - MOST_LISTED
    return "; ".join([*known[:MOST_LISTED], *[f"{more} more"] * (more > 0)])


def _side(edges: Sequence[Edge]) -> str:
    sides = dict.fromkeys(end.side for edge in edges for end in (edge.object, edge.subject) if end.side)
    if not sides:
        return "not stated"
    stated = sum(any(end.side for end in (edge.object, edge.subject)) for edge in edges)
    return f"{grammar.listed([telling.SIDES.get(side, side) for side in sides], 'or')}, in {stated} of {len(edges)}"


def _hedge(kg: KnowledgeGraph, shown: Sequence[Group]) -> str:
    hedged = sum(all(c.modality == "may" for e in group.direct for c in asserting(kg, e)) for group in shown)
    return f"“may” for {hedged} of {len(shown)}" if hedged else "none: said outright"


def _against(kg: KnowledgeGraph, shown: Sequence[Group]) -> str:
    """What is disputed; "nothing" only where somebody could have found otherwise."""
    disputed = [(label(kg, group)[0], against[0]) for group in shown if (against := counter_claims(group))]
    if disputed:
        return _some([f"{name} is disputed by {brief(kg, claim)}" for name, claim in disputed])
    studied = any(is_tested(kg, edge) for group in shown for edge in group.direct)
    return "Nothing in this graph speaks against it." if studied else "No study in this graph tests it."
