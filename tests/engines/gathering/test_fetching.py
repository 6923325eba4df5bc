"""What is fetched: a small part, nothing twice, and never more than may be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_checks import bit_by_bit

from refgraph.engines.gathering.gather import ask
from refgraph.engines.local import Mapped
from refgraph.errors import EngineError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding


def test_what_is_fetched_is_a_small_part(founding: KnowledgeGraph) -> None:
    asked = ask(Mapped(founding), Query("origins", end=Finding("headache"), max_hops=1), bit_by_bit())
    assert asked.answer.complete
    assert asked.budget.used["claims"] < len(founding.claims()) / 2


def test_more_than_can_be_shown_is_an_error(founding: KnowledgeGraph) -> None:
    with pytest.raises(EngineError, match="more than 1 claims would be shown"):
        ask(Mapped(founding), Query("origins", end=Finding("headache")), replace(bit_by_bit(), shown=1))


def test_a_store_is_asked_nothing_twice(founding: KnowledgeGraph) -> None:
    near, asked = Mapped(founding), []
    in_edges = near.in_edges
    near.in_edges = lambda keys, most: asked.extend(keys) or in_edges(keys, most)  # type: ignore[method-assign]
    ask(near, replace(Query("origins", end=Finding("headache")), top=5), bit_by_bit())
    assert len(asked) == len(set(asked)) > 1
