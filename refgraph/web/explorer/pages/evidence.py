"""How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refgraph.report import entity_json, wording
from refgraph.report import json as report_json
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState


def evidence(state: ExplorerState, _request: PageRequest) -> Page:
    """How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""
    kg, ranking = state.kg, state.kg.schema.ranking
    counted = entity_json.stats(kg)
    families: dict[str, list[Any]] = {}
    for predicate in kg.schema.predicates.values():
        families.setdefault(predicate.family, []).append(predicate)
    words = {
        "title": "About the evidence",
        "ranking": ranking,
        "evidence": _priced(ranking.evidence, counted["claims_by_evidence"]),
        "modality": _priced(ranking.modality, counted["claims_by_modality"]),
        "status": _priced(ranking.status, counted["edges_by_status"]),
        "flags": [(wording.spaced(flag.key), flag.cost, flag.meaning) for flag in ranking.flags.values()],
        "families": list(families.items()),
        "categories": list(kg.schema.categories.values()),
        "bridges": [
            (wording.spaced(state.key), wording.spaced(other), why)
            for state in kg.schema.states.values()
            for other, why in state.compatible.items()
        ],
        "stats": counted,
        "references": [],
    }
    return Page(addresses.EVIDENCE, words, lambda: _evidence_record(state))


def _priced(costs: Mapping[str, int], counts: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(wording.spaced(key), cost, counts.get(key, 0)) for key, cost in costs.items()]


def _evidence_record(state: ExplorerState) -> object:
    ranking = state.kg.schema.ranking
    flags = {flag.key: {"cost": flag.cost, "meaning": flag.meaning} for flag in ranking.flags.values()}
    costs = {name: dict(getattr(ranking, name)) for name in ("evidence", "modality", "status")}
    order = {"hop": ranking.hop, "joined": ranking.joined, **costs, "flags": flags}
    return {"notice": report_json.NOTICE, "ranking": order, **entity_json.stats(state.kg)}


PAGES = (PageKind(addresses.EVIDENCE, evidence, Template("evidence", ("lists",)), navigation=(5, "The evidence")),)
