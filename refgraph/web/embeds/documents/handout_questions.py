"""Questions for paper: some to tick or number, from the quiz of the same answer, then open ones with a line or two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from refgraph.drawing.entity import EntityView
from refgraph.drawing.handouts.values import Asked
from refgraph.errors import UsageError
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Finding
from refgraph.report.view import AnswerView
from refgraph.report.words import telling
from refgraph.search import questions
from refgraph.teaching import quiz as quizzes
from refgraph.teaching.values import DISPUTE, LINK, ORDER, ORIGIN, Choice, Question
from refgraph.teaching.words import sentence
from refgraph.web.embeds.learning.quiz import places

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

QUIET = msgid("No source here names a sign for which to see a doctor first; that is no reassurance.")
_WORTH = msgid("What it leads to or comes from, on which side, how surely, and on what evidence.")
# Kinds that need no second picture, in the order in which they are asked.
_ON_PAPER = (ORIGIN, LINK, ORDER, DISPUTE)
_MOST_TICKED, _OF_A_PATH, _ENOUGH, _LISTED = 3, 2, 12, 6


def of_path(kg: KnowledgeGraph, shown: AnswerView, seed: int) -> Iterator[Asked]:
    """Ask about a path: to tick, then which step is the weakest, and what would have to be read.

    Args:
        kg: the graph.
        shown: the view of the path alone.
        seed: of the choices.
    """
    path = shown.paths[0].path
    yield from islice(ticked(kg, shown.answer, seed, path), _OF_A_PATH)
    who, weakest, *against = telling.judged(kg, path)
    one, several = msgid("On what does it stand?"), msgid("Which step stands on the weakest evidence, and why?")
    yield Asked(tr(several if len(path.steps) > 1 else one), (), f"{weakest} {who}")
    yield Asked(tr("What speaks against it, or has nobody tested?"), (), " ".join(against))
    yield _signs(shown)


def of_answer(kg: KnowledgeGraph, shown: AnswerView, seed: int) -> Iterator[Asked]:
    """Ask about the origins of a symptom: to tick, then which is supported best, and when to see a doctor.

    Args:
        kg: the graph.
        shown: the view of the answer.
        seed: of the choices.
    """
    yield from ticked(kg, shown.answer, seed)
    best = shown.groups[0]
    who = grammar.listed(list(best.cited), tr("and"))
    told = tr("{what}: {grade}, said by {who}.", what=grammar.capital(best.label), grade=best.grade, who=who)
    yield Asked(tr("Which of these origins is supported best, and by what?"), (), told)
    yield _signs(shown)


def _signs(shown: AnswerView) -> Asked:
    signs = shown.summary.signs
    more = [tr("{count} more", count=len(signs) - _LISTED)] * (len(signs) > _LISTED)
    answer = f"{grammar.capital(grammar.listed([*signs[:_LISTED], *more], tr('and')))}." if signs else tr(QUIET)
    return Asked(tr("For which signs would you send somebody to a doctor first?"), (), answer)


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
    yield Asked(tr("What is this, and where does it lie: {what}?", what=label), (), f"{what}{place}")
    edges = [edge for section in shown.sections for edge in section.edges]
    if not edges:
        yield Asked(tr("What would a source have to say of it to be worth adding?"), (), tr(_WORTH))
        return
    told = "; ".join(f"{sentence(kg, edge.edge)} ({edge.grade or tr('not graded')})" for edge in edges[:3])
    example = tr("For example: {told}.", told=told)
    yield Asked(tr("Name one thing that is said of it. Who says so, and how sure is that?"), (), example)
    doubts = [told.statement for edge in edges for told in edge.disputes]
    nothing = tr("Nobody in this graph; that proves nothing, as most of it has not been tested.")
    yield Asked(tr("Who speaks against any of it?"), (), " ".join(doubts) or nothing)


def ticked(kg: KnowledgeGraph, answer: Answer, seed: int, path: Path | None = None) -> Iterator[Asked]:
    """Take questions of a quiz that can be answered on paper, one of each kind.

    Args:
        kg: the graph.
        answer: of a path query.
        seed: of the choices.
        path: of the answer, to be asked about alone; None for all of it.
    """
    try:
        made = quizzes.quiz(kg, answer, seed=seed, questions=_ENOUGH, path=path, landmarks=places(kg)).questions
    except UsageError:
        return
    first = {question.kind: question for question in reversed(made)}
    for kind in [kind for kind in _ON_PAPER if kind in first][:_MOST_TICKED]:
        yield _asked(first[kind])


def _asked(one: Question) -> Asked:
    said = [choice.label for choice in one.right]
    right = grammar.capital(tr(", then ").join(said) if one.kind == ORDER else "; ".join(said))
    labels = tuple(choice.label for choice in one.choices)
    answer = " ".join([f"{right}.", *dict.fromkeys(_cited(one))])
    return Asked(one.prompt, labels, answer, one.kind == ORDER, tuple(map(partial(_mark, one), one.choices)))


def _cited(one: Question) -> Iterator[str]:
    """Name who supports the answer and, where it is disputed, who speaks against it."""
    opposed = [told for told in one.evidence if told.against]
    supporting = [told for told in one.evidence if not told.against]
    yield from (told.text for told in supporting[: 1 if opposed else 2])
    yield from (f"{tr('Against it')}: {told.text}" for told in opposed[:1])
    for choice in one.right if not one.evidence else ():
        yield choice.why


def _mark(one: Question, choice: Choice) -> str:
    """What stands in the key before a choice: its number in the order, or a cross where it is right."""
    if one.kind == ORDER:
        return str(one.answer.index(choice.key) + 1)
    return "×" if choice.key in one.answer else ""
