"""The table of exports: each maker is there and gives text, and whoever offers them reads them from here."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.io import EXPORTS
from refgraph.io.export import export
from refgraph.report import made_by


@pytest.mark.parametrize("name", EXPORTS)
def test_every_maker_gives_what_the_export_gives(toy: KnowledgeGraph, name: str) -> None:
    made = made_by(EXPORTS[name])(toy)
    assert made == export(toy, name)
    assert "headache" in made or name == "bibtex"


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        EXPORTS["xml"] = "refgraph.io.export:csv"  # type: ignore[index]
