"""The vocabulary as it stands in an index comes back as it was."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.storage.schema_codec import read_schema_record, schema_record, tuples


def test_a_schema_comes_back_from_plain_json(mini: Dataset, real: KnowledgeGraph) -> None:
    for schema in (mini.schema, real.schema):
        assert read_schema_record(json.loads(json.dumps(schema_record(schema)))) == schema


def test_each_part_of_it_matters(mini: Dataset) -> None:
    schema = mini.schema
    for part in ("categories", "states", "predicates", "families"):
        key, *_ = getattr(schema, part)
        fewer = {name: value for name, value in getattr(schema, part).items() if name != key}
        assert schema_record(replace(schema, **{part: fewer})) != schema_record(schema)
    dearer = replace(schema.ranking, hop=schema.ranking.hop + 1)
    assert schema_record(replace(schema, ranking=dearer)) != schema_record(schema)


def test_what_comes_back_cannot_be_changed(mini: Dataset) -> None:
    state = next(iter(read_schema_record(schema_record(mini.schema)).states.values()))
    with pytest.raises(FrozenInstanceError):
        state.key = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        state.compatible["x"] = "y"  # type: ignore[index]


def test_lists_become_tuples_and_nothing_else_changes() -> None:
    assert tuples({"a": [1, 2], "b": "text", "c": {"d": [3]}}) == {"a": (1, 2), "b": "text", "c": {"d": [3]}}
