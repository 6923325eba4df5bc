"""What the vocabulary may say: words that exist, names that one thing carries, addresses that are addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from refgraph.curation.checks import validate
from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity


def codes(data: Dataset) -> set[str]:
    return {fault.code for fault in validate(data)}


def with_entity(data: Dataset, entity: Entity) -> Dataset:
    return replace(data, entities={**data.entities, entity.key: entity})


def with_schema(data: Dataset, part: str, key: str, **change: Any) -> Dataset:
    """The data with one record of the schema changed."""
    table = getattr(data.schema, part)
    return replace(data, schema=replace(data.schema, **{part: {**table, key: replace(table[key], **change)}}))


def test_a_name_belongs_to_one_thing(mini: Dataset) -> None:
    before = codes(mini)
    twin = Entity("other-head", "region", "headache", definition="Not the headache of the toy graph.")
    (code,) = {code for code in codes(with_entity(mini, twin)) - before if code.startswith("E")}
    apart = with_entity(mini, replace(twin, label="some other ache"))
    assert code not in codes(apart)


@pytest.mark.parametrize("key", ["Head", "head_ache", "head ache", "-head", "kopf-äh"])
def test_a_key_is_small_letters_and_hyphens(mini: Dataset, key: str) -> None:
    sound = codes(with_entity(mini, Entity("some-thing", "region", "some thing", definition="A thing.")))
    odd = codes(with_entity(mini, Entity(key, "region", "some thing", definition="A thing.")))
    assert odd - sound


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("predicates", {"family": "no-such-family"}),
        ("predicates", {"subject": ("no-such-category",)}),
        ("predicates", {"result": "no-such-state"}),
        ("predicates", {"walk": "sideways"}),
        ("predicates", {"flag": "no-such-flag"}),
        ("states", {"compatible": {"no-such-state": "Because."}}),
        ("states", {"opposite": {"no-such-state": "Because."}}),
        ("families", {"role": "no-such-role"}),
    ],
)
def test_the_schema_names_only_what_it_declares(mini: Dataset, part: str, change: dict[str, Any]) -> None:
    table = getattr(mini.schema, part)
    key = next(iter(table))
    fields = {name for name in change if hasattr(table[key], name)}
    assert fields == set(change)
    found = validate(with_schema(mini, part, key, **change))
    assert any("no-such" in fault.message or "sideways" in fault.message for fault in found)


def test_an_address_of_a_source_is_one(mini: Dataset) -> None:
    key, source = next(iter(mini.sources.items()))
    broken = replace(mini, sources={**mini.sources, key: replace(source, url="javascript:alert(1)")})
    assert codes(broken) - codes(mini)


def test_an_entity_that_is_told_apart_names_one_that_there_is(mini: Dataset) -> None:
    entity = replace(mini.entities["headache"], distinct_from={"nothing-like-it": "Because."})
    found = validate(with_entity(mini, entity))
    assert any("'nothing-like-it'" in fault.message for fault in found)


@pytest.mark.parametrize("part", ["flags", "evidence", "status", "modality"])
def test_a_ranking_lacks_nothing_that_a_question_looks_up(mini: Dataset, part: str) -> None:
    ranking = replace(mini.schema.ranking, **{part: {}})
    found = validate(replace(mini, schema=replace(mini.schema, ranking=ranking)))
    assert any(fault.code in ("E104", "E107", "E114") for fault in found)
