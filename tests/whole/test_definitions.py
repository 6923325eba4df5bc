"""Definitions are our own words: a run of eight words that a text has, too, is found."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from refgraph.model.dataset import Dataset

ROOT = Path(__file__).parents[2]
TEXT = "A muscle of the back of the neck, which turns the head to the other side."


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import check_definitions as found
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return found


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        ("It is a muscle of the back of the neck which turns the head.", True),
        ("A MUSCLE, of the back - of the neck: it lifts the chin.", True),
        ("A muscle of the back of the throat.", False),
        ("Turns the head.", False),
    ],
)
def test_a_run_of_eight_words_is_found(tool: ModuleType, definition: str, found: bool) -> None:
    told = list(tool.copied(tool.runs_of({"a": definition}), [("one.txt", TEXT), ("two.txt", "Nothing.")]))
    assert [(key, name) for key, name, _ in told] == ([("a", "one.txt")] if found else [])
    assert all(run in TEXT.casefold().replace(",", "") for _, _, run in told)


def test_definitions_of_the_toy_graph_are_not_those_of_its_articles(tool: ModuleType, mini: Dataset) -> None:
    runs = tool.runs_of({key: entity.definition for key, entity in mini.entities.items()})
    texts = [(file.name, file.read_text("utf-8")) for file in (ROOT / "tests/data/articles").glob("*.txt")]
    assert texts
    assert not list(tool.copied(runs, texts))
