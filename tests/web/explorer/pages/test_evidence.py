"""The page about the evidence."""

from __future__ import annotations

from markupsafe import escape
from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_every_flag_and_every_kind_of_evidence_is_explained(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "evidence")
    for flag in toy.schema.ranking.flags.values():
        assert flag.meaning in html
    for kind in toy.schema.ranking.evidence.values():
        assert escape(kind.label) in html


def test_every_grade_is_explained_where_pages_that_use_it_lead(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "evidence")
    assert 'id="grades"' in html
    for grade in toy.schema.ranking.grades.values():
        assert str(escape(grade.meaning)) in html
    assert 'href="../evidence#grades"' in text(explorer, "symptom/headache")
