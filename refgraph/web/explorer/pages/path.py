"""One path: figure, chain, steps, verdict, what touches it, how to cite it."""

from __future__ import annotations

from refgraph.drawing.route import RouteDrawer
from refgraph.report.records import answer_json
from refgraph.report.view import ClaimView
from refgraph.report.view_builder import view
from refgraph.report.words import answer_wording, wording
from refgraph.web.explorer import addresses, downloads
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import cited
from refgraph.web.explorer.state import ExplorerState


def path(state: ExplorerState, request: PageRequest) -> Page:
    """One path: figure, chain, steps, verdict, what touches it, how to cite it."""
    kg, answer = state.kg, state.path(*request.parts)
    found, shown, drawer = answer.paths[0], view(state.kg, answer), RouteDrawer(state.paint)
    told, rivals = shown.paths[0], state.rivals(found)
    stops = [(stop, state.address(stop.finding.entity)) for stop in told.findings]
    files = downloads.files(kg, answer, state.pictures, state.embeds)
    words = {
        "title": f"From {wording.said(kg, found.origin)} to {wording.said(kg, found.target)}",
        "page": shown,
        "path": told,
        "drawn": drawer.route(told),
        "red_flags": shown.red_flags,
        "no_red_flag": answer_wording.no_red_flag(kg, answer.query),
        "stops": list({address: (stop, address) for stop, address in stops}.values()),
        "target": (wording.said(kg, found.target), state.address(found.target.entity)),
        "rivals": state.beside(*rivals) if rivals else None,
        "network": addresses.network(found.origin.entity, (step.edge for step in found.steps)),
        "claim": _claim,
        "downloads": downloads.offered(files, state.embeds),
        "citations": [
            ("Plain text", ".txt", downloads.plain(kg, found)),
            ("BibTeX", ".bib", downloads.bibtex(kg, found)),
        ],
        "references": cited(shown),
    }
    return Page(addresses.path(found), words, lambda: answer_json.answer(view(kg, answer)), drawer, files)


def _claim(told: ClaimView) -> str:
    """Where a claim stands on the page of its article."""
    source, _, number = told.id.rpartition("#")
    return f"{addresses.source(source)}#claim-{number}"


PAGES = (
    PageKind(
        "path", path, Template("path", ("path",), ("copy",)), parts=3, addresses=lambda state: iter(state.catalogue)
    ),
)
