"""What JSON held is compared with what a value is made of, inside its lists and mappings, too."""

from __future__ import annotations

import pytest

from refgraph.model.statements import AsWritten, Claim, Source
from refgraph.model.vocabulary import Category, Entity, Flag, Grade
from refgraph.storage.fitting import fits, required


def test_records_of_claims_have_the_fields_of_claims() -> None:
    assert fits(Claim, {"context": [1], "measure": {"name": "share"}, "certain": True})
    assert not fits(Claim, {"context": ["a"]})
    assert not fits(Claim, {"nothing": 1})


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (Source, {"authors": [["a"]]}),
        (Source, {"authors": "ab"}),
        (Source, {"title": "\ud800"}),
        (Entity, {"mappings": [["skos:exactMatch", -1]]}),
        (Entity, {"mappings": [["skos:exactMatch"]]}),
        (Entity, {"distinct_from": {"a": 1}}),
        (Flag, {"cost": -1}),
        (Flag, {"cost": True}),
        (Flag, {"cost": 10**30}),
        (Grade, {"said": {"trial": "2"}}),
        (Category, {"stateful": 1}),
        (AsWritten, {"subject": 7}),
        (AsWritten, []),
    ],
)
def test_what_is_of_another_kind_does_not_fit(kind: type, record: object) -> None:
    assert not fits(kind, record)


def test_what_a_value_cannot_be_made_without_is_required() -> None:
    assert required(Category) >= {"key", "label", "colour"}
    assert "suffered" not in required(Category)
    assert required(Source) == {"key"}
