"""Which entities words name, and what is felt where."""

from __future__ import annotations

from itertools import permutations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.reading import lexicon


def keys(kg: KnowledgeGraph, *words: str) -> list[str]:
    return [kg.entity_at(number).key for number in lexicon.named(kg, words)]


def test_a_name_is_found_whatever_the_order_of_its_words(toy: KnowledgeGraph) -> None:
    for words in permutations(("forward", "head", "posture")):
        assert keys(toy, *words) == ["forward-head-posture"]


def test_a_word_for_the_kind_of_a_thing_may_stand_with_its_name(toy: KnowledgeGraph) -> None:
    assert keys(toy, "piriformis", "muscle") == ["piriformis"]
    assert keys(toy, "piriformis", "joint") == []
    assert lexicon.by_name(toy, ()) == ()


def test_a_pain_is_known_by_its_names_and_lies_where_claims_say(toy: KnowledgeGraph) -> None:
    assert lexicon.is_pain(toy, toy.number("neck-pain"))
    assert not lexicon.is_pain(toy, toy.number("piriformis"))
    assert not lexicon.is_felt(toy, toy.number("piriformis"), "tight")
    assert lexicon.felt(toy, toy.number("piriformis")) is None


def test_structure_is_where_a_thing_belongs(toy: KnowledgeGraph) -> None:
    assert lexicon.structural(toy) == ("structural",)
    assert [edge.object.entity for edge in lexicon.structure(toy, "gluteus-medius")] == ["gluteals"]
