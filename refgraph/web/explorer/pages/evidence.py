"""How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refgraph.language.voice import msgid
from refgraph.model.vocabulary import EMPTY, EvidenceKind, Ranking
from refgraph.report.records import json as report_json
from refgraph.report.records import statistics
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState


def evidence(state: ExplorerState, _request: PageRequest) -> Page:
    """How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""
    kg, ranking = state.kg, state.kg.schema.ranking
    counted = statistics.stats(kg)
    families: dict[str, list[Any]] = {}
    for predicate in kg.schema.predicates.values():
        families.setdefault(predicate.family, []).append(predicate)
    words = {
        "title": "About the evidence",
        "ranking": ranking,
        "grades": [(wording.spaced(key), one.meaning, one.example) for key, one in ranking.grades.items()],
        "evidence": _priced(_costs(ranking), counted["claims_by_evidence"], _labels(ranking)),
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


def _priced(
    costs: Mapping[str, int], counts: Mapping[str, int], labels: Mapping[str, str] = EMPTY
) -> list[tuple[str, int, int]]:
    return [(labels.get(key) or wording.spaced(key), cost, counts.get(key, 0)) for key, cost in costs.items()]


def _costs(ranking: Ranking) -> dict[str, int]:
    return {key: kind.cost for key, kind in ranking.evidence.items()}


def _labels(ranking: Ranking) -> dict[str, str]:
    return {key: wording.clean(kind.label) for key, kind in ranking.evidence.items()}


def _kind_record(kind: EvidenceKind) -> dict[str, object]:
    return {"label": kind.label, "rank": kind.rank, "cost": kind.cost, "eco": kind.eco, "needs": kind.needs}


def _evidence_record(state: ExplorerState) -> object:
    ranking = state.kg.schema.ranking
    flags = {flag.key: {"cost": flag.cost, "meaning": flag.meaning} for flag in ranking.flags.values()}
    kinds = {key: _kind_record(kind) for key, kind in ranking.evidence.items()}
    costs = {name: dict(getattr(ranking, name)) for name in ("modality", "status")}
    order = {"hop": ranking.hop, "joined": ranking.joined, "evidence": kinds, **costs, "flags": flags}
    return {"notice": report_json.NOTICE, "ranking": order, **statistics.stats(state.kg)}


PAGES = (
    PageKind(addresses.EVIDENCE, evidence, Template("evidence", ("lists",)), navigation=(6, msgid("The evidence"))),
)
