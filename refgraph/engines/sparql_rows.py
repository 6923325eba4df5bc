"""Rows that an endpoint answers → claims, links, entities and sources; what is not refgraph's is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from refgraph.engines.http import Row
from refgraph.engines.protocol import Link
from refgraph.errors import EngineError
from refgraph.model.statements import Claim, Finding, Source, claim_of
from refgraph.model.vocabulary import Entity
from refgraph.rdf import names as rdf_names
from refgraph.rdf.statements import CLAIM, SOURCE, Property, text_value

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
    """Read a link."""
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
    try:
        return claim_of({"id": rdf_names.claim_id(name), **{one.field: _field(one, rows) for one in CLAIM}})
    except (KeyError, ValueError, TypeError) as error:
        raise EngineError(f"the endpoint's claim {rdf_names.short(name)} is not whole: {error}") from None


def variable(one: Property) -> str:
    """Return the name of the variable that a field of a claim is bound to."""
    return one.field.replace(".", "_")


def _field(one: Property, rows: Sequence[Row]) -> Any:
    name = variable(one)
    if one.many:
        return tuple(sorted({_value(one.kind, row[name]) for row in rows if name in row}))
    if one.optional and name not in rows[0]:
        return one.absent
    return _value(one.kind, rows[0][name])


def _value(kind: str, text: str) -> Any:
    if kind == "finding":
        return finding_of(text)
    return key_of(kind, text) if kind in rdf_names.KINDS else text_value(kind, text)


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
        source=next((key_of("source", name) for name in said.get("rg:localTo", ())), None),
        broader=next((key_of("entity", name) for name in said.get("skos:broader", ())), None),
        plain=said.get("rg:layDefinition", [""])[0],
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
    told = {one.field: said.get(one.predicate, []) for one in SOURCE}
    return Source(key, **{one.field: _several(one, told[one.field]) for one in SOURCE})


def _several(one: Property, values: Sequence[str]) -> Any:
    return tuple(values) if one.many else next(iter(values), None)
