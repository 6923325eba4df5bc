"""Which columns there are, and which qualify an edge."""

from __future__ import annotations

from refgraph.io.kgx.columns import EDGE_COLUMNS, NODE_COLUMNS, is_human, is_qualifier, is_usual, said_by


def test_a_name_means_one_column() -> None:
    for columns in (NODE_COLUMNS, EDGE_COLUMNS):
        names = [name for column in columns for name in (column.name, *column.aliases)]
        assert len(names) == len(set(names))
        assert not any(map(is_usual, names)) or "name" in names


def test_qualifiers_are_put_in_words() -> None:
    assert all(map(is_qualifier, ("sex_qualifier", "qualifiers", "species", "onset_qualifier", "disease_context")))
    assert not any(map(is_qualifier, ("relation", "score", "id")))
    assert said_by([("onset_qualifier", " late "), ("sex_qualifier", "NA"), ("species", "human")]) == "onset: late"
    assert is_human("NCBITaxon:9606|Homo sapiens")
    assert not is_human("NCBITaxon:9606|NCBITaxon:10090")
