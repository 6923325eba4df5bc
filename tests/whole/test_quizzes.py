"""Quizzes over all data: nothing that counts as wrong is told by any path, of any of its names, either way."""

from __future__ import annotations

import pytest
from quizzes import answer_about, finding_of, led_to, quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.teaching.support import near
from refgraph.teaching.values import ORIGIN

SYMPTOMS = ("headache", "neck-pain", "hip-pain", "knee-pain", "heel-pain")


@pytest.mark.parametrize("key", SYMPTOMS)
def test_what_does_not_explain_it_is_told_nowhere(real: KnowledgeGraph, key: str) -> None:
    asked = [one for one in quiz_about(real, key, 1).questions if one.kind == ORIGIN]
    assert asked
    assert answer_about(real, key).paths
    names = near(real, key)
    for question in asked:
        wrong = finding_of(question.answer[0])
        assert not {entity for entity, _ in led_to(real, wrong)} & names
        for start, end in ((wrong, Finding(key)), (Finding(key), wrong)):
            found = questions.paths(real, start, end, max_hops=8)
            assert (found.complete, found.paths, found.members) == (True, (), ())
        for choice in (choice for choice in question.choices if choice.right):
            assert questions.paths(real, finding_of(choice.key), Finding(key)).paths
