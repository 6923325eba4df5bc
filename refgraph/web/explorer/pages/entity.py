"""One entity: everything that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refgraph.drawing.body.closeup import closeup
from refgraph.drawing.body.zones import spills_over
from refgraph.drawing.origins.referral import Zone, referral
from refgraph.drawing.svg import element
from refgraph.errors import NoPageError
from refgraph.graph import names
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, voice
from refgraph.model.statements import Finding
from refgraph.report.records import entity_json
from refgraph.report.view import FindingView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, telling, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.cards import Card
from refgraph.web.explorer.filters import by_target
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import aside, references
from refgraph.web.explorer.state import ExplorerState, pictured
from refgraph.web.network.part import joined

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def entity(state: ExplorerState, request: PageRequest) -> Page:
    """Everything that is said of an entity.

    Raises:
        NoPageError: no entity has this name.
    """
    kg, part = state.kg, request.parts[0]
    key = addresses.read_entity(kg, part)
    if key is None:
        raise NoPageError(tr("Nothing in this graph has this name."), _alike(state, part))
    known, builder = kg.entity(key), ViewBuilder(kg)
    touching = {edge.id: edge for edge in (*kg.edges(subject=key), *kg.edges(object=key))}
    warns = (edge for edge in touching.values() if kg.schema.family(edge.predicate).role == "warning")
    flags = [claim for edge in warns for claim in edge.asserting]
    reached = () if state.is_felt(key) else state.effects(key).paths
    name, what = wording.said(kg, Finding(key)), wording.clean(speech.definition(known))
    words = {
        "title": grammar.capital(name),
        "known": known,
        "definition": what,
        # Other names are English, and help nobody who reads another language.
        "also": "" if voice().foreign else ", ".join(known.synonyms),
        "category": speech.word(kg.schema, "category", known.category),
        "red_flags": builder.claims(flags),
        "sections": _sections(state, builder, key),
        "mine": state.address(key),
        "apart": [
            (wording.said(kg, Finding(other)), state.address(other), why) for other, why in known.distinct_from.items()
        ],
        "asked": addresses.symptom(key) if state.is_felt(key) else None,
        "reached": by_target(state, reached),
        "zones": _zones(state, key),
        "picture": closeup(state.body, state.paint, key, known.category, grammar.capital(name)),
        "network": addresses.network(key) if key in joined(state.kg) else None,
        "references": references(builder),
    }
    said = what or tr("What sources say of {what}, claim by claim.", what=telling.called(kg, Finding(key)))
    here, how, shared = addresses.entity(key), {"lang": voice().lang}, pictured(state, key)
    card = Card(grammar.capital(name), said, here, kg, known, how, shared=shared)
    return Page(addresses.entity(key), words, lambda: entity_json.show(kg, key), card=card)


def _zones(state: ExplorerState, key: str) -> dict[str, Any] | None:
    """Where an entity is said to be felt, drawn and in words; None where that has no place on the body."""
    kg, spilt = state.kg, dict[str, bool]()
    for edge in kg.edges(subject=key):
        felt, walked = edge.object.entity, kg.schema.family(edge.predicate).role == "walked"
        if walked and edge.status != "denied" and kg.entity(felt).category in state.body.hatched:
            spilt[felt] = spills_over(state.body, edge) and spilt.get(felt, True)
    zones = [Zone(_shown(kg, felt), thin) for felt, thin in spilt.items()]
    drawn = referral(state.body, state.paint, _shown(kg, key), zones)
    if not drawn.width:
        return None
    main, over = ([zone.felt.label for zone in drawn.seen if zone.spilt == thin] for thin in (False, True))
    said = tr(
        "Where {what} is said to be felt: {places}",
        what=wording.said(kg, Finding(key)),
        places=", ".join([*main, *over]),
    )
    size = f"0 0 {drawn.width:g} {drawn.height:g}"
    picture = element("svg", drawn.picture, viewBox=size, class_="zones", role="img", aria_label=wording.clean(said))
    return {"picture": picture, "main": bool(main), "over": bool(over)}


def _shown(kg: KnowledgeGraph, key: str) -> FindingView:
    known = kg.entity(key)
    return FindingView(1, Finding(key), wording.said(kg, Finding(key)), known.category)


def _sections(state: ExplorerState, builder: ViewBuilder, key: str) -> list[dict[str, Any]]:
    """What is said of an entity: what it leads to and what leads to it, each once; then the other families."""
    sections = sorted(builder.about(key), key=lambda section: section.family.role == "warning")
    label, plural = telling.called(state.kg, Finding(key)), wording.noun(state.kg, Finding(key))[1]
    one, many = msgid("What {what} is said to lead to"), msgid("What {what} are said to lead to")
    headings = {
        tr(wording.LEADS_TO): tr(many if plural else one, what=label),
        tr(wording.LED_TO): tr("What is said to lead to {what}", what=label),
    }
    return [
        {
            "heading": headings.get(section.heading, section.heading),
            "edges": [aside(state, told) for told in section.edges],
            "open": section.family.role == "walked",
        }
        for section in sections
    ]


def _alike(state: ExplorerState, text: str) -> list[tuple[str, str]]:
    hits = names.search(state.kg, text.replace("-", " ").replace(".", " "), 5)
    return [(wording.said(state.kg, Finding(hit.entity.key)), state.address(hit.entity.key)) for hit in hits]


PAGES = (
    PageKind(
        "entity",
        entity,
        Template("entity", ("paths", "entity")),
        parts=1,
        addresses=lambda state: (addresses.entity(known.key) for known in state.kg.entities()),
    ),
)
