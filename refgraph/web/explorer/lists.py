"""Pages to look things up in: an entity, an article, all names, all articles, disputes, evidence, the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from refgraph.drawing.body import map as body_map
from refgraph.graph import names
from refgraph.language.normalise import normalise
from refgraph.model import citations
from refgraph.model.answers import Path
from refgraph.model.statements import Claim, Edge
from refgraph.model.vocabulary import Entity
from refgraph.report import json as report_json
from refgraph.report import wording
from refgraph.report.path_view import Teller
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import by_target
from refgraph.web.explorer.pages import Asked, references, warned
from refgraph.web.explorer.state import Desk, NoPageError, Page, RefusedError

# What a family is called on a page; one that is not listed goes by its own name.
_HEADINGS = {
    "diagnostic": "Tests and signs",
    "treatment": "Remedies and what is said of them",
    "timing": "What is said to come first, or along with it",
    "epistemic": "Doubts and open questions",
    "structural": "Where it belongs",
}
_RISK, _CAUSAL = "risk", "causal"
_HITS = 40
_CLAIMS_OF_A_THEORY = 60


# ---------------------------------------------------------------- one entity


def entity(desk: Desk, part: str) -> Page:
    """Everything that is said of an entity.

    Raises:
        NoPageError: no entity has this name.
    """
    kg = desk.kg
    key = addresses.read_entity(kg, part)
    if key is None:
        raise NoPageError("Nothing in this graph has this name.", _alike(desk, part))
    known, teller = kg.entity(key), Teller(kg)
    out, into = kg.edges(subject=key), kg.edges(object=key)
    flags = [claim for edge in (*out, *into) if _family(desk, edge) == _RISK for claim in edge.claims]
    none = f"No article in this graph states a red flag for {wording.clean(known.label)}; that is not reassurance."
    reached = () if desk.is_felt(key) else desk.effects(key).paths
    words = {
        "title": known.label,
        "known": known,
        "category": kg.schema.categories[known.category].label,
        **warned(teller, flags, none),
        "sections": _sections(desk, teller, out, into),
        "apart": [(kg.entity(other).label, desk.address(other), why) for other, why in known.distinct_from.items()],
        "asked": addresses.symptom(key) if desk.is_felt(key) else None,
        "reached": by_target(kg, reached),
        "lit": body_map.lit(desk.body, desk.paint, key, known.category, known.label),
        "network": addresses.network(key),
        "references": references(desk, teller),
    }
    return Page(addresses.entity(key), "entity.html", words, lambda: report_json.show(kg, key))


def _family(desk: Desk, edge: Edge) -> str:
    return desk.kg.schema.predicates[edge.predicate].family


def _sections(desk: Desk, teller: Teller, out: Sequence[Edge], into: Sequence[Edge]) -> list[dict[str, Any]]:
    """Edges by family, each told once: causes apart from effects, red flags last as they already stand above."""
    told: set[int] = set()
    plan = [("What it is said to lead to", out, _CAUSAL), ("What is said to lead to it", into, _CAUSAL)]
    others = [name for name in desk.kg.schema.families if name not in (_CAUSAL, _RISK)]
    plan += [(_HEADINGS.get(name, name), (*out, *into), name) for name in (*others, _RISK)]
    made = []
    for heading, edges, family in plan:
        fresh = {edge.id: edge for edge in edges if _family(desk, edge) == family and edge.id not in told}
        told |= set(fresh)
        if fresh:
            title = "Red flags" if family == _RISK else heading
            made.append({"heading": title, "edges": _asides(desk, teller, fresh.values()), "open": family == _CAUSAL})
    return made


def _asides(desk: Desk, teller: Teller, edges: Iterable[Edge]) -> list[dict[str, Any]]:
    """Edges with their claims, and the address of each end."""
    return [
        {
            "told": teller.aside(edge, f"edge-{edge.id}"),
            "subject": desk.address(edge.subject.entity),
            "object": desk.address(edge.object.entity),
        }
        for edge in edges
    ]


def _alike(desk: Desk, text: str) -> list[tuple[str, str]]:
    hits = names.search(desk.kg, text.replace("-", " ").replace(".", " "), 5)
    return [(hit.entity.label, desk.address(hit.entity.key)) for hit in hits]


# ---------------------------------------------------------------- articles


def source(desk: Desk, part: str) -> Page:
    """One article: what is known of it, and its claims in the order of its paragraphs.

    Raises:
        NoPageError: no article has this key.
    """
    kg = desk.kg
    key = addresses.unslug(part, (known.key for known in kg.sources()))
    if key is None or kg.source_number(key) is None:
        raise NoPageError("No article has this key here.", [("All articles", addresses.SOURCES)])
    known, teller = kg.source(key), Teller(kg)
    mine = sorted((claim for claim in kg.claims() if claim.source == key), key=lambda claim: claim.paragraph)
    ids = {claim.id for claim in mine}
    flags = [claim for claim in desk.warnings if claim.id in ids]
    alone = [path for path in desk.catalogue.values() if path.verdict.sources == (key,) and not path.verdict.joined]
    words = {
        "title": wording.clean(known.title or citations.UNTITLED),
        "known": known,
        **warned(teller, flags, "This article states no red flag; that is not reassurance."),
        "facts": _facts(desk, key),
        "link": citations.address(known),
        "chain": by_target(kg, _longest(alone)),
        "paragraphs": [
            (number, [_row(desk, teller, claim) for claim in claims])
            for number, claims in groupby(mine, key=lambda claim: claim.paragraph)
        ],
        "count": len(mine),
        "citations": [
            ("BibTeX", ".bib", citations.bibtex(known) + "\n"),
            ("Plain text", ".txt", citations.reference(known) + "\n"),
        ],
        "references": references(desk, teller),
    }
    files = {
        ".bib": ("text/plain; charset=utf-8", lambda: citations.bibtex(known) + "\n"),
        ".txt": ("text/plain; charset=utf-8", lambda: citations.reference(known) + "\n"),
    }
    return Page(addresses.source(key), "source.html", words, lambda: _source_record(desk, key, mine), None, files)


def _longest(alone: Sequence[Path]) -> list[Path]:
    """The longest route that an article tells alone; of several, the most directly told."""
    return sorted(alone, key=lambda path: (-len(path.steps), path.cost, addresses.path(path)))[:1]


def _facts(desk: Desk, key: str) -> list[tuple[str, str]]:
    known = desk.kg.source(key)
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


def _row(desk: Desk, teller: Teller, claim: Claim) -> dict[str, Any]:
    """A claim in the list of its article."""
    edge = desk.edge_of[claim.id]
    subject, verb, obj = wording.arrow(desk.kg, edge)
    return {
        "passage": teller.passage(claim),
        "subject": (subject, desk.address(claim.subject.entity)),
        "verb": verb,
        "object": (obj, desk.address(claim.object.entity)),
        "denies": claim.polarity == "denies",
        "against": [] if claim.polarity == "denies" else teller.passages(report_json.against(edge, claim)),
    }


def _source_record(desk: Desk, key: str, mine: Sequence[Claim]) -> object:
    told = [report_json.whole_claim(desk.kg, desk.edge_of[claim.id], claim) for claim in mine]
    return {"notice": report_json.NOTICE, "source": report_json.source(desk.kg.source(key), len(mine)), "claims": told}


def sources(desk: Desk) -> Page:
    """All articles."""
    kg = desk.kg
    listed = [
        {
            "title": known.title or citations.UNTITLED,
            "reference": citations.reference(known),
            "note": known.note,
            "claims": desk.told.get(known.key, 0),
            "to": addresses.source(known.key),
        }
        for known in kg.sources()
    ]
    words = {"title": "The articles", "listed": listed, "references": []}
    return Page(addresses.SOURCES, "sources.html", words, lambda: report_json.sources(kg))


# ---------------------------------------------------------------- all names


def all_names(desk: Desk, query: Asked) -> Page:
    """Everything that has a name, by its first letter; or what a search finds.

    Raises:
        RefusedError: what is searched for is too long.
    """
    kg = desk.kg
    wanted = " ".join(" ".join(query.get("q", ())).split())
    if len(wanted) > names.LONGEST:
        raise RefusedError(f"A search may hold {names.LONGEST} letters at the most.")
    known = [hit.entity for hit in names.search(kg, wanted, _HITS)] if wanted else _found_anyhow(kg.entities())
    letters = [("", known)] if wanted else [(letter, list(some)) for letter, some in groupby(known, key=_initial)]
    words = {
        "title": f"Names like “{wording.clean(wanted)}”" if wanted else "All names",
        "wanted": wanted,
        "letters": [(letter, [_named(desk, one) for one in some]) for letter, some in letters if some],
        "count": len(known),
        "references": [],
    }
    return Page(addresses.NAMES, "names.html", words, lambda: search_index(desk))


def _found_anyhow(known: Iterable[Entity]) -> list[Entity]:
    return sorted(known, key=lambda one: (_initial(one), one.label.casefold(), one.key))


def _initial(known: Entity) -> str:
    first = normalise(known.label)[:1]
    return first.upper() if first.isalpha() else "#"


def _named(desk: Desk, known: Entity) -> dict[str, Any]:
    return {
        "label": known.label,
        "also": ", ".join(known.synonyms),
        "folded": _folded(known),
        "category": known.category,
        "kind": desk.kg.schema.categories[known.category].label,
        "to": desk.address(known.key),
    }


def _folded(known: Entity) -> str:
    """All names of an entity as a search compares them."""
    return "|".join(filter(None, dict.fromkeys(normalise(name) for name in (known.label, *known.synonyms))))


def search_index(desk: Desk) -> dict[str, Any]:
    """What the search of a page without a server looks through: label, address, kind, folded names."""
    kinds = list(desk.kg.schema.categories)
    listed = [
        [known.label, desk.address(known.key), kinds.index(known.category), _folded(known)]
        for known in desk.kg.entities()
    ]
    labels = [category.label for category in desk.kg.schema.categories.values()]
    return {"data_version": desk.kg.data_version, "kinds": labels, "names": listed}


# ---------------------------------------------------------------- disputes and evidence


def disputes(desk: Desk) -> Page:
    """What articles disagree about: edges that are denied or contested, theories in doubt, other doubts."""
    kg, teller = desk.kg, Teller(desk.kg)
    predicates = kg.schema.predicates
    open_edges = [edge for edge in kg.edges() if edge.status != "supported"]
    contests = [edge for edge in kg.edges() if predicates[edge.predicate].contests]
    by_theory: dict[str, list[Edge]] = {}
    for edge in contests:
        by_theory.setdefault(edge.object.entity, []).append(edge)
    doubted = {edge.id for edge in (*open_edges, *contests)}
    others = [edge for edge in kg.edges(family="epistemic") if edge.id not in doubted]
    words = {
        "title": "What is disputed",
        "edges": _asides(desk, teller, open_edges),
        "theories": [_theory(desk, teller, key, edges) for key, edges in by_theory.items()],
        "others": _asides(desk, teller, others),
        "references": references(desk, teller),
    }
    return Page(
        addresses.DISPUTES, "disputes.html", words, lambda: _disputes_record(desk, open_edges, contests, others)
    )


def _theory(desk: Desk, teller: Teller, key: str, edges: Sequence[Edge]) -> dict[str, Any]:
    leaning = [claim for claim in desk.kg.claims() if key in claim.relies_on]
    return {
        "label": desk.kg.entity(key).label,
        "to": desk.address(key),
        "definition": desk.kg.entity(key).definition,
        "edges": _asides(desk, teller, edges),
        "leaning": teller.passages(leaning[:_CLAIMS_OF_A_THEORY]),
        "more": max(len(leaning) - _CLAIMS_OF_A_THEORY, 0),
    }


def _disputes_record(desk: Desk, *lists: Sequence[Edge]) -> object:
    named = zip(("edges", "theories", "doubts"), lists, strict=True)
    return {
        "notice": report_json.NOTICE,
        "data_version": desk.kg.data_version,
        **{name: [report_json.edge(desk.kg, edge) for edge in edges] for name, edges in named},
    }


def evidence(desk: Desk) -> Page:
    """How far this can be trusted: kinds of evidence, flags, order of routes, relations, kinds of things."""
    kg, ranking = desk.kg, desk.kg.schema.ranking
    counted = report_json.stats(kg)
    families: dict[str, list[Any]] = {}
    for predicate in kg.schema.predicates.values():
        families.setdefault(predicate.family, []).append(predicate)
    words = {
        "title": "About the evidence",
        "ranking": ranking,
        "evidence": _priced(ranking.evidence, counted["claims_by_evidence"]),
        "modality": _priced(ranking.modality, counted["claims_by_modality"]),
        "status": _priced(ranking.status, counted["edges_by_status"]),
        "flags": [(wording.spaced(flag.key), flag.cost, flag.meaning) for flag in ranking.flags.values()],
        "families": list(families.items()),
        "categories": list(kg.schema.categories.values()),
        "bridges": [
            (wording.spaced(state.key), wording.spaced(other), why)
            for state in kg.schema.states.values()
            for other, why in state.compatible.items()
        ],
        "stats": counted,
        "references": [],
    }
    return Page(addresses.EVIDENCE, "evidence.html", words, lambda: _evidence_record(desk))


def _priced(costs: Mapping[str, int], counts: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(wording.spaced(key), cost, counts.get(key, 0)) for key, cost in costs.items()]


def _evidence_record(desk: Desk) -> object:
    ranking = desk.kg.schema.ranking
    flags = {flag.key: {"cost": flag.cost, "meaning": flag.meaning} for flag in ranking.flags.values()}
    costs = {name: dict(getattr(ranking, name)) for name in ("evidence", "modality", "status")}
    order = {"hop": ranking.hop, "joined": ranking.joined, **costs, "flags": flags}
    return {"notice": report_json.NOTICE, "ranking": order, **report_json.stats(desk.kg)}


# ---------------------------------------------------------------- the network


def network(desk: Desk) -> Page:
    """The network page, as it is, at an address of the explorer."""

    def whole(suffix: str) -> str:
        from refgraph.web.network.page import network_page

        return network_page(desk.kg, home=addresses.relative(addresses.NETWORK, addresses.START, suffix))

    return Page(addresses.NETWORK, "", {}, lambda: _network_record(desk), whole=whole)


def _network_record(desk: Desk) -> object:
    kg = desk.kg
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
