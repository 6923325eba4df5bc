"""What people type → a finding, and back; nothing is guessed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refgraph.curation.load import read as load
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import arguments, names, suggestions
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.language.normalise import normalise
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import SIDES, Entity, State

MINI = Path(__file__).parents[1] / "data" / "mini"


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph(MINI)


def _with(dataset: Dataset, *, entities: tuple[Entity, ...] = (), states: tuple[State, ...] = ()) -> KnowledgeGraph:
    """The toy graph with more names in it."""
    schema = dataset.schema
    more = dataclasses.replace(schema, states={**schema.states, **{state.key: state for state in states}})
    known = {**dataset.entities, **{entity.key: entity for entity in entities}}
    return build(dataclasses.replace(dataset, schema=more, entities=known))


# ---------------------------------------------------------------- folding


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Tight Hip-Flexors", "tight hip flexor"),
        ("headaches", "headache"),
        ("piriformis", "piriformis"),
        ("gluteus", "gluteus"),
        ("weaknesses", "weakness"),
        ("stretches", "stretch"),
        ("Vertebrae", "vertebra"),
        ("feet", "foot"),
        ("bodies", "body"),
        ("runner’s knee", "runner knee"),
        ("ＨＥＡＤＡＣＨＥ", "headache"),
        ("STRAẞE", "strasse"),
        ("neck\x00\x1b\n\tpain", "neck pain"),
        ("C5–C6", "c5 c6"),
        ("", ""),
        (" ()-!  ", ""),
        ("🤕", ""),
    ],
)
def test_names_fold_alike_however_they_are_written(typed: str, folded: str) -> None:
    assert normalise(typed) == folded


@given(st.text(max_size=40))
@example("vertebraes")
@example("ſs")
@example("ΐς")
def test_folding_twice_changes_nothing_and_leaves_only_letters_and_digits(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert all(part.isalnum() for part in once.split())


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
def test_findings_are_read_as_people_type_them(kg: KnowledgeGraph, typed: str, meant: Finding) -> None:
    assert names.read(kg, typed) == meant


def test_a_whole_name_wins_over_its_parts(mini: Dataset) -> None:
    stiff = Entity("neck-stiffness", "symptom", "neck stiffness")
    blade = Entity("right-blade", "muscle", "right shoulder blade muscles")
    kg = _with(mini, entities=(stiff, blade, Entity("neck", "region", "neck")))
    assert names.read(kg, "neck stiffness") == Finding("neck-stiffness")
    assert names.read(kg, "stiff neck") == Finding("neck-stiffness")
    assert names.read(kg, "neck (stiff)") == Finding("neck", "stiff")
    assert names.read(kg, "left neck stiffness") == Finding("neck-stiffness", None, "left")
    assert names.read(kg, "right shoulder blade muscles") == Finding("right-blade")
    assert names.read(kg, "tight right shoulder blade muscles") == Finding("right-blade", "tight")
    assert names.read(kg, "right shoulder blade") == Finding("shoulder-blade", None, "right")


def test_the_longest_state_word_is_taken(mini: Dataset) -> None:
    states = (State("pulled", ""), State("misaligned", "", ("out of place", "out of line")))
    kg = _with(mini, states=states)
    assert names.read(kg, "shoulder blade out of place") == Finding("shoulder-blade", "misaligned")
    assert names.read(kg, "tight spots in the hamstrings") == Finding("hamstrings", "trigger-point")


def test_a_side_given_apart_is_joined_and_must_not_contradict(kg: KnowledgeGraph) -> None:
    assert names.read(kg, "tight hamstrings", "left") == Finding("hamstrings", "tight", "left")
    assert names.read(kg, "left hamstrings", "left") == Finding("hamstrings", None, "left")
    with pytest.raises(UsageError, match="names the left side, --side the right one"):
        names.read(kg, "left hamstrings", "right")
    with pytest.raises(UnknownNameError, match="unknown side 'up'"):
        names.read(kg, "hamstrings", "up")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("left right hamstrings", "two sides, left and right"),
        ("left hamstrings on the right", "two sides, left and right"),
        ("tight weak hamstrings", "two states, tight and weak"),
        ("hamstrings tight and weak", "two states, tight and weak"),
    ],
)
def test_two_of_a_kind_are_refused(kg: KnowledgeGraph, typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        names.read(kg, typed)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("piriform", "piriformis"),
        ("headake", "headache"),
        ("tight piriformus", "tight piriformis"),
        ("left tight piriformus", "tight piriformis (left)"),
        ("hed ache", "headache"),
        ("trapezius", "upper trapezius"),
    ],
)
def test_a_misspelt_name_is_an_error_that_lists_the_nearest(kg: KnowledgeGraph, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(kg, typed)
    assert error.value.candidates[0] == nearest
    assert len(error.value.candidates) <= 5


@pytest.mark.parametrize(
    "typed", ["", " ", "x" * 10_000, "tight " * 3000, "\x1b[31m", "\x00", "🤕", "tight", "left", "\udcff"]
)
def test_odd_names_are_one_short_line(kg: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(kg, typed)
    message = str(error.value)
    assert len(message) < 250
    assert message.isprintable()


@pytest.mark.parametrize("typed", ["pirifromis", "tight hamstrigs", "upper trapezuis", "headahce", "qqq"])
def test_of_very_many_names_the_likely_ones_are_compared(kg: KnowledgeGraph, typed: str) -> None:
    few = suggestions.Limits(all_names=0, likely=40, around=1)
    assert suggestions.alike(kg, typed, few)[:1] == suggestions.alike(kg, typed)[:1]


def test_a_name_that_several_carry_is_refused_and_its_keys_are_not(mini: Dataset) -> None:
    kg = _with(mini, entities=(Entity("hip-a", "joint", "hip"), Entity("hip-b", "region", "the hip", lay=("hips",))))
    with pytest.raises(UsageError, match=r"'tight hips' can mean hip \(hip-a\); the hip \(hip-b\)"):
        names.read(kg, "tight hips")
    assert names.read(kg, "hip-b") == Finding("hip-b")


def _findings(kg: KnowledgeGraph) -> Iterator[Finding]:
    """Every finding that claims of this graph may name."""
    for entity in kg.entities():
        for state in (None, *(s.key for s in kg.schema.states.values() if s.stands_on(entity.category))):
            for side in (None, *SIDES):
                yield Finding(entity.key, state, side)


def test_what_is_said_is_read_back(kg: KnowledgeGraph) -> None:
    for finding in _findings(kg):
        assert names.read(kg, names.say(kg, finding)) == finding


def test_every_finding_of_the_bundled_graph_is_read_back_as_it_is_printed() -> None:
    kg = open_graph()
    for finding in sorted({end for edge in kg.edges() for end in (edge.subject, edge.object)}, key=repr):
        assert names.read(kg, names.say(kg, finding)) == finding


@given(st.data())
@settings(max_examples=300, deadline=None)
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
    kg = _with(mini, entities=(Entity("tight-calves", "condition", "tight calf muscles"),))
    assert names.read(kg, "tight calf muscles") == Finding("tight-calves")
    said = names.say(kg, Finding("calf-muscles", "tight", "left"))
    assert said == "calf muscles (tight, left)"
    assert names.read(kg, said) == Finding("calf-muscles", "tight", "left")


@pytest.mark.parametrize(
    "typed",
    [
        "tense headache",  # a state never lands on a thing that cannot be in it
        "weak posterior pelvic tilt",
        "sharp piriformis",
        "headache from tight neck",  # no word is dropped silently
        "neck pain without fever",
        "burning sharp buttock pain",
        "growing pains",
        "tennis elbow",
    ],
)
def test_no_reading_is_better_than_a_wrong_one(kg: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UsageError):
        names.read(kg, typed)


def test_a_fixed_diagnosis_is_never_split(mini: Dataset) -> None:
    muscle = State("clicking", "", ("snapping",), never=("snapping calf",))
    kg = _with(mini, states=(muscle,), entities=(Entity("tension", "condition", "tension headache"),))
    assert names.read(kg, "tension headache") == Finding("tension")
    assert names.read(kg, "snapping hamstrings") == Finding("hamstrings", "clicking")
    with pytest.raises(UnknownNameError):
        names.read(kg, "snapping calf")


def test_what_is_felt_goes_to_the_symptom_of_the_place(mini: Dataset) -> None:
    entities = (
        Entity("knee", "region", "knee", lay=("knees",)),
        Entity("knee-pain", "symptom", "knee pain"),
        Entity("knee-numbness", "symptom", "knee numbness"),
        Entity("popliteal-region", "region", "popliteal region", lay=("back of the knee",)),
        Entity("posterior-knee-pain", "symptom", "posterior knee pain"),
        Entity("calf", "region", "calf"),
    )
    kg = _with(mini, entities=entities)
    read = {text: names.read(kg, text) for text in ("knees hurt", "my left knee is numb", "numb calf", "knee (sore)")}
    assert read["knees hurt"] == Finding("knee-pain")
    assert read["my left knee is numb"] == Finding("knee-numbness", None, "left")
    assert read["numb calf"] == Finding("calf", "numb")
    assert read["knee (sore)"] == Finding("knee", "sore")
    assert names.read(kg, "pain behind the right knee") == Finding("posterior-knee-pain", None, "right")
    assert names.read(kg, "rear of knee aches at night") == Finding("posterior-knee-pain", "at-night")
    with pytest.raises(UnknownNameError):
        names.read(kg, "knee pain in the back")


def test_a_symptom_may_be_told_with_its_place(mini: Dataset) -> None:
    entities = (
        Entity("head", "region", "head"),
        Entity("temple", "region", "temple"),
        Entity("temple-pain", "symptom", "temple pain"),
        Entity("knee", "region", "knee"),
    )
    at = {"paragraph": 1, "anchor": "a b", "statement": "S."}
    said = (("headache", "felt-at", "head"), ("temple-pain", "felt-at", "temple"), ("temple", "kind-of", "head"))
    more = tuple(
        Claim(f"toy-hip#{n}", "toy-hip", Finding(one), verb, Finding(other), **at)  # type: ignore[arg-type]
        for n, (one, verb, other) in enumerate(said, 900)
    )
    known = {**mini.entities, **{entity.key: entity for entity in entities}}
    kg = build(dataclasses.replace(mini, entities=known, claims=mini.claims + more))
    assert names.read(kg, "headache in the head") == Finding("headache")
    assert names.read(kg, "headache in my left temple") == Finding("temple-pain", None, "left")
    with pytest.raises(UnknownNameError):
        names.read(kg, "headache in the knee")


def test_a_term_is_a_name_in_any_spelling_of_its_id(mini: Dataset) -> None:
    close, exact = ("skos:closeMatch", "HP:0002315"), ("skos:exactMatch", "HP:0002315")
    entities = (
        Entity("cephalea", "symptom", "cephalea", mappings=(exact,)),
        Entity("near-it", "symptom", "near it", mappings=(close,)),
    )
    kg = _with(mini, entities=entities)
    for typed in ("HP:0002315", "hp:0002315", "hp_0002315", "http://purl.obolibrary.org/obo/HP_0002315"):
        assert names.read(kg, typed) == Finding("cephalea")
    with pytest.raises(UnknownNameError):
        names.read(kg, "HP:0000001")


def test_names_that_fold_alike_are_told_apart_as_they_are_written(mini: Dataset) -> None:
    entities = (
        Entity("band", "region", "iliotibial band", abbreviation=("ITB",)),
        Entity("band-syndrome", "condition", "iliotibial band syndrome", abbreviation=("ITBS",)),
    )
    kg = _with(mini, entities=entities)
    assert names.read(kg, "ITB") == Finding("band")
    assert names.read(kg, "itbs") == Finding("band-syndrome")


HOSTILE = ["left right " * 18, "tight " * 39, "left tight right weak " * 9, "pain " * 40, "a " * 100, "x" * 200]


@pytest.mark.parametrize("typed", [text[:197] for text in HOSTILE])
def test_a_typed_name_takes_no_time_whatever_it_is(typed: str) -> None:
    kg = open_graph()
    kg.state_words.matches(("x",))
    best = min(_seconds(kg, typed) for _ in range(3))
    assert best < 0.02


def _seconds(kg: KnowledgeGraph, typed: str) -> float:
    start = process_time()
    with suppress(UsageError):
        names.read(kg, typed)
    return process_time() - start


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("anterior pelvic tillt", "posterior pelvic tilt"),
        ("tight headake", "tight headache"),
        ("growing pains", "neck pain"),
        ("left sholder pain", "buttock pain (left)"),
    ],
)
def test_what_is_offered_shares_the_place_and_is_no_opposite(kg: KnowledgeGraph, typed: str, never: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(kg, typed)
    assert never not in error.value.candidates
    for offered in error.value.candidates:
        names.read(kg, offered)


def test_a_place_is_asked_for_its_pain_where_nothing_leads_to_it(mini: Dataset) -> None:
    kg = _with(mini, entities=(Entity("butt", "region", "butt"),))
    assert suggestions.asked(kg, Finding("butt", "stiff", "left")) == Finding("buttock-pain", None, "left")
    assert suggestions.asked(kg, Finding("gluteals", "weak")) == Finding("gluteals", "weak")
    assert not suggestions.is_told(kg, "butt")
    assert suggestions.told_near(kg, "butt")[0] == "buttock-pain"


def test_a_finding_is_said_in_a_natural_order(mini: Dataset) -> None:
    kg = _with(mini, states=(State("in-spasm", "", ("spasm",)),))
    assert names.say(kg, Finding("gluteals", "weak", "left")) == "weak gluteal muscles (left)"
    assert names.say(kg, Finding("headache")) == "headache"
    assert names.say(kg, Finding("hamstrings", "in-spasm", "bilateral")) == "hamstrings in spasm (both sides)"
    assert names.say(kg, Finding("calf-muscles", None, "contralateral")) == "calf muscles (other side)"
    assert names.read(kg, "hamstrings in spasm") == Finding("hamstrings", "in-spasm")


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_whatever_is_typed_is_a_finding_or_an_error_on_purpose(text: str) -> None:
    kg = _toy()
    with suppress(UsageError):
        kg.entity(names.read(kg, text).entity)


def _toy(cache: list[KnowledgeGraph] = []) -> KnowledgeGraph:  # noqa: B006 (one graph for all examples)
    if not cache:
        cache.append(build(load(MINI).dataset))
    return cache[0]


# ---------------------------------------------------------------- search


def test_search_ranks_the_closest_first(kg: KnowledgeGraph) -> None:
    found = [(hit.entity.key, hit.how) for hit in names.search(kg, "head")]
    assert found[:2] == [("headache", "prefix"), ("head-rolls", "prefix")]
    assert ("slump", "definition") in found
    assert names.search(kg, "headaches")[0].how == "exact"


def test_search_forgives_spelling_only_where_nothing_else_is_found(kg: KnowledgeGraph) -> None:
    assert [hit.entity.key for hit in names.search(kg, "piriformus")] == ["piriformis"]
    assert {hit.how for hit in names.search(kg, "piriformus")} == {"fuzzy"}
    assert names.search(kg, "") == names.search(kg, "zzzzzz") == ()
    assert len(names.search(kg, "a", limit=3)) == 3


# ---------------------------------------------------------------- words of options


def test_keys_of_options_are_read_by_key_or_wording(kg: KnowledgeGraph) -> None:
    assert arguments.predicate(kg, "is compressed by") == "compresses"
    assert arguments.predicate(kg, "presses on") == "compresses"
    assert arguments.category(kg, "Muscles") == "muscle"
    assert arguments.state(kg, "knots") == "trigger-point"
    assert arguments.evidence(kg, "quoted expert") == "quoted-expert"
    assert arguments.family(kg, "RISK") == "risk"
    assert arguments.source(kg, "A headache from the moon?") == "toy-neck"
    assert [arguments.to_avoid(kg, word) for word in ("toy-hip", "tilts", "glutes")] == ["toy-hip", "tilts", "gluteals"]


@pytest.mark.parametrize(
    ("reader", "typed", "said"),
    [
        (arguments.predicate, "compreses", "unknown predicate 'compreses'. Did you mean: compresses"),
        (arguments.category, "mussel", "unknown category 'mussel'. Did you mean: muscle"),
        (arguments.source, "toy-hipp", "unknown source 'toy-hipp'. Did you mean: toy-hip"),
        (arguments.evidence, "hearsay", "unknown kind of evidence 'hearsay'. Did you mean: "),
        (arguments.to_avoid, "piriformus", "unknown name 'piriformus'. Did you mean: piriformis"),
    ],
)
def test_unknown_keys_list_the_nearest(kg: KnowledgeGraph, reader, typed: str, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownNameError) as error:
        reader(kg, typed)
    assert str(error.value).startswith(said)


def test_a_wording_that_two_predicates_share_is_refused(mini: Dataset) -> None:
    known = dict(mini.schema.predicates)
    known["tilts"] = dataclasses.replace(known["tilts"], covers=("drags",))
    kg = build(dataclasses.replace(mini, schema=dataclasses.replace(mini.schema, predicates=known)))
    with pytest.raises(UsageError, match="predicate 'drags' can mean tilts, displaces; use one of these"):
        arguments.predicate(kg, "drags")


@pytest.mark.parametrize(
    ("words", "said"),
    [(["finding"], "is no KEY=VALUE"), (["=x"], "is no KEY=VALUE"), (["a=1", "a=2"], "is given twice")],
)
def test_parameters_are_key_and_value(words: list[str], said: str) -> None:
    assert arguments.pairs(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}
    with pytest.raises(UsageError, match=said):
        arguments.pairs(words)
