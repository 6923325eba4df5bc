"""A lesson tells every step with its claims, what weakens it, and what is said against it."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.teaching.lesson import lesson


def test_every_step_is_told_with_its_claims(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda one: len(one.steps))
    told = lesson(toy, answer, path)
    assert [step.number for step in told.steps] == list(range(1, len(path.steps) + 1))
    assert all(step.evidence for step in told.steps)
    assert all(step.sentence[0].isupper() for step in told.steps)
    assert told.warning.startswith("See a doctor first ")


def test_what_is_disputed_is_told_with_what_is_against_it(toy: KnowledgeGraph, disputed: Answer) -> None:
    told = lesson(toy, disputed, disputed.paths[0], title="Week three")
    assert told.title == "Week three"
    doubted = [step for step in told.steps if "disputed" in step.reservations]
    assert doubted
    assert all(step.against for step in doubted)
