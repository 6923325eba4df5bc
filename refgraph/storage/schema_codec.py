"""The vocabulary as plain JSON, as it stands in an index, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

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
from refgraph.storage.fitting import fits, required

Made = TypeVar("Made")


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


def _made(kind: type[Made], record: Any) -> Made:
    if not fits(kind, record, required(kind)):
        raise ValueError(f"no {kind.__name__}: {str(record)[:80]}")
    return kind(
        **{
            name: MappingProxyType(value) if isinstance(value, dict) and value else EMPTY if value == {} else value
            for name, value in tuples(record).items()
        }
    )


def _table(kind: type[Made], records: Any) -> dict[str, Made]:
    """Make the values of a table; two of one key would be counted as two and found as one."""
    made = {record["key"]: _made(kind, record) for record in records}
    if len(made) != len(records):
        raise ValueError(f"two of one {kind.__name__}")
    return made


def read_schema_record(record: Mapping[str, Any]) -> Schema:
    """Read back what `schema_record` wrote.

    Args:
        record: what JSON held.

    Returns:
        The schema; that its parts fit each other is another question.

    Raises:
        LookupError, TypeError, ValueError: it is no schema.
    """
    ranking = record["ranking"]
    made = _made(Ranking, {**ranking, "evidence": {}, "flags": {}, "grades": {}})
    return Schema(
        categories=_table(Category, record["categories"]),
        states=_table(State, record["states"]),
        predicates=_table(Predicate, record["predicates"]),
        ranking=replace(
            made,
            evidence=_table(EvidenceKind, ranking["evidence"]),
            flags=_table(Flag, ranking["flags"]),
            grades=_table(Grade, ranking["grades"]),
        ),
        families=_table(Family, record["families"]),
    )
