"""One article with its claims in the order of its paragraphs; and all articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from refgraph.errors import NoPageError
from refgraph.model import citations
from refgraph.model.statements import Claim
from refgraph.report.records import entity_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import by_target
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import references, warned
from refgraph.web.explorer.state import ExplorerState


def source(state: ExplorerState, request: PageRequest) -> Page:
    """One article: what is known of it, and its claims in the order of its paragraphs.

    Raises:
        NoPageError: no article has this key.
    """
    kg = state.kg
    key = addresses.unslug(request.parts[0], (known.key for known in kg.sources()))
    if key is None or kg.source_number(key) is None:
        raise NoPageError("No article has this key here.", [("All articles", addresses.SOURCES)])
    known, builder = kg.source(key), ViewBuilder(kg)
    mine = sorted(state.claims_of.get(key, ()), key=lambda claim: claim.paragraph)
    warning = set(kg.schema.of_role("warning"))
    flags = [claim for claim in state.claims_of.get(key, ()) if kg.schema.predicates[claim.predicate].family in warning]
    words = {
        "title": wording.clean(known.title or citations.UNTITLED),
        "known": known,
        **warned(builder, flags, "This article states no red flag; that is not reassurance."),
        "facts": _facts(state, key),
        "link": citations.address(known),
        "chain": by_target(state, state.told_whole(key)),
        "paragraphs": [
            (number, [_row(state, builder, claim) for claim in claims])
            for number, claims in groupby(mine, key=lambda claim: claim.paragraph)
        ],
        "count": len(mine),
        "citations": [
            ("BibTeX", ".bib", citations.bibtex(known) + "\n"),
            ("Plain text", ".txt", citations.reference(known) + "\n"),
        ],
        "references": references(builder),
    }
    files = {
        ".bib": ("text/plain; charset=utf-8", lambda: citations.bibtex(known) + "\n"),
        ".txt": ("text/plain; charset=utf-8", lambda: citations.reference(known) + "\n"),
    }
    return Page(addresses.source(key), words, lambda: _source_record(state, key, mine), None, files)


def _facts(state: ExplorerState, key: str) -> list[tuple[str, str]]:
    known = state.kg.source(key)
    facts = (
        ("By", ", ".join(known.authors) or citations.NO_AUTHOR),
        ("Published by", known.publisher),
        ("Date", known.date or "not known"),
        ("Kind", wording.spaced(known.type) if known.type else None),
        ("Licence", known.licence),
        ("Note", known.note),
        ("Key", key),
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
    """All articles."""
    kg = state.kg
    listed = [
        {
            "title": known.title or citations.UNTITLED,
            "reference": citations.reference(known),
            "note": known.note,
            "claims": len(state.claims_of.get(known.key, ())),
            "to": addresses.source(known.key),
        }
        for known in kg.sources()
    ]
    words = {"title": "The articles", "listed": listed, "references": []}
    return Page(addresses.SOURCES, words, lambda: entity_json.sources(kg))


PAGES = (
    PageKind(addresses.SOURCES, sources, Template("sources", ("lists",)), navigation=(3, "Articles")),
    PageKind(
        "source",
        source,
        Template("source", ("paths", "lists"), ("copy",)),
        parts=1,
        addresses=lambda state: (addresses.source(known.key) for known in state.kg.sources()),
    ),
)
