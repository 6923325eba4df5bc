"""What people type → a finding, and back; nothing is guessed."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refgraph.curation.load import read as load
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import arguments, names
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.language.normalise import normalise
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity, State

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
        ("pain in my butt", None),
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
def test_findings_are_read_as_people_type_them(kg: KnowledgeGraph, typed: str, meant: Finding | None) -> None:
    if meant is None:
        with pytest.raises(UnknownNameError, match="buttock pain"):
            names.read(kg, typed)
    else:
        assert names.read(kg, typed) == meant


def test_a_whole_name_wins_over_its_parts(mini: Dataset) -> None:
    stiff = Entity("neck-stiffness", "symptom", "neck stiffness")
    blade = Entity("right-blade", "muscle", "right shoulder blade muscles")
    kg = _with(mini, entities=(stiff, blade, Entity("neck", "region", "neck")))
    assert names.read(kg, "neck stiffness") == Finding("neck-stiffness")
    assert names.read(kg, "stiff neck") == Finding("neck", "stiff")
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
def test_of_very_many_names_the_likely_ones_are_compared(
    kg: KnowledgeGraph, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nearest() -> tuple[str, ...]:
        with pytest.raises(UnknownNameError) as error:
            names.read(kg, typed)
        return error.value.candidates[:1]

    all_of_them = nearest()
    for name, value in (("_ALL_NAMES", 0), ("_AROUND", 1), ("_LIKELY", 40)):
        monkeypatch.setattr(names, name, value)
    assert nearest() == all_of_them


def test_a_name_that_several_carry_is_refused_and_its_keys_are_not(mini: Dataset) -> None:
    kg = _with(mini, entities=(Entity("hip-a", "joint", "hip"), Entity("hip-b", "region", "the hip", lay=("hips",))))
    with pytest.raises(UsageError, match=r"'tight hips' can mean hip \(hip-a\); the hip \(hip-b\)"):
        names.read(kg, "tight hips")
    assert names.read(kg, "hip-b") == Finding("hip-b")


def test_what_is_said_is_read_back(kg: KnowledgeGraph) -> None:
    states = [None, *kg.schema.states]
    for entity in kg.entities():
        for state in states:
            for side in (None, *names.ASKABLE_SIDES):
                finding = Finding(entity.key, state, side)
                assert names.read(kg, names.say(kg, finding)) == finding


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
