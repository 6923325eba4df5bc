"""An entity as slides: where it is, what is said of it claim by claim, and all that it is said to lead to."""

from __future__ import annotations

from refgraph.drawing.slides import entity as entity_slides
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph


def test_claims_have_their_slides_and_no_pair_of_ends_has_two(toy: KnowledgeGraph) -> None:
    made = entity_slides.deck(toy, toy.entity("upper-trapezius"), Paint(toy.schema, baked=True))
    claims = [slide for slide in made.slides if slide.kind == "step"]
    assert claims
    assert len({slide.texts[0].text for slide in claims}) == len(claims)
    assert made.slides[0].picture
    assert made.slides[0].heading == "Upper trapezius"


def test_every_entity_can_be_told(toy: KnowledgeGraph) -> None:
    for entity in toy.entities():
        made = entity_slides.deck(toy, entity, Paint(toy.schema, baked=True), title="Ours", credit="Us")
        assert made.slides[-1].kind == "licence"
        assert made.title == "Ours"
