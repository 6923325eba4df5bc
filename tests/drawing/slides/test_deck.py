"""A deck is plain values: all its letters are known before anything is drawn."""

from __future__ import annotations

from refgraph.drawing.slides.deck import Deck, Slide, Text
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph


def test_all_letters_of_a_deck_are_known(toy: KnowledgeGraph) -> None:
    deck = Deck("A", "", "", Paint(toy.schema), (Slide("step", "B", (Text("C"), Text("D", "alert"))),))
    assert deck.lettering == "ABCD"
