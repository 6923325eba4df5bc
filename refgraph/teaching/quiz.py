"""A quiz from an answer: questions of every kind in turn, and which kinds could not be made and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import named
from refgraph.teaching import disputes, links, ordering, origins, places
from refgraph.teaching.material import Material
from refgraph.teaching.values import DISPUTE, HEADINGS, LINK, ORDER, ORIGIN, PLACE, Landmark, Question, Quiz
from refgraph.teaching.words import warnings

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path

MOST_QUESTIONS, USUAL_QUESTIONS, MOST_SEED = 40, 10, 1_000_000
_NO_LANDMARKS = msgid("the places of the body were not handed in")
_NOT_FELT = msgid("the question names two ends; ask for what is felt alone")

# How each kind is made, and what it lacks where it cannot be; in the order in which they are asked.
KINDS: Mapping[str, tuple[Callable[[Material], Iterator[Question]], str]] = {
    ORDER: (ordering.questions, ordering.LACKING),
    LINK: (links.questions, links.LACKING),
    PLACE: (places.questions, places.LACKING),
    ORIGIN: (origins.questions, origins.LACKING),
    DISPUTE: (disputes.questions, disputes.LACKING),
}


def quiz(
    kg: KnowledgeGraph,
    answer: Answer,
    *,
    seed: int = 1,
    questions: int = USUAL_QUESTIONS,
    landmarks: Iterable[Landmark] = (),
    title: str = "",
    path: Path | None = None,
) -> Quiz:
    """Make a quiz from an answer; the same seed gives the same quiz.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        seed: of every choice that is made, from 1.
        questions: how many at the most.
        landmarks: where things lie on the body; without them no question asks for a place.
        title: of the quiz; made from the answer if empty.
        path: of the answer, to be asked about alone; None for all of it.

    Returns:
        The quiz: kinds in turn, no question twice and none that another answers, with the kinds that could not be made.

    Raises:
        UsageError: a number is out of its range, or no question of any kind can be made.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> made = quiz(kg, refgraph.origins(kg, "headache"), seed=3)
        >>> made.title, made == quiz(kg, refgraph.origins(kg, "headache"), seed=3)
        ('A quiz on headache', True)
    """
    _check(seed, questions)
    marks: dict[str, tuple[Landmark, ...]] = {}
    for mark in landmarks:
        marks[mark.entity] = (*marks.get(mark.entity, ()), mark)
    material = Material(kg, answer, seed, marks, path)
    making = {kind: make(material) for kind, (make, _) in KINDS.items()}
    first = {kind: next(made, None) for kind, made in making.items()}
    asked = _in_turn([chain([one], making[kind]) for kind, one in first.items() if one], questions)
    if not asked:
        raise UsageError("the graph tells too little of this for a quiz; refgraph origins shows what it tells")
    about = named(kg, material.target)
    warning, claims = warnings(kg, answer)
    return Quiz(
        title=title or tr("A quiz on {about}", about=about),
        about=about,
        questions=asked,
        left_out=tuple(
            (tr(HEADINGS[kind]), tr(_lacking(material, kind))) for kind, one in first.items() if one is None
        ),
        warning=warning,
        warnings=claims,
        seed=seed,
        data_version=kg.data_version,
    )


def _check(seed: int, questions: int) -> None:
    for name, value, most in (("seed", seed, MOST_SEED), ("questions", questions, MOST_QUESTIONS)):
        if not 1 <= value <= most:
            raise UsageError(f"{name} must be between 1 and {most}, not {value}")


def _in_turn(kinds: Sequence[Iterator[Question]], most: int) -> tuple[Question, ...]:
    """Take one question of each kind, then a second, and so on; nothing is asked that another question tells."""
    taken: dict[str, Question] = {}
    told: set[int] = set()
    waiting = list(kinds)
    while waiting and len(taken) < most:
        for kind in tuple(waiting):
            fresh = next((one for one in kind if one.key not in taken and told.isdisjoint(one.edges)), None)
            if fresh is None:
                waiting.remove(kind)
            elif len(taken) < most:
                taken[fresh.key] = fresh
                told |= fresh.edges
    return tuple(taken.values())


def _lacking(material: Material, kind: str) -> str:
    if kind == PLACE and not material.landmarks:
        return _NO_LANDMARKS
    if kind == ORIGIN and (material.path or material.answer.query.kind != "origins"):
        return _NOT_FELT
    return KINDS[kind][1]
