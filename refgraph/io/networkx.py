"""The graph as a networkx MultiDiGraph, as GraphML, and back.

On the way back, only what cannot be derived is read: the fields of entities, the claims of edges, sources and schema.
Status, disputes and the version of the data are worked out anew, because the graph may have been altered in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from refgraph.errors import DataError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.language.suggest import did_you_mean, quoted
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Edge, Finding, Source
from refgraph.model.vocabulary import POLARITIES, SIDES, Entity, Schema
from refgraph.rdf import names as rdf_names
from refgraph.report.records.json import NOTICE
from refgraph.report.words import speech, wording
from refgraph.storage.compiler import assemble

if TYPE_CHECKING:
    import networkx

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SHOWN = 5
ARROWS = (
    "Arrows that follow each other are not always a path of refgraph: it also asks whether the family of an arrow may "
    "be walked, on which side things are, and that no thing comes twice."
)
_REQUIRED = ("label", "category")
_ENTITY = tuple(field.name for field in fields(Entity) if field.name != "key")


def to_networkx(kg: KnowledgeGraph) -> networkx.MultiDiGraph:
    """Return the graph as a frozen networkx MultiDiGraph.

    Nodes are entity keys and carry the other fields of `Entity`; edges are keyed by their whole triple and carry
    `predicate`, `family`, `subject`, `object`, `status` and `claims`. The graph itself carries `data_version`,
    `schema` and `sources`. `from_networkx` is the way back. What is only denied is an edge, too, with that status; and
    edges that meet in a node need not meet in what they say of it: paths are for `refgraph.origins`.

    Args:
        kg: the graph.

    Returns:
        The graph for networkx; it cannot be altered, copy it to do so.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> to_networkx(open_graph(Path("tests/data/mini"))).nodes["headache"]["category"]
        'symptom'
    """
    import networkx

    drawn = networkx.MultiDiGraph(data_version=kg.data_version, schema=kg.schema, sources=kg.sources())
    for entity in kg.entities():
        drawn.add_node(entity.key, **{f.name: getattr(entity, f.name) for f in fields(Entity) if f.name != "key"})
    for edge in kg.edges():
        drawn.add_edge(
            edge.subject.entity,
            edge.object.entity,
            key=(edge.subject, edge.predicate, edge.object),
            predicate=edge.predicate,
            family=kg.schema.predicates[edge.predicate].family,
            subject=edge.subject,
            object=edge.object,
            status=edge.status,
            claims=edge.claims,
        )
    return networkx.freeze(drawn)


def graphml(kg: KnowledgeGraph) -> str:
    """A network for Gephi, yEd or Cytoscape: findings as nodes, relations as edges.

    A node is a thing in a state on a side, so that arrows which meet in a thing but not in what is said of it do not
    join. What is only denied is no arrow: it is listed in the attribute `denied` of the graph. An arrow that no source
    says outright says "may"; `articles`, `claim_ids` and `statements` are of those who say it, `denied_by` names the
    claims that speak against it.
    """
    import networkx

    edges = sorted(kg.edges(), key=_named)
    denied = [edge for edge in edges if edge.status == "denied"]
    drawn = networkx.MultiDiGraph(
        data_version=_xml(kg.data_version), notice=f"{NOTICE} {ARROWS}", denied=_xml("\n".join(_denials(kg, denied)))
    )
    # Things without any edge are nodes, too.
    ends = {end for edge in edges for end in (edge.subject, edge.object)} | {Finding(e.key) for e in kg.entities()}
    for end in sorted(ends, key=rdf_names.finding):
        drawn.add_node(_node_id(end), **_finding_attributes(kg, end))
    for edge in (edge for edge in edges if edge.status != "denied"):
        name = _xml(rdf_names.short(_named(edge)))
        drawn.add_edge(_node_id(edge.subject), _node_id(edge.object), key=name, **_attributes(kg, edge))
    return "\n".join(networkx.generate_graphml(drawn)) + "\n"


def _named(edge: Edge) -> str:
    return rdf_names.edge(edge.subject, edge.predicate, edge.object)


def _node_id(end: Finding) -> str:
    return _xml(rdf_names.short(rdf_names.finding(end)).removeprefix("finding:"))


def _finding_attributes(kg: KnowledgeGraph, end: Finding) -> dict[str, str]:
    known = kg.entity(end.entity)
    told = {"label": names.say(kg, end), "category": known.category, "entity": end.entity}
    return {name: _xml(value) for name, value in (told | {"state": end.state or "", "side": end.side or ""}).items()}


def _denials(kg: KnowledgeGraph, denied: Iterable[Edge]) -> Iterator[str]:
    for edge in denied:
        verb = kg.schema.predicates[edge.predicate].forward
        told = "; ".join(claim.id for claim in edge.claims)
        yield f"denied: {names.say(kg, edge.subject)} {verb} {names.say(kg, edge.object)} ({told})"


def _attributes(kg: KnowledgeGraph, edge: Edge) -> dict[str, str | int]:
    """An edge's attributes as text and numbers; none is called `source`, which readers of GraphML take for its end."""
    subject, obj, claims = edge.subject, edge.object, edge.asserting
    hedge = wording.hedge(kg, claims)
    limits = dict.fromkeys(text for claim in claims for text in (claim.condition, claim.population) if text)
    against = {claim.id: claim for claim in (*edge.claims, *edge.disputed_by) if claim not in claims}
    words = {
        "label": speech.verb(kg, edge.predicate, may=hedge is not None),
        "predicate": edge.predicate,
        "family": kg.schema.predicates[edge.predicate].family,
        "status": edge.status,
        "hedge": hedge or "",
        "from_finding": names.say(kg, subject),
        "to_finding": names.say(kg, obj),
        **_part("from", subject),
        **_part("to", obj),
        "articles": "; ".join(sorted({claim.source for claim in claims})),
        "claim_ids": "; ".join(claim.id for claim in claims),
        "denied_by": "; ".join(against),
        "statements": "\n".join(claim.statement for claim in claims if claim.statement),
        "conditions": "\n".join(limits),
    }
    return {name: _xml(value) for name, value in words.items()} | {"claim_count": len(claims)}


def _part(which: str, finding: Finding) -> dict[str, str]:
    return {f"{which}_state": finding.state or "", f"{which}_side": finding.side or ""}


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def from_networkx(graph: networkx.MultiDiGraph, schema: Schema | None = None) -> KnowledgeGraph:
    """Read back what `to_networkx` wrote, or a graph in that form.

    Nodes are entity keys with `label` and `category` at least; an edge carries `claims`, each of which says what the
    edge joins. The graph's attribute `sources` may hold `Source` records; a source that it does not name is known by
    its key alone. The order of nodes and edges does not matter.

    Args:
        graph: a directed multigraph.
        schema: the vocabulary; that of the graph's attribute `schema` if None, else the one that comes with refgraph.

    Raises:
        DataError: the graph is not in that form; the message names what is wrong, the first things first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> from_networkx(to_networkx(kg)).edges() == kg.edges()
        True
    """
    if not (hasattr(graph, "is_multigraph") and graph.is_multigraph() and graph.is_directed()):
        raise DataError("not a networkx MultiDiGraph; make one with refgraph.to_networkx(kg)")
    chosen = schema if schema is not None else graph.graph.get("schema")
    if chosen is None:
        from refgraph.curation.load import read_schema
        from refgraph.graph.open import bundled

        chosen = read_schema(bundled())
    if not isinstance(chosen, Schema):
        raise DataError("the graph's attribute schema is not a refgraph Schema")
    wrong = list(_faults(graph, chosen))
    if wrong:
        more = f" (and {len(wrong) - SHOWN} more)" if len(wrong) > SHOWN else ""
        raise DataError(f"the networkx graph cannot be read: {'; '.join(wrong[:SHOWN])}{more}")
    return build(_dataset(graph, chosen))


def _dataset(graph: networkx.MultiDiGraph, schema: Schema) -> Dataset:
    entities = {key: Entity(key=key, **_known(data)) for key, data in sorted(graph.nodes(data=True))}
    every = (claim for _, _, data in graph.edges(data=True) for claim in data["claims"])
    claims = tuple(sorted(every, key=lambda claim: claim.sort_key))
    sources = {source.key: source for source in graph.graph.get("sources", ())}
    sources |= {claim.source: Source(claim.source) for claim in claims if claim.source not in sources}
    dataset = Dataset(schema, entities, dict(sorted(sources.items())), claims)
    # Equal content has an equal version, in whatever order it was written.
    return replace(dataset, version=f"sha256:{sha256(assemble(dataset)).hexdigest()}")


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _ENTITY if name in data}


# ---------------------------------------------------------------- what can be wrong


def _faults(graph: networkx.MultiDiGraph, schema: Schema) -> Iterator[str]:
    for key, data in graph.nodes(data=True):
        yield from _node(key, data, schema)
    if not all(isinstance(source, Source) for source in graph.graph.get("sources", ())):
        yield "the graph's attribute sources holds something that is not a Source"
    seen: set[str] = set()
    for start, end, data in graph.edges(data=True):
        claims = data.get("claims")
        if not claims or not all(isinstance(claim, Claim) for claim in claims):
            yield f"the edge {_shown(start)} → {_shown(end)} carries no claims"
            continue
        for claim in claims:
            yield from _claim(claim, (start, end), data, schema)
            if claim.id in seen:
                yield f"claim {quoted(claim.id)} stands twice"
            seen.add(claim.id)


def _node(key: object, data: Mapping[str, Any], schema: Schema) -> Iterator[str]:
    if not isinstance(key, str) or not key:
        yield f"node {_shown(key)} is not an entity key"
        return
    for name in _REQUIRED:
        if not isinstance(data.get(name), str):
            yield f"node {quoted(key)} has no {name}"
    category, known = data.get("category"), schema.categories
    if isinstance(category, str) and category not in known:
        yield f"node {quoted(key)} has the unknown category {quoted(category)}.{did_you_mean(category, known)}"


def _claim(claim: Claim, ends: tuple[object, object], data: Mapping[str, Any], schema: Schema) -> Iterator[str]:
    if (claim.subject.entity, claim.object.entity) != ends:
        yield f"claim {quoted(claim.id)} does not join {_shown(ends[0])} and {_shown(ends[1])}"
    told = {"subject": claim.subject, "predicate": claim.predicate, "object": claim.object}
    for name, value in told.items():
        if data.get(name, value) != value:
            yield f"claim {quoted(claim.id)} has another {name} than its edge"
    for kind, word, known in _words(claim, schema):
        if word not in known:
            yield f"claim {quoted(claim.id)} has the unknown {kind} {_shown(word)}.{did_you_mean(str(word), known)}"


def _words(claim: Claim, schema: Schema) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Each word of a claim that must be in a table, with the table."""
    yield "predicate", claim.predicate, list(schema.predicates)
    yield "evidence", claim.evidence, list(schema.ranking.evidence)
    yield "modality", claim.modality, list(schema.ranking.modality)
    yield "polarity", claim.polarity, POLARITIES
    ends: tuple[Finding, ...] = (claim.subject, claim.object)
    for end in ends:
        if end.state is not None:
            yield "state", end.state, list(schema.states)
        if end.side is not None:
            yield "side", end.side, SIDES


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else quoted(repr(value))
