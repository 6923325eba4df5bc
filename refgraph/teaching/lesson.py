"""A lesson from a path: its steps one by one, each with the claims that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.language.voice import tr
from refgraph.report.words import answer_wording, wording
from refgraph.report.words.telling import by_name
from refgraph.teaching.values import Lesson, LessonStep
from refgraph.teaching.words import capitalised, of_edge, sentence, warnings

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path, Step


def lesson(kg: KnowledgeGraph, answer: Answer, path: Path, *, title: str = "") -> Lesson:
    """Make a lesson from a path of an answer.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        path: one of its paths.
        title: of the lesson; made from the path if empty.

    Returns:
        The lesson, origin first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> answer = refgraph.origins(kg, "headache")
        >>> lesson(kg, answer, answer.paths[0]).steps[0].sentence
        'A tight upper trapezius is felt as headache'
    """
    warning, claims = warnings(kg, answer)
    return Lesson(
        title=title or capitalised(answer_wording.title(kg, path)),
        verdict=by_name(kg, path, answer_wording.verdict(kg, path)),
        steps=tuple(_step(kg, number, step) for number, step in enumerate(path.steps, 1)),
        warning=warning,
        warnings=claims,
        data_version=kg.data_version,
    )


def _step(kg: KnowledgeGraph, number: int, step: Step) -> LessonStep:
    told = of_edge(kg, step.edge)
    hedge, doubt = wording.hedge(kg, step.edge.asserting), wording.doubt(step.edge)
    weak = (
        tr("hedged: {word}", word=tr(hedge)) if hedge else "",
        tr(doubt) if doubt else "",
        *(words for words, _ in wording.flags(kg, step)),
    )
    return LessonStep(
        number=number,
        sentence=capitalised(sentence(kg, step.edge, step.subject, step.object)),
        reservations=tuple(filter(None, weak)),
        evidence=tuple(one for one in told if not one.against),
        against=tuple(one for one in told if one.against),
    )
