"""The network around one thing, what is said to lead to it above it; by itself, or as a picture to move around in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from refgraph.drawing.shapes import SHAPES
from refgraph.drawing.svg import Svg
from refgraph.errors import NoPageError
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Finding
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, telling, wording
from refgraph.web.assets import PageAssets
from refgraph.web.explorer import addresses, pages
from refgraph.web.explorer.page import Links, Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import aside, near, references
from refgraph.web.explorer.state import ExplorerState
from refgraph.web.network import layout, static_view
from refgraph.web.network.page import SiteFrame, network_page, page_assets
from refgraph.web.network.part import joined, part
from refgraph.web.network.scene import Scene, View, scene

INTERACTIVE = "interactive"
# Boxes of a picture to read and of one to move around in, and how many of the latter a frozen site keeps.
_READ, _MOVED, _KEPT = 16, 60, 6
_WIDE = 2
_NAMED = 40


def network(state: ExplorerState, request: PageRequest) -> Page:
    """The network around a thing: a picture, the same in words, and everything else by its kind.

    Raises:
        NoPageError: nothing has this name.
    """
    kg, builder = state.kg, ViewBuilder(state.kg)
    key = _key(state, request.parts[0]) if request.parts else _first(state)
    address = addresses.network(key) if request.parts and key else addresses.NETWORK
    edges = part(kg, key, _READ) if key else ()
    shown = scene(kg, edges)
    label = telling.called(kg, Finding(key)) if key else ""
    told = [aside(state, builder.edge(line.edge, f"e{line.number}")) for line in shown.lines]
    words = {
        "title": tr("The network around {what}", what=label) if key else tr("Network"),
        "label": label,
        "picture": _picture(state, key, shown) if key and edges else None,
        "shapes": {name: shape.outline for name, shape in SHAPES.items()},
        "told": told,
        "about": state.address(key) if key else None,
        "interactive": f"{addresses.network(key)}/{INTERACTIVE}" if key else None,
        "kept": key in _most_told(state),
        "groups": _groups(state) if not request.parts else (),
        "references": references(builder),
    }
    return Page(address, words, lambda: _record(state, edges))


def interactive(state: ExplorerState, request: PageRequest) -> Page:
    """The same part of the network, and a little more of it, as a picture to move around in.

    Raises:
        NoPageError: nothing has this name.
    """
    kg = state.kg
    key = _key(state, request.parts[0])
    if request.parts[1] != INTERACTIVE:
        raise NoPageError(tr("Nothing stands at this address."), near(state, key))
    address, edges = f"{addresses.network(key)}/{INTERACTIVE}", part(kg, key, _MOVED)

    def whole(to: Links) -> tuple[str, PageAssets]:
        links = [(tr(name), to(there)) for name, there in pages.navigation()]
        back = (tr("The same in words, for a page or for print"), to(addresses.network(key)))
        frame = SiteFrame(to(addresses.START), links, back)
        return network_page(kg, key, frame=frame, part=edges), page_assets(kg.schema)

    return Page(address, {}, lambda: _record(state, edges), whole=whole)


def _key(state: ExplorerState, name: str) -> str:
    key = addresses.read_entity(state.kg, name)
    if key is None:
        raise NoPageError(tr("Nothing in this graph has this name."), [(tr("Network"), addresses.NETWORK)])
    return key


def _most_told(state: ExplorerState) -> tuple[str, ...]:
    """What is felt and most claims speak of."""
    ranked = sorted(state.felt, key=lambda key: (-state.counts[key], key))
    return tuple(key for key in ranked[:_KEPT] if state.counts[key])


def _first(state: ExplorerState) -> str | None:
    """What the page opens on: the symptom of which most is told, else anything."""
    known = next(iter(state.kg.entities()), None)
    return next(iter(_most_told(state)), known.key if known else None)


def _picture(state: ExplorerState, key: str, shown: Scene) -> Callable[[Callable[[str], str]], Svg]:
    """The picture, once it is known how its page links: each box leads to the network around it."""
    numbers = [box.number for box in shown.boxes]
    unit = {box.number: box.unit for box in shown.boxes}
    begin = View(key, 0, layout.arrange(numbers, shown.arrows, unit, _WIDE))

    def drawn(to: Callable[[str], str]) -> Svg:
        return static_view.draw(state.kg, shown, begin, lambda box: to(addresses.network(box.finding.entity)))

    return drawn


def _groups(state: ExplorerState) -> list[dict[str, Any]]:
    """Everything that has an arrow, by its kind, that of which most is said first."""
    said = joined(state.kg)
    made = []
    for category in state.kg.schema.categories.values():
        known = [one for one in state.kg.entities(category=category.key) if one.key in said]
        known.sort(key=lambda one: (-said[one.key], one.label.casefold()))
        listed = [
            {"label": wording.said(state.kg, Finding(one.key)), "to": addresses.network(one.key), "causes": 0}
            for one in known
        ]
        if listed:
            title = grammar.capital(speech.word(state.kg.schema, "plural", category.key))
            made.append({"key": category.key, "title": title, "most": listed[:_NAMED], "rest": listed[_NAMED:]})
    return made


def _record(state: ExplorerState, edges: tuple[Any, ...]) -> object:
    return {
        "notice": report_json.NOTICE,
        "data_version": state.kg.data_version,
        "edges": [report_json.edge(state.kg, edge) for edge in edges],
    }


def _around(state: ExplorerState) -> Iterator[str]:
    return (addresses.network(known.key) for known in state.kg.entities() if known.key in joined(state.kg))


_NETWORK = Template("network", ("network",), ("reading",))
PAGES = (
    PageKind(addresses.NETWORK, network, _NETWORK, navigation=(7, msgid("Network"))),
    PageKind("network", network, _NETWORK, parts=1, addresses=_around),
    PageKind(
        "network",
        interactive,
        None,
        parts=2,
        addresses=lambda state: (f"{addresses.network(key)}/{INTERACTIVE}" for key in _most_told(state)),
    ),
)
