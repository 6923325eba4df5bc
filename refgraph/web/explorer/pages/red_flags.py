"""Every warning sign: by urgency and region, who says so, and what sources say of red flags themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from refgraph.model.statements import Finding
from refgraph.report import red_flags as report
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.search.warning_signs import Warned, signs
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import asides, references
from refgraph.web.explorer.state import ExplorerState

NO_REGION = "No single place"


def red_flags(state: ExplorerState, _request: PageRequest) -> Page:
    """Every warning sign: by urgency and region, who says so, and what sources say of red flags themselves."""
    kg, builder, found = state.kg, ViewBuilder(state.kg), signs(state.kg)
    levels = [
        {"key": urgency, "heading": report.URGENT[urgency], "regions": _regions(state, builder, list(warned))}
        for urgency, warned in groupby(found.warned, key=lambda one: one.urgency)
    ]
    words = {
        "title": "When to see a doctor first",
        "levels": levels,
        "about": asides(state, builder, found.about),
        "about_heading": report.ABOUT,
        "none": report.none(kg, None),
        "references": references(builder),
    }
    return Page(addresses.RED_FLAGS, words, lambda: report.record(kg, None, found))


def _regions(state: ExplorerState, builder: ViewBuilder, warned: Sequence[Warned]) -> list[dict[str, Any]]:
    """The signs of one urgency by the place that they concern, those of no single place last."""
    by_region = [(key, list(here)) for key, here in groupby(warned, key=lambda one: one.region)]
    return [
        {
            "label": wording.said(state.kg, Finding(key)) if key else NO_REGION,
            "to": state.address(key) if key else None,
            "signs": _signs(state, builder, here),
        }
        for key, here in sorted(by_region, key=lambda pair: pair[0] is None)
    ]


def _signs(state: ExplorerState, builder: ViewBuilder, warned: Iterable[Warned]) -> list[dict[str, Any]]:
    """Each sign once: what it points to, and the claims that say so."""
    by_edge: dict[int, list[Warned]] = {}
    for one in warned:
        by_edge.setdefault(one.edge.id, []).append(one)
    made = []
    for same in by_edge.values():
        edge = same[0].edge
        subject, verb, obj = wording.in_words(state.kg, edge.subject, edge.predicate, edge.object)
        made.append(
            {
                "subject": (subject, state.address(edge.subject.entity)),
                "verb": verb,
                "object": (obj, state.address(edge.object.entity)),
                "passages": builder.claims(one.claim for one in same),
                "against": builder.claims(edge.counter_evidence),
            }
        )
    return made


PAGES = (
    PageKind(addresses.RED_FLAGS, red_flags, Template("red_flags", ("red_flags",)), navigation=(2, "Warning signs")),
)
