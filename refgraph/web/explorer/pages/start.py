"""The page to begin with: a body to point at, a search, what is asked most, and every red flag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from refgraph.drawing.body import map as body_map
from refgraph.drawing.svg import Svg
from refgraph.model.statements import Claim
from refgraph.report.records import entity_json, statistics
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import felt, references, warned
from refgraph.web.explorer.state import ExplorerState

_COMMON = 8


def start(state: ExplorerState, _request: PageRequest) -> Page:
    """The page to begin with: a body to point at, a search, what is asked most, and every red flag."""
    kg, builder = state.kg, ViewBuilder(state.kg)
    placed = {key for place in state.places for key in place.entities}
    common = sorted(state.felt, key=lambda key: (-state.counts[key], kg.entity(key).label))

    def drawn(to: Callable[[str], str]) -> Svg:
        return body_map.picture(state.body, state.paint, state.places, lambda place: _point(state, place, to))

    words = {
        "title": "Where does it hurt?",
        **warned(builder, _widest_first(state), "No article in this graph states a red flag; that is not reassurance."),
        "map": drawn,
        "places": [(place.key, place.label, felt(state, place.entities)) for place in state.places],
        "nowhere": felt(state, [key for key in state.felt if key not in placed]),
        "common": felt(state, [key for key in common[:_COMMON] if state.counts[key]]),
        "stats": statistics.stats(kg),
        "references": references(builder),
    }
    return Page(addresses.START, words, lambda: _start_record(state))


def _widest_first(state: ExplorerState) -> list[Claim]:
    """Order red flags: of each symptom one before the second of any, symptoms with most direct causes first."""
    seen: Counter[str] = Counter()
    ranked = []
    for claim in state.warnings:
        key = claim.subject.entity
        ranked.append(((seen[key], -state.counts.get(key, -1)), claim))
        seen[key] += 1
    return [claim for _, claim in sorted(ranked, key=lambda pair: pair[0])]


def _point(state: ExplorerState, place: body_map.Place, to: Callable[[str], str]) -> dict[str, str]:
    """The link of a place: to the symptom, or to the list of them where there are several."""
    labels = [wording.clean(state.kg.entity(key).label) for key in place.entities]
    alone = len(labels) == 1
    href = to(addresses.symptom(place.entities[0])) if alone else f"#at-{place.key}"
    said = labels[0] if alone else f"{len(labels)} things felt here"
    return {"href": href, "aria-label": f"{place.label}: {said}", "data-place": place.key}


def _start_record(state: ExplorerState) -> object:
    felt = [
        {**entity_json.entity(state.kg.entity(key)), "address": addresses.symptom(key), "causes": state.counts[key]}
        for key in state.felt
    ]
    flags = [report_json.claim(state.kg, claim) for claim in state.warnings]
    return {"notice": report_json.NOTICE, "red_flags": flags, "felt": felt, **statistics.stats(state.kg)}


PAGES = (PageKind(addresses.START, start, Template("start", ("start",), ("point",)), navigation=(1, "Where it hurts")),)
