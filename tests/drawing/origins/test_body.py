"""The body with all origins of a symptom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from trees import made_tree, toy_tree

from refgraph.drawing.body.plates import Body
from refgraph.drawing.origins.body import figure
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding


@pytest.mark.parametrize("end", ["headache", "neck-pain"])
def test_every_origin_with_a_place_is_numbered_and_is_a_link(body: Body, toy: KnowledgeGraph, end: str) -> None:
    made = toy_tree(toy, end)
    drawn = figure(body, Paint(toy.schema), made, lambda node: {"href": f"#origin-{node.number}"})
    for node in made.groups:
        assert (node.key in drawn.placed) == (node.finding.entity in body.places)
        assert (f'href="#origin-{node.key}"' in drawn.picture) == (node.key in drawn.placed)
    assert "end" in drawn.placed
    assert 'class="o0"' in drawn.picture


def test_lines_lead_to_where_it_is_felt_only_if_that_is_asked_for(body: Body, toy: KnowledgeGraph) -> None:
    made = toy_tree(toy, "neck-pain")
    assert "trail" in figure(body, Paint(toy.schema), made).picture
    assert "trail" not in figure(body, Paint(toy.schema), made, lines=False).picture


def test_only_the_part_where_something_is_lit_is_shown(body: Body, toy: KnowledgeGraph) -> None:
    drawn = figure(body, Paint(toy.schema), toy_tree(toy))
    heights = {float(height) for height in re.findall(r'viewBox="0 \d+ \d+ (\d+)"', drawn.picture)}
    assert heights
    assert max(heights) <= 840


def test_a_file_of_its_own_has_no_classes(body: Body, toy: KnowledgeGraph) -> None:
    assert "class=" not in figure(body, Paint(toy.schema, baked=True), toy_tree(toy)).picture


def test_the_same_place_is_numbered_eight_times_without_overlap(body: Body, toy: KnowledgeGraph) -> None:
    drawn = figure(body, Paint(toy.schema, baked=True), made_tree(toy, 8, {}))
    badges = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="14"', drawn.picture)]
    assert len(badges) >= 8
    for n, (x, y) in enumerate(badges):
        assert all((x - a) ** 2 + (y - b) ** 2 > 26**2 for a, b in badges[n + 1 :])


def test_an_origin_far_from_the_others_does_not_make_the_figure_small(body: Body, toy: KnowledgeGraph) -> None:
    """What comes after the first five and lies elsewhere has no number on the figure."""
    entities = ["masseter", "temporalis", "platysma", "buccinator", "heart", "soleus"]
    made = made_tree(toy, 6, {})
    nodes = [replace(node, finding=Finding(key)) for node, key in zip(made.groups, entities, strict=True)]
    drawn = figure(body, Paint(toy.schema), replace(made, nodes=(made.end, *nodes)))
    assert drawn.placed == {"1", "2", "3", "4", "5", "end"}


def test_where_it_is_felt_is_dotted_over_what_is_lit(body: Body, toy: KnowledgeGraph) -> None:
    drawn = str(figure(body, Paint(toy.schema), toy_tree(toy, "neck-pain")).picture)
    assert drawn.index('class="o0"') > max(match.start() for match in re.finditer(r'class="o[1-9]', drawn))
