"""How far the curation has come: coverage by region and by kind, grades, the rates of a second reading, and gaps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from refgraph.curator import gaps, review
from refgraph.curator.state import grades, regions
from refgraph.graph.outlines import claims_with
from refgraph.language.voice import tr
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Schema
from refgraph.report.records import json as report_json
from refgraph.report.records import statistics
from refgraph.report.words import speech, wording
from refgraph.report.words.citing import kind_named
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
        "title": tr("The state of the curation"),
        "stats": counted,
        "regions": [(region, *_place(state, region.key)) for region in found],
        "tables": [
            (tr("Claims by what they say"), tr("Family"), _named(schema, "relation", counted["claims_by_family"])),
            (
                tr("Claims by evidence"),
                tr("Kind of evidence"),
                _named(schema, "evidence", counted["claims_by_evidence"]),
            ),
            (
                tr("Claims by kind of source"),
                tr("Kind of source"),
                [(kind_named(schema, key), number) for key, number in counted["claims_by_kind_of_source"].items()],
            ),
            (tr("Causal statements by grade"), tr("Grade"), _named(schema, "grade", graded)),
        ],
        "meanings": [
            (speech.word(schema, "grade", key), speech.word(schema, "grade-meaning", key))
            for key in schema.ranking.grades
        ],
        "rates": [(speech.word(schema, "field", field), *numbers) for field, *numbers in review.rows(rates)],
        "lacking": [(tr(gaps.KINDS[kind]), number) for kind, number in lacking.items()],
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


def _place(state: ExplorerState, key: str) -> tuple[str, str]:
    """Name and address of a region; empty for what lies in none."""
    return (wording.said(state.kg, Finding(key)), state.address(key)) if key else ("", "")


def _named(schema: Schema, kind: str, counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(speech.word(schema, kind, key), number) for key, number in counts.items()]


PAGES = (PageKind(addresses.CURATION, curation, Template("curation", ("lists",))),)
