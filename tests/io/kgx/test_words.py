"""Words for nothing, in whatever letters and brackets; what words of Biolink say, however they are spelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.curation.load import read_schema
from refgraph.io.kgx import words
from refgraph.io.kgx.vocabulary import read_tables
from refgraph.io.kgx.words import Unreadable, bare, is_nothing

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")
TABLES = read_tables(ROOT / "graph_data/mappings/kgx.yaml")


def test_evidence_is_what_one_word_says() -> None:
    tables = TABLES | {"evidence": {"statistical_association": "cohort"}}
    assert words.evidence(tables, SCHEMA.ranking, "Statistical association", "") == "cohort"
    assert words.evidence(tables, SCHEMA.ranking, "observation|statistical_association", "") == "author-assertion"


def test_no_word_of_biolink_names_the_design_of_a_study() -> None:
    told = {words.evidence(TABLES, SCHEMA.ranking, word) for word in TABLES["evidence"]}
    assert told == {TABLES["other_evidence"]}


def test_less_is_known_by_its_words_and_by_the_schema() -> None:
    told = {word: words.is_less(SCHEMA, TABLES, word) for word in ("reduced", "loss of tone", "weak", "acute", "")}
    assert told == {"reduced": True, "loss of tone": True, "weak": False, "acute": False, "": False}


def test_a_denial_in_a_word_is_one() -> None:
    assert [words.truth(text) for text in ("NOT", "Negated", "T", "1.0", "no", "F")] == [True] * 4 + [False] * 2


@pytest.mark.parametrize("text", ["perhaps", "true|false", "-1", "NOT|false"])
def test_what_says_neither_yes_nor_no_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match="negated is"):
        words.truth(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "NA",
        "n/a",
        "N.A.",
        "<NA>",
        "#N/A",
        "(null)",
        "[none]",
        "Not Provided",
        "not_provided",
        "NOT-REPORTED",
        "—",
        "{}",
        "not determined",
        "TBD",
    ],
)
def test_what_says_nothing(text: str) -> None:
    assert is_nothing(text)
    assert is_nothing(f" {text}\t")


@pytest.mark.parametrize("text", ["Na", "0", "false", "none of these", "absent", "Nan Reed", "unknown origin", "no"])
def test_what_says_something(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"decreased"', "decreased"),
        ("['biolink:Gene', \"biolink:Disease\"]", "biolink:Gene|biolink:Disease"),
        ("true|true", "true"),
        ("nan|null", ""),
        ("'None'", ""),
        ("[]", ""),
        ("x|NA", "x"),
    ],
)
def test_words_are_read_without_what_stands_around_them(text: str, words: str) -> None:
    assert bare(text) == words
