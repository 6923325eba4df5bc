"""Every claim that was laid out is read back whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from small_graphs import claims, dataset_of

from refgraph.errors import DataError
from refgraph.graph.graph import build
from refgraph.graph.records import category
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index, pack


@given(claims())
def test_every_claim_comes_back_whole(told: tuple[Claim, ...]) -> None:
    dataset = dataset_of(told)
    kg = build(dataset)
    assert set(kg.claims()) == set(told)
    assert {c for edge in kg.edges() for c in edge.claims} == set(told)
    assert kg.schema == dataset.schema
    assert kg.entities() == tuple(dataset.entities[key] for key in sorted(dataset.entities))
    assert kg.sources() == tuple(dataset.sources[key] for key in sorted(dataset.sources))


@pytest.mark.parametrize("key", ["s1#1", "s1#", "s1", "s2#1", "", "s1#a#b", "s1#a\nb", "s1#\n", 's1#"é'])
def test_a_claim_keeps_its_id_whatever_it_is(key: str) -> None:
    told = Claim(key, "s1", Finding("a"), "causes", Finding("b"), 0, "", "", speaker="somebody", repeated=(2, 3))
    assert build(dataset_of((told,))).claims() == (told,)


def test_a_record_without_a_category_is_damage(mini: Dataset) -> None:
    index = Index.from_bytes(assemble(mini))
    held = {name: (code, bytes(index._data[at : at + size])) for name, (code, _, at, size) in index._table.items()}
    held["ent.rec"] = held["ent.rec"][0], held["ent.rec"][1].replace(b'"category":"', b'"category" "')
    with pytest.raises(DataError, match="damaged index"):
        category(Index.from_bytes(pack(held)), 0)
