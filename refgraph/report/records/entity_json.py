"""The JSON form of entities, sources, counts and faults: plain dicts, keys in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from refgraph.model import citations
from refgraph.model.dataset import Fault
from refgraph.model.statements import Edge, Finding, Source, id_order
from refgraph.model.vocabulary import ROLES, Entity
from refgraph.report.records.json import Record, dispute, edge, finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def entity(known: Entity) -> Record:
    """Return an entity: names only, it carries no facts.

    Args:
        known: the entity.

    Returns:
        Its names and definition.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> entity(kg.entity("headache"))["label"]
        'headache'
    """
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
        "plain": known.in_plain_words,
        "distinct_from": dict(known.distinct_from),
        "opposite": dict(known.opposite),
    }


def show(kg: KnowledgeGraph, key: str) -> Record:
    """Return all that a reader needs to judge an entity.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        The entity, red flags, edges at either end by family, disputes, sources.

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
    return [dispute(kg, found[key]) for key in sorted(found, key=id_order)]


def source(s: Source, claims: int) -> Record:
    """Return a source and how many claims it gives; None where something is not known.

    Args:
        s: the source.
        claims: how many claims it gives.

    Returns:
        Its fields, with the number of claims.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> source(kg.source("toy-neck"), 3)["claims"]
        3
    """
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
    """Return all sources with the number of their claims.

    Args:
        kg: the graph.

    Returns:
        Records, by key of the source.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [record["key"] for record in sources(kg)]
        ['toy-hip', 'toy-neck']
    """
    counts: dict[str, int] = {}
    for c in kg.claims():
        counts[c.source] = counts.get(c.source, 0) + 1
    return [source(s, counts.get(s.key, 0)) for s in kg.sources()]


def faults(found: Iterable[Fault], checked: int | None) -> Record:
    """Return the outcome of a check; `checked` is how many anchors were looked up, None if texts were not asked for.

    Args:
        found: in the order of files and lines.
        checked: how many anchors were looked up; None where texts were not asked for.

    Returns:
        Numbers of errors and warnings, and the faults.

    Example:
        >>> faults([], 3)
        {'anchors_checked': 3, 'faults': []}
    """
    listed = [
        {"path": f.mark.path, "line": f.mark.line, "column": f.mark.column, "code": f.code, "message": f.message}
        for f in found
    ]
    return {"anchors_checked": checked, "faults": listed}
