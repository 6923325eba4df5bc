"""A sign that is told with a complaint concerns that complaint."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search.warning.company import OF_ANOTHER, OF_THIS, fit, names_of, told_with
from refgraph.search.warning.signs import signs

Told = Callable[..., KnowledgeGraph]


def test_a_sign_concerns_the_complaint_that_it_comes_with(told: Told) -> None:
    kg = told(("sitting-on-clouds", "sign-of", "moon-fever", {"condition": "recent, with neck pain"}))
    assert "toy-hip#90" in {one.claim.id for one in signs(kg, Finding("neck-pain")).warned}
    edge = told_with(kg, names_of(kg, ["neck-pain"]))[0]
    assert edge.subject.entity == "sitting-on-clouds"
    assert fit(names_of(kg, ["neck-pain"]), edge.claims[0]) == OF_THIS
    assert fit(names_of(kg, ["buttock-pain"]), edge.claims[0]) == OF_ANOTHER
