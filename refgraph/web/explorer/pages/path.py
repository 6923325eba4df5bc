"""One path: a sentence that tells it whole, the figure, and its steps beside it, each with who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body.placement import placements
from refgraph.drawing.route import RouteDrawer
from refgraph.language import grammar
from refgraph.language.voice import ENGLISH, speaking, tr, voice
from refgraph.model.answers import Path
from refgraph.report.records import answer_json
from refgraph.report.view import FindingView, PathView
from refgraph.report.view_builder import alone, view
from refgraph.report.words import answer_wording, speech, telling
from refgraph.web.explorer import addresses, downloads
from refgraph.web.explorer.cards import Card
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import cited, warned
from refgraph.web.explorer.state import ExplorerState, pictured
from refgraph.web.network.part import joined

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def path(state: ExplorerState, request: PageRequest) -> Page:
    """One path: a sentence that tells it whole, the figure, and its steps beside it, each with who says it."""
    kg, answer = state.kg, state.path(*request.parts)
    found, drawer = answer.paths[0], RouteDrawer(state.paint)
    # What only touches the path stands on the pages of what is on the way: the sources here are those of the path.
    shown = alone(kg, answer, found)
    told, rivals = shown.paths[0], state.rivals(found)
    files = downloads.files(kg, answer, state.pictures, state.embeds)
    words = {
        "title": title(told),
        "path": told,
        "sentence": telling.sentence(kg, found),
        "judged": telling.judged(kg, found),
        "facts": telling.facts(kg, found),
        "drawn": drawer.route(told, brief=True, near=True),
        "stops": stops(state, told),
        **warned(kg, shown.red_flags, answer_wording.no_red_flag(kg, answer.query)),
        "target": (telling.called(kg, found.target), state.address(found.target.entity)),
        "rivals": state.beside(*rivals) if rivals else None,
        "network": addresses.network(found.target.entity) if found.target.entity in joined(state.kg) else None,
        "downloads": downloads.offered(files, state.embeds),
        "citations": [(tr("Plain text"), ".txt", _cited(kg, found))],
        "references": cited(shown),
    }
    how, shared = {"lang": voice().lang}, pictured(state, found.target.entity)
    card = Card(title(told), telling.sentence(kg, found), addresses.path(found), kg, answer, how, shared=shared)
    return Page(addresses.path(found), words, lambda: answer_json.answer(view(kg, answer)), drawer, files, card=card)


def _cited(kg: KnowledgeGraph, found: Path) -> str:
    """A path as it is cited, in English as its sources are."""
    with speaking(ENGLISH):
        return downloads.plain(kg, found)


def title(told: PathView) -> str:
    """Ask how the one end may lead to the other."""
    start, end = told.findings[0], told.findings[-1]
    if not voice().foreign:
        return f"How {start.label} may lead to {end.label}"
    return f"{grammar.capital(start.label)} → {end.label}"


def stops(state: ExplorerState, told: PathView) -> list[dict[str, Any]]:
    """What a path passes: each finding with its page, its kind, and the ids of the shapes that stand for it."""
    lit = _lit(state, told.findings)
    schema = state.kg.schema
    return [
        {
            "shown": stop,
            "label": grammar.capital(stop.label),
            "to": state.address(stop.finding.entity),
            "kind": speech.word(schema, "category", stop.category),
            "lights": " ".join(lit.get(stop.number, ())),
        }
        for stop in told.findings
    ]


def _lit(state: ExplorerState, findings: Sequence[FindingView]) -> dict[int, list[str]]:
    """The ids of the shapes on the figure, by the number of the finding that they stand for."""
    placed = placements(state.body, findings)
    return {one.shown.number: [f"s-{one.view}-{lit.shape.key}" for lit in one.lit] for one in placed}


PAGES = (
    PageKind(
        "path",
        path,
        Template("path", ("path",), ("light", "copy")),
        parts=3,
        addresses=lambda state: iter(state.catalogue),
    ),
)
