"""Engines by name, and names read with any of them."""

from __future__ import annotations

import pytest

from refgraph.engines import ENGINES, open_engine
from refgraph.engines.gathering.partial_graph import names_of
from refgraph.engines.local import Mapped
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph


def test_names_are_read_without_the_graph(founding: KnowledgeGraph) -> None:
    for typed in ("left gluteals weak", "pain in the butt", "tight hip flexors", "headache"):
        assert names.read(names_of(Mapped(founding), [typed]), typed) == names.read(founding, typed)
    with pytest.raises(UnknownNameError):
        names.read(names_of(Mapped(founding), ["grmblfx"]), "grmblfx")


def test_engines_have_names(toy: KnowledgeGraph) -> None:
    assert isinstance(open_engine("mapped", lambda: toy), Mapped)
    with pytest.raises(UsageError, match="spark: name a folder"):
        open_engine("spark:", lambda: toy)
    for wrong in ("", "mappedx", "ftp://a.example", "grmblfx"):
        with pytest.raises(UsageError, match="Known: mapped"):
            open_engine(wrong, lambda: toy)
    assert len(ENGINES) == 3
