"""A quiz from an answer: questions of every kind in turn, and which kinds could not be made and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.language.voice import msgid, tr
from refgraph.report.words.telling import named
from refgraph.teaching import disputes, links, ordering, origins, places
from refgraph.teaching.material import Material
from refgraph.teaching.values import DISPUTE, HEADINGS, LINK, ORDER, ORIGIN, PLACE, Landmark, Question, Quiz, shuffled
from refgraph.teaching.words import warnings

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path

MOST_QUESTIONS, USUAL_QUESTIONS, MOST_SEED = 40, 10, 1_000_000
# Of one source that speaks alone, as long as there is anything else to ask.
MOST_OF_ONE = 2
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
    asked = _in_turn(material, [chain([one], making[kind]) for kind, one in first.items() if one], questions)
    if not asked:
        raise UsageError("the graph tells too little of this for a quiz; refgraph origins shows what it tells")
    asked = _spread(asked, seed)
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


def _in_turn(material: Material, kinds: Sequence[Iterator[Question]], most: int) -> tuple[Question, ...]:
    """Take one question of each kind, then a second, and so on; nothing is asked that another question tells.

    What rests on one source alone waits, once enough of that source is asked, until nothing else is left to ask.
    """
    taken = _Taken(material, most)
    waiting = list(kinds)
    while waiting and not taken.full:
        for kind in tuple(waiting):
            if not any(taken.take(one) for one in kind):
                waiting.remove(kind)
    for one in taken.aside:
        taken.take(one, whoever=True)
    return tuple(taken.questions.values())


def _spread(asked: Sequence[Question], seed: int) -> tuple[Question, ...]:
    """Put the answers at each place about as often as at any other, so that no letter is worth a guess."""
    most = max(len(one.choices) for one in asked)
    left: list[int] = []
    made = []
    for one in asked:
        if one.kind in (LINK, ORIGIN) and len(one.answer) == 1:
            left = left or list(shuffled(range(most), seed, "right", one.key))
            place = next((place for place in left if place < len(one.choices)), 0)
            left = [other for other in left if other != place]
            others = [choice for choice in one.choices if choice.key not in one.answer]
            one = replace(one, choices=(*others[:place], *one.right, *others[place:]))
        made.append(one)
    return tuple(made)


class _Taken:
    """The questions of a quiz so far, and those that wait."""

    def __init__(self, material: Material, most: int) -> None:
        self.material, self.most = material, most
        self.questions: dict[str, Question] = {}
        self.aside: list[Question] = []
        self._told: set[int] = set()
        self._alone: Counter[str] = Counter()

    @property
    def full(self) -> bool:
        return len(self.questions) >= self.most

    def take(self, one: Question, *, whoever: bool = False) -> bool:
        """Take a question if there is room for it; say whether its kind has had its turn."""
        if self.full:
            return True
        if one.key in self.questions or not self._told.isdisjoint(one.edges):
            return False
        if any(map(self.material.worn, one.decoys)):
            return False
        kg = self.material.kg
        sources = {claim.source for number in one.edges for claim in kg.edge(number).claims}
        alone = sources.pop() if len(sources) == 1 else ""
        if alone and self._alone[alone] >= MOST_OF_ONE and not whoever:
            self.aside.append(one)
            return False
        self._alone[alone] += 1
        self.questions[one.key] = one
        self.material.offer(one.decoys, things=one.kind != PLACE)
        self._told |= one.edges
        return True


def _lacking(material: Material, kind: str) -> str:
    if kind == PLACE and not material.landmarks:
        return _NO_LANDMARKS
    if kind == ORIGIN and (material.path or material.answer.query.kind != "origins"):
        return _NOT_FELT
    return KINDS[kind][1]
