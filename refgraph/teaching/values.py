"""What a quiz and a lesson are, as frozen values: questions, what can be chosen, and what the answers rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from refgraph.language.voice import msgid, tr

T = TypeVar("T")
ORDER, LINK, PLACE, ORIGIN, DISPUTE = "order", "missing-link", "place", "no-origin", "disputed"
# How each kind is headed.
HEADINGS = {
    ORDER: msgid("Put in order"),
    LINK: msgid("The missing link"),
    PLACE: msgid("Point at the place"),
    ORIGIN: msgid("Which is not told to lead there"),
    DISPUTE: msgid("Disputed or not"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim that an answer rests on.

    Attributes:
        statement: one sentence.
        who: the source in a few words, with its year where that is known.
        how: hedge, kind of evidence and condition, in words.
        where: the place in the source; empty where it is not known.
        source: the source as it is listed, without its address.
        address: of the passage; None where none is known. home: of the source.
        against: whether it speaks against what was asked about.
        english: what is said of it in English although another language is in use.
        untranslated: whether the statement is English although another language is in use.
    """

    statement: str
    who: str
    how: str
    where: str
    source: str
    address: str | None
    home: str | None = None
    against: bool = False
    english: str = ""
    untranslated: bool = False

    @property
    def text(self) -> str:
        """The claim in one line, with who says it and how, and what is said of it in English alone."""
        told = "; ".join(filter(None, (self.how, self.where)))
        said = f"{tr('According to {who}', who=self.who)}: {self.statement}{f' ({told})' if told else ''}"
        return f"{said} {self.english}" if self.english else said


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: `why` tells why it is right or wrong, and `evidence` who says so."""

    key: str
    label: str
    right: bool
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """Where a thing lies on a view of the body, for those who see it and those who do not.

    Attributes:
        entity: its key.
        view: of the body; `seen` names it ("from behind").
        region: label of the part of the body that holds it.
        regions: labels of all parts that any of its shapes reaches, on any view, in alphabetical order.
        points: where its number stands, in units of the view; two for a thing on both sides.
        clear: whether most of it lies in that one part.
    """

    entity: str
    view: str
    seen: str
    region: str
    regions: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    clear: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A question with everything that it takes to ask it, to judge an answer, and to explain it.

    Attributes:
        kind: one of `HEADINGS`.
        prompt: what is asked.
        choices: in the order in which they are shown.
        answer: keys of the right choices; of `order` all of them, in the right order.
        explanation: the answer in a sentence.
        evidence: the claims that it rests on, besides those of its choices.
        landmarks: of `place` the numbered places, in the order of the choices.
        edges: numbers of the edges that it tells or asks about; what tells another of them would answer it.
        about: keys of what it is about, which are the same in every language.
    """

    kind: str
    prompt: str
    choices: tuple[Choice, ...]
    answer: tuple[str, ...]
    explanation: str
    evidence: tuple[Evidence, ...]
    landmarks: tuple[Landmark, ...] = ()
    edges: frozenset[int] = frozenset()
    about: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other question, whatever the order of its choices and the language."""
        told = "\0".join((self.kind, *self.about, "", *sorted(choice.key for choice in self.choices)))
        return sha256(told.encode()).hexdigest()[:12]

    @property
    def heading(self) -> str:
        """Its kind in words."""
        return tr(HEADINGS[self.kind])

    @property
    def decoys(self) -> tuple[str, ...]:
        """Keys of what is offered and is not told; of a dispute none, since its choices are always the same."""
        return () if self.kind == DISPUTE else tuple(choice.key for choice in self.choices if not choice.right)

    @property
    def right(self) -> tuple[Choice, ...]:
        """The right choices, in the order of the answer."""
        known = {choice.key: choice for choice in self.choices}
        return tuple(known[key] for key in self.answer)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions about one answer, from a seed.

    Attributes:
        about: what it is about, in words.
        left_out: kinds of question that could not be made, each with the reason in words.
        warning: for which signs to see a doctor first, in a sentence; `warnings` are claims that say so.
    """

    title: str
    about: str
    questions: tuple[Question, ...]
    left_out: tuple[tuple[str, str], ...]
    warning: str
    warnings: tuple[Evidence, ...]
    seed: int
    data_version: str

    @property
    def key(self) -> str:
        """What tells it from every other quiz: its questions, their order and that of their choices."""
        shown = [(asked.key, [choice.key for choice in asked.choices]) for asked in self.questions]
        return sha256(repr(shown).encode()).hexdigest()[:8]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim that it cites, each once."""
        told = [one for asked in self.questions for one in asked.evidence]
        told += [one for asked in self.questions for choice in asked.choices for one in choice.evidence]
        return tuple(dict.fromkeys((*told, *self.warnings)))


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step of a lesson: `reservations` are everything that weakens it, in words."""

    number: int
    sentence: str
    reservations: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One path, told step by step; `verdict` says how far it can be trusted, `warning` when to see a doctor first."""

    title: str
    verdict: str
    steps: tuple[LessonStep, ...]
    warning: str
    warnings: tuple[Evidence, ...]
    data_version: str

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim that it cites, each once."""
        told = (one for step in self.steps for one in (*step.evidence, *step.against))
        return tuple(dict.fromkeys((*told, *self.warnings)))


def mixed(choices: Iterable[Choice], *salt: object) -> tuple[Choice, ...]:
    """Put choices in an order that depends on their keys and the salt alone, and so is the same in every language.

    Args:
        choices: with keys that differ.
        salt: as of `shuffled`.

    Returns:
        The same choices in another order.

    Example:
        >>> english, spanish = (Choice("a", "one", True), Choice("b", "two", False)), (Choice("b", "dos", False),
        ...     Choice("a", "uno", True))
        >>> [one.key for one in mixed(english, 1)] == [one.key for one in mixed(spanish, 1)]
        True
    """
    known = {choice.key: choice for choice in choices}
    return tuple(known[key] for key in shuffled(known, *salt))


def shuffled(items: Iterable[T], *salt: object) -> tuple[T, ...]:
    """Put things in an order that looks random and depends on the salt alone, on every machine and version of Python.

    Args:
        items: told apart by what `repr` says of them, which must hold no set.
        salt: a seed, and what else tells this drawing from others.

    Returns:
        The same things in another order.

    Example:
        >>> shuffled("abcdef", 1), shuffled("fedcba", 1) == shuffled("abcdef", 1)
        (('a', 'b', 'd', 'c', 'e', 'f'), True)
    """
    return tuple(sorted(items, key=lambda item: sha256(repr((salt, item)).encode()).digest()))
