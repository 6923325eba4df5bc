"""What claims may say: results, sides, theories, one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from with_claims import claim, with_claims

from refgraph.curation.checks import validate
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding


def codes(mini: Dataset, *claims: Claim) -> set[str]:
    return {fault.code for fault in validate(with_claims(mini, *claims), ("E4",))}


WEAK = Finding("gluteals", "weak")


@pytest.mark.parametrize(
    ("obj", "found"),
    [
        (Finding("hamstrings", "tight"), set()),
        (Finding("hamstrings"), {"E410"}),
        (Finding("hamstrings", "short"), {"E411"}),  # compatible in a walk, but not what the predicate says
    ],
)
def test_an_effect_names_the_state_that_results(mini: Dataset, obj: Finding, found: set[str]) -> None:
    assert codes(mini, claim(WEAK, "tightens", obj)) == found


def test_a_thing_that_is_a_state_of_affairs_needs_no_result(mini: Dataset) -> None:
    tilt = Finding("posterior-pelvic-tilt")
    assert codes(mini, claim(WEAK, "tilts", tilt)) == set()
    assert codes(mini, claim(WEAK, "tilts", replace(tilt, state="tilted"))) == set()
    assert codes(mini, claim(WEAK, "tilts", replace(tilt, state="displaced"))) == {"E411"}
    assert codes(mini, claim(WEAK, "tilts", replace(tilt, state="weak"))) == {"E411", "E421"}


def test_what_acts_on_an_existing_state_may_name_it(mini: Dataset) -> None:
    for state in (None, "tight", "worse"):
        assert codes(mini, claim(WEAK, "worsens", Finding("hamstrings", state))) == set()
    assert codes(mini, claim(Finding("head-rolls"), "releases", Finding("hamstrings"))) == set()


@pytest.mark.parametrize(
    ("sides", "found"),
    [
        ((None, None), {"E415"}),
        (("left", None), {"E415"}),
        (("left", "left"), {"E415"}),
        (("left", "ipsilateral"), {"E415"}),
        (("left", "right"), set()),
        (("left", "contralateral"), set()),
        ((None, "contralateral"), set()),
    ],
)
def test_the_other_side_is_no_loop(mini: Dataset, sides: tuple[str | None, str | None], found: set[str]) -> None:
    ends = [Finding("hamstrings", "tight", side) for side in sides]
    assert codes(mini, claim(ends[0], "tightens", ends[1])) == found


def test_the_same_in_another_paragraph_or_with_another_condition_is_a_claim_of_its_own(mini: Dataset) -> None:
    one = claim(WEAK, "tightens", Finding("hamstrings", "tight"))
    two = replace(one, id="toy-hip#2")
    assert codes(mini, one, two) == {"E416"}
    for change in ({"paragraph": 2}, {"condition": "often"}, {"polarity": "denies"}, {"speaker": "A reader"}):
        assert codes(mini, one, replace(two, **change)) == set()  # type: ignore[arg-type]


def kind_of(number: int, narrow: str, broad: str, **rest: object) -> Claim:
    return claim(Finding(narrow), "kind-of", Finding(broad), id=f"toy-hip#{number}", paragraph=number, **rest)


def test_every_ring_is_found_once_and_denials_close_none(mini: Dataset) -> None:
    up = [kind_of(1, "headache", "neck-pain"), kind_of(2, "neck-pain", "buttock-pain")]
    back = kind_of(3, "buttock-pain", "headache")
    assert codes(mini, *up) == set()
    assert codes(mini, *up, replace(back, polarity="denies")) == set()
    faults = validate(with_claims(mini, *up, back, kind_of(4, "nod-headache", "headache")), ("E419",))
    assert [fault.message.split(": ")[1] for fault in faults] == ["headache → neck-pain → buttock-pain → headache"]


def test_what_is_said_both_ways_is_a_ring_unless_the_relation_is_symmetric(mini: Dataset) -> None:
    ways = [kind_of(1, "headache", "neck-pain"), kind_of(2, "neck-pain", "headache")]
    assert codes(mini, *ways) == {"E419"}
    assert codes(mini, *(replace(way, predicate="same-as") for way in ways)) == set()


def test_a_diamond_is_no_ring(mini: Dataset) -> None:
    pairs = [
        ("headache", "neck-pain"),
        ("headache", "buttock-pain"),
        ("neck-pain", "nod-headache"),
        ("buttock-pain", "nod-headache"),
    ]
    assert codes(mini, *(kind_of(number, *pair) for number, pair in enumerate(pairs, 1))) == set()


def test_a_long_ladder_is_no_deep_recursion(mini: Dataset) -> None:
    one = mini.entities["headache"]
    entities = {f"h-{n}": replace(one, key=f"h-{n}", label=f"h {n}") for n in range(3000)}
    ladder = [kind_of(n + 1, f"h-{n}", f"h-{n + 1}") for n in range(2999)]
    data = replace(with_claims(mini, *ladder, kind_of(3000, "h-2999", "h-0")), entities=entities)
    assert len(validate(data, ("E419",))) == 1


def test_a_theory_is_what_can_be_contested(mini: Dataset) -> None:
    def leaning(on: str) -> Claim:
        return claim(WEAK, "tightens", Finding("hamstrings", "tight"), relies_on=(on,))

    assert codes(mini, leaning("goblin-theory")) == set()
    assert codes(mini, leaning("headache")) == {"E417"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("One sentence, e.g. this one by Dr. Quill of 2.5 cm.", set()),
        ("Is it one?", set()),
        ("He says “it is one.”", set()),
        ("One. Two.", {"W506"}),
        ("None", {"W506"}),
    ],
)
def test_a_statement_is_one_sentence(mini: Dataset, statement: str, found: set[str]) -> None:
    data = with_claims(mini, replace(mini.claims[0], statement=statement))
    assert {fault.code for fault in validate(data, ("W506",))} == found
