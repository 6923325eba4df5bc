"""Which columns there are, and which qualify an edge."""

from __future__ import annotations

from refgraph.io.kgx.columns import EDGE_COLUMNS, NODE_COLUMNS, folded, is_human, is_qualifier, is_usual, said_by


def test_a_name_means_one_column() -> None:
    for columns in (NODE_COLUMNS, EDGE_COLUMNS):
        names = [name for column in columns for name in (column.name, *column.aliases)]
        assert len(names) == len(set(names))
        assert not any(map(is_usual, names)) or "name" in names


def test_qualifiers_are_put_in_words() -> None:
    assert all(map(is_qualifier, ("sex_qualifier", "qualifiers", "species", "onset_qualifier", "disease_context")))
    assert not any(map(is_qualifier, ("relation", "score", "id")))
    assert said_by([("sex_qualifier", "'null'"), ("stage_qualifier", "['late']")]) == "stage: late"
    assert said_by([("onset_qualifier", " late "), ("sex_qualifier", "NA"), ("species", "human")]) == "onset: late"
    assert is_human("NCBITaxon:9606|Homo sapiens")
    assert not is_human("NCBITaxon:9606|NCBITaxon:10090")
    assert is_human("http://purl.obolibrary.org/obo/NCBITaxon_9606|Homo sapiens (human)")


def test_names_are_compared_folded() -> None:
    spelled = (
        "biolink:hasCount",
        "https://w3id.org/biolink/vocab/has_count",
        " Has Count",
        "HAS-COUNT",
        "has_count:int",
    )
    assert {folded(name) for name in spelled} == {"has_count"}
    assert folded("publications:string[]") == "publications"
    assert (folded(""), folded(":"), folded("x:y")) == ("", ":", "x:y")


def test_what_may_change_an_edge_qualifies_it() -> None:
    names = (
        "population",
        "sex",
        "subject_taxon",
        "organism",
        "not",
        "polarity",
        "effect_direction",
        "cell_type",
        "age_group",
    )
    assert all(map(is_qualifier, names))
    assert not any(map(is_qualifier, ("evidence_count", "subject_closure", "annotation", "notes", "message")))
    assert not is_qualifier("onset_qualifier_closure_label", {"onset_qualifier"})
    assert is_qualifier("onset_qualifier_label", {"id"})


def test_what_doubts_an_edge_qualifies_it_where_it_says_so() -> None:
    doubts = (
        "retracted",
        "is_obsolete",
        "refuted_by",
        "contradicts",
        "is_hypothesis",
        "excluded",
        "clingen_classification",
    )
    assert all(map(is_qualifier, doubts))
    assert said_by([("retracted", "true"), ("is_obsolete", "0")]) == "retracted: true"
    assert said_by([("observed", "yes"), ("supported", "false")]) == "supported: false"
    graded = [("status", "active"), ("clingen_classification", "Definitive"), ("n_supports", "7")]
    assert said_by(graded) == ""
    assert said_by([("clingen_classification", "No known relationship")]).endswith("No known relationship")
    assert said_by([("status", "refuted_by_others"), ("significance", "likely benign")]).count(";") == 1
    # When a row was written is no circumstance.
    assert not any(map(is_qualifier, ("update_time", "created_when", "n_patients")))
    # A dash is a word for nothing, and a sign where signs stand.
    assert said_by([("stage", "-"), ("polarity", "-")]) == "polarity: -"
