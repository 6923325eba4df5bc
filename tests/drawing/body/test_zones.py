"""Zones: dense, or thin where pain is said to spill over."""

from __future__ import annotations

from dataclasses import replace

from refgraph.drawing.body.plates import Body
from refgraph.drawing.body.zones import spills_over, stipple
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding


def test_a_zone_is_one_of_spill_over_only_if_all_that_assert_it_say_so(body: Body, toy: KnowledgeGraph) -> None:
    edge = next(edge for edge in toy.edges(object="headache") if edge.claims[0].polarity == "asserts")
    claim = edge.claims[0]
    over = replace(claim, id="over", condition=f"{body.spill_over}; now and then")
    assert not spills_over(body, replace(edge, claims=(claim,)))
    assert spills_over(body, replace(edge, claims=(over,)))
    assert not spills_over(body, replace(edge, claims=(over, claim)))
    assert spills_over(body, replace(edge, claims=(over, replace(claim, polarity="denies"))))
    assert not spills_over(body, replace(edge, claims=(replace(over, polarity="denies"),)))
    assert edge.object == Finding("headache")


def test_dots_are_as_far_apart_at_every_scale_and_farther_where_pain_spills_over(toy: KnowledgeGraph) -> None:
    paint = Paint(toy.schema)
    assert 'patternTransform="scale(2.00)"' in stipple(paint, "symptom", "a", scale=0.5)
    assert "patternTransform" not in stipple(paint, "symptom", "a")
    dense, thin = (str(stipple(paint, "symptom", "a", thin=thin)) for thin in (False, True))
    assert dense.count("h0") > thin.count("h0")
