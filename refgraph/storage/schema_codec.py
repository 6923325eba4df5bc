"""The vocabulary as plain JSON, as it stands in an index, and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from refgraph.model.vocabulary import (
    EMPTY,
    Category,
    EvidenceKind,
    Family,
    Flag,
    Grade,
    Predicate,
    Ranking,
    Schema,
    State,
)


def schema_record(schema: Schema) -> dict[str, Any]:
    """Return a schema as plain JSON; `read_schema_record` is the way back."""
    ranking = schema.ranking
    return {
        "categories": [_plain(category) for category in schema.categories.values()],
        "states": [_plain(state) for state in schema.states.values()],
        "families": [_plain(family) for family in schema.families.values()],
        "predicates": [_plain(predicate) for predicate in schema.predicates.values()],
        "ranking": {
            "hop": ranking.hop,
            "joined": ranking.joined,
            "evidence": [_plain(kind) for kind in ranking.evidence.values()],
            "modality": dict(ranking.modality),
            "status": dict(ranking.status),
            "flags": [_plain(flag) for flag in ranking.flags.values()],
            "outweighs": ranking.outweighs,
            "grades": [_plain(grade) for grade in ranking.grades.values()],
            "generic": list(ranking.generic),
            "varied": list(ranking.varied),
            "neurovascular": list(ranking.neurovascular),
        },
    }


def _plain(thing: Any) -> dict[str, Any]:
    found = {name: getattr(thing, name) for name in type(thing).__slots__}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in found.items()}


def tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    """Make tuples of the lists of a record."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def _frozen(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: MappingProxyType(value) if isinstance(value, dict) and value else EMPTY if value == {} else value
        for name, value in tuples(record).items()
    }


def read_schema_record(record: Mapping[str, Any]) -> Schema:
    """Read back what `schema_record` wrote."""
    ranking = record["ranking"]
    return Schema(
        categories={c["key"]: Category(**c) for c in record["categories"]},
        states={s["key"]: State(**_frozen(s)) for s in record["states"]},
        predicates={p["key"]: Predicate(**_frozen(p)) for p in record["predicates"]},
        ranking=Ranking(
            **tuples(ranking)
            | {
                "evidence": {e["key"]: EvidenceKind(**e) for e in ranking["evidence"]},
                "flags": {f["key"]: Flag(**f) for f in ranking["flags"]},
                "grades": {g["key"]: Grade(**_frozen(g)) for g in ranking["grades"]},
            }
        ),
        families={f["key"]: Family(**f) for f in record["families"]},
    )
