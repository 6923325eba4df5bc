"""The graph on this machine as an engine: its commands are those without one, and a batch that was cut is not used."""

from __future__ import annotations

import pytest
from engine_checks import assert_same_commands

from refgraph.cli import main
from refgraph.engines.gathering.gather import ask
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import IN, Budget
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding

# ---------------------------------------------------------------- the same answers


def test_the_command_line_answers_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert_same_commands("mapped", "tests/data/mini", capsys)
    assert main(["origins", "headache", "--engine", "grmblfx"]) == 2
    assert "unknown engine 'grmblfx'" in capsys.readouterr().err


# ---------------------------------------------------------------- wrong questions


# ---------------------------------------------------------------- the budget


def test_a_batch_that_was_cut_is_not_used(toy: KnowledgeGraph) -> None:
    near = Mapped(toy)
    whole = near.in_edges(["headache"], 100)
    assert whole.whole
    assert not near.in_edges(["headache"], len(whole.claims) - 1).whole
    assert not near.links(["headache"], IN, 1).whole
    cut = ask(near, Query("origins", end=Finding("headache")), Budget(claims=len(whole.claims) - 1, whole=0))
    assert cut.answer.paths == ()
    assert not cut.answer.complete


# ---------------------------------------------------------------- sweeps
