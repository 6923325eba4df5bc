"""What has no place on the plates: by category, what paths use most first."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from refgraph.cli import main
from refgraph.drawing.body.coverage import COLUMNS, gaps, rows
from refgraph.drawing.body.plates import Body, load
from refgraph.graph.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def bare() -> Body:
    """A body on which only the head and the neck have a place."""
    body = load()
    return replace(body, places={key: body.places[key] for key in ("headache", "head", "neck")})


def test_by_category_then_by_use(toy: KnowledgeGraph, bare: Body) -> None:
    found = gaps(toy, bare)
    order = list(toy.schema.categories)
    assert found == tuple(
        sorted(found, key=lambda gap: (order.index(gap.entity.category), -gap.walked, gap.entity.key))
    )
    named = {gap.entity.key for gap in found}
    assert named == {
        known.key
        for known in toy.entities()
        if known.key not in bare.places and known.category not in {"activity", "assessment", "intervention", "theory"}
    }
    assert max(gap.walked for gap in found) > 1


def test_structural_claims_tell_where_it_belongs(toy: KnowledgeGraph) -> None:
    body = load()
    ties = {gap.entity.key: gap.tied for gap in gaps(toy, replace(body, places={"gluteals": {}}))}
    assert ties["gluteus-medius"] == ("gluteals",)
    assert ties["piriformis"] == ()


def test_a_category_may_be_asked_for(toy: KnowledgeGraph) -> None:
    found = gaps(toy, load(), ["activity"])
    assert {gap.entity.category for gap in found} == {"activity"}
    assert rows(toy, found)[0][:2] == ("sitting on clouds", "activity")


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_on_the_command_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--data", "tests/data/mini", "--category", "activity", "--format", form]) == 0
    said = capsys.readouterr().out
    assert "sitting" in said
    if form == "json":
        assert json.loads(said)[0]["entity"] == "sitting-on-clouds"
    if form == "csv":
        assert said.startswith(",".join(COLUMNS))


def test_a_graph_in_which_all_is_placed_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--data", "tests/data/mini", "--category", "muscle"]) == 0
    assert "Everything has a place." in capsys.readouterr().out
