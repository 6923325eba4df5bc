"""Every warning sign: by urgency and region, who says so, and what sources say of red flags themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from refgraph.errors import NoPageError
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Finding
from refgraph.report import red_flags as report
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.search.warning.serious import behind
from refgraph.search.warning.signs import Warned, is_warned_of, signs
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import asides, near, references
from refgraph.web.explorer.state import ExplorerState

NO_REGION, _NO_PLACE = msgid("No single place"), "no-single-place"


def red_flags(state: ExplorerState, _request: PageRequest) -> Page:
    """Every warning sign in a line, by urgency and region; who says so stands on the page of the region."""
    kg, builder, found = state.kg, ViewBuilder(state.kg), state.signs
    words = {
        "title": tr("When to see a doctor first"),
        "levels": _levels(state, builder, found.warned, whole=False),
        "whole": False,
        "back": None,
        "about": asides(state, builder, found.about),
        "about_heading": tr(report.ABOUT),
        "none": report.none(kg, None),
        "references": references(builder),
    }
    return Page(addresses.RED_FLAGS, words, lambda: report.record(kg, None, found))


def region(state: ExplorerState, request: PageRequest) -> Page:
    """The warning signs of one region, the most urgent first, with who says so.

    Raises:
        NoPageError: no warning sign concerns a region of this name.
    """
    kg, builder, found = state.kg, ViewBuilder(state.kg), state.signs
    warned = [one for one in found.warned if _part(one) == request.parts[0]]
    if not warned:
        raise NoPageError(
            tr("No warning sign here concerns a place of this name."), [(tr("All of them"), addresses.RED_FLAGS)]
        )
    here = wording.said(kg, Finding(warned[0].region)) if warned[0].region else tr(NO_REGION).lower()
    words = {
        "title": tr("When to see a doctor first: {what}", what=here),
        "levels": _levels(state, builder, warned, whole=True),
        "whole": True,
        "back": None,
        "about": [],
        "references": references(builder),
    }
    held = replace(found, warned=tuple(warned), about=())
    return Page(_address(warned[0]), words, lambda: report.record(kg, None, held))


def of_symptom(state: ExplorerState, request: PageRequest) -> Page:
    """All warning signs that concern something felt, by urgency and by what they point to, with who says so.

    Raises:
        NoPageError: no warning sign concerns anything felt of this name.
    """
    kg, key = state.kg, addresses.read_entity(state.kg, request.parts[0])
    found = signs(kg, Finding(key)) if key is not None and state.is_felt(key) else None
    if key is None or found is None or not found.warned:
        raise NoPageError(tr("No warning sign here concerns anything felt of this name."), near(state, key))
    builder, asked = ViewBuilder(kg), Finding(key)
    words = {
        "title": report.question(kg, asked),
        "levels": _by_meaning(state, builder, found.warned),
        "whole": True,
        "back": (wording.noun(kg, asked)[0], addresses.symptom(key)),
        "count": len(found.warned),
        "about": [],
        "references": references(builder),
    }
    return Page(addresses.signs(key), words, lambda: report.record(kg, asked, found))


def _by_meaning(state: ExplorerState, builder: ViewBuilder, warned: Sequence[Warned]) -> list[dict[str, Any]]:
    """The signs of each urgency by what they point to, in the order of the first of each."""
    levels = []
    for urgency, some in groupby(warned, key=lambda one: one.urgency):
        by_meaning: dict[str, list[Warned]] = {}
        for one in some:
            by_meaning.setdefault(behind(state.kg, one.edge), []).append(one)
        groups = [
            {
                "label": tr("May mean: {what}", what=wording.said(state.kg, Finding(key))),
                "to": state.address(key),
                "page": "",
                "signs": _signs(state, builder, held, whole=True),
            }
            for key, held in by_meaning.items()
        ]
        levels.append({"key": urgency, "heading": tr(report.URGENT[urgency]), "regions": groups})
    return levels


def _part(one: Warned) -> str:
    """The place that a sign concerns; what concerns none is so much that each urgency has a page of its own."""
    return addresses.slug(one.region) if one.region else f"{_NO_PLACE}-{addresses.slug(one.urgency)}"


def _address(one: Warned) -> str:
    return f"{addresses.RED_FLAGS}/{_part(one)}"


def _levels(
    state: ExplorerState, builder: ViewBuilder, warned: Sequence[Warned], *, whole: bool
) -> list[dict[str, Any]]:
    return [
        {"key": urgency, "heading": tr(report.URGENT[urgency]), "regions": _regions(state, builder, list(some), whole)}
        for urgency, some in groupby(warned, key=lambda one: one.urgency)
    ]


def _regions(state: ExplorerState, builder: ViewBuilder, warned: Sequence[Warned], whole: bool) -> list[dict[str, Any]]:
    """The signs of one urgency by the place that they concern, those of no single place last."""
    by_region = [(key, list(here)) for key, here in groupby(warned, key=lambda one: one.region)]
    return [
        {
            "label": wording.said(state.kg, Finding(key)) if key else tr(NO_REGION),
            "to": state.address(key) if key else None,
            "page": _address(here[0]),
            "signs": _signs(state, builder, here, whole),
        }
        for key, here in sorted(by_region, key=lambda pair: pair[0] is None)
    ]


def _signs(state: ExplorerState, builder: ViewBuilder, warned: Iterable[Warned], whole: bool) -> list[dict[str, Any]]:
    """Each sign once: what it points to, and on a page that tells them whole the claims that say so."""
    by_edge: dict[int, list[Warned]] = {}
    for one in warned:
        by_edge.setdefault(one.edge.id, []).append(one)
    made = []
    for same in by_edge.values():
        edge = same[0].edge
        subject, verb, obj = wording.in_words(state.kg, edge.subject, edge.predicate, edge.object)
        made.append(
            {
                "anchor": f"sign-{edge.id}",
                "subject": (subject, state.address(edge.subject.entity)),
                "verb": verb,
                "object": (obj, state.address(edge.object.entity)),
                "passages": builder.claims(one.claim for one in same) if whole else (),
                "against": builder.claims(edge.counter_evidence) if whole else edge.counter_evidence,
            }
        )
    return made


_TEMPLATE = Template("red_flags", ("red_flags",))
PAGES = (
    PageKind(addresses.RED_FLAGS, red_flags, _TEMPLATE, navigation=(2, msgid("Warning signs"))),
    PageKind(
        addresses.RED_FLAGS,
        region,
        _TEMPLATE,
        parts=1,
        addresses=lambda state: dict.fromkeys(_address(one) for one in state.signs.warned),
    ),
    PageKind(
        "signs",
        of_symptom,
        _TEMPLATE,
        parts=1,
        addresses=lambda state: [addresses.signs(key) for key in state.felt if is_warned_of(state.kg, Finding(key))],
    ),
)
