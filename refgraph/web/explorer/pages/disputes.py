"""What articles disagree about: edges that are denied or contested, theories in doubt, other doubts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refgraph.model.statements import Edge
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import asides, references
from refgraph.web.explorer.state import ExplorerState

_CLAIMS_OF_A_THEORY = 60


def disputes(state: ExplorerState, _request: PageRequest) -> Page:
    """What articles disagree about: edges that are denied or contested, theories in doubt, other doubts."""
    kg, builder = state.kg, ViewBuilder(state.kg)
    predicates = kg.schema.predicates
    open_edges = [edge for edge in kg.edges() if edge.status != "supported"]
    contests = [edge for edge in kg.edges() if predicates[edge.predicate].contests]
    by_theory: dict[str, list[Edge]] = {}
    for edge in contests:
        by_theory.setdefault(edge.object.entity, []).append(edge)
    doubted = {edge.id for edge in (*open_edges, *contests)}
    doubts = (edge for family in kg.schema.of_role("doubt") for edge in kg.edges(family=family))
    others = [edge for edge in doubts if edge.id not in doubted]
    words = {
        "title": "What is disputed",
        "edges": asides(state, builder, open_edges),
        "theories": [_theory(state, builder, key, edges) for key, edges in by_theory.items()],
        "others": asides(state, builder, others),
        "references": references(builder),
    }
    return Page(addresses.DISPUTES, words, lambda: _disputes_record(state, open_edges, contests, others))


def _theory(state: ExplorerState, builder: ViewBuilder, key: str, edges: Sequence[Edge]) -> dict[str, Any]:
    leaning = state.leaning_on.get(key, ())
    return {
        "label": state.kg.entity(key).label,
        "to": state.address(key),
        "definition": state.kg.entity(key).definition,
        "edges": asides(state, builder, edges),
        "leaning": builder.claims(leaning[:_CLAIMS_OF_A_THEORY]),
        "more": max(len(leaning) - _CLAIMS_OF_A_THEORY, 0),
    }


def _disputes_record(state: ExplorerState, *lists: Sequence[Edge]) -> object:
    named = zip(("edges", "theories", "doubts"), lists, strict=True)
    return {
        "notice": report_json.NOTICE,
        "data_version": state.kg.data_version,
        **{name: [report_json.edge(state.kg, edge) for edge in edges] for name, edges in named},
    }


PAGES = (PageKind(addresses.DISPUTES, disputes, Template("disputes", ("lists",)), navigation=(4, "Disputes")),)
