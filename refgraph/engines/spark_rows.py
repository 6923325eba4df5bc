"""Claims, entities and sources as rows of Parquet, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from refgraph.model.statements import Claim, Finding, Source, claim_of, field_of
from refgraph.model.vocabulary import Entity
from refgraph.rdf.statements import CLAIM, Property

_TYPES = {"number": "int", "truth": "boolean", "pairs": "array<array<string>>"}


def _column(one: Property) -> str:
    return one.field.replace(".", "_")


def _type(one: Property) -> str:
    """Return the type of Spark that holds a field of a claim."""
    held = _TYPES.get(one.kind, "string")
    return f"array<{held}>" if one.many else held


_ENDS = ("subject", "object")
_FIELDS = tuple(one for one in CLAIM if one.field not in _ENDS)
_MANY = tuple(one.field for one in _FIELDS if one.many)
CLAIM_TABLE = ", ".join(
    (
        *(f"{end}{part} string" for end in _ENDS for part in ("", "_state", "_side")),
        "id string",
        *(f"{_column(one)} {_type(one)}" for one in _FIELDS),
    )
)
ENTITY_TABLE = (
    "key string, category string, label string, definition string, lay array<string>, clinical array<string>, "
    "distinct_from array<struct<key: string, why: string>>, mappings array<struct<relation: string, term: string>>, "
    "opposite array<struct<key: string, why: string>>, abbreviation array<string>, plural boolean, source string, "
    "broader string, plain string"
)
_LISTS = ("authors", "related", "underlying")
SOURCE_TABLE = ", ".join(
    f"{part.name} {'array<string>' if part.name in _LISTS else 'string'}" for part in fields(Source)
)


def claim_row(claim: Claim) -> tuple[Any, ...]:
    """Return a claim as a row of `CLAIM_TABLE`."""
    ends = (part for end in (claim.subject, claim.object) for part in (end.entity, end.state, end.side))
    return (*ends, claim.id, *(_listed(field_of(claim, one.field)) for one in _FIELDS))


def _listed(value: Any) -> Any:
    """Make lists of tuples, within each other too: Spark's arrays take no tuples."""
    return list(map(_listed, value)) if isinstance(value, tuple) else value


def claim_of_row(row: Any) -> Claim:
    """Read a claim back."""
    record = row.asDict()
    told = {one.field: record[_column(one)] for one in _FIELDS}
    told |= {name: tuple(value) for name, value in told.items() if name in _MANY}
    told |= {one.field: _pairs(told[one.field]) for one in _FIELDS if one.kind == "pairs"}
    told |= {end: Finding(record[end], record[f"{end}_state"], record[f"{end}_side"]) for end in _ENDS}
    return claim_of({"id": record["id"], **told})


def _pairs(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, value or ()))


def entity_row(entity: Entity) -> tuple[Any, ...]:
    """Return an entity as a row of `ENTITY_TABLE`."""
    texts = entity.key, entity.category, entity.label, entity.definition
    # Reasons are lists of pairs and not maps, because those keep no order.
    pairs = list(entity.distinct_from.items()), list(entity.mappings), list(entity.opposite.items())
    return (
        *texts,
        list(entity.lay),
        list(entity.clinical),
        *pairs,
        list(entity.abbreviation),
        entity.plural,
        entity.source,
        entity.broader,
        entity.plain,
    )


def entity_of_row(row: Any) -> Entity:
    """Read an entity back."""
    record = row.asDict()
    record |= {name: tuple(map(_plain, record[name])) for name in ("lay", "clinical", "mappings", "abbreviation")}
    record |= {name: {pair.key: pair.why for pair in record[name]} for name in ("distinct_from", "opposite")}
    return Entity(**record)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, tuple) else value


def source_of_row(row: Any) -> Source:
    """Read a source back."""
    record = row.asDict()
    return Source(**record | {name: tuple(record[name]) for name in _LISTS})
