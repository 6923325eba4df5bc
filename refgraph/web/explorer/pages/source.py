"""One source: its kind, what it argues, its main path, its claims by paragraph; and all sources by kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from refgraph.drawing.route import RouteDrawer
from refgraph.errors import NoPageError
from refgraph.language import grammar
from refgraph.language.voice import as_english, msgid, tr
from refgraph.model import citations
from refgraph.model.answers import Path
from refgraph.model.statements import Claim, Source
from refgraph.report.records import entity_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import citing, telling, wording
from refgraph.report.words.citing import kind_of_source
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.pages.path import stops
from refgraph.web.explorer.parts import references
from refgraph.web.explorer.state import ExplorerState, told_whole

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# What a source argues is told in so many sentences.
_SENTENCES = 3


def source(state: ExplorerState, request: PageRequest) -> Page:
    """One source: what kind it is, what it argues, its main path, and its claims by paragraph.

    Raises:
        NoPageError: no source has this key.
    """
    kg = state.kg
    key = addresses.unslug(request.parts[0], (known.key for known in kg.sources()))
    if key is None or kg.source_number(key) is None:
        raise NoPageError(tr("No source has this key here."), [(tr("All sources"), addresses.SOURCES)])
    known, drawer = kg.source(key), RouteDrawer(state.paint)
    mine = sorted(state.claims_of.get(key, ()), key=lambda claim: claim.paragraph)
    builder = ViewBuilder(kg)
    path = next(iter(told_whole(state, key)), None)
    told = builder.path(path, "main-", sections=False) if path else None
    words = {
        "title": _title(state, known),
        "kind_of": grammar.capital(kind_of_source(kg, known)) or tr("Kind not known"),
        "by": citing.who_when(known),
        "argues": _argues(kg, mine, path),
        "red_flags": builder.claims(claim for claim in mine if kg.schema.family(claim.predicate).role == "warning"),
        "facts": _facts(state, key),
        "link": citations.address(known),
        "path": told,
        "to_path": state.place(path) if path else None,
        "drawn": drawer.route(told, brief=True, near=True) if told else None,
        "stops": stops(state, told) if told else (),
        "paragraphs": [
            (number, [_row(state, builder, claim) for claim in claims])
            for number, claims in groupby(mine, key=lambda claim: claim.paragraph)
        ],
        "count": len(mine),
        "citations": [
            ("BibTeX", ".bib", citations.bibtex(known) + "\n"),
            (tr("Plain text"), ".txt", citations.reference(known) + "\n"),
        ],
        "references": references(builder),
    }
    files = {
        ".bib": ("text/plain; charset=utf-8", lambda: citations.bibtex(known) + "\n"),
        ".txt": ("text/plain; charset=utf-8", lambda: citations.reference(known) + "\n"),
    }
    return Page(addresses.source(key), words, lambda: _source_record(state, key, mine), drawer, files)


def _title(state: ExplorerState, known: Source) -> str:
    """The title of a source, or what tells it from others where it has none."""
    if known.title:
        return as_english(wording.clean(known.title))
    kind = grammar.capital(kind_of_source(state.kg, known) or tr("page"))
    return tr("{kind} by {who}, without a title", kind=kind, who=wording.who(known))


def _argues(kg: KnowledgeGraph, mine: Sequence[Claim], path: Path | None) -> list[str]:
    """What a source argues in three sentences: its main path in one, then what else it says first."""
    told = [telling.sentence(kg, path)] if path else []
    passed = {id_ for step in path.steps for id_ in (claim.id for claim in step.edge.claims)} if path else set()
    roles = ("walked", "doubt", "aggravating", "beside", "warning")
    ranked = sorted(
        (claim for claim in mine if claim.id not in passed),
        key=lambda claim: (_place(roles, kg.schema.family(claim.predicate).role), claim.sort_key),
    )
    told += [wording.statement(kg, claim) for claim in ranked if not (path and claim.object == path.target)]
    return list(dict.fromkeys(told))[:_SENTENCES]


def _place(roles: Sequence[str], role: str) -> int:
    return roles.index(role) if role in roles else len(roles)


def _facts(state: ExplorerState, key: str) -> list[tuple[str, str]]:
    known = state.kg.source(key)
    facts = (
        (tr("By"), ", ".join(known.authors) or tr("(author not named)")),
        (tr("Published by"), as_english(known.publisher or "")),
        (tr("Date"), known.date or tr("not known")),
        (tr("Kind"), kind_of_source(state.kg, known)),
        (tr("Licence"), as_english(known.licence or "")),
        (tr("Note"), as_english(known.note or "")),
        (tr("Key"), key),
    )
    return [(name, wording.clean(value)) for name, value in facts if value]


def _row(state: ExplorerState, builder: ViewBuilder, claim: Claim) -> dict[str, Any]:
    """A claim in the list of its article."""
    edge = state.edge_of[claim.id]
    subject, verb, obj = wording.in_words(state.kg, edge.subject, edge.predicate, edge.object)
    return {
        "passage": builder.claim(claim),
        "subject": (subject, state.address(claim.subject.entity)),
        "verb": verb,
        "object": (obj, state.address(claim.object.entity)),
        "denies": claim.polarity == "denies",
        "against": builder.claims(edge.against(claim)),
    }


def _source_record(state: ExplorerState, key: str, mine: Sequence[Claim]) -> object:
    told = [report_json.whole_claim(state.kg, state.edge_of[claim.id], claim) for claim in mine]
    return {"notice": report_json.NOTICE, "source": entity_json.source(state.kg.source(key), len(mine)), "claims": told}


def sources(state: ExplorerState, _request: PageRequest) -> Page:
    """All sources by their kind, studies first."""
    kg = state.kg
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for known in sorted(kg.sources(), key=lambda known: (_firmness(kg, known), known.type or "", known.key)):
        listed = by_kind.setdefault(grammar.capital(kind_of_source(kg, known)) or tr("Kind not known"), [])
        listed.append(
            {
                "title": _title(state, known),
                "by": citing.who_when(known),
                "claims": len(state.claims_of.get(known.key, ())),
                "to": addresses.source(known.key),
            }
        )
    words = {
        "title": tr("What is covered: the sources"),
        "kinds": list(by_kind.items()),
        "count": len(kg.sources()),
        "references": [],
    }
    return Page(addresses.SOURCES, words, lambda: entity_json.sources(kg))


def _firmness(kg: KnowledgeGraph, known: Source) -> int:
    """How good a kind of source is as evidence; those that are no kind of evidence come last."""
    kind = kg.schema.ranking.evidence.get((known.type or "").removeprefix("preprint-"))
    return kind.rank if kind else len(kg.schema.ranking.evidence)


PAGES = (
    PageKind(addresses.SOURCES, sources, Template("sources", ("lists",)), navigation=(4, msgid("Sources"))),
    PageKind(
        "source",
        source,
        Template("source", ("lists", "path", "source"), ("light", "copy")),
        parts=1,
        addresses=lambda state: (addresses.source(known.key) for known in state.kg.sources()),
    ),
)
