"""Whether a file that was made once would be made the same today: its question is asked anew."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError, UsageError
from refgraph.model.answers import Answer
from refgraph.report import stamp as stamps
from refgraph.report.stamp import Stamp
from refgraph.search import questions
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.presentation import Presentation

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a file.

    Attributes:
        stamp: that it carries.
        changes: a line for each change of what it shows; none where it is the same.
    """

    stamp: Stamp
    changes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the present data say just what the file says."""
        return not self.changes


def verify(kg: KnowledgeGraph, made: Stamp) -> Verified:
    """Ask the question of a stamp anew and compare what it shows.

    Args:
        kg: the present graph.
        made: what a file carries (`refgraph.io.stamped.read`).

    Returns:
        The stamp and what has changed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.report.stamp import of_entity
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> verify(kg, of_entity(kg, kg.entity("headache"))).same
        True
    """
    try:
        return Verified(made, _changes(kg, made))
    except UnknownNameError as error:
        return Verified(made, (f"gone: what it is about ({error})",))


def _changes(kg: KnowledgeGraph, made: Stamp) -> tuple[str, ...]:
    if made.query is None:
        return stamps.changes(made, stamps.of_entity(kg, kg.entity(made.entity)))
    answer = questions.ask(kg, made.query)
    if made.shows == subjects.ANSWER:
        return stamps.changes(made, stamps.of_answer(kg, answer))
    now = _found_again(kg, answer, made)
    return ("gone: the path, or some of its steps",) if now is None else stamps.changes(made, now)


def _found_again(kg: KnowledgeGraph, answer: Answer, made: Stamp) -> Stamp | None:
    """The path with the very steps of a stamp, wherever it stands in the order of paths now."""
    ranks = range(1, len(answer.paths) + len(answer.members) + 1)
    for rank in sorted(ranks, key=lambda rank: (rank != made.rank, rank)):
        with suppress(UsageError):  # A path may have fewer steps than are shown.
            now = subjects.stamp_of(kg, answer, Presentation(rank=rank, steps=made.steps))
            if _steps(now) == _steps(made):
                return now
    return None


def _steps(made: Stamp) -> list[str]:
    return [one.what for one in made.told if one.what.startswith(stamps.STEP)]
