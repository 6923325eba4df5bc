"""What the index holds for reading what people type."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.reading import lexicon
from refgraph.language import phrases
from refgraph.model import joints
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity
from refgraph.storage import spoken


def _graph(mini: Dataset, entities: tuple[Entity, ...], felt_at: tuple[tuple[str, str], ...] = ()) -> KnowledgeGraph:
    known = {**mini.entities, **{entity.key: entity for entity in entities}}
    more = tuple(
        Claim(f"toy-hip#{number}", "toy-hip", Finding(symptom), "felt-at", Finding(place), 1, "a b", "S.")
        for number, (symptom, place) in enumerate(felt_at, 900)
    )
    return build(replace(mini, entities=known, claims=mini.claims + more))


def _felt(kg: KnowledgeGraph, place: str, state: str | None = None) -> str | None:
    code = joints.state_codes(kg.schema)[state] if state else spoken.PAIN
    found = lexicon.felt(kg, kg.number(place), code)
    return None if found is None else kg.entity_at(found).key


def test_every_name_has_a_key_whatever_the_order_of_its_words(mini: Dataset) -> None:
    kg = build(mini)
    for entity in mini.entities.values():
        for name in (entity.label, entity.key, *entity.synonyms):
            words = phrases.words_of(name)
            assert kg.number(entity.key) in lexicon.named(kg, tuple(reversed(words)))
            assert kg.number(entity.key) in lexicon.named(kg, ("the", *words))


def test_a_symptom_named_after_a_place_is_felt_there(mini: Dataset) -> None:
    kg = _graph(mini, (Entity("butt", "region", "butt"), Entity("neck", "region", "neck")))
    assert _felt(kg, "butt") == "buttock-pain"
    assert _felt(kg, "neck") == "neck-pain"
    assert _felt(kg, "shoulder-blade") is None
    assert _felt(kg, "neck", "stiff") is None


def test_claims_say_where_a_symptom_named_otherwise_is_felt(mini: Dataset) -> None:
    head = (Entity("head", "region", "head"), Entity("lumbago", "symptom", "lumbago"))
    assert _felt(_graph(mini, head), "head") == "headache"
    moved = _graph(mini, (*head, Entity("crown", "region", "crown")), (("headache", "crown"),))
    assert (_felt(moved, "head"), _felt(moved, "crown")) == (None, "headache")
    # Nothing in this name says that it is a pain.
    assert _felt(_graph(mini, head, (("lumbago", "head"),)), "head") == "headache"


def test_where_two_symptoms_would_do_neither_is_picked(mini: Dataset) -> None:
    twins = (
        Entity("knee", "region", "knee"),
        Entity("knee-pain", "symptom", "knee pain"),
        Entity("knee-ache", "symptom", "knee ache"),
    )
    assert _felt(_graph(mini, twins), "knee") is None
    assert _felt(_graph(mini, twins, (("knee-ache", "knee"),)), "knee") == "knee-ache"


@pytest.mark.parametrize(("typed", "known"), [("hp:1", ("one",)), ("HP:1", ("one",)), ("hp:2", ("two",)), ("hp:3", ())])
def test_a_close_term_counts_where_it_is_exactly_no_other(mini: Dataset, typed: str, known: tuple[str, ...]) -> None:
    one = Entity("one", "symptom", "one", mappings=(("skos:exactMatch", "HP:1"),))
    two = Entity("two", "symptom", "two", mappings=(("skos:closeMatch", "HP:1"), ("skos:closeMatch", "HP:2")))
    other = Entity("three", "symptom", "three", mappings=(("skos:broadMatch", "HP:3"),))
    assert lexicon.by_term(_graph(mini, (one, two, other)), typed) == known
