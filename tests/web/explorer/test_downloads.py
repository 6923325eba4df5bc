"""What can be taken along of a path, and what its page offers."""

from __future__ import annotations

import json

import pytest
from hostile import poisoned
from serving import text

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.embeds import EMBEDS, Embed
from refgraph.web.explorer import Explorer, addresses


def test_a_path_is_cited_with_its_articles(explorer: Explorer, longest: str) -> None:
    bibtex = explorer.file(f"{longest}.bib").body.decode()
    assert bibtex.startswith("@misc{refgraph-")
    assert "@misc{toy-hip," in bibtex
    items = json.loads(explorer.file(f"{longest}.csl.json").body)
    assert {item["id"] for item in items} >= {"toy-hip", f"refgraph-{longest.rpartition('/')[2]}"}
    assert "It rests on:" in explorer.file(f"{longest}.txt").body.decode()


def test_a_path_as_picture_table_and_diagram(explorer: Explorer, longest: str) -> None:
    assert explorer.file(f"{longest}.svg").body.startswith(b"<svg")
    assert explorer.file(f"{longest}.png").body.startswith(b"\x89PNG")
    assert explorer.file(f"{longest}.pdf").body.startswith(b"%PDF")
    assert b"," in explorer.file(f"{longest}.csv").body
    assert b"flowchart TD" in explorer.file(f"{longest}.mmd").body


def test_everything_beside_a_path_is_offered_on_its_page(explorer: Explorer, toy: KnowledgeGraph, longest: str) -> None:
    html, name = text(explorer, longest), longest.rpartition("/")[2]
    for ending in (".svg", ".png", ".pdf", ".csv", ".mmd", ".bib", ".csl.json", ".txt"):
        assert f'href="{name}{ending}" download' in html
    bare = Explorer(toy, pictures=())
    for ending in (".png", ".pdf"):
        assert f'href="{name}{ending}"' not in text(bare, longest)
        with pytest.raises(NoPageError):
            bare.file(longest + ending)


def test_no_picture_is_offered_of_letters_that_cannot_be_drawn(mini: Dataset) -> None:
    kg = build(poisoned(mini, "頭痛"))
    path = addresses.path(questions.origins(kg, Finding("headache")).paths[0])
    assert ".png" not in text(Explorer(kg), path)


def test_a_new_kind_of_embed_is_offered_by_its_row_alone(toy: KnowledgeGraph, longest: str) -> None:
    row = Embed(lambda *_, **__: "->", ".asc", "text/plain", download="Drawing (ASCII)")
    explorer, name = Explorer(toy, embeds={**EMBEDS, "ascii": row}), longest.rpartition("/")[2]
    assert f'<a href="{name}.asc" download>Drawing (ASCII)</a>' in text(explorer, longest)
    assert explorer.file(f"{longest}.asc").body == b"->"
