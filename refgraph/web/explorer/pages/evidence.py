"""How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import msgid, tr
from refgraph.model.vocabulary import EvidenceKind, Predicate, Ranking, Schema
from refgraph.report.records import json as report_json
from refgraph.report.records import statistics
from refgraph.report.words import speech, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def evidence(state: ExplorerState, _request: PageRequest) -> Page:
    """How far this can be trusted: kinds of evidence, flags, order of paths, relations, kinds of things."""
    kg, ranking = state.kg, state.kg.schema.ranking
    counted = statistics.stats(kg)
    schema = kg.schema
    families: dict[str, list[Any]] = {}
    for predicate in schema.predicates.values():
        families.setdefault(speech.word(schema, "relation", predicate.family), []).append(_relation(kg, predicate))
    words = {
        "title": tr("About the evidence"),
        "ranking": ranking,
        "grades": [
            tuple(speech.word(schema, kind, key) for kind in ("grade", "grade-meaning", "grade-example"))
            for key in ranking.grades
        ],
        "evidence": _priced(schema, "evidence", _costs(ranking), counted["claims_by_evidence"]),
        "modality": _priced(schema, "modality", ranking.modality, counted["claims_by_modality"]),
        "status": _priced(schema, "status", ranking.status, counted["edges_by_status"]),
        "flags": [
            (speech.word(schema, "flag", key), flag.cost, speech.word(schema, "meaning", key))
            for key, flag in ranking.flags.items()
        ],
        "families": list(families.items()),
        "categories": [
            (key, *(speech.word(schema, kind, key) for kind in ("category", "description")))
            for key in schema.categories
        ],
        "bridges": [
            (speech.word(schema, "state", held.key), speech.word(schema, "state", other), why)
            for held in schema.states.values()
            for other, why in held.compatible.items()
        ],
        "stats": counted,
        "references": [],
    }
    return Page(addresses.EVIDENCE, words, lambda: _evidence_record(state))


def _relation(kg: KnowledgeGraph, known: Predicate) -> dict[str, Any]:
    return {
        "verb": speech.verb(kg, known.key),
        "walked": known.walk != "no",
        "flag": speech.word(kg.schema, "flag", known.flag) if known.flag else "",
        "description": speech.word(kg.schema, "relation-meaning", known.key),
    }


def _priced(
    schema: Schema, kind: str, costs: Mapping[str, int], counts: Mapping[str, int]
) -> list[tuple[str, int, int]]:
    return [(wording.clean(speech.word(schema, kind, key)), cost, counts.get(key, 0)) for key, cost in costs.items()]


def _costs(ranking: Ranking) -> dict[str, int]:
    return {key: kind.cost for key, kind in ranking.evidence.items()}


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
