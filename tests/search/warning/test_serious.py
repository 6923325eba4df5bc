"""How soon a sign is to be looked at: as its claim says, or as sources say of the condition that it points to."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search.warning.serious import urgency_of
from refgraph.search.warning.signs import signs

Told = Callable[..., KnowledgeGraph]


def soon(kg: KnowledgeGraph) -> dict[str, str]:
    return {one.claim.id: one.urgency for one in signs(kg, Finding("headache")).warned}


def test_signs_take_the_urgency_of_what_they_point_to(told: Told) -> None:
    kg = told(("head-rolls", "relieves", "moon-fever", {"urgency": "now"}))
    assert soon(kg) == {"toy-neck#9": "now"}
    assert urgency_of(kg, "moon-fever") == "now"


def test_a_claim_about_some_of_the_cases_says_nothing_of_the_others(told: Told) -> None:
    kg = told(("head-rolls", "relieves", "moon-fever", {"urgency": "now", "condition": "when it has burst"}))
    assert soon(kg) == {"toy-neck#9": "soon"}


def test_what_a_claim_says_itself_counts(told: Told) -> None:
    kg = told(
        ("head-rolls", "relieves", "moon-fever", {"urgency": "now"}),
        ("neck-pain", "sign-of", "moon-fever", {"urgency": "ask"}),
    )
    found = {one.claim.id: one.urgency for one in signs(kg).warned}
    assert (found["toy-neck#9"], found["toy-hip#91"]) == ("now", "ask")


def test_what_nothing_is_a_sign_of_is_not_serious(told: Told) -> None:
    assert urgency_of(told(("head-rolls", "relieves", "neck-pain", {"urgency": "now"})), "neck-pain") is None
