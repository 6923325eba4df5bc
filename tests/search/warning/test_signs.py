"""Warning signs reach a symptom by its names, its place, and the conditions that it may be a sign of."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import URGENCIES
from refgraph.search.warning.heeded import signs_to_heed
from refgraph.search.warning.serious import is_serious
from refgraph.search.warning.signs import BY_CONDITION, BY_NAME, BY_PLACE, ITSELF, felt, red_flags, signs

Told = Callable[..., KnowledgeGraph]


def concerns(kg: KnowledgeGraph, key: str) -> dict[str, int]:
    return {one.claim.id: one.nearness for one in signs(kg, Finding(key)).warned}


def test_a_sign_concerns_the_symptom_and_its_kinds(toy: KnowledgeGraph) -> None:
    assert concerns(toy, "headache") == {"toy-neck#9": ITSELF}
    assert concerns(toy, "cervicogenic-headache") == {"toy-neck#9": BY_NAME}
    assert concerns(toy, "nod-headache") == {"toy-neck#9": BY_NAME}
    assert concerns(toy, "buttock-pain") == {}


def test_a_sign_concerns_what_is_felt_at_its_place(told: Told) -> None:
    at = [(key, "felt-at", "shoulder-blade", {}) for key in ("headache", "neck-pain")]
    assert concerns(told(*at), "neck-pain") == {"toy-neck#9": BY_PLACE}


def test_a_condition_brings_its_other_signs_but_not_pains_elsewhere(told: Told) -> None:
    kg = told(
        ("sitting-on-clouds", "sign-of", "moon-fever", {}),
        ("buttock-pain", "sign-of", "moon-fever", {}),
        ("buttock-pain", "felt-at", "shoulder-blade", {}),
    )
    assert concerns(kg, "headache") == {"toy-neck#9": ITSELF, "toy-hip#90": BY_CONDITION}


def test_what_a_source_leaves_open_joins_nothing(told: Told) -> None:
    kg = told(("sitting-on-clouds", "sign-of", "moon-fever", {"unspecified": ("object",)}))
    assert concerns(kg, "headache") == {"toy-neck#9": ITSELF}


def test_a_denied_sign_warns_of_nothing_and_is_told_against(told: Told) -> None:
    kg = told(("neck-pain", "sign-of", "moon-fever", {"polarity": "denies"}))
    found = signs(kg, Finding("neck-pain"))
    assert [one.claim.id for one in found.warned if one.nearness == ITSELF] == []


def test_the_urgent_and_the_near_come_first(told: Told) -> None:
    kg = told(
        ("headache", "sign-of", "moon-fever", {"urgency": "now"}),
        ("cervicogenic-headache", "sign-of", "moon-fever", {"urgency": "ask"}),
    )
    found = signs(kg, Finding("headache")).warned
    keys = [(URGENCIES.index(one.urgency), one.nearness) for one in found]
    assert keys == sorted(keys)
    assert len({one.claim.id for one in found}) == len(found) == 3


def test_all_signs_are_those_of_every_finding(toy: KnowledgeGraph) -> None:
    assert [one.claim.id for one in signs(toy).warned] == ["toy-neck#9"]
    assert red_flags(toy, [Finding("headache")], []) == red_flags(toy, [], ["headache"])
    assert red_flags(toy, [Finding("buttock-pain")], ["piriformis"]) == ()


def test_a_sign_to_heed_is_named(told: Told, toy: KnowledgeGraph) -> None:
    assert [claim.id for claim in signs_to_heed(toy, Finding("headache"))] == ["toy-neck#9"]
    bare = told(("neck-pain", "sign-of", "moon-fever", {}))
    assert signs_to_heed(bare, Finding("neck-pain")) == ()
    assert signs_to_heed(toy, None) == signs_to_heed(toy, Finding("piriformis")) == ()


def test_serious_is_what_something_is_a_sign_of(toy: KnowledgeGraph) -> None:
    assert [key for key in ("moon-fever", "headache", "slump") if is_serious(toy, key)] == ["moon-fever"]


def test_a_place_is_asked_about_by_its_pain(toy: KnowledgeGraph, founding: KnowledgeGraph) -> None:
    assert felt(toy, Finding("headache", side="left")) == Finding("headache", side="left")
    assert felt(founding, Finding("buttock", "sore", "left")) == Finding("buttock-pain", None, "left")
