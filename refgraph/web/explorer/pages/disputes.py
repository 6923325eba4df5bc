"""Where sources disagree: edges that some assert and others deny, theories in doubt, other doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from refgraph.errors import NoPageError
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import aside, asides, references
from refgraph.web.explorer.state import ExplorerState

_CLAIMS_OF_A_THEORY = 60
# So many disputes stand on the first page, and so many edges of each list on one of the others.
_FIRST = 10
_ON_A_PAGE = {"disputed": 15, "denied": 45, "others": 30}
_HEADINGS = {
    "disputed": msgid("disputed claims"),
    "denied": msgid("what is only denied"),
    "others": msgid("other doubts and open questions"),
}


def disputes(state: ExplorerState, _request: PageRequest) -> Page:
    """Where sources disagree: what most speak for and against, explanations in doubt, and where all the rest stands."""
    builder, lists = ViewBuilder(state.kg), _lists(state)
    words = {
        "title": tr("Where sources disagree"),
        **_told(state, builder, _Lists(lists.disputed[:_FIRST])),
        "theories": [_theory(state, builder, key, edges) for key, edges in _by_theory(lists.contests).items()],
        "parts": _parts(lists),
        "first": True,
        "references": references(builder),
    }
    open_edges = (*lists.disputed, *lists.denied)
    return Page(addresses.DISPUTES, words, lambda: _record(state, open_edges, lists.contests, lists.others))


def part(state: ExplorerState, request: PageRequest) -> Page:
    """A part of what is disputed, denied or in doubt, with who says so.

    Raises:
        NoPageError: there is no such part.
    """
    builder, lists = ViewBuilder(state.kg), _lists(state)
    known = {one["address"]: (name, one) for name, listed in _parts(lists).items() for one in listed}
    name, here = known.get(f"{addresses.DISPUTES}/{request.parts[0]}", ("", {}))
    if not name:
        raise NoPageError(tr("There is no such part."), [(tr("Where sources disagree"), addresses.DISPUTES)])
    held = replace(_Lists(), **{name: getattr(lists, name)[here["first"] - 1 : here["last"]]})
    words = {
        "title": tr(
            "Where sources disagree: {what}, {first} to {last}",
            what=tr(_HEADINGS[name]),
            first=here["first"],
            last=here["last"],
        ),
        **_told(state, builder, held),
        "theories": [],
        "parts": _parts(lists),
        "first": False,
        "references": references(builder),
    }
    return Page(here["address"], words, lambda: _record(state, (*held.disputed, *held.denied), (), held.others))


@dataclass(frozen=True, slots=True)
class _Lists:
    """What is disputed, what is only denied, what speaks against explanations, and other doubts."""

    disputed: Sequence[Edge] = ()
    denied: Sequence[Edge] = ()
    others: Sequence[Edge] = ()
    contests: Sequence[Edge] = ()


def _lists(state: ExplorerState) -> _Lists:
    kg, predicates = state.kg, state.kg.schema.predicates
    edges = tuple(kg.edges())
    open_edges = sorted((edge for edge in edges if edge.status != "supported"), key=_weight)
    contests = [edge for edge in edges if predicates[edge.predicate].contests]
    doubted = {edge.id for edge in (*open_edges, *contests)}
    doubts = (edge for family in kg.schema.of_role("doubt") for edge in kg.edges(family=family))
    return _Lists(
        disputed=[edge for edge in open_edges if _voices(edge)[0]],
        denied=[edge for edge in open_edges if not _voices(edge)[0]],
        others=[edge for edge in doubts if edge.id not in doubted],
        contests=contests,
    )


def _by_theory(contests: Sequence[Edge]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in contests:
        found.setdefault(edge.object.entity, []).append(edge)
    return found


def _parts(lists: _Lists) -> dict[str, list[dict[str, Any]]]:
    """The pages that the lists stand on, so many edges on each."""
    return {
        name: [
            {
                "address": f"{addresses.DISPUTES}/{name}-{number}",
                "first": first + 1,
                "last": min(first + _ON_A_PAGE[name], len(getattr(lists, name))),
            }
            for number, first in enumerate(range(0, len(getattr(lists, name)), _ON_A_PAGE[name]), 1)
        ]
        for name in _HEADINGS
    }


def _told(state: ExplorerState, builder: ViewBuilder, lists: _Lists) -> dict[str, Any]:
    return {
        "disputed": [_sides(state, builder, edge) for edge in lists.disputed],
        "denied": [_sides(state, builder, edge) for edge in lists.denied],
        "others": asides(state, builder, lists.others),
    }


def _voices(edge: Edge) -> tuple[list[Claim], list[Claim]]:
    """Who says it, and who says that it is not so."""
    return list(edge.asserting), list(edge.counter_evidence)


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
        "label": grammar.capital(wording.said(state.kg, Finding(key))),
        "to": state.address(key),
        "definition": wording.clean(speech.definition(state.kg.entity(key))),
        "yes": builder.claims(leaning[:_CLAIMS_OF_A_THEORY]),
        "more": max(len(leaning) - _CLAIMS_OF_A_THEORY, 0),
        "no": builder.claims(claim for edge in edges for claim in edge.asserting),
        "anchors": [f"edge-{edge.id}" for edge in edges],
    }


def _record(state: ExplorerState, *lists: Sequence[Edge]) -> object:
    named = zip(("edges", "theories", "doubts"), lists, strict=True)
    return {
        "notice": report_json.NOTICE,
        "data_version": state.kg.data_version,
        **{name: [report_json.edge(state.kg, edge) for edge in edges] for name, edges in named},
    }


_TEMPLATE = Template("disputes", ("lists", "disputes"))
PAGES = (
    PageKind(addresses.DISPUTES, disputes, _TEMPLATE, navigation=(5, msgid("Disputes"))),
    PageKind(
        addresses.DISPUTES,
        part,
        _TEMPLATE,
        parts=1,
        addresses=lambda state: (one["address"] for listed in _parts(_lists(state)).values() for one in listed),
    ),
)
