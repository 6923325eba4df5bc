"""How far the curation has come: coverage by region and by kind, grades, the rates of a second reading, and gaps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from refgraph.curator import gaps, review
from refgraph.curator.state import grades, regions
from refgraph.graph.outlines import claims_with
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
    counted, rates = statistics.stats(kg), review.rates(claim for _, claim in claims_with(kg, "review"))
    found, graded, lacking = regions(kg), grades(kg), gaps.counts(kg)
    schema = kg.schema
    words = {
        "title": "The state of the curation",
        "stats": counted,
        "regions": [(region, state.address(region.key) if region.key else "") for region in found],
        "tables": [
            ("Claims by what they say", "Family", _named(counted["claims_by_family"])),
            ("Claims by evidence", "Kind of evidence", _evidence(state, counted["claims_by_evidence"])),
            ("Claims by kind of source", "Kind of source", _named(counted["claims_by_kind_of_source"])),
            ("Causal statements by grade", "Grade", _named(graded)),
        ],
        "meanings": [(wording.spaced(key), rule.meaning) for key, rule in schema.ranking.grades.items()],
        "rates": review.rows(rates),
        "lacking": [(gaps.KINDS[kind], number) for kind, number in lacking.items()],
        "references": [],
    }
    record: dict[str, Any] = {
        "notice": report_json.NOTICE,
        **counted,
        "regions": [asdict(region) for region in found],
        "grades": graded,
        "review": [asdict(rate) for rate in rates],
        "lacking": lacking,
    }
    return Page(addresses.CURATION, words, lambda: record)


def _named(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(wording.spaced(key), number) for key, number in counts.items()]


def _evidence(state: ExplorerState, counts: dict[str, int]) -> list[tuple[str, int]]:
    kinds = state.kg.schema.ranking.evidence
    return [(kinds[key].label if key in kinds else wording.spaced(key), number) for key, number in counts.items()]


PAGES = (PageKind(addresses.CURATION, curation, Template("curation", ("lists",))),)
