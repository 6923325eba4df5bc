"""The network page, as it is, at an address of the explorer."""

from __future__ import annotations

from refgraph.report import json as report_json
from refgraph.web.assets import PageAssets
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest
from refgraph.web.explorer.state import ExplorerState
from refgraph.web.network.page import network_page, page_assets


def network(state: ExplorerState, _request: PageRequest) -> Page:
    """The network page, as it is, at an address of the explorer."""

    def whole(suffix: str) -> tuple[str, PageAssets]:
        home = addresses.relative(addresses.NETWORK, addresses.START, suffix)
        return network_page(state.kg, home=home), page_assets(state.kg.schema)

    return Page(addresses.NETWORK, {}, lambda: _network_record(state), whole=whole)


def _network_record(state: ExplorerState) -> object:
    kg = state.kg
    edges = [
        {
            "subject": report_json.finding(kg, edge.subject),
            "predicate": edge.predicate,
            "object": report_json.finding(kg, edge.object),
            "status": edge.status,
            "claims": [claim.id for claim in edge.claims],
        }
        for edge in kg.edges()
    ]
    return {"notice": report_json.NOTICE, "data_version": kg.data_version, "edges": edges}


PAGES = (PageKind(addresses.NETWORK, network, None, navigation=(7, "Network")),)
