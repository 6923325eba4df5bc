"""All origins of a symptom, for somebody else's page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from trees import several

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.embeds import EMBEDS


def test_a_tree_is_one_picture_with_its_words_and_nothing_to_load(mini: Dataset) -> None:
    kg = several(mini)
    made = EMBEDS["tree"].make(kg, questions.origins(kg, Finding("headache")), note="For week 3.", credit="Course 101")
    ElementTree.fromstring(str(made))
    assert "For week 3." in str(made)
    assert "Course 101 · Drawn by refgraph" in str(made)
    assert "<script" not in str(made)
    assert "<image" not in str(made)


@pytest.mark.parametrize("wrong", [{"shape": "round"}, {"rank": 2}])
def test_what_a_tree_cannot_be_is_refused(toy: KnowledgeGraph, answer: Answer, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        EMBEDS["tree"].make(toy, answer, **wrong)
