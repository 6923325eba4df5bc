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
