"""Rows that an endpoint answers → claims, links, entities and sources; what is not refgraph's is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from refgraph.engines.http import Row
from refgraph.engines.local import EngineError, Link
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity
from refgraph.rdf import names as rdf_names

PARTS = ("speaker", "author", "cites", "condition")
SOURCE = {
    "dcterms:title": "title", "dc:publisher": "publisher", "dc:type": "type", "dc:rights": "licence",
    "rdfs:comment": "note", "rg:sha256": "sha256", "dcterms:issued": "date", "schema:url": "url",
}  # fmt: skip
Values = dict[str, list[str]]


@lru_cache(maxsize=1 << 16)
def key_of(kind: str, name: str) -> str:
    """Read the key in the name of a thing of some kind."""
    try:
        return rdf_names.key(kind, name)
    except ValueError as error:
        raise EngineError(f"the endpoint's data are not refgraph's: {error}") from None


@lru_cache(maxsize=1 << 16)
def finding_of(name: str) -> Finding:
    """Read the name of a finding: entity, state and side, joined by points."""
    start = rdf_names.PREFIXES["finding"]
    parts = [unquote(part) or None for part in name.removeprefix(start).split(".")]
    if not name.startswith(start) or len(parts) > 3 or parts[0] is None:
        raise EngineError(f"the endpoint's data are not refgraph's: not the name of finding: {name[:80]}")
    return Finding(parts[0], *parts[1:])


def link_of(row: Row) -> Link:
    """Read the bare bones of a claim."""
    ends = finding_of(row["subject"]), finding_of(row["object"])
    predicate, source = key_of("predicate", row["predicate"]), key_of("source", row["source"])
    return Link(ends[0], predicate, ends[1], source, rdf_names.claim_id(row["claim"]), row["polarity"] == "asserts")


def claims_of(rows: Iterable[Row]) -> Iterator[Claim]:
    """Join the rows of a claim: it has one for each theory that it leans on and each place where it stands again."""
    by_claim: dict[str, list[Row]] = {}
    for row in rows:
        by_claim.setdefault(row["claim"], []).append(row)
    for name, same in by_claim.items():
        yield _claim(name, same)


def _claim(name: str, rows: Sequence[Row]) -> Claim:
    row = rows[0]
    try:
        return Claim(
            id=rdf_names.claim_id(name),
            source=key_of("source", row["source"]),
            subject=finding_of(row["subject"]),
            predicate=key_of("predicate", row["predicate"]),
            object=finding_of(row["object"]),
            paragraph=int(row["paragraph"]),
            anchor=row["anchor"],
            statement=row["statement"],
            polarity=row["polarity"],
            modality=key_of("modality", row["modality"]),
            evidence=key_of("evidence", row["evidence"]),
            relies_on=tuple(sorted({key_of("entity", r["theory"]) for r in rows if "theory" in r})),
            repeated=tuple(sorted({int(r["repeated"]) for r in rows if "repeated" in r})),
            **{part: row.get(part) for part in PARTS},
        )
    except (KeyError, ValueError) as error:
        raise EngineError(f"the endpoint's claim {rdf_names.short(name)} is not whole: {error}") from None


def entity_of(key: str, said: Values, labels: dict[str, str]) -> Entity:
    """Read an entity; `labels` are those of the others that it is told apart from."""
    lay, short = said.get("rg:layLabel", []), said.get("rg:abbreviation", [])
    return Entity(
        key=key,
        category=key_of("category", said["rg:category"][0]),
        label=said.get("skos:prefLabel", [key])[0],
        definition=said.get("skos:definition", [""])[0],
        lay=tuple(lay),
        clinical=tuple(name for name in said.get("skos:altLabel", ()) if name not in (*lay, *short)),
        distinct_from=_reasons(said, "owl:differentFrom", "Not the same as", labels),
        opposite=_reasons(said, "rg:oppositeOf", "Opposite of", labels),
        abbreviation=tuple(short),
        plural="rg:plural" in said,
    )


def _reasons(said: Values, named: str, words: str, labels: dict[str, str]) -> dict[str, str]:
    """Read why a thing is told apart from others: the reasons stand in notes that begin with the other's label."""
    found, notes = {}, said.get("skos:scopeNote", [])
    for other in (key_of("entity", name) for name in said.get(named, ())):
        start = f"{words} {labels.get(other, '')}: "
        found[other] = next((note[len(start) :] for note in notes if note.startswith(start)), "")
    return found


def source_of(key: str, said: Values) -> Source:
    """Read a source."""
    parts = {part: said[name][0] for name, part in SOURCE.items() if name in said}
    return Source(
        key, authors=tuple(said.get("dc:creator", ())), related=tuple(said.get("dcterms:relation", ())), **parts
    )
