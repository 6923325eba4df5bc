"""The names of things in RDF: keys ↔ IRIs, both ways without loss; standard library only.

Every name stands under `BASE`. It is a name and not an address: nothing is served there yet.
A key is percent-encoded, so no text of a dataset can end an IRI early or run into another. Letters, digits and `-._~+`
stay as they are: the JSON-LD context puts a key behind its base and encodes nothing, and both forms are to name the
same thing ("chest-pain+shoulder-pain"). Within findings and edges `.` and `_` are encoded, too, for they join keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from refgraph.model.statements import Finding
from refgraph.model.vocabulary import ONTOLOGIES

BASE = "https://w3id.org/refgraph/"
TERMS = BASE + "ns#"
KINDS = ("entity", "finding", "state", "predicate", "category", "evidence", "modality", "source", "claim", "edge")
PREFIXES: Mapping[str, str] = {
    "rg": TERMS,
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What a claim points to is named for it.
_PARTS = (".passage", ".quote")
_WEB = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?(?=[/?#]|$)")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):([\w.-]+)")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Iri(str):
    """An absolute IRI that holds none of the characters that would end it."""

    __slots__ = ()


def word(prefixed: str) -> Iri:
    """Return the IRI of a fixed word of a vocabulary.

    Example:
        >>> word("skos:prefLabel")
        'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = prefixed.partition(":")
    return Iri(PREFIXES[prefix] + local)


def name(kind: str, key: str) -> Iri:
    """Return the IRI of a key.

    Example:
        >>> name("entity", "headache"), name("source", "a b.c>")
        ('https://w3id.org/refgraph/entity/headache', 'https://w3id.org/refgraph/source/a%20b.c%3E')
        >>> name("entity", "arm-pain.left+chest-pain")
        'https://w3id.org/refgraph/entity/arm-pain.left+chest-pain'
    """
    # A key of points alone would lead to another folder.
    return Iri(PREFIXES[kind] + (quote(key, safe="+") if key.strip(".") else _slug(key)))


def key(kind: str, iri: str) -> str:
    """Return the key that `name` made an IRI of.

    Raises:
        ValueError: the IRI names no thing of this kind.
    """
    start = PREFIXES[kind]
    if not iri.startswith(start):
        raise ValueError(f"not the name of {kind}: {iri}")
    return unquote(iri[len(start) :])


def claim(claim_id: str, part: str = "") -> Iri:
    """Return the IRI of a claim: a fragment of the document (the named graph) that holds the claims of its source.

    Args:
        claim_id: `source-key#number`.
        part: `passage` or `quote`, for the places that the claim points to.

    Example:
        >>> claim("toy-hip#2"), claim("toy-hip#2", "quote")
        ('https://w3id.org/refgraph/claim/toy-hip#2', 'https://w3id.org/refgraph/claim/toy-hip#2.quote')
        >>> claim("toy-hip#ageing+hip-use:ageing")
        'https://w3id.org/refgraph/claim/toy-hip#ageing+hip-use:ageing'
    """
    source, _, number = claim_id.rpartition("#")
    # What ends as a part does is encoded, so that no claim is named as a part of another.
    said = _slug(number) if number.endswith(_PARTS) else quote(number, safe="+:")
    return Iri(f"{claims_of(source)}#{said}{'.' if part else ''}{part}")


def claims_of(source: str) -> Iri:
    """Return the IRI of the named graph that holds the claims of a source."""
    return name("claim", source)


def claim_id(iri: str) -> str:
    """Return the id that `claim` made an IRI of."""
    return key("claim", iri)


def finding(found: Finding) -> Iri:
    """Return the IRI of a finding: entity, state and side, joined by points.

    Example:
        >>> finding(Finding("gluteals", "weak", "left"))
        'https://w3id.org/refgraph/finding/gluteals.weak.left'
        >>> finding(Finding("gluteals", side="left"))
        'https://w3id.org/refgraph/finding/gluteals..left'
    """
    return Iri(PREFIXES["finding"] + _finding_slug(found))


def edge(subject: Finding, predicate: str, obj: Finding) -> Iri:
    """Return the IRI of an edge: its two findings and its predicate, so that it stays when other edges come and go."""
    return Iri(PREFIXES["edge"] + "_".join((_finding_slug(subject), _slug(predicate), _finding_slug(obj))))


def web(text: str) -> Iri | None:
    """Return a web address as an IRI, or None where the text is none; characters that IRIs forbid are encoded.

    Example:
        >>> web('https://a.example/x y#:~:text="hip"'), web("javascript:alert(1)")
        ('https://a.example/x%20y#:~:text=%22hip%22', None)
    """
    if not _WEB.match(text):
        return None
    page, hash_, fragment = _STRAY_PERCENT.sub("%25", text).partition("#")
    return Iri(quote(page, safe="/:?@!$&'()*+,;=%~") + hash_ + quote(fragment, safe="/:?@!$&'()*+,;=%~"))


def term(curie: str) -> Iri | None:
    """Return the IRI of an ontology's term; a prefix that is not known here resolves through the Bioregistry.

    Example:
        >>> term("UBERON:0001135"), term("FMA:22314"), term("no term")
        ('http://purl.obolibrary.org/obo/UBERON_0001135', 'http://purl.org/sig/ont/fma/fma22314', None)
    """
    match = _CURIE.fullmatch(curie)
    if not match:
        return web(curie)
    prefix, local = match.groups()
    start = ONTOLOGIES.get(prefix) or PREFIXES.get(prefix) or f"https://bioregistry.io/{prefix}:"
    return web(start + local)


def short(iri: str) -> str:
    """Return an IRI as people read it: a claim by its id, our own and well-known names by prefix.

    Example:
        >>> short(claim("toy-hip#2")), short(name("entity", "headache")), short("http://a.example/")
        ('toy-hip#2', 'entity:headache', 'http://a.example/')
    """
    if iri.startswith(PREFIXES["claim"]):
        return claim_id(iri)
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{unquote(iri[len(start) :])}"
    return iri


def _slug(text: str) -> str:
    return quote(text, safe="").replace(".", "%2E").replace("_", "%5F")


def _finding_slug(found: Finding) -> str:
    parts = [_slug(part or "") for part in (found.entity, found.state, found.side)]
    return ".".join(parts).rstrip(".")
