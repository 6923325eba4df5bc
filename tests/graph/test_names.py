"""What people type → a finding, and back; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from more_names import with_names
from work import calls

from refgraph.curation.load import read as load
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import SIDES, Entity, State

MINI = Path(__file__).parents[1] / "data" / "mini"


# ---------------------------------------------------------------- folding


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("headache", Finding("headache")),
        ("Headaches!", Finding("headache")),
        ("pain in the butt", Finding("buttock-pain")),
        ("pain in my butt", Finding("buttock-pain")),
        ("my butt hurts", Finding("buttock-pain")),
        ("l butt is killing me", Finding("buttock-pain", None, "left")),
        ("burning butt", Finding("buttock-pain", "burning")),
        ("sharp pain in the neck (rt side)", Finding("neck-pain", "sharp", "right")),
        ("nocturnal headaches on the left", Finding("headache", "at-night", "left")),
        ("sore neck", Finding("neck-pain")),
        ("neckache", Finding("neck-pain")),
        ("glutes both sides weak", Finding("gluteals", "weak", "bilateral")),
        ("weakness of glutes, bilat", Finding("gluteals", "weak", "bilateral")),
        ("medius gluteus", Finding("gluteus-medius")),
        ("gluteus medius muscle", Finding("gluteus-medius")),
        ("piriformis hurts", Finding("piriformis", "painful")),
        ("sore piriformis", Finding("piriformis", "sore")),
        ("sciatic nerve pinched", Finding("sciatic-nerve", "compressed")),
        ("goblin theory", Finding("goblin-theory")),
        ("tight piriformis", Finding("piriformis", "tight")),
        ("piriformis, tight", Finding("piriformis", "tight")),
        ("TIGHT PIRIFORMIS MUSCLES", Finding("piriformis", "tight")),
        ("left gluteals weak", Finding("gluteals", "weak", "left")),
        ("weak gluteals (left)", Finding("gluteals", "weak", "left")),
        ("weakness of the left glutes", Finding("gluteals", "weak", "left")),
        ("my right hamstrings are tight", Finding("hamstrings", "tight", "right")),
        ("hamstrings on the left side", Finding("hamstrings", None, "left")),
        ("tight hamstrings on both sides", Finding("hamstrings", "tight", "bilateral")),
        ("trigger points in the upper traps", Finding("upper-trapezius", "trigger-point")),
        ("knotted upper traps", Finding("upper-trapezius", "trigger-point")),
        ("posterior pelvic tilt", Finding("posterior-pelvic-tilt")),
        ("trigger points", Finding("knots")),
        ("gluteus-medius", Finding("gluteus-medius")),
    ],
)
def test_findings_are_read_as_people_type_them(toy: KnowledgeGraph, typed: str, meant: Finding) -> None:
    assert names.read(toy, typed) == meant


def test_a_side_given_apart_is_joined_and_must_not_contradict(toy: KnowledgeGraph) -> None:
    assert names.read(toy, "tight hamstrings", "left") == Finding("hamstrings", "tight", "left")
    assert names.read(toy, "left hamstrings", "left") == Finding("hamstrings", None, "left")
    with pytest.raises(UsageError, match="names the left side, --side the right one"):
        names.read(toy, "left hamstrings", "right")
    with pytest.raises(UnknownNameError, match="unknown side 'up'"):
        names.read(toy, "hamstrings", "up")


@pytest.mark.parametrize(
    "typed", ["", " ", "x" * 10_000, "tight " * 3000, "\x1b[31m", "\x00", "🤕", "tight", "left", "\udcff"]
)
def test_odd_names_are_one_short_line(toy: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(toy, typed)
    message = str(error.value)
    assert len(message) < 250
    assert message.isprintable()


def test_a_name_that_several_carry_is_refused_and_its_keys_are_not(mini: Dataset) -> None:
    kg = with_names(
        mini, entities=(Entity("hip-a", "joint", "hip"), Entity("hip-b", "region", "the hip", lay=("hips",)))
    )
    with pytest.raises(UsageError, match=r"'tight hips' can mean hip \(hip-a\); the hip \(hip-b\)"):
        names.read(kg, "tight hips")
    assert names.read(kg, "hip-b") == Finding("hip-b")


def _findings(kg: KnowledgeGraph) -> Iterator[Finding]:
    """Every finding that claims of this graph may name."""
    for entity in kg.entities():
        for state in (None, *(s.key for s in kg.schema.states.values() if s.stands_on(entity.category))):
            for side in (None, *SIDES):
                yield Finding(entity.key, state, side)


def test_what_is_said_is_read_back(toy: KnowledgeGraph) -> None:
    for finding in _findings(toy):
        assert names.read(toy, names.say(toy, finding)) == finding


def test_every_finding_of_the_bundled_graph_is_read_back_as_it_is_printed() -> None:
    kg = open_graph()
    for finding in sorted({end for edge in kg.edges() for end in (edge.subject, edge.object)}, key=repr):
        assert names.read(kg, names.say(kg, finding)) == finding


@given(st.data())
def test_any_finding_of_the_bundled_vocabulary_is_read_back(data: st.DataObject) -> None:
    kg = open_graph() if not _BUNDLED else _BUNDLED[0]
    _BUNDLED[:] = [kg]
    entity = data.draw(st.sampled_from(kg.entities()))
    states = [s.key for s in kg.schema.states.values() if s.stands_on(entity.category)]
    finding = Finding(
        entity.key, data.draw(st.sampled_from([None, *states])), data.draw(st.sampled_from([None, *SIDES]))
    )
    assert names.read(kg, names.say(kg, finding)) == finding


_BUNDLED: list[KnowledgeGraph] = []


def test_a_thing_that_is_called_like_a_state_of_another_is_told_apart(mini: Dataset) -> None:
    kg = with_names(mini, entities=(Entity("tight-calves", "condition", "tight calf muscles"),))
    assert names.read(kg, "tight calf muscles") == Finding("tight-calves")
    said = names.say(kg, Finding("calf-muscles", "tight", "left"))
    assert said == "calf muscles (tight, left)"
    assert names.read(kg, said) == Finding("calf-muscles", "tight", "left")


def test_a_term_is_a_name_in_any_spelling_of_its_id(mini: Dataset) -> None:
    close, exact = ("skos:closeMatch", "HP:0002315"), ("skos:exactMatch", "HP:0002315")
    entities = (
        Entity("cephalea", "symptom", "cephalea", mappings=(exact,)),
        Entity("near-it", "symptom", "near it", mappings=(close,)),
    )
    kg = with_names(mini, entities=entities)
    place = "http://purl.obolibrary.org/obo/HP_0002315"
    for typed in ("HP:0002315", "hp:0002315", "hp_0002315", place, place.replace("http:", "https:"), f" <{place}> "):
        assert names.read(kg, typed) == Finding("cephalea")
    assert [hit.entity.key for hit in names.search(kg, "hp:0002315")] == ["cephalea"]
    with pytest.raises(UnknownNameError):
        names.read(kg, "HP:0000001")


def test_the_address_of_a_term_is_that_of_its_ontology(mini: Dataset) -> None:
    muscle = Entity("gluteus", "muscle", "gluteus", mappings=(("skos:exactMatch", "FMA:22314"),))
    kg = with_names(mini, entities=(muscle,))
    for typed in ("fma:22314", "http://purl.org/sig/ont/fma/fma22314"):
        assert names.read(kg, typed) == Finding("gluteus")


def test_names_that_fold_alike_are_told_apart_as_they_are_written(mini: Dataset) -> None:
    entities = (
        Entity("band", "region", "iliotibial band", abbreviation=("ITB",)),
        Entity("band-syndrome", "condition", "iliotibial band syndrome", abbreviation=("ITBS",)),
    )
    kg = with_names(mini, entities=entities)
    assert names.read(kg, "ITB") == Finding("band")
    assert names.read(kg, "itbs") == Finding("band-syndrome")


HOSTILE = ["left right " * 18, "tight " * 39, "left tight right weak " * 9, "pain " * 40, "a " * 100, "x" * 200]


@pytest.mark.parametrize("typed", [text[:197] for text in HOSTILE])
def test_a_typed_name_takes_no_time_whatever_it_is(typed: str) -> None:
    kg = open_graph()
    kg.state_words.matches(("x",))
    assert calls(lambda: names.read(kg, typed)) < 30_000


def test_a_finding_is_said_in_a_natural_order(mini: Dataset) -> None:
    kg = with_names(mini, states=(State("in-spasm", "", ("spasm",)),))
    assert names.say(kg, Finding("gluteals", "weak", "left")) == "weak gluteal muscles (left)"
    assert names.say(kg, Finding("headache")) == "headache"
    assert names.say(kg, Finding("hamstrings", "in-spasm", "bilateral")) == "hamstrings in spasm (both sides)"
    assert names.say(kg, Finding("calf-muscles", None, "contralateral")) == "calf muscles (other side)"
    assert names.read(kg, "hamstrings in spasm") == Finding("hamstrings", "in-spasm")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_finding_or_an_error_on_purpose(text: str) -> None:
    kg = _toy()
    with suppress(UsageError):
        kg.entity(names.read(kg, text).entity)


def _toy(cache: list[KnowledgeGraph] = []) -> KnowledgeGraph:  # noqa: B006 (one graph for all examples)
    if not cache:
        cache.append(build(load(MINI).dataset))
    return cache[0]


# ---------------------------------------------------------------- search


def test_search_ranks_the_closest_first(toy: KnowledgeGraph) -> None:
    found = [(hit.entity.key, hit.how) for hit in names.search(toy, "head")]
    assert found[:2] == [("headache", "prefix"), ("head-rolls", "prefix")]
    assert ("slump", "definition") in found
    assert names.search(toy, "headaches")[0].how == "exact"


def test_search_forgives_spelling_only_where_nothing_else_is_found(toy: KnowledgeGraph) -> None:
    assert [hit.entity.key for hit in names.search(toy, "piriformus")] == ["piriformis"]
    assert {hit.how for hit in names.search(toy, "piriformus")} == {"fuzzy"}
    assert names.search(toy, "") == names.search(toy, "zzzzzz") == ()
    assert len(names.search(toy, "a", limit=3)) == 3


# ---------------------------------------------------------------- words of options
