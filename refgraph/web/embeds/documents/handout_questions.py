"""Questions for paper: some to tick or number, from the quiz of the same answer, then open ones with a line or two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.drawing.entity import EntityView
from refgraph.drawing.handouts.values import Asked
from refgraph.errors import UsageError
from refgraph.language import grammar
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view import AnswerView
from refgraph.report.words import telling
from refgraph.search import questions
from refgraph.teaching import quiz as quizzes
from refgraph.teaching.material import sentence
from refgraph.teaching.values import DISPUTE, LINK, ORDER, ORIGIN, Question

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

QUIET = "No source here names a sign for which to see a doctor first; that is no reassurance."
_WORTH = "What it leads to or comes from, on which side, how surely, and on what evidence."
# Kinds that need no second picture, in the order in which they are asked.
_ON_PAPER = (ORIGIN, LINK, ORDER, DISPUTE)
_MOST_TICKED, _ENOUGH, _LISTED = 3, 12, 6


def of_path(kg: KnowledgeGraph, shown: AnswerView, seed: int) -> Iterator[Asked]:
    """Ask about a path: to tick, then which step is the weakest, and what would have to be read.

    Args:
        kg: the graph.
        shown: the view of the path alone.
        seed: of the choices.
    """
    path = shown.paths[0].path
    yield from ticked(kg, shown.answer, seed)
    who, weakest, *against = telling.judged(kg, path)
    asked = "Which step stands on the weakest evidence, and why?" if len(path.steps) > 1 else "On what does it stand?"
    yield Asked(asked, (), f"{weakest} {who}")
    yield Asked("What speaks against it, or has nobody tested?", (), " ".join(against))


def of_answer(kg: KnowledgeGraph, shown: AnswerView, seed: int) -> Iterator[Asked]:
    """Ask about the origins of a symptom: to tick, then which is supported best, and when to see a doctor.

    Args:
        kg: the graph.
        shown: the view of the answer.
        seed: of the choices.
    """
    yield from ticked(kg, shown.answer, seed)
    best = shown.groups[0]
    told = f"{grammar.capital(best.label)}: {best.grade}, said by {grammar.listed(list(best.cited), 'and')}."
    yield Asked("Which of these origins is supported best, and by what?", (), told)
    signs = shown.summary.signs
    more = [f"{len(signs) - _LISTED} more"] * (len(signs) > _LISTED)
    answer = f"{grammar.capital(grammar.listed([*signs[:_LISTED], *more], 'and'))}." if signs else QUIET
    yield Asked("For which signs would you send somebody to a doctor first?", (), answer)


def of_entity(kg: KnowledgeGraph, shown: EntityView, seed: int) -> Iterator[Asked]:
    """Ask about an entity: to tick, then what it is, and what is said of it.

    Args:
        kg: the graph.
        shown: the view of the entity.
        seed: of the choices.
    """
    yield from ticked(kg, questions.effects(kg, Finding(shown.entity.key)), seed)
    label = shown.label
    what = shown.definition or f"{grammar.capital(shown.category)}."
    place = f" {grammar.capital(shown.place)}." if shown.place else ""
    yield Asked(f"What is this, and where does it lie: {label}?", (), f"{what}{place}")
    edges = [edge for section in shown.sections for edge in section.edges]
    if not edges:
        yield Asked("What would a source have to say of it to be worth adding?", (), _WORTH)
        return
    told = "; ".join(f"{sentence(kg, edge.edge)} ({edge.grade or 'not graded'})" for edge in edges[:3])
    yield Asked("Name one thing that is said of it. Who says so, and how sure is that?", (), f"For example: {told}.")
    doubts = [told.statement for edge in edges for told in edge.disputes]
    nothing = "Nobody in this graph; that proves nothing, as most of it has not been tested."
    yield Asked("Who speaks against any of it?", (), " ".join(doubts) or nothing)


def ticked(kg: KnowledgeGraph, answer: Answer, seed: int) -> Iterator[Asked]:
    """Take questions of a quiz that can be answered on paper, one of each kind.

    Args:
        kg: the graph.
        answer: of a path query.
        seed: of the choices.
    """
    try:
        made = quizzes.quiz(kg, answer, seed=seed, questions=_ENOUGH).questions
    except UsageError:
        return
    first = {question.kind: question for question in reversed(made)}
    for kind in [kind for kind in _ON_PAPER if kind in first][:_MOST_TICKED]:
        yield _asked(first[kind])


def _asked(one: Question) -> Asked:
    said = [choice.label for choice in one.right]
    right = grammar.capital(", then ".join(said) if one.kind == ORDER else "; ".join(said))
    why = " ".join(dict.fromkeys(told.text for told in one.evidence[:2]))
    return Asked(one.prompt, tuple(choice.label for choice in one.choices), f"{right}. {why}", one.kind == ORDER)
