"""The page of a comparison: two figures, one table, and nothing of the data becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hostile import PAYLOADS, poisoned

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words import comparing
from refgraph.search import questions, shared_origins
from refgraph.web.compare_page import compare_page


def test_two_paths_are_drawn_beside_each_other(toy: KnowledgeGraph, answer: Answer) -> None:
    longest = sorted(answer.paths, key=lambda path: -len(path.steps))[:2]
    made = comparing.paths(toy, *(replace(answer, paths=(path,)) for path in longest))
    page = compare_page(toy, made)
    assert page.count("<figure>") == 2
    assert page.count("<script") == 0
    assert page.count('<th scope="row">') == len(made.rows)
    assert page == compare_page(toy, made)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_of_the_data_stay_texts(mini: Dataset, payload: str) -> None:
    kg = build(poisoned(mini, payload))
    head, neck = Finding("headache"), Finding("neck-pain")
    both = shared_origins.origins(kg, [head, neck])
    page = compare_page(kg, comparing.origins(kg, questions.origins(kg, head), questions.origins(kg, neck), both))
    assert page.count("<script") == 0
    assert "<" not in payload or payload not in page
