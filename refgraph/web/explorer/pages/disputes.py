"""Where sources disagree: edges that some assert and others deny, theories in doubt, other doubts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refgraph.language import grammar
from refgraph.model.statements import Claim, Edge
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import aside, asides, references
from refgraph.web.explorer.state import ExplorerState

_CLAIMS_OF_A_THEORY = 60


def disputes(state: ExplorerState, _request: PageRequest) -> Page:
    """Where sources disagree: who says yes beside who says no; then explanations in doubt, and other doubts."""
    kg, builder = state.kg, ViewBuilder(state.kg)
    predicates = kg.schema.predicates
    open_edges = sorted((edge for edge in kg.edges() if edge.status != "supported"), key=_weight)
    contests = [edge for edge in kg.edges() if predicates[edge.predicate].contests]
    by_theory: dict[str, list[Edge]] = {}
    for edge in contests:
        by_theory.setdefault(edge.object.entity, []).append(edge)
    doubted = {edge.id for edge in (*open_edges, *contests)}
    doubts = (edge for family in kg.schema.of_role("doubt") for edge in kg.edges(family=family))
    others = [edge for edge in doubts if edge.id not in doubted]
    words = {
        "title": "Where sources disagree",
        "disputed": [_sides(state, builder, edge) for edge in open_edges if _voices(edge)[0]],
        "theories": [_theory(state, builder, key, edges) for key, edges in by_theory.items()],
        "denied": [_sides(state, builder, edge) for edge in open_edges if not _voices(edge)[0]],
        "others": asides(state, builder, others),
        "references": references(builder),
    }
    return Page(addresses.DISPUTES, words, lambda: _disputes_record(state, open_edges, contests, others))


def _voices(edge: Edge) -> tuple[list[Claim], list[Claim]]:
    """Who says it, and who says that it is not so."""
    return [claim for claim in edge.claims if claim.polarity == "asserts"], list(edge.counter_evidence)


def _weight(edge: Edge) -> tuple[int, int, int]:
    """Real disputes first: those in which most sources speak on either side."""
    yes, no = ({claim.source for claim in claims} for claims in _voices(edge))
    return -min(len(yes), len(no)), -len(yes | no), edge.id


def _sides(state: ExplorerState, builder: ViewBuilder, edge: Edge) -> dict[str, Any]:
    yes, no = _voices(edge)
    shown = aside(state, builder.edge(edge, f"edge-{edge.id}"))
    return {**shown, "yes": builder.claims(yes), "no": builder.claims(no)}


def _theory(state: ExplorerState, builder: ViewBuilder, key: str, edges: Sequence[Edge]) -> dict[str, Any]:
    leaning = state.leaning_on.get(key, ())
    return {
        "label": grammar.capital(wording.clean(state.kg.entity(key).label)),
        "to": state.address(key),
        "definition": state.kg.entity(key).definition,
        "yes": builder.claims(leaning[:_CLAIMS_OF_A_THEORY]),
        "more": max(len(leaning) - _CLAIMS_OF_A_THEORY, 0),
        "no": builder.claims(claim for edge in edges for claim in edge.claims if claim.polarity == "asserts"),
        "anchors": [f"edge-{edge.id}" for edge in edges],
    }


def _disputes_record(state: ExplorerState, *lists: Sequence[Edge]) -> object:
    named = zip(("edges", "theories", "doubts"), lists, strict=True)
    return {
        "notice": report_json.NOTICE,
        "data_version": state.kg.data_version,
        **{name: [report_json.edge(state.kg, edge) for edge in edges] for name, edges in named},
    }


PAGES = (
    PageKind(addresses.DISPUTES, disputes, Template("disputes", ("lists", "disputes")), navigation=(5, "Disputes")),
)
