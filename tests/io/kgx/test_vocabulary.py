"""What the words of a KGX graph mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.curation.load import read_schema
from refgraph.io.kgx.publications import Unreadable
from refgraph.io.kgx.vocabulary import Terms, read_tables

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")
TABLES = read_tables(ROOT / "graph_data/mappings/kgx.yaml")


def test_nothing_is_walked_that_is_not_listed_as_causal() -> None:
    terms = Terms(SCHEMA, TABLES)
    for name in ("biolink:caused_by", "biolink:interacts_with", "ro:causes", "x:tilts"):
        assert terms.predicate(name) == name
        assert (added := terms.schema().predicates[name]).walk == "no"
        assert added.family == "structural"
    assert terms.predicate("biolink:disrupts") == "biolink:disrupts"
    assert terms.schema().predicates["biolink:disrupts"].walk == "yes"
    assert terms.predicate("biolink:subclass_of") == "kind-of"
    with pytest.raises(Unreadable, match="refgraph:tilts"):
        terms.predicate("tilts")
    listed = [terms.predicate(name) for name in TABLES["causal"]]
    assert {terms.schema().predicates[key].family for key in listed} == {"causal"}


def test_the_tables_name_what_exists() -> None:
    assert set(TABLES["predicates"].values()) <= set(SCHEMA.predicates)
    assert set(TABLES["categories"].values()) <= set(SCHEMA.categories)
    assert {*TABLES["evidence"].values(), TABLES["other_evidence"]} <= set(SCHEMA.ranking.evidence)
    assert set(TABLES["carry"].values()) <= set(SCHEMA.ranking.flags)
