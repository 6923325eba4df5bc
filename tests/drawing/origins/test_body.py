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
from refgraph.report.tree import Tree


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


CROWDS = {
    "sciatica": """sciatic-nerve l4-l5-disc l5-s1-disc deep-gluteal-syndrome spinal-nerve disc-herniation
        gluteus-minimus nerve-root""",
    "interscapular-region-pain": """c7-t1-facet-joint t2-vertebra c7-nerve-root c8-nerve-root middle-trapezius
        levator-scapulae rhomboids scalenes""",
    "chest-pain": "pectoralis-minor cervical-spine chest sternocostal-joint pectoralis-major heart",
    "lower-back-pain": """tensor-fasciae-latae sacroiliac-joint lumbar-facet-joint lumbar-disc gluteus-medius
        quadratus-lumborum multifidus piriformis""",
    "groin-pain": """sacroiliac-joint lumbar-facet-joint infrapatellar-fat-pad hip-osteoarthritis lumbar-radiculopathy
        kidney hip-joint slipped-capital-femoral-epiphysis""",
    "headache": "upper-trapezius c2-3-facet-joint heart atlanto-occipital-joint splenius-capitis",
}


def _crowd(toy: KnowledgeGraph, end: str, origins: str) -> Tree:
    entities = origins.split()
    made = made_tree(toy, len(entities), {})
    nodes = [replace(node, finding=Finding(key)) for node, key in zip(made.groups, entities, strict=True)]
    return replace(made, nodes=(replace(made.end, finding=Finding(end)), *nodes))


@pytest.mark.parametrize("end", CROWDS)
def test_numbers_of_many_origins_neither_collide_nor_are_cut_off(body: Body, toy: KnowledgeGraph, end: str) -> None:
    drawn = figure(body, Paint(toy.schema, baked=True), _crowd(toy, end, CROWDS[end]), lines=False)
    at = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="14"', drawn.picture)]
    assert len(at) >= len(drawn.placed) - 1 >= 5
    for n, (x, y) in enumerate(at):
        assert 14 <= x <= drawn.width - 14
        assert 14 <= y <= drawn.height - 14
        assert all((x - a) ** 2 + (y - b) ** 2 > 27**2 for a, b in at[n + 1 :])


def test_an_origin_far_from_the_others_does_not_make_the_figure_small(body: Body, toy: KnowledgeGraph) -> None:
    """What comes after the first five and lies elsewhere has no number on the figure."""
    drawn = figure(
        body, Paint(toy.schema), _crowd(toy, "headache", "masseter temporalis platysma buccinator heart soleus")
    )
    assert drawn.placed == {"1", "2", "3", "4", "5", "end"}


def test_where_it_is_felt_is_dotted_over_what_is_lit(body: Body, toy: KnowledgeGraph) -> None:
    drawn = str(figure(body, Paint(toy.schema), toy_tree(toy, "neck-pain")).picture)
    assert drawn.index('class="o0"') > max(match.start() for match in re.finditer(r'class="o[1-9]', drawn))
