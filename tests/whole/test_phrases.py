"""What people type on public pages is read as they mean it; the rates may only get better."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.statements import Finding

ROOT = Path(__file__).parents[2]
# Of the names that are bundled now; each entity and synonym that is added should raise the one and lower the other.
LEAST_UNDERSTOOD, MOST_MISREAD = 0.90, 0.01


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("phrases_tool", ROOT / "tools" / "phrases.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["phrases_tool"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_phrases_are_many_and_each_stands_once(tool: ModuleType) -> None:
    phrases = [phrase.text for phrase in tool.load()]
    assert len(phrases) >= 300
    assert len(set(phrases)) == len(phrases)


def test_most_phrases_are_understood_and_hardly_one_is_misread(tool: ModuleType) -> None:
    rates = tool.rates(tool.measure(open_graph()))
    assert rates["understood"] >= LEAST_UNDERSTOOD
    assert rates["misread"] <= MOST_MISREAD


def test_every_state_of_the_reviewed_meanings_is_one_of_the_schema(tool: ModuleType) -> None:
    states = open_graph().schema.states
    for findings in tool.load_meanings().values():
        assert {finding.state for finding in findings} <= {None, *states}


@pytest.mark.parametrize(
    ("text", "meaning", "states", "side", "outcome"),
    [
        ("my butt hurts", "buttock pain", (), None, "understood"),
        ("burning left butt", "buttock pain", ("burning",), "left", "understood"),
        ("burning left butt", "buttock pain", (), "left", "misread"),
        ("left butt hurts", "buttock pain", (), None, "misread"),
        ("butt hurts", "neck pain", (), None, "misread"),
        ("grmblfx", "neck pain", (), None, "not understood"),
    ],
)
def test_a_reading_is_judged_by_thing_state_and_side(
    tool: ModuleType,
    mini_graph: KnowledgeGraph,
    text: str,
    meaning: str,
    states: tuple[str, ...],
    side: str | None,
    outcome: str,
) -> None:
    phrase = tool.Phrase(text, meaning, states, side, "lay")
    assert tool.judge(mini_graph, phrase, {"other": [Finding("headache")]}).outcome == outcome


@pytest.fixture(scope="module")
def mini_graph() -> KnowledgeGraph:
    return open_graph(ROOT / "tests" / "data" / "mini")


def test_the_report_has_a_row_for_each_kind_and_names_what_is_misread(tool: ModuleType) -> None:
    phrase = tool.Phrase("left knee", "knee pain", (), None, "lay")
    told = tool.report([tool.Result(phrase, "misread", "knee (left)")])
    assert "lay" in told
    assert "misread: 'left knee' means knee pain; read: knee (left)" in told
