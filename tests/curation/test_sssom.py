"""Tables of mappings: what a row may be, and that ours say no more than the terms' own names do."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

from refgraph.curation.sssom import rows
from refgraph.graph.open import open_graph
from refgraph.language.normalise import normalise
from refgraph.report.records.entity_json import show

TABLES = sorted((Path(__file__).parents[2] / "graph_data/mappings").glob("*.sssom.tsv"))
HEAD = "subject_id\tpredicate_id\tobject_id\n"


def told(table: Path) -> list[dict[str, str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def test_a_prefix_is_known_or_declared_in_the_table() -> None:
    row = "refgraph:headache\tskos:exactMatch\tFOO:1\n"
    assert [fault.code for fault in rows("m", (HEAD + row).encode())[1]] == ["E009"]
    declared = f"# curie_map:\n#   FOO: https://foo.example/\n{HEAD}{row}".encode()
    assert rows("m", declared)[0][0].term == "FOO:1"
    assert rows("m", declared)[1] == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("# license: https://x.example/\n" + HEAD + "refgraph:a\tskos:exactMatch\tlicense:1\n", "the prefix 'license'"),
        (
            "#   HP: http://x.example/UBERON_\n" + HEAD + "refgraph:a\tskos:exactMatch\tHP:1\n",
            "the prefix HP is declared as",
        ),
        (HEAD + "refgraph:a\tskos:exactMatch\thp:1\n", "the prefix 'hp'"),
        (HEAD + "refgraph:a\tskos:exactMatch\tHP:1|HP:2\n", "is no term"),
        (HEAD + "refgraph:a\tskos:exactMatch\tHP:\x9b1\n", "is no term"),
        (HEAD + "refgraph:a\tskos:exactMatch\tHP:1\u202e2\n", "is no term"),
        (HEAD + "refgraph:a\tskos:exactMatch\tHP:\x071\n", "is no term"),
        (HEAD + "refgraph:a\tskos:exaktMatch\tHP:1\n", "the relation 'skos:exaktMatch' is none"),
        (HEAD + "refgraph:a\tSKOS:exactMatch\tHP:1\n", "the relation 'SKOS:exactMatch' is none"),
        (HEAD + "refgraph:a\tskos:exactMatch\tHP:1\tNot\n", "the row has 4 cells, the header 3"),
        (
            HEAD.replace("\n", "\tpredicate_modifier\n") + "refgraph:a\tskos:exactMatch\tHP:1\tno\n",
            "predicate_modifier is 'no'",
        ),
        (
            HEAD.replace("\n", "\tobject_id\n") + "refgraph:a\tskos:exactMatch\tHP:1\tHP:2\n",
            "names the column 'object_id' twice",
        ),
    ],
)
def test_what_would_be_misread_is_a_fault(table: str, said: str) -> None:
    (fault,) = rows("m", table.encode())[1]
    assert fault.code == "E009"
    assert said in fault.message


def test_what_does_not_match_is_left_out() -> None:
    table = HEAD.replace("\n", "\tpredicate_modifier\n") + "refgraph:headache\tskos:exactMatch\tHP:1\tNot\n"
    assert rows("m", table.encode()) == ((), ())


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_table_of_ours_says_where_it_comes_from(table: Path) -> None:
    comments = [line[2:] for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    about = yaml.safe_load("\n".join(comments))
    assert {"curie_map", "mapping_set_id", "license", "object_source", "object_source_version"} <= set(about)
    assert {row["object_id"].partition(":")[0] for row in told(table)} <= set(about["curie_map"])


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_an_exact_match_has_a_name_of_ours(table: Path) -> None:
    kg = open_graph()
    for row in told(table):
        entity = kg.entity(row["subject_id"].removeprefix("refgraph:"))
        names = {normalise(name) for name in (entity.label, *entity.synonyms)}
        assert row["subject_label"] == entity.label
        if row["predicate_id"] != "skos:exactMatch":
            continue
        if row["mapping_justification"] != "semapv:LexicalMatching":
            assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        else:
            assert row["object_match_field"] in ("rdfs:label", "oboInOwl:hasExactSynonym")
            # Ontologies name the kind of thing, too: "soleus muscle".
            match = normalise(row["match_string"])
            assert {match, match.removesuffix(f" {entity.category}")} & names
            assert row["object_match_field"] != "rdfs:label" or row["match_string"] == row["object_label"]


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_exact_matches_do_not_chain_two_terms_together(table: Path) -> None:
    exact = Counter(
        row[end]
        for row in told(table)
        if row["predicate_id"] == "skos:exactMatch"
        for end in ("subject_id", "object_id")
    )
    assert exact
    assert set(exact.values()) == {1}


def test_mappings_are_shown() -> None:
    assert show(open_graph(), "neck-pain")["mappings"] == [{"relation": "skos:exactMatch", "term": "HP:0030833"}]
