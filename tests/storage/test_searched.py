"""What a search looks into holds every name under each of its pieces, every word, and every definition."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.normalise import normalise
from refgraph.language.pieces import pieces
from refgraph.model.dataset import Dataset
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index


def test_each_name_stands_under_each_of_its_pieces(toy: KnowledgeGraph) -> None:
    index = toy.index
    places, held = index.column("piece.at"), index.column("piece.name")
    found = {
        (text.decode(), number)
        for i, text in enumerate(index.texts("piece"))
        for number in held[places[i] : places[i + 1]]
    }
    names = [text.decode() for text in index.texts("name")]
    assert found == {(piece, number) for number, name in enumerate(names) for piece in pieces(name)}


def test_words_and_definitions_are_those_of_the_names(toy: KnowledgeGraph) -> None:
    words = [text.decode() for text in toy.index.texts("word")]
    assert words == sorted({word for name, _ in toy.names() for word in name.split()})
    told = [text.decode() for text in toy.index.texts("told")]
    assert told == [normalise(entity.definition) for entity in toy.defined()]


def test_it_is_left_out_with_the_names_in_any_order(mini: Dataset) -> None:
    plain = Index.from_bytes(assemble(mini, spoken=False))
    assert not any(map(plain.has, ("piece", "word", "told")))
