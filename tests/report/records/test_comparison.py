"""Comparisons in every form: golden text, no line over its width, and one content."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from golden import compare

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.records import comparison
from refgraph.report.words import comparing
from refgraph.search import questions, shared_origins

SUFFIXES = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md"}
HEAD, NECK = Finding("headache"), Finding("neck-pain")


@pytest.fixture(scope="module")
def two_paths(toy: KnowledgeGraph, answer: Answer) -> comparing.Comparison:
    longest = sorted(answer.paths, key=lambda path: -len(path.steps))[:2]
    return comparing.paths(toy, *(replace(answer, paths=(path,)) for path in longest))


@pytest.fixture(scope="module")
def two_symptoms(toy: KnowledgeGraph) -> comparing.Comparison:
    both = shared_origins.origins(toy, [HEAD, NECK])
    return comparing.origins(toy, questions.origins(toy, HEAD), questions.origins(toy, NECK), both)


@pytest.mark.parametrize("form", SUFFIXES)
def test_golden(
    toy: KnowledgeGraph, two_paths: comparing.Comparison, two_symptoms: comparing.Comparison, form: str
) -> None:
    for name, made in (("paths", two_paths), ("symptoms", two_symptoms)):
        compare(f"cli/compare-{name}.{SUFFIXES[form]}", comparison.render(toy, made, form))


@pytest.mark.parametrize("width", [40, 59, 60, 80, 110])
def test_no_line_is_wider_than_asked(
    toy: KnowledgeGraph, two_paths: comparing.Comparison, two_symptoms: comparing.Comparison, width: int
) -> None:
    for made in (two_paths, two_symptoms):
        told = comparison.text(toy, made, width)
        assert max(map(len, told.splitlines())) <= width
        for row in made.rows:
            assert row.name in told


def test_every_form_has_every_cell(toy: KnowledgeGraph, two_paths: comparing.Comparison) -> None:
    cells = [cell for row in two_paths.rows for cell in (row.one, row.other)]
    record = json.loads(comparison.json(toy, two_paths))
    assert [cell for row in record["table"] for cell in (row["one"], row["other"])] == cells
    table = list(csv.reader(io.StringIO(comparison.csv(toy, two_paths))))
    assert [cell for row in table[1 : len(two_paths.rows) + 1] for cell in row[1:]] == cells
    marked = comparison.markdown(toy, two_paths)
    assert marked.count("\n| ") == len(two_paths.rows) + 2


def test_record_names_both_questions_and_holds_what_was_compared(
    toy: KnowledgeGraph, two_paths: comparing.Comparison, two_symptoms: comparing.Comparison
) -> None:
    paths, symptoms = (comparison.record(toy, made) for made in (two_paths, two_symptoms))
    assert [side["path"]["steps"] != [] for side in paths["compared"]] == [True, True]
    assert [bool(side["groups"]) for side in symptoms["compared"]] == [True, True]
    assert [end["target"]["entity"] for end in symptoms["query"]["ends"]] == ["headache", "neck-pain"]
