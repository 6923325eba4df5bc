"""The JSON form of findings, claims, edges, paths and answers (DESIGN.md §4): plain dicts, keys in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from refgraph.model import citations
from refgraph.model.answers import Instead, Nearby, NearMiss, Path, Query, Rivalry, Step, Verdict
from refgraph.model.dataset import Fault
from refgraph.model.statements import AsWritten, Claim, Edge, Finding, Measure, Review, Source, id_order
from refgraph.model.vocabulary import ROLES, Entity

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.report.summary import GroupView
    from refgraph.report.view import AnswerView

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NOTICE = "Information, not a diagnosis."
Record = dict[str, Any]


def finding(kg: KnowledgeGraph, f: Finding) -> Record:
    """Return FINDING.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> finding(open_graph(Path("tests/data/mini")), Finding("headache"))
        {'entity': 'headache', 'label': 'headache', 'category': 'symptom', 'state': None, 'side': None}
    """
    known = kg.entity(f.entity)
    return _finding(f, known.label, known.category)


def _finding(f: Finding, label: str, category: str) -> Record:
    return {"entity": f.entity, "label": label, "category": category, "state": f.state, "side": f.side}


def claim(kg: KnowledgeGraph, c: Claim, disputed_by: Iterable[Claim] = ()) -> Record:
    """Return CLAIM; `disputed_by` are the claims that bear against it, known from its edge."""
    disputes = [_dispute(kg, other) for other in disputed_by]
    return _claim(c, disputes, citations.link(kg.source(c.source), c))


def _claim(c: Claim, disputes: Sequence[Record], link: str | None) -> Record:
    return {
        "id": c.id,
        "source": c.source,
        "polarity": c.polarity,
        "modality": c.modality,
        "evidence": c.evidence,
        "locator": {
            "paragraph": c.paragraph or None,
            "section": c.section,
            "context": list(c.context),
            "repeated": list(c.repeated),
            "term": c.term,
        },
        "anchor": c.anchor,
        "statement": c.statement,
        "condition": c.condition,
        "population": c.population,
        "disputed_by": disputes,
        "link": link,
        "speaker": c.speaker,
        "author": c.author,
        "author_from": c.author_from,
        "cites": c.cites,
        "underlying": list(c.underlying),
        "relies_on": list(c.relies_on),
        "certain": c.certain,
        "measure": asdict(c.measure) if c.measure else None,
        "as_written": asdict(c.as_written) if c.as_written else None,
        "urgency": c.urgency,
        "unspecified": list(c.unspecified),
        "review": _review(c.review) if c.review else None,
    }


def _review(found: Review) -> Record:
    return {"by": found.by, "date": found.date, "verdicts": dict(found.verdicts)}


def _dispute(kg: KnowledgeGraph, c: Claim) -> Record:
    return {"id": c.id, "source": c.source, "statement": c.statement, "link": citations.link(kg.source(c.source), c)}


def whole_claim(kg: KnowledgeGraph, edge: Edge, c: Claim) -> Record:
    """Return CLAIM with its subject, predicate and object, for lists of claims."""
    return _whole((finding(kg, edge.subject), edge.predicate, finding(kg, edge.object)), claim(kg, c, edge.against(c)))


def _whole(said: tuple[Record, str, Record], told: Record) -> Record:
    return {"id": told.pop("id"), "subject": said[0], "predicate": said[1], "object": said[2], **told}


def blank_claim() -> Record:
    """Return CLAIM of nothing, as `whole_claim` does: it tells which keys there are.

    Example:
        >>> list(blank_claim())[:3]
        ['id', 'subject', 'predicate']
    """
    nothing = Finding("")
    end = _finding(nothing, "", "")
    blank = replace(
        Claim("", "", nothing, "", nothing, 0, "", ""),
        measure=Measure(""),
        as_written=AsWritten(),
        review=Review("", ""),
    )
    return _whole((end, "", end), _claim(blank, [], None))


def edge(kg: KnowledgeGraph, e: Edge) -> Record:
    """Return an edge with all its claims."""
    return {
        "subject": finding(kg, e.subject),
        "predicate": e.predicate,
        "object": finding(kg, e.object),
        "status": e.status,
        "claims": [claim(kg, c, e.against(c)) for c in e.claims],
    }


def step(kg: KnowledgeGraph, s: Step) -> Record:
    """Return one step: sides as they are resolved along the path."""
    return {
        "subject": finding(kg, s.subject),
        "predicate": s.edge.predicate,
        "object": finding(kg, s.object),
        "status": s.edge.status,
        "grade": s.grade,
        "flags": list(s.flags),
        "claims": [claim(kg, c, s.edge.against(c)) for c in s.edge.claims],
    }


def verdict(v: Verdict) -> Record:
    """Return how far a path can be trusted."""
    return {
        "weakest_step": v.weakest_step,
        "evidence": v.evidence,
        "grade": v.grade,
        "independent_sources": v.independent_sources,
        "sources": list(v.sources),
        "joined": v.joined,
        "contested": v.contested,
        "single_point_of_failure": list(v.single_point_of_failure),
        "flags": list(v.flags),
    }


def judged(p: Path) -> Record:
    """Return the verdict of a path, and whether it abstains because of a rival."""
    return verdict(p.verdict) | {"abstains": bool(p.rivals)}


VERDICT = (*(part.name for part in fields(Verdict)), "abstains")


def path(kg: KnowledgeGraph, p: Path) -> Record:
    """Return a path, its verdict, and what touches it without being a step."""
    return {
        "rank": p.rank,
        "hops": len(p.steps),
        "origin": finding(kg, p.origin),
        "target": finding(kg, p.target),
        "verdict": judged(p),
        "steps": [step(kg, s) for s in p.steps],
        "beside": {family: [edge(kg, e) for e in edges] for family, edges in p.beside.items()},
        "told_of": told_of(kg, p.instead) if p.instead else None,
        "rivals": list(p.rivals),
        "loops": None if p.loops is None else [[finding(kg, f) for f in loop] for loop in p.loops],
    }


def told_of(kg: KnowledgeGraph, one: Instead) -> Record:
    """Return what a path is told of in place of an end that was asked for."""
    return {"finding": finding(kg, one.finding), "relation": one.relation, "asked": finding(kg, one.asked)}


def nearby(kg: KnowledgeGraph, one: Nearby) -> Record:
    """Return how much is told under a nearby name."""
    return {"finding": finding(kg, one.finding), "relation": one.relation, "paths": one.paths}


def group(kg: KnowledgeGraph, told: GroupView) -> Record:
    """Return paths that share what stands next to the end: `paths` are the ranks of those that the answer holds."""
    found = told.group
    return {
        "through": {"entity": found.entity, "label": told.label, "states": list(found.states)},
        "grade": found.grade,
        "paths": list(found.ranks),
        "roots": [finding(kg, end) for end in found.roots],
        "triggers": [finding(kg, end) for end in found.triggers],
        "independent_sources": found.independent,
        "claims": [c.id for e in found.direct for c in e.claims],
        "aside": found.aside,
        "paths_found": found.paths,
        "joined": found.joined,
    }


def query(kg: KnowledgeGraph, q: Query) -> Record:
    """Return the question with everything that narrowed it, and what was typed and is no part of it."""
    record: Record = {
        "kind": q.kind,
        "origin": finding(kg, q.start) if q.start else None,
        "target": finding(kg, q.end) if q.end else None,
        "max_hops": q.max_hops,
        "top": q.top,
        "categories": list(q.categories),
        "predicates": list(q.predicates),
        "via": list(q.via),
        "avoid": list(q.avoid),
        "sources": list(q.sources),
        "min_evidence": q.min_evidence,
        "one_source": q.one_source,
        "strict": q.strict,
        "also": [finding(kg, end) for end in q.also],
    }
    return record | ({"left_out": list(q.left_out)} if q.left_out else {})


def near_miss(miss: NearMiss) -> Record:
    """Return a chain that almost answers."""
    return {"why": miss.why, "steps": list(miss.steps)}


def rivalry(kg: KnowledgeGraph, r: Rivalry) -> Record:
    """Return which paths contradict each other, and why."""
    return {
        "end": finding(kg, r.end),
        "why": r.why,
        "one": {"through": finding(kg, r.one), "ranks": list(r.one_ranks)},
        "other": {"through": finding(kg, r.other), "ranks": list(r.other_ranks)},
        "other_end": finding(kg, r.other_end) if r.other_end else None,
    }


def answer(shown: AnswerView) -> Record:
    """Return a whole answer: the object that `--format json` prints.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.
    """
    kg, a = shown.kg, shown.answer
    record = {
        "query": query(kg, a.query),
        "data_version": a.data_version,
        "complete": a.complete,
        "lead": shown.lead,
        "red_flags": [claim(kg, c) for c in a.red_flags],
        "notice": NOTICE,
        "groups": [group(kg, told) for told in shown.groups],
        "joined": shown.joined,
        "paths": [path(kg, p) for p in a.paths],
        "members": [path(kg, p) for p in a.members],
        "nearby": [nearby(kg, one) for one in a.nearby],
        "aggravated_by": _said_by(kg, a.altered_by),
        "indefinite": _said_by(kg, a.indefinite),
        "near_misses": [near_miss(miss) for miss in a.near_misses],
        "more": a.more,
        "rivals": [rivalry(kg, r) for r in a.rivals],
        "common": [{"ranks": list(ranks)} for ranks in a.common],
    }
    return record | ({"chance": asdict(shown.chance)} if shown.chance else {})


def _said_by(kg: KnowledgeGraph, edges: Iterable[Edge]) -> list[Record]:
    return [whole_claim(kg, e, c) for e in edges for c in e.claims]


def text(shown: AnswerView) -> str:
    """Write an answer as JSON."""
    return dumps(answer(shown))


def dumps(record: object) -> str:
    """Write a record as JSON, the same bytes for the same record."""
    import json

    return escaped(json.dumps(record, indent=2, ensure_ascii=False)) + "\n"


def escaped(text: str) -> str:
    r"""Escape in a text of JSON what a terminal obeys and what turns letters round, so that it can be printed.

    Example:
        >>> escaped('"a\u202eb\x9b"')
        '"a\\u202eb\\u009b"'
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def misses(kg: KnowledgeGraph, start: Finding, end: Finding, found: Iterable[NearMiss]) -> Record:
    """Return why two findings do not chain."""
    return {
        "query": {"kind": "why-not", "origin": finding(kg, start), "target": finding(kg, end)},
        "data_version": kg.data_version,
        "notice": NOTICE,
        "near_misses": [near_miss(miss) for miss in found],
    }


# ---------------------------------------------------------------- entities and sources


def entity(known: Entity) -> Record:
    """Return an entity: names only, it carries no facts."""
    return {
        "key": known.key,
        "category": known.category,
        "label": known.label,
        "synonyms": {
            "lay": list(known.lay),
            "clinical": list(known.clinical),
            "abbreviation": list(known.abbreviation),
        },
        "definition": known.definition,
        "distinct_from": dict(known.distinct_from),
        "opposite": dict(known.opposite),
    }


def show(kg: KnowledgeGraph, key: str) -> Record:
    """Return all that a reader needs to judge an entity.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> list(show(open_graph(Path("tests/data/mini")), "piriformis"))  # doctest: +NORMALIZE_WHITESPACE
        ['entity', 'data_version', 'findings', 'edges_out', 'edges_in', 'beside', 'red_flags', 'disputes', 'mappings']
    """
    known = kg.entity(key)
    out, into = kg.edges(subject=key), kg.edges(object=key)
    touching = {e.id: e for e in (*out, *into)}
    ends = (f for e in touching.values() for f in (e.subject, e.object) if f.entity == key)
    by_role: dict[str, list[Edge]] = {role: [] for role in ROLES}
    for e in touching.values():
        by_role[kg.schema.family(e.predicate).role].append(e)
    return {
        "entity": entity(known),
        "data_version": kg.data_version,
        "findings": [finding(kg, f) for f in sorted(set(ends), key=_by_finding)],
        "edges_out": _by_family(kg, out),
        "edges_in": _by_family(kg, into),
        "beside": _by_family(kg, by_role["beside"]),
        "red_flags": [edge(kg, e) for e in by_role["warning"]],
        "disputes": _disputes(kg, touching, by_role["doubt"]),
        "mappings": [{"relation": relation, "term": term} for relation, term in known.mappings],
    }


def _by_finding(f: Finding) -> tuple[str, str, str]:
    return f.entity, f.state or "", f.side or ""


def _by_family(kg: KnowledgeGraph, edges: Iterable[Edge]) -> Record:
    """Group edges by family, in the order of the schema; families without edges are left out."""
    found: dict[str, list[Record]] = {name: [] for name in kg.schema.families}
    for e in edges:
        found[kg.schema.predicates[e.predicate].family].append(edge(kg, e))
    return {name: listed for name, listed in found.items() if listed}


def _disputes(kg: KnowledgeGraph, touching: Mapping[int, Edge], doubts: Iterable[Edge]) -> list[Record]:
    """List every claim that speaks against something said here: doubts, denials, disputes of what a claim leans on."""
    found = {c.id: c for e in doubts for c in e.claims}
    for e in touching.values():
        found |= {other.id: other for c in e.claims for other in e.against(c)}
        found |= {c.id: c for c in e.claims if c.polarity == "denies"}
    return [_dispute(kg, found[key]) for key in sorted(found, key=id_order)]


def source(s: Source, claims: int) -> Record:
    """Return a source and how many claims it gives; None where something is not known."""
    return {
        "key": s.key,
        "title": s.title,
        "authors": list(s.authors),
        "authors_from": s.authors_from,
        "publisher": s.publisher,
        "date": s.date,
        "type": s.type,
        "url": s.url,
        "doi": s.doi,
        "pmid": s.pmid,
        "licence": s.licence,
        "read": s.read,
        "underlying": list(s.underlying),
        "related": list(s.related),
        "note": s.note,
        "sha256": s.sha256,
        "claims": claims,
        "reference": citations.reference(s),
    }


def sources(kg: KnowledgeGraph) -> list[Record]:
    """Return all sources with the number of their claims."""
    counts: dict[str, int] = {}
    for c in kg.claims():
        counts[c.source] = counts.get(c.source, 0) + 1
    return [source(s, counts.get(s.key, 0)) for s in kg.sources()]


def faults(found: Iterable[Fault], checked: int | None) -> Record:
    """Return the outcome of a check; `checked` is how many anchors were looked up, None if texts were not asked for."""
    listed = [
        {"path": f.mark.path, "line": f.mark.line, "column": f.mark.column, "code": f.code, "message": f.message}
        for f in found
    ]
    return {"anchors_checked": checked, "faults": listed}
