"""What cannot be asked of a graph is refused, with what is wrong and what is known instead."""

from __future__ import annotations

import pytest

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.query_checks import check, meant
from refgraph.search.questions import origins


def test_a_query_within_all_limits_passes(toy: KnowledgeGraph) -> None:
    check(toy, Query("origins", end=Finding("headache", side="left"), max_hops=30, sources=("toy-neck",)))


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"max_hops": 0}, UsageError),
        ({"top": 0}, UsageError),
        ({"max_hops": 31}, UsageError),
        ({"predicates": ("nonsense",)}, UsageError),
        ({"categories": ("nonsense",)}, UsageError),
        ({"sources": ("nonsense",)}, UnknownNameError),
        ({"via": ("nonsense",)}, UnknownNameError),
        ({"avoid": ("nonsense",)}, UnknownNameError),
        ({"min_evidence": "nonsense"}, UnknownNameError),
    ],
)
def test_options_out_of_range_are_said(toy: KnowledgeGraph, options: dict[str, object], error: type) -> None:
    with pytest.raises(error, match=r"nonsense|between"):
        origins(toy, Finding("headache"), **options)


@pytest.mark.parametrize("end", [Finding("headache", side="contralateral"), Finding("headache", state="nonsense")])
def test_an_end_that_cannot_be_asked_for_is_said(toy: KnowledgeGraph, end: Finding) -> None:
    with pytest.raises(UsageError, match=r"contralateral|nonsense"):
        origins(toy, end)


@pytest.mark.parametrize(
    ("finding", "kind"),
    [
        (Finding("headache"), "origins"),
        (Finding("upper-trapezius", "tight"), "origins"),
        (Finding("posterior-pelvic-tilt"), "origins"),
        (Finding("slump"), "effects"),
        # Of these muscles something is told in that state by way of a member alone.
        (Finding("gluteals", "weak"), "origins"),
        (Finding("gluteals", "tight"), "effects"),
        (Finding("gluteals"), ""),
        (Finding("shoulder-blade"), ""),
    ],
)
def test_a_finding_alone_is_asked_for_what_is_told_of_it(toy: KnowledgeGraph, finding: Finding, kind: str) -> None:
    assert meant(toy, finding) == kind
