"""Pages that ask and answer: where it hurts, where that may come from, one route, two routes side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from refgraph.drawing.body import map as body_map
from refgraph.drawing.route import Art
from refgraph.drawing.svg import Svg
from refgraph.model import citations
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Claim, Finding
from refgraph.report import json as report_json
from refgraph.report import wording
from refgraph.report.path_view import AnswerView, Passage, Reference, Teller, view
from refgraph.web.explorer import addresses, downloads
from refgraph.web.explorer.filters import Group, Line, filters, groups, lines_of
from refgraph.web.explorer.state import TOP, Desk, MovedError, NoPageError, Page, RefusedError

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Asked = Mapping[str, Sequence[str]]
_COMMON = 8


def references(desk: Desk, teller: Teller) -> list[dict[str, Any]]:
    """List the articles that a page cites, by number, each with the address of its own page."""
    return [{"to": addresses.source(key), "told": _reference(desk, key, n)} for key, n in teller.numbers.given.items()]


def _reference(desk: Desk, key: str, number: int) -> Reference:
    known = desk.kg.source(key)
    return Reference(number, key, citations.reference(replace(known, url=None)), citations.address(known))


def cited(shown: AnswerView) -> list[dict[str, Any]]:
    """List the articles of an answer, each with the address of its own page."""
    return [{"to": addresses.source(told.key), "told": told} for told in shown.sources]


def warned(teller: Teller, claims: Sequence[Claim], none: str) -> dict[str, Any]:
    """Red flags as every page begins with them."""
    return {"red_flags": teller.passages(claims), "no_red_flag": none}


# ---------------------------------------------------------------- where it hurts


def start(desk: Desk) -> Page:
    """The page to begin with: a body to point at, a search, what is asked most, and every red flag."""
    kg, teller = desk.kg, Teller(desk.kg)
    placed = {key for place in desk.places for key in place.entities}
    common = sorted(desk.felt, key=lambda key: (-desk.counts[key], kg.entity(key).label))

    def drawn(to: Callable[[str], str]) -> Svg:
        return body_map.picture(desk.body, desk.paint, desk.places, lambda place: _point(desk, place, to))

    words = {
        "title": "Where does it hurt?",
        **warned(teller, _widest_first(desk), "No article in this graph states a red flag; that is not reassurance."),
        "map": drawn,
        "places": [(place.key, place.label, _felt(desk, place.entities)) for place in desk.places],
        "nowhere": _felt(desk, [key for key in desk.felt if key not in placed]),
        "common": _felt(desk, [key for key in common[:_COMMON] if desk.counts[key]]),
        "stats": report_json.stats(kg),
        "references": references(desk, teller),
    }
    return Page(addresses.START, "start.html", words, lambda: _start_record(desk))


def _widest_first(desk: Desk) -> list[Claim]:
    """Red flags of what is told most of first, one of each before the next of any."""
    seen: Counter[str] = Counter()
    ranked = []
    for claim in desk.warnings:
        key = claim.subject.entity
        ranked.append(((seen[key], -desk.counts.get(key, -1)), claim))
        seen[key] += 1
    return [claim for _, claim in sorted(ranked, key=lambda pair: pair[0])]


def _point(desk: Desk, place: body_map.Place, to: Callable[[str], str]) -> dict[str, str]:
    """The link of a place: to the symptom, or to the list of them where there are several."""
    labels = [wording.clean(desk.kg.entity(key).label) for key in place.entities]
    alone = len(labels) == 1
    href = to(addresses.symptom(place.entities[0])) if alone else f"#at-{place.key}"
    said = labels[0] if alone else f"{len(labels)} things felt here"
    return {"href": href, "aria-label": f"{place.label}: {said}", "data-place": place.key}


def _felt(desk: Desk, keys: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"label": desk.kg.entity(key).label, "to": addresses.symptom(key), "routes": desk.counts[key]} for key in keys
    ]


def _start_record(desk: Desk) -> object:
    felt = [
        {**report_json.entity(desk.kg.entity(key)), "address": addresses.symptom(key), "routes": desk.counts[key]}
        for key in desk.felt
    ]
    flags = [report_json.claim(desk.kg, claim) for claim in desk.warnings]
    return {"notice": report_json.NOTICE, "red_flags": flags, "felt": felt, **report_json.stats(desk.kg)}


# ---------------------------------------------------------------- where it may come from


def symptom(desk: Desk, part: str, query: Asked) -> Page:
    """The routes to one symptom, folded, with filters.

    Raises:
        NoPageError: nothing that is felt has this name.
        RefusedError: a filter has a value that it cannot have.
    """
    kg = desk.kg
    key = addresses.read_entity(kg, part)
    if key is None or not desk.is_felt(key):
        raise NoPageError("Nothing that is felt has this name here.", _near(desk, key))
    whole = desk.origins(key)
    chosen = filters(kg, query, (*whole.paths, *whole.members))
    answer = desk.origins(key, **chosen.options) if chosen.narrowed else whole
    shown, known = view(kg, replace(answer, paths=(), members=())), kg.entity(key)
    folded = [
        (group, {line.address: _against_best(answer, line) for line in _lines(group)})
        for group in groups(kg, answer.paths)
    ]
    words = {
        "title": shown.question,
        "known": known,
        "about": addresses.entity(key),
        "page": shown,
        "found": wording.found(len(answer.paths)),
        "remarks": [wording.NOT_WHOLE] * (not answer.complete)
        + [f"There are more than the {TOP} routes that stand here; narrow the question to see others."] * answer.more,
        "red_flags": shown.red_flags,
        "no_red_flag": shown.no_red_flag,
        "filters": chosen,
        "groups": folded,
        "beside_routes": [
            (wording.RIVALS, [wording.rivalry(kg, rivals) for rivals in answer.rivals]),
            (wording.LOOPS, wording.loops(kg, answer.paths)),
        ],
        "members": groups(kg, answer.members),
        "members_heading": wording.MEMBERS,
        "evidence": list(kg.schema.ranking.evidence),
        "source_keys": [source.key for source in kg.sources()],
        "lit": body_map.lit(desk.body, desk.paint, key, known.category, known.label),
        "choice": addresses.choice(key) if len(whole.paths) > 1 else None,
        "near": _neighbours(desk, key),
        "references": cited(shown),
        "query": "?" + urlencode(query, doseq=True) if chosen.narrowed else "",
    }
    return Page(addresses.symptom(key), "symptom.html", words, lambda: report_json.answer(kg, answer))


def _lines(group: Group) -> list[Line]:
    return [line for origin in group.origins for line in (origin.best, *origin.further)]


def _against_best(answer: Answer, line: Line) -> str | None:
    """Where a route is set beside the most directly told one."""
    best = answer.paths[0]
    return None if line.path is best else addresses.compare(best, line.path)


def _neighbours(desk: Desk, key: str) -> list[dict[str, Any]]:
    """What else is felt at the same place."""
    near = [other for place in desk.places if key in place.entities for other in place.entities if other != key]
    return _felt(desk, list(dict.fromkeys(near)))


# ---------------------------------------------------------------- one route, two routes


def path(desk: Desk, origin: str, target: str, digest: str) -> Page:
    """One route: figure, chain, steps, verdict, what touches it, how to cite it."""
    kg, answer = desk.kg, desk.path(origin, target, digest)
    found, shown, art = answer.paths[0], view(desk.kg, answer), Art(desk.paint)
    route, rivals = shown.routes[0], desk.rivals(found)
    stops = [(stop, desk.address(stop.finding.entity)) for stop in route.route.stops]
    files = downloads.files(kg, answer, desk.pictures)
    words = {
        "title": f"From {wording.said(kg, found.origin)} to {wording.said(kg, found.target)}",
        "page": shown,
        "route": route,
        "drawn": art.route(route),
        "red_flags": shown.red_flags,
        "no_red_flag": wording.no_red_flag(kg, answer.query),
        "stops": list({address: (stop, address) for stop, address in stops}.values()),
        "target": (wording.said(kg, found.target), desk.address(found.target.entity)),
        "rivals": addresses.compare(*rivals) if rivals else None,
        "network": addresses.network(found.origin.entity, (step.edge for step in found.steps)),
        "claim": _claim,
        "downloads": [(name, ending) for ending, name in downloads.DOWNLOADS.items() if ending in files],
        "citations": [
            ("Plain text", ".txt", downloads.plain(kg, found)),
            ("BibTeX", ".bib", downloads.bibtex(kg, found)),
        ],
        "references": cited(shown),
    }
    return Page(addresses.path(found), "path.html", words, lambda: report_json.answer(kg, answer), art, files)


def _claim(told: Passage) -> str:
    """Where a claim stands on the page of its article."""
    source, _, number = told.id.rpartition("#")
    return f"{addresses.source(source)}#claim-{number}"


def choose(desk: Desk, part: str, query: Asked) -> Page:
    """Two routes to a symptom to be chosen, and those that are set side by side already.

    Raises:
        NoPageError: nothing that is felt has this name, or fewer than two routes lead there.
        MovedError: two are chosen; they have an address of their own.
        RefusedError: what is chosen is no pair of routes.
    """
    kg = desk.kg
    key = addresses.read_entity(kg, part)
    listed = desk.origins(key).paths if key and desk.is_felt(key) else ()
    if key is None or len(listed) < 2:
        raise NoPageError("No two routes lead to anything of this name.", _near(desk, key))
    picked = [route for name in ("one", "other") for route in query.get(name, ())]
    if picked:
        _refuse_strangers(picked, listed)
        raise MovedError(f"compare/{'/'.join(picked)}")
    answer, target = desk.origins(key), wording.said(kg, Finding(key))
    lines, teller = lines_of(kg, listed), Teller(kg)
    words = {
        "title": f"Compare two routes to {target}",
        **warned(teller, answer.red_flags, wording.no_red_flag(kg, answer.query)),
        "routes": [(addresses.route(line.path), line, _against_best(answer, line)) for line in lines],
        "target": (target, addresses.symptom(key)),
        "references": references(desk, teller),
    }
    return Page(addresses.choice(key), "choose.html", words, lambda: _choice_record(kg, answer))


def _near(desk: Desk, key: str | None) -> list[tuple[str, str]]:
    return [(desk.kg.entity(key).label, desk.address(key))] if key else []


def _refuse_strangers(picked: Sequence[str], listed: Sequence[Path]) -> None:
    known = {addresses.route(path) for path in listed}
    if len(picked) != 2 or not known.issuperset(picked):
        raise RefusedError("Choose two of the routes that are listed.")
    if picked[0] == picked[1]:
        raise RefusedError("These are one and the same route; choose two.")


def _choice_record(kg: KnowledgeGraph, answer: Answer) -> object:
    routes = [
        {"rank": path.rank, "title": wording.title(kg, path), "address": addresses.path(path)} for path in answer.paths
    ]
    return {"notice": report_json.NOTICE, "query": report_json.query(kg, answer.query), "routes": routes}


def compare(desk: Desk, parts: Sequence[str]) -> Page:
    """Two routes to the same end, side by side."""
    kg = desk.kg
    one, other = desk.path(*parts[:3]), desk.path(*parts[3:])
    first, second = one.paths[0], other.paths[0]
    if first.target.entity != second.target.entity:
        raise RefusedError("These two routes do not end in the same thing, so there is nothing to compare.")
    if addresses.route(first) == addresses.route(second):
        raise RefusedError("These are one and the same route.")
    flags = {claim.id: claim for answer in (one, other) for claim in answer.red_flags}
    # What only touches a route stands on its own page; here it would crowd out what is compared.
    bare = [replace(found, assessments=(), interventions=(), timings=(), doubts=()) for found in (first, second)]
    both = replace(one, paths=tuple(bare), red_flags=tuple(flags.values()))
    shown, art = view(kg, both), Art(desk.paint)
    shared = {step.edge.id for step in first.steps} & {step.edge.id for step in second.steps}
    words = {
        "title": f"Two routes to {wording.said(kg, first.target)}",
        "page": shown,
        "sides": [
            (route, art.route(route), addresses.path(found), len(found.steps))
            for route, found in zip(shown.routes, (first, second), strict=True)
        ],
        "shared": [step for step in shown.routes[0].steps if first.steps[step.number - 1].edge.id in shared],
        "red_flags": shown.red_flags,
        "no_red_flag": wording.no_red_flag(kg, one.query),
        "target": (wording.said(kg, first.target), desk.address(first.target.entity)),
        "choice": addresses.choice(first.target.entity) if desk.has_choice(first.target.entity) else None,
        "references": cited(shown),
    }

    def record() -> object:
        made = report_json.answer(kg, replace(both, paths=(first, second)))
        return {**made, "query": [report_json.query(kg, answer.query) for answer in (one, other)]}

    return Page(addresses.compare(first, second), "compare.html", words, record, art)
