"""The vocabulary as it stands in an index → frozen values; `refgraph.storage.compiler` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from refgraph.model.vocabulary import EMPTY, Category, Family, Flag, Predicate, Ranking, Schema, State


def tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    """Make tuples of the lists of a record."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def _frozen(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: MappingProxyType(value) if isinstance(value, dict) and value else EMPTY if value == {} else value
        for name, value in tuples(record).items()
    }


def read_schema_record(record: Mapping[str, Any]) -> Schema:
    """Read back what `assemble.schema_record` wrote."""
    ranking = record["ranking"]
    return Schema(
        categories={c["key"]: Category(**c) for c in record["categories"]},
        states={s["key"]: State(**_frozen(s)) for s in record["states"]},
        predicates={p["key"]: Predicate(**_frozen(p)) for p in record["predicates"]},
        ranking=Ranking(**ranking | {"flags": {f["key"]: Flag(**f) for f in ranking["flags"]}}),
        families={f["key"]: Family(**f) for f in record["families"]},
    )
