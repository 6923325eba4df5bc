"""Sources without which a path falls: only what the searches from both ends have settled is told."""

from __future__ import annotations

from engine_checks import bit_by_bit

from refgraph.engines.gathering.gather import ask
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import Budget
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding


def test_what_the_budget_left_open_is_not_claimed(founding: KnowledgeGraph) -> None:
    query = Query("origins", end=Finding("back-pain"))
    whole = ask(Mapped(founding), query, bit_by_bit())
    assert any(path.verdict.single_point_of_failure for path in whole.answer.paths)
    cut = ask(Mapped(founding), query, Budget(links=1, whole=0))
    held = {path.steps[0].edge.subject: path.verdict.single_point_of_failure for path in whole.answer.paths}
    assert not cut.answer.complete
    assert len(cut.answer.paths) == len(whole.answer.paths)
    for path in cut.answer.paths:
        assert set(path.verdict.single_point_of_failure) <= set(held[path.steps[0].edge.subject])
