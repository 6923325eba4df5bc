"""What stands first with an answer: what the complaint can itself be a sign of, and the signs to heed."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search.warning.heeded import by_itself, named_beside, signs_to_heed

Told = Callable[..., KnowledgeGraph]


def test_a_complaint_is_a_sign_itself_where_nothing_narrows_that(told: Told) -> None:
    kg = told(("neck-pain", "sign-of", "moon-fever", {}))
    assert [(one.condition.entity, one.urgency) for one in by_itself(kg, Finding("neck-pain"))] == [
        ("moon-fever", "soon")
    ]
    assert by_itself(kg, Finding("headache")) == ()


def test_what_something_serious_leads_to_is_a_sign_of_it(told: Told) -> None:
    kg = told(("moon-fever", "causes", "neck-pain", {}))
    assert [one.condition.entity for one in by_itself(kg, Finding("neck-pain"))] == ["moon-fever"]


def test_a_sign_of_another_complaint_comes_last(told: Told) -> None:
    kg = told(
        ("sitting-on-clouds", "sign-of", "moon-fever", {"condition": "with neck pain", "urgency": "now"}),
        ("head-rolls", "sign-of", "moon-fever", {"condition": "with headache"}),
    )
    assert [claim.id for claim in signs_to_heed(kg, Finding("headache"))][-1] == "toy-hip#90"
    beside = named_beside(kg, [Finding("sitting-on-clouds")], Finding("neck-pain"))
    assert [claim.id for claim in beside] == ["toy-hip#90"]
