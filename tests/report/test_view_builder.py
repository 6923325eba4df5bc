"""The view of an answer: every number given once, every part where all renderers find it, one wording of each claim."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.report.view_builder import alone, view
from refgraph.search import questions


@pytest.fixture(scope="module")
def answer(toy: KnowledgeGraph) -> Answer:
    return questions.origins(toy, Finding("neck-pain"))


def test_sources_are_numbered_in_the_order_in_which_they_are_cited(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = view(toy, answer)
    assert [source.number for source in shown.sources] == list(range(1, len(shown.sources) + 1))
    cited = [number for path in shown.paths for step in path.steps for number in step.cites]
    assert set(cited) <= {source.number for source in shown.sources}
    assert all(source.reference.startswith(source.text) for source in shown.sources)


def test_parts_are_told_by_every_renderer_of_text(toy: KnowledgeGraph) -> None:
    nothing = questions.paths(toy, Finding("hamstrings", "tight"), Finding("pelvis-dragged-forward"))
    shown = view(toy, nothing)
    assert [part.key for part in shown.parts] == ["near-miss"]
    assert shown.part("rivals").lines == ()
    for form in ("text", "markdown", "csv", "mermaid", "dot", "html"):
        made = render(toy, nothing, form)
        assert shown.parts[0].texts[0].partition(":")[0] in str(made).replace("#45;", "-"), form


def test_a_path_alone_keeps_its_doubts_and_numbers_anew(toy: KnowledgeGraph, answer: Answer) -> None:
    only = alone(toy, answer, answer.paths[-1])
    assert len(only.paths) == 1
    assert all(section.open for section in only.paths[0].sections)
    assert sorted(source.number for source in only.sources) == list(range(1, len(only.sources) + 1))
