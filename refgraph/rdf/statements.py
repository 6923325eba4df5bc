"""The graph as RDF statements, free of any RDF library: `rdf` hands them to rdflib, `sparql` to pyoxigraph.

A claim is a resource with everything that its article says and how. Besides, in the named graph of its source and
nowhere else, an asserted claim gives one plain triple `finding predicate finding`. Findings and not entities are its
ends, because "weak gluteals" and "tight gluteals" are two ends that must never meet. A denial never gives one.
Every resource has a name (no blank nodes), so that the same graph always gives the same statements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from refgraph.graph import names
from refgraph.model import citations
from refgraph.model.statements import Claim, Edge, Finding, Source, field_of
from refgraph.model.vocabulary import Entity
from refgraph.rdf import names as rdf_names
from refgraph.rdf.named_queries import iri, text
from refgraph.rdf.names import Iri, word

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


class Text(NamedTuple):
    """A literal: its text, and either a language or a datatype (an XSD type by its local name)."""

    value: str
    language: str | None = None
    datatype: str | None = None


Term = Iri | Text
Triple = tuple[Iri, Iri, Term]
Quad = tuple[Iri, Iri, Term, Iri | None]


class Property(NamedTuple):
    """How a field of a claim or a source stands in RDF; what writes, what reads and what asks all look here.

    Attributes:
        field: of `Claim` or `Source`; a part of it stands after a point (`measure.value`).
        predicate: with its prefix.
        kind: what its values are: a kind of `names.KINDS`, or `text`, `english`, `number`, `truth`, `pairs`, `date`,
            `web`.
        passage: whether it is said of the passage of a claim and not of the claim.
        many: whether there may be several, in no order. optional: whether there may be none; `absent` is what the field
            holds then.
    """

    field: str
    predicate: str
    kind: str = "text"
    passage: bool = False
    many: bool = False
    optional: bool = False
    absent: Any = None


_MEASURED = ("name", "value", "low", "high", "unit", "n")
CLAIM = (
    Property("source", "dcterms:source", "source"),
    Property("subject", "rg:subject", "finding"),
    Property("predicate", "rg:predicate", "predicate"),
    Property("object", "rg:object", "finding"),
    Property("polarity", "rg:polarity"),
    Property("modality", "rg:modality", "modality"),
    Property("evidence", "rg:evidence", "evidence"),
    Property("statement", "rg:statement", "english"),
    Property("anchor", "rg:anchor", optional=True, absent=""),
    Property("certain", "rg:certain", "truth"),
    Property("speaker", "rg:speaker", optional=True),
    Property("author", "rg:author", optional=True),
    Property("author_from", "rg:authorFrom", optional=True),
    Property("cites", "rg:cites", optional=True),
    Property("underlying", "rg:underlying", many=True),
    Property("population", "rg:population", optional=True),
    Property("condition", "rg:condition", optional=True),
    *(Property(f"measure.{name}", f"rg:measure{name.title()}", optional=True) for name in _MEASURED),
    Property("as_written.subject", "rg:subjectAsWritten", optional=True),
    Property("as_written.object", "rg:objectAsWritten", optional=True),
    Property("urgency", "rg:urgency", optional=True),
    Property("unspecified", "rg:unspecified", many=True),
    Property("review.by", "rg:reviewedBy", optional=True),
    Property("review.date", "rg:reviewed", optional=True),
    Property("review.verdicts", "rg:reviewVerdicts", "pairs", optional=True),
    Property("relies_on", "rg:reliesOn", "entity", many=True),
    Property("paragraph", "rg:paragraph", "number", passage=True, optional=True, absent=0),
    Property("section", "rg:section", passage=True, optional=True),
    Property("context", "rg:context", "number", passage=True, many=True),
    Property("term", "rg:term", passage=True, optional=True),
    Property("repeated", "rg:repeated", "number", passage=True, many=True),
)
SOURCE = (
    Property("title", "dcterms:title", optional=True),
    Property("authors", "dc:creator", many=True),
    Property("authors_from", "rg:authorsFrom", optional=True),
    Property("publisher", "dc:publisher", optional=True),
    Property("doi", "rg:doi", optional=True),
    Property("pmid", "rg:pmid", optional=True),
    Property("read", "rg:read", optional=True),
    Property("underlying", "rg:underlying", many=True),
    Property("type", "dc:type", optional=True),
    Property("licence", "dc:rights", optional=True),
    Property("note", "rdfs:comment", optional=True),
    Property("sha256", "rg:sha256", optional=True),
    Property("date", "dcterms:issued", "date", optional=True),
    Property("url", "schema:url", "web", optional=True),
    Property("related", "dcterms:relation", "web", many=True),
)

_TYPE = word("rdf:type")
_MATCHES = frozenset(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
_DATES = (
    ("date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("gYearMonth", re.compile(r"\d{4}-(0[1-9]|1[0-2])")),
    ("gYear", re.compile(r"\d{4}")),
)


def quads(kg: KnowledgeGraph) -> Iterator[Quad]:
    """Yield every statement: claims in the graph of their source, the rest in the default graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> sorted({str(graph) for _, _, _, graph in quads(kg)})  # doctest: +NORMALIZE_WHITESPACE
        ['None', 'https://w3id.org/refgraph/claim/toy-hip', 'https://w3id.org/refgraph/claim/toy-neck']
    """
    yield from ((s, p, o, None) for s, p, o in _background(kg))
    said: set[Quad] = set()
    for claim in kg.claims():
        graph = rdf_names.claims_of(claim.source)
        yield from ((s, p, o, graph) for s, p, o in _claim(kg, claim))
        # A source may say one thing in several places; it is one statement.
        if claim.polarity == "asserts" and (plain := (*assertion(claim), graph)) not in said:
            said.add(plain)
            yield plain


def assertion(claim: Claim) -> tuple[Iri, Iri, Iri]:
    """Return the plain triple of a claim; whoever writes it must have looked at the polarity."""
    return (
        rdf_names.finding(claim.subject),
        rdf_names.name("predicate", claim.predicate),
        rdf_names.finding(claim.object),
    )


def triples(kg: KnowledgeGraph) -> Iterator[Triple]:
    """Yield what holds without named graphs: all but the plain triples, for which only their source vouches."""
    yield from _background(kg)
    for claim in kg.claims():
        yield from _claim(kg, claim)


def nquads(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield every statement as a line of N-Quads, so that a graph larger than memory can be written.

    It is what `refgraph export trig` holds, in no order that matters.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = nquads(open_graph(Path("tests/data/mini")))
        >>> next(line for line in found if "versionInfo" in line)[:64]
        '<https://w3id.org/refgraph/> <http://www.w3.org/2002/07/owl#vers'
    """
    for subject, predicate, obj, graph in quads(kg):
        named = f" {iri(graph)}" if graph else ""
        yield f"{iri(subject)} {iri(predicate)} {_written(obj)}{named} .\n"


def _written(value: Term) -> str:
    if isinstance(value, Iri):
        return iri(value)
    if value.language:
        return f"{text(value.value)}@{value.language}"
    return text(value.value) + (f"^^{iri(word(f'xsd:{value.datatype}'))}" if value.datatype else "")


def _background(kg: KnowledgeGraph) -> Iterator[Triple]:
    """What no article states: the vocabulary, the names, the sources, and the edges derived from all claims."""
    yield from _dataset(kg)
    yield from _vocabulary(kg)
    for entity in kg.entities():
        yield from _entity(kg, entity)
    for source in kg.sources():
        yield from _source(source)
    edges = kg.edges()
    for finding in dict.fromkeys(end for edge in edges for end in (edge.subject, edge.object)):
        yield from _finding(kg, finding)
    for edge in edges:
        yield from _edge(edge)


# ---------------------------------------------------------------- the dataset and its vocabulary


def _dataset(kg: KnowledgeGraph) -> Iterator[Triple]:
    scheme = Iri(rdf_names.BASE)
    yield scheme, _TYPE, word("skos:ConceptScheme")
    yield scheme, word("dcterms:title"), Text("refgraph", "en")
    yield scheme, word("dcterms:description"), Text("Who says what is felt where. Information, not a diagnosis.", "en")
    yield scheme, word("owl:versionInfo"), Text(kg.data_version)


def _vocabulary(kg: KnowledgeGraph) -> Iterator[Triple]:
    schema = kg.schema
    for category in schema.categories.values():
        yield from _word("category", category.key, "rg:Category", category.label, category.description)
    for state in schema.states.values():
        yield from _word("state", state.key, "rg:State", state.key, state.description)
    for predicate in schema.predicates.values():
        yield from _word("predicate", predicate.key, "rg:Predicate", predicate.forward, predicate.description)
        named = rdf_names.name("predicate", predicate.key)
        yield named, word("rg:inverseLabel"), Text(predicate.inverse, "en")
        yield named, word("rg:family"), Text(predicate.family)
    for kind in schema.ranking.evidence.values():
        yield from _word("evidence", kind.key, "rg:EvidenceKind", kind.label)
        yield rdf_names.name("evidence", kind.key), word("rg:rank"), _number(kind.rank)
        meant = rdf_names.term(kind.eco) if kind.eco else None
        if meant:
            yield rdf_names.name("evidence", kind.key), word("skos:exactMatch"), meant
    for rank, key in enumerate(schema.ranking.modality, 1):
        yield from _word("modality", key, "rg:Modality", key)
        yield rdf_names.name("modality", key), word("rg:rank"), _number(rank)


def _word(kind: str, key: str, rdf_class: str, label: str, description: str = "") -> Iterator[Triple]:
    """A word of the schema."""
    named = rdf_names.name(kind, key)
    yield named, _TYPE, word(rdf_class)
    yield named, word("dcterms:identifier"), Text(key)
    yield named, word("skos:prefLabel"), Text(label, "en")
    if description:
        yield named, word("skos:definition"), Text(description, "en")


# ---------------------------------------------------------------- names


def _entity(kg: KnowledgeGraph, entity: Entity) -> Iterator[Triple]:
    yield from _word("entity", entity.key, "rg:Entity", entity.label, entity.definition)
    named = rdf_names.name("entity", entity.key)
    yield named, _TYPE, word("skos:Concept")
    yield named, word("skos:inScheme"), Iri(rdf_names.BASE)
    yield named, word("rg:category"), rdf_names.name("category", entity.category)
    for synonym in entity.synonyms:
        yield named, word("skos:altLabel"), Text(synonym, "en")
    for kind, synonyms in (("rg:layLabel", entity.lay), ("rg:abbreviation", entity.abbreviation)):
        for synonym in synonyms:
            yield named, word(kind), Text(synonym, "en")
    if entity.plain:
        yield named, word("rg:layDefinition"), Text(entity.plain, "en")
    if entity.source and entity.broader:
        yield named, word("rg:localTo"), rdf_names.name("source", entity.source)
        yield named, word("skos:broader"), rdf_names.name("entity", entity.broader)
    if entity.plural:
        yield named, word("rg:plural"), Text("true", datatype="boolean")
    yield from _apart(kg, entity, named)
    for relation, curie in entity.mappings:
        term = rdf_names.term(curie)
        if term:
            yield named, word(relation if relation in _MATCHES else "rdfs:seeAlso"), term


def _apart(kg: KnowledgeGraph, entity: Entity, named: Iri) -> Iterator[Triple]:
    """What an entity is not, and what contradicts it, each with the reason."""
    for other, why in entity.distinct_from.items():
        yield named, word("owl:differentFrom"), rdf_names.name("entity", other)
        yield named, word("skos:scopeNote"), Text(f"Not the same as {kg.entity(other).label}: {why}", "en")
    for other, why in entity.opposite.items():
        yield named, word("rg:oppositeOf"), rdf_names.name("entity", other)
        yield named, word("skos:scopeNote"), Text(f"Opposite of {kg.entity(other).label}: {why}", "en")


def _finding(kg: KnowledgeGraph, finding: Finding) -> Iterator[Triple]:
    named = rdf_names.finding(finding)
    yield named, _TYPE, word("rg:Finding")
    yield named, word("rdfs:label"), Text(names.say(kg, finding), "en")
    yield named, word("rg:entity"), rdf_names.name("entity", finding.entity)
    if finding.state:
        yield named, word("rg:state"), rdf_names.name("state", finding.state)
    if finding.side:
        yield named, word("rg:side"), Text(finding.side)


def _source(source: Source) -> Iterator[Triple]:
    named = rdf_names.name("source", source.key)
    yield named, _TYPE, word("rg:Source")
    yield named, _TYPE, word("schema:Article")
    yield named, word("dcterms:identifier"), Text(source.key)
    yield named, word("dcterms:bibliographicCitation"), Text(citations.reference(source))
    yield from _said(named, source, SOURCE)
    yield rdf_names.claims_of(source.key), _TYPE, word("rg:ClaimGraph")
    yield rdf_names.claims_of(source.key), word("dcterms:source"), named


def _edge(edge: Edge) -> Iterator[Triple]:
    named = rdf_names.edge(edge.subject, edge.predicate, edge.object)
    yield named, _TYPE, word("rg:Edge")
    yield named, word("rg:subject"), rdf_names.finding(edge.subject)
    yield named, word("rg:predicate"), rdf_names.name("predicate", edge.predicate)
    yield named, word("rg:object"), rdf_names.finding(edge.object)
    yield named, word("rg:status"), Text(edge.status)
    for claim in edge.claims:
        yield named, word("rg:claim"), rdf_names.claim(claim.id)
    for claim in edge.disputed_by:
        yield named, word("rg:disputedBy"), rdf_names.claim(claim.id)


# ---------------------------------------------------------------- claims


def _claim(kg: KnowledgeGraph, claim: Claim) -> Iterator[Triple]:
    named = rdf_names.claim(claim.id)
    yield named, _TYPE, word("rg:Claim")
    yield named, _TYPE, word("oa:Annotation")
    yield named, word("dcterms:identifier"), Text(claim.id)
    yield from _said(named, claim, (one for one in CLAIM if not one.passage))
    link = rdf_names.web(citations.link(kg.source(claim.source), claim) or "")
    if link:
        yield named, word("rg:link"), link
    yield from _passage(claim)


def _passage(claim: Claim) -> Iterator[Triple]:
    """Where the article says it: W3C Web Annotation, with the paragraph beside the quotation; a term is not quoted."""
    named, passage, quote = (
        rdf_names.claim(claim.id),
        rdf_names.claim(claim.id, "passage"),
        rdf_names.claim(claim.id, "quote"),
    )
    yield named, word("oa:hasTarget"), passage
    yield passage, _TYPE, word("oa:SpecificResource")
    yield passage, word("oa:hasSource"), rdf_names.name("source", claim.source)
    yield from _said(passage, claim, (one for one in CLAIM if one.passage))
    if not claim.anchor:
        return
    yield passage, word("oa:hasSelector"), quote
    yield quote, _TYPE, word("oa:TextQuoteSelector")
    yield quote, word("oa:exact"), Text(claim.anchor)


def field(thing: Claim | Source, name: str) -> Any:
    """Return a field by the name that a property gives it; None where the part that it belongs to is not there."""
    return field_of(thing, name) if isinstance(thing, Claim) else getattr(thing, name)


def text_value(kind: str, text: str) -> Any:
    """Read a literal of some kind back.

    Example:
        >>> text_value("pairs", "object: right; side: wrong"), text_value("truth", "true"), text_value("number", "7")
        ((('object', 'right'), ('side', 'wrong')), True, 7)
    """
    if kind == "pairs":
        return tuple((name, said) for name, _, said in (one.partition(": ") for one in text.split("; ")))
    if kind == "truth":
        return text == "true"
    return int(text) if kind == "number" else text


def _said(named: Iri, thing: Claim | Source, properties: Iterable[Property]) -> Iterator[Triple]:
    """What is said of a thing by some of its fields; what is empty is left out."""
    for one in properties:
        value = field(thing, one.field)
        for given in value or () if one.many else (value,):
            if given not in (one.absent, None, ""):
                yield named, word(one.predicate), _term(one.kind, given)


def _term(kind: str, value: Any) -> Term:
    if kind in _LITERALS:
        return _LITERALS[kind](value)
    return rdf_names.finding(value) if kind == "finding" else rdf_names.name(kind, value)


def _number(value: int) -> Text:
    return Text(str(value), datatype="integer")


def _date(day: str) -> Text:
    """A date as exactly as it is known; what is none of the three forms stays text."""
    return Text(day, datatype=next((name for name, form in _DATES if form.fullmatch(day)), None))


_LITERALS: Mapping[str, Callable[[Any], Term]] = {
    "text": Text,
    "english": lambda value: Text(value, "en"),
    "number": _number,
    "truth": lambda value: Text(str(value).lower(), datatype="boolean"),
    "pairs": lambda pairs: Text("; ".join(f"{name}: {said}" for name, said in pairs)),
    "date": _date,
    "web": lambda address: rdf_names.web(address) or Text(address),
}
