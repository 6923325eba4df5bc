"""What in a sentence names a thing or a relation."""

from __future__ import annotations

import pytest
from more_names import with_names

from refgraph.curator.sentence import Reader, inflected, tokens
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity


@pytest.fixture(scope="module")
def reader(toy: KnowledgeGraph) -> Reader:
    return Reader(toy)


def _said(reader: Reader, sentence: str) -> list[str]:
    words = tokens(sentence)
    found = reader.mentions(words)
    return [sentence[words[one.start].start : words[one.end - 1].end] for one in found]


def test_words_know_their_places() -> None:
    sentence = "Weak hips (left), don’t rest."
    found = tokens(sentence)
    assert [sentence[token.start : token.end] for token in found] == ["Weak", "hips", "left", "don’t", "rest"]
    assert [token.apart for token in found] == [False, False, True, True, False]


def test_the_longest_name_wins_and_lists_are_not_one_name(reader: Reader) -> None:
    assert _said(reader, "Weak left gluteals and tight hamstrings hurt.") == ["Weak left gluteals", "tight hamstrings"]
    assert _said(reader, "The gluteus medius aches.") == ["gluteus medius aches"]
    assert _said(reader, "Nothing is named here.") == []


def test_what_names_several_things_is_no_finding(mini: Dataset) -> None:
    twins = (Entity("hip-a", "joint", "hip"), Entity("hip-b", "region", "the hip", lay=("hips",)))
    found = Reader(with_names(mini, entities=twins)).mentions(tokens("Tight hips."))
    assert [one.finding for one in found] == [None]


def test_a_small_word_is_no_abbreviation(mini: Dataset) -> None:
    stiff = Entity("stiff-ankle", "condition", "stiff ankle", abbreviation=("AS",))
    assert _said(Reader(with_names(mini, entities=(stiff,))), "As bad as it is, AS is stiff ankle.") == [
        "AS",
        "stiff ankle",
    ]


@pytest.mark.parametrize(
    ("sentence", "predicate", "turned"),
    [
        ("Weak hips tilted the pelvis", "tilts", False),
        ("headache is caused by moons", "causes", True),
        ("moons causing headaches", "causes", False),
        ("headache due to moons", "causes", True),
        ("tight muscles were compressing nerves", "compresses", False),
    ],
)
def test_relations_are_read_in_their_forms(reader: Reader, sentence: str, predicate: str, turned: bool) -> None:
    found = reader.relations(tokens(sentence))
    assert [(one.predicate, one.turned) for one in found] == [(predicate, turned)]


def test_a_participle_before_a_noun_is_no_relation(reader: Reader) -> None:
    assert reader.relations(tokens("The compressed nerve rests in a weakened muscle")) == []


def test_forms_of_verbs() -> None:
    assert {words[0] for words in inflected("compresses")} == {"compress", "compresses", "compressed", "compressing"}
    assert ("led", "to") in inflected("leads to")
    assert ("applied",) in inflected("applies")
    assert inflected("can be a sign of") == {("a", "sign", "of")}
