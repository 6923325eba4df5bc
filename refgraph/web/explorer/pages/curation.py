"""How far the curation has come: coverage by region and by kind, grades, the rates of a second reading, and gaps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from refgraph.curator import gaps, review
from refgraph.curator.state import grades, regions
from refgraph.report.records import json as report_json
from refgraph.report.records import statistics
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState


def curation(state: ExplorerState, _request: PageRequest) -> Page:
    """How far the curation has come: coverage by region and by kind, grades, second reading, gaps."""
    return state.pages.once(addresses.CURATION, lambda: _made(state))


def _made(state: ExplorerState) -> Page:
    kg = state.kg
    counted, rates = statistics.stats(kg), review.rates(kg.claims())
    found = regions(kg)
    lacking = [(meaning, len(gaps.lacks(kg, kind))) for kind, meaning in gaps.KINDS.items()]
    schema = kg.schema
    words = {
        "title": "The state of the curation",
        "stats": counted,
        "regions": [(region, state.address(region.key) if region.key else "") for region in found],
        "tables": [
            ("Claims by what they say", "Family", _named(counted["claims_by_family"])),
            ("Claims by evidence", "Kind of evidence", _evidence(state, counted["claims_by_evidence"])),
            ("Claims by kind of source", "Kind of source", _named(counted["claims_by_kind_of_source"])),
            ("Causal statements by grade", "Grade", _named(grades(kg))),
        ],
        "meanings": [(wording.spaced(key), rule.meaning) for key, rule in schema.ranking.grades.items()],
        "rates": review.rows(rates),
        "lacking": lacking,
        "references": [],
    }
    record: dict[str, Any] = {
        "notice": report_json.NOTICE,
        **counted,
        "regions": [asdict(region) for region in found],
        "grades": grades(kg),
        "review": [asdict(rate) for rate in rates],
        "lacking": {kind: number for kind, (_, number) in zip(gaps.KINDS, lacking, strict=True)},
    }
    return Page(addresses.CURATION, words, lambda: record)


def _named(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(wording.spaced(key), number) for key, number in counts.items()]


def _evidence(state: ExplorerState, counts: dict[str, int]) -> list[tuple[str, int]]:
    kinds = state.kg.schema.ranking.evidence
    return [(kinds[key].label if key in kinds else wording.spaced(key), number) for key, number in counts.items()]


PAGES = (PageKind(addresses.CURATION, curation, Template("curation", ("lists",))),)
