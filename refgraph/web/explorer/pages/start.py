"""The page to begin with: one search, a body to point at, what most is told of, and how much is held here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from refgraph.drawing.body import map as body_map
from refgraph.drawing.body.regions import Place
from refgraph.graph.reading import lexicon, suggestions
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, trn
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import URGENCIES
from refgraph.report.records import entity_json, statistics
from refgraph.report.records import json as report_json
from refgraph.report.words import wording
from refgraph.report.words.citing import kind_of_source
from refgraph.report.words.summary import label
from refgraph.search.warning.signs import Signs
from refgraph.web.explorer import addresses
from refgraph.web.explorer.cards import Card
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import felt
from refgraph.web.explorer.state import ExplorerState

_COMMON, _CAUSES, _KINDS, _SIGNS = 6, 3, 4, 3
_SHORT_SIGN = 24
_ABOUT = msgid(
    "What sources say leads to pain felt elsewhere: muscles, joints, nerves, postures and organs, each step cited."
)


def start(state: ExplorerState, _request: PageRequest) -> Page:
    """The page to begin with: one search, a body to point at, what most is told of, and how much is held here."""
    placed = {key for part in state.places for key in part.entities}

    words = {
        "title": tr("Where does it hurt?"),
        "map": body_map.picture(state.body, state.paint, state.places, _point),
        "places": [_panel(state, part.key, tr(part.label), part.entities) for part in state.places],
        "elsewhere": _panel(
            state, "elsewhere", tr("Felt elsewhere, or all over"), [k for k in state.felt if k not in placed]
        ),
        "common": [_common(state, key) for key in _most_told(state)],
        "warning": _warning(state, state.signs),
        "coverage": _coverage(state),
        "references": [],
    }
    # The one page without a subject of its own: its picture stands for all that have none.
    card = Card("refgraph", tr(_ABOUT), addresses.START, state.kg, None)
    return Page(addresses.START, words, lambda: _start_record(state), card=card)


def _point(place: Place) -> dict[str, str]:
    """The link of a part of the figure: it opens the list of what is felt there."""
    many = len(place.entities)
    said = trn(many, "{count} thing felt here", "{count} things felt here") if many else tr("nothing curated here yet")
    return {"href": f"#at-{place.key}", "aria-label": f"{tr(place.label)}: {said}", "data-place": place.key}


def _panel(state: ExplorerState, key: str, label: str, keys: Iterable[str]) -> dict[str, Any]:
    """What is felt in a part: first what is told of, the most first; then the bare names."""
    listed = sorted(keys, key=lambda key: (-state.counts[key], state.kg.entity(key).label.casefold()))
    told = [key for key in listed if suggestions.is_told(state.kg, key)]
    bare = [wording.said(state.kg, Finding(key)) for key in listed if key not in told]
    return {"key": key, "label": label, "told": felt(state, told), "bare": bare}


def _most_told(state: ExplorerState) -> list[str]:
    """The symptoms that most claims speak of, no two of them in the same part of the figure."""
    ranked = sorted(state.felt, key=lambda key: (-state.counts[key], state.kg.entity(key).label))
    chosen: list[str] = []
    taken: set[str] = set()
    for key in ranked:
        parts = {part.key for part in state.places if key in part.entities}
        if state.counts[key] and parts and not parts & taken and len(chosen) < _COMMON:
            chosen.append(key)
            taken |= parts
    return chosen


def _common(state: ExplorerState, key: str) -> dict[str, Any]:
    """A symptom with the first causes of its own page, in one line."""
    groups = state.origins(key).groups.shown[:_CAUSES]
    causes = [label(state.kg, group)[0] for group in groups]
    return {
        "label": grammar.capital(wording.said(state.kg, Finding(key))),
        "to": addresses.symptom(key),
        "line": tr("Said to come from: {causes}.", causes="; ".join(causes)) if causes else "",
    }


def _warning(state: ExplorerState, found: Signs) -> str:
    """Say in one line how many warning signs are named, and those that most sources name."""
    heeded = [one for one in found.warned if one.urgency != URGENCIES[-1]]
    named: Counter[str] = Counter()
    for key, _ in {(one.edge.subject.entity, one.claim.source) for one in heeded}:
        if not lexicon.is_pain(state.kg, state.kg.number(key)):
            named[wording.said(state.kg, Finding(key))] += 1
    short = [label for label in sorted(named, key=lambda label: (-named[label], label)) if len(label) <= _SHORT_SIGN]
    if not short:
        return tr("No source here names a sign for which to see a doctor first; that is no reassurance.")
    one = msgid("Besides kinds of pain sources here name {count} sign for it, such as {signs}.")
    many = msgid("Besides kinds of pain sources here name {count} signs for it, such as {signs}.")
    return trn(len(named), one, many, signs=grammar.listed(short[:_SIGNS], tr("or")))


def _coverage(state: ExplorerState) -> str:
    """Say in one line what is held here: how many sources of which kinds, and how many claims."""
    kg = state.kg
    kinds = Counter(kind_of_source(kg, source) or tr("not known") for source in kg.sources())
    most = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:_KINDS]
    rest = sum(kinds.values()) - sum(kinds[kind] for kind in most)
    told = [f"{kind} {kinds[kind]}" for kind in most] + [tr("other kinds {count}", count=rest)] * bool(rest)
    claims = trn(kg.index.count("c.rec"), "{count} claim", "{count} claims")
    sources = trn(len(kg.sources()), "{count} source", "{count} sources")
    return f"{tr('{claims} from {sources}', claims=claims, sources=sources)}: {', '.join(told)}"


def _start_record(state: ExplorerState) -> object:
    felt = [
        {**entity_json.entity(state.kg.entity(key)), "address": addresses.symptom(key), "causes": state.counts[key]}
        for key in state.felt
    ]
    flags = [report_json.claim(state.kg, claim) for claim in state.warnings]
    return {"notice": report_json.NOTICE, "red_flags": flags, "felt": felt, **statistics.stats(state.kg)}


PAGES = (
    PageKind(
        addresses.START,
        start,
        Template("start", ("start",), ("point",)),
        navigation=(1, msgid("Where it hurts")),
    ),
)
